"""How commands speak: lines for people, JSON for programs, progress on standard error."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

Words = Any  # argparse keeps the type of add_subparsers() private


def command(
    words: Words, name: str, help_: str, run: Callable[[argparse.Namespace], int], *, needs_database: bool
) -> argparse.ArgumentParser:
    """Add one command that also speaks JSON."""
    parser: argparse.ArgumentParser = words.add_parser(name, help=help_, description=help_)
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")
    parser.set_defaults(run=run, needs_database=needs_database)
    return parser


def say(args: argparse.Namespace, value: Any, lines: list[str]) -> None:
    """Print the value as JSON where asked, else the lines."""
    if args.json:
        print(json.dumps(value, indent=1, ensure_ascii=False, default=str))
    else:
        print("\n".join(lines))


def progress(what: str, done: int, total: int) -> None:
    """Redraw one line on a terminal; print whole steps only where output is kept."""
    if sys.stderr.isatty():
        end = "\n" if total and done >= total else ""
        print(
            f"\r\x1b[K{what}: {done:,} of {total:,}" if total else f"\r\x1b[K{what}: {done:,}", end=end, file=sys.stderr
        )
    elif total and done >= total:
        print(f"{what}: {done:,} of {total:,}", file=sys.stderr)
