"""`skillmark credential ...`: make, sign, check and show credentials in files and pipes. No server, no network.

What goes in is a file or `-` for standard input, what comes out goes to standard output or `--out`. Only the parsers
are here: each command loads what it needs when it runs, so that `--help` costs nothing.

Exit codes: 0 done, or it holds. 1 refused, or it does not hold. 2 could not be checked, or the command line was not
understood.
"""

import argparse
from collections.abc import Callable
from importlib import import_module

from skillmark.doors.cli.credential.words import instant
from skillmark.doors.cli.terminal import Words

Run = Callable[[argparse.Namespace], int]
KINDS = ("Ed25519", "P-256", "P-384")
FORMS = ("proof", "jwt", "vc-jose", "sd")


def add(words: Words) -> None:
    parser = words.add_parser(
        "credential",
        help="Make, sign, check and show credentials in files and pipes, offline.",
        description="Make, sign, check and show credentials in files and pipes. No server, no network.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for add_verb in (_key, _make, _sign, _verify, _inspect, _bake, _unbake, _derive, _present):
        add_verb(verbs)


def add_verify(words: Words, help_: str = "Check a badge file, offline.") -> None:
    """`skillmark verify` and `skillmark credential verify` are one command."""
    parser = _verb(words, "verify", help_, "checking", json=True)
    parser.add_argument("file", nargs="?", default="-", help="JSON, JWT, image or pack; - reads standard input")
    parser.add_argument("--pack", help="what was saved with it: the issuer's keys and the dated status")
    parser.add_argument("--anchors", help="issuers and vouchers you trust beforehand")
    parser.add_argument("--at", type=instant, help="check as of this time (ISO 8601; default: now)")
    parser.add_argument("--recipient", help="e-mail address or DID it should have been issued to")
    parser.add_argument("--challenge", help="what you asked a presentation to be made for")
    parser.add_argument("--domain", help="who you are, as the presentation should name you")


def _verify(verbs: Words) -> None:
    add_verify(verbs, "Check a credential or presentation: 0 holds, 1 does not, 2 could not be checked.")


def _key(verbs: Words) -> None:
    parser = _verb(verbs, "key", "Make a key in an encrypted file, and print its DID.", "keys", json=True)
    parser.add_argument("--kind", choices=KINDS, default="Ed25519", help="P-256 for JWTs and for showing a part")
    parser.add_argument("--controller", metavar="DID", help="whose key it is, such as did:web:college.example")
    parser.add_argument("--seed-file", metavar="FILE", help="make this key from 64 (P-384: 96) hexadecimal digits")
    _out(parser, "the new key file; one that exists is never written over", required=True)
    _passphrase(parser)


def _make(verbs: Words) -> None:
    parser = _verb(verbs, "make", "Write an unsigned Open Badges 3.0 credential.", "making")
    who = parser.add_argument_group("who awards it").add_mutually_exclusive_group(required=True)
    who.add_argument("--issuer", metavar="DID", help="the issuer's DID")
    who.add_argument("--key", metavar="FILE", help="take the DID from the issuer's key file")
    parser.add_argument("--issuer-name", required=True)
    parser.add_argument("--country", required=True, metavar="CODE", help="where the issuer is, such as NL")
    parser.add_argument("--website")
    what = parser.add_argument_group("what was earned")
    what.add_argument("--name", required=True)
    what.add_argument("--description", required=True)
    what.add_argument("--criteria", required=True, help="how it is earned")
    what.add_argument("--achievement", metavar="URI", help="its address (default: a new urn:uuid:)")
    what.add_argument("--skill", action="append", default=[], metavar="URI=NAME", help="may be repeated")
    what.add_argument("--result", action="append", default=[], metavar="NAME=VALUE", help="may be repeated")
    what.add_argument("--evidence", action="append", default=[], metavar="URI=NAME", help="may be repeated")
    what.add_argument("--tag", action="append", default=[], metavar="WORD", help="may be repeated")
    what.add_argument("--language", default="", metavar="TAG", help="of the texts, such as en")
    for_whom = parser.add_argument_group("for whom (one at least)")
    for_whom.add_argument("--recipient", metavar="EMAIL", help="stands inside as a salted hash only")
    for_whom.add_argument("--subject", metavar="DID", help="the learner's DID")
    parser.add_argument("--id", metavar="URI", help="the credential's own address (default: a new urn:uuid:)")
    parser.add_argument("--from", dest="starts_at", type=instant, metavar="TIME", help="counts from (default: now)")
    parser.add_argument("--until", dest="ends_at", type=instant, metavar="TIME", help="counts until")
    _out(parser)


def _sign(verbs: Words) -> None:
    parser = _verb(verbs, "sign", "Sign a credential as its issuer.", "making")
    _file(parser, "an unsigned credential")
    _signer(parser)
    parser.add_argument(
        "--form",
        choices=FORMS,
        default="proof",
        help="proof: inside the JSON. jwt: Open Badges' token. vc-jose: W3C's token."
        " sd: a proof from which the holder can show a part (P-256)",
    )
    parser.add_argument("--suite", help="cryptosuite, such as eddsa-jcs-2022 (default: the key's own over RDF)")
    parser.add_argument(
        "--always-show",
        action="append",
        default=[],
        metavar="POINTER",
        help="sd: one more part that no copy leaves out",
    )
    parser.add_argument("--at", type=instant, help="time of signing (default: now)")
    parser.add_argument("--annex", action="store_true", help="ask for all that the EU's recommendation wants stated")
    parser.add_argument("--any", action="store_true", help="sign any W3C credential, not badges only")
    _out(parser)


def _inspect(verbs: Words) -> None:
    parser = _verb(verbs, "inspect", "Say what a file says, without checking any of it.", "inspecting", json=True)
    _file(parser, "JSON, JWT, image or pack")
    parser.add_argument("--document", action="store_true", help="print the credential itself as JSON")


def _bake(verbs: Words) -> None:
    parser = _verb(verbs, "bake", "Put a signed credential into a PNG or SVG.", "pictures")
    parser.add_argument("image", help="PNG or SVG")
    _file(parser, "the signed credential")
    _out(parser)


def _unbake(verbs: Words) -> None:
    parser = _verb(verbs, "unbake", "Take the credential out of a picture, as it was baked.", "pictures")
    _file(parser, "PNG or SVG")
    _out(parser)


def _derive(verbs: Words) -> None:
    parser = _verb(
        verbs, "derive", "Show a part of a credential signed with --form sd, or of an SD-JWT.", "showing", json=True
    )
    _file(parser, "the credential as you got it from its issuer")
    parser.add_argument("--show", action="append", default=[], metavar="POINTER", help="may be repeated")
    parser.add_argument("--list", action="store_true", help="list what can be shown alone, instead")
    _out(parser)


def _present(verbs: Words) -> None:
    parser = _verb(verbs, "present", "Put credentials into a presentation that you sign as their holder.", "showing")
    parser.add_argument("files", nargs="*", default=["-"], metavar="FILE", help="credentials; - reads standard input")
    _signer(parser)
    parser.add_argument("--challenge", default="", help="what the reader asked for")
    parser.add_argument("--domain", default="", help="who the reader is")
    parser.add_argument("--form", choices=("proof", "vc-jose"), default="proof", help="vc-jose: the whole is a token")
    parser.add_argument("--suite", help="cryptosuite (default: the key's own over RDF)")
    parser.add_argument("--at", type=instant, help="time of signing (default: now)")
    _out(parser)


def _verb(words: Words, name: str, help_: str, module: str, *, json: bool = False) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(name, help=help_, description=help_)
    if json:
        parser.add_argument("--json", action="store_true", help="print JSON for a program to read")
    parser.set_defaults(run=_later(module, name), needs_database=False, json=False)
    return parser


def _later(module: str, name: str) -> Run:
    def run(args: argparse.Namespace) -> int:
        from skillmark.doors.cli.credential.refusals import answered

        return answered(getattr(import_module(f"{__name__}.{module}"), name), args)

    return run


def _file(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("file", nargs="?", default="-", help=f"{what}; - (and nothing) reads standard input")


def _out(parser: argparse.ArgumentParser, what: str = "write here (default: standard output)", **more: bool) -> None:
    parser.add_argument("-o", "--out", default="-", metavar="FILE", help=what, **more)  # type: ignore[arg-type]


def _signer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", required=True, metavar="FILE", help="your key file")
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="its first line opens the key (default: CREDENTIAL_PASSPHRASE, or you are asked)",
    )
