"""`skillmark dev vc-api`: starts the server, prints one line of JSON that says what is where, serves until stopped."""

import argparse
from typing import Any

Words = Any  # argparse keeps the type of add_subparsers() private
HELP = "Serve W3C's VC-API on this machine, for W3C's test suites. Keys are thrown away; no database is used."


def add(words: Words) -> None:
    """Add `dev` and the one tool it has."""
    about = "Tools for people who build or check Skillmark."
    tools = words.add_parser("dev", help=about, description=about).add_subparsers(metavar="TOOL", required=True)
    parser = tools.add_parser("vc-api", help=HELP, description=HELP)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--tls", action="store_true", help="serve https, with a certificate made at start")
    parser.add_argument("--seed", help="any text: the same text gives the same keys (default: new keys at each start)")
    parser.set_defaults(run=_run, needs_database=False, json=False)


def _run(args: argparse.Namespace) -> int:
    from skillmark.doors.vc_api.server import serve

    return serve(port=args.port, with_tls=args.tls, seed=args.seed)
