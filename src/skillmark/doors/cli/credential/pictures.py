"""`bake` and `unbake`: a signed credential into a picture, and out of it."""

import argparse

from skillmark.credkit.codec.images import Edition
from skillmark.credkit.codec.images import bake as bake_into
from skillmark.credkit.codec.images import unbake as take_out
from skillmark.credkit.errors import Refused
from skillmark.credkit.verify import open_credential
from skillmark.doors.cli.credential import streams


def bake(args: argparse.Namespace) -> int:
    """A picture with the credential inside, in the form of its own version of Open Badges."""
    if args.image == args.file == "-":
        raise Refused("bake.one_input", "Picture and credential cannot both come from standard input.")
    credential = streams.read(args.file)
    opened = open_credential(credential)
    if opened.form not in ("json", "jwt"):
        raise Refused("bake.not_bare", "Bake the credential itself, not a picture or a pack with it.")
    if opened.form == "json" and opened.kind != "badge2" and not opened.document.get("proof"):
        raise Refused("bake.unsigned", "This credential is not signed. Sign it first: skillmark credential sign")
    edition = Edition.OB2 if opened.kind == "badge2" else Edition.OB3
    streams.write(args.out, bake_into(streams.read(args.image), credential.strip(), edition), is_text=False)
    return 0


def unbake(args: argparse.Namespace) -> int:
    """The credential, byte for byte as it was baked."""
    streams.write(args.out, take_out(streams.read(args.file)), is_text=True)
    return 0
