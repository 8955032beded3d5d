"""`derive` and `present`: what a holder does with a credential."""

import argparse
import json

from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.contexts import verifying
from skillmark.credkit.errors import Refused
from skillmark.credkit.issue import present as put_together
from skillmark.credkit.proof.data_integrity import HashSource
from skillmark.credkit.proof.data_integrity.sd import derive as derive_part
from skillmark.credkit.proof.data_integrity.sd import list_choices
from skillmark.doors.cli.credential import streams
from skillmark.doors.cli.credential.keys import open_signer
from skillmark.doors.cli.credential.words import now
from skillmark.doors.cli.terminal import say


def derive(args: argparse.Namespace) -> int:
    """A copy that shows what is asked for and what its issuer wants shown always."""
    document = read_object(streams.read(args.file))
    source = HashSource(verifying()[0])
    if args.list:
        choices = list_choices(document, source=source)
        value = [{"pointer": one.pointer, "value": one.value, "isAlwaysShown": one.is_mandatory} for one in choices]
        lines = [f"{one.pointer}  {_short(one.value)}{'  (always)' if one.is_mandatory else ''}" for one in choices]
        say(args, value, lines)
        return 0
    if not args.show:
        raise Refused("derive.nothing", "Say what to show: --show POINTER. To see what there is: --list")
    streams.write(args.out, write_json(derive_part(document, args.show, source=source)), is_text=True)
    return 0


def present(args: argparse.Namespace) -> int:
    """Credentials under the holder's signature, made for one reader."""
    if args.files.count("-") > 1:
        raise Refused("present.one_input", "Only one credential can come from standard input.")
    credentials = [streams.read(name) for name in args.files]
    shown = put_together(
        credentials,
        signer=open_signer(args),
        challenge=args.challenge,
        domain=args.domain,
        created_at=args.at or now(),
        suite=args.suite,
        form="vc-jose" if args.form == "vc-jose" else "embedded",
    )
    streams.write(args.out, shown, is_text=True)
    return 0


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
