"""`derive` and `present`: what a holder does with a credential.

A credential of which a part can be shown is JSON with an ecdsa-sd-2023 proof, or an SD-JWT VC.
"""

import argparse
import json
from collections.abc import Iterator

from skillmark.credkit.codec.strict_json import Json, read_object, write_json
from skillmark.credkit.contexts import verifying
from skillmark.credkit.errors import Refused
from skillmark.credkit.issue import present as put_together
from skillmark.credkit.proof.data_integrity import HashSource
from skillmark.credkit.proof.data_integrity.sd import derive as derive_part
from skillmark.credkit.proof.data_integrity.sd import list_choices
from skillmark.credkit.proof.sdjwt import KeyBinding, is_sd_jwt, read_sd_jwt, reveal
from skillmark.credkit.proof.sdjwt import present as present_token
from skillmark.credkit.proof.sdjwt.pointers import pointer_of
from skillmark.doors.cli.credential import streams
from skillmark.doors.cli.credential.keys import open_signer
from skillmark.doors.cli.credential.words import now
from skillmark.doors.cli.terminal import say


def derive(args: argparse.Namespace) -> int:
    """A copy that shows what is asked for and what its issuer wants shown always."""
    data = streams.read(args.file)
    if args.list:
        choices = list(_hidden_in(data) if is_sd_jwt(data) else _parts_of(data))
        value = [{"pointer": pointer, "value": part, "isAlwaysShown": always} for pointer, part, always in choices]
        lines = [f"{pointer}  {_short(part)}{'  (always)' if always else ''}" for pointer, part, always in choices]
        say(args, value, lines)
        return 0
    if not args.show:
        raise Refused("derive.nothing", "Say what to show: --show POINTER. To see what there is: --list")
    if is_sd_jwt(data):
        copy = present_token(data.decode("ascii").strip(), show=args.show).encode("ascii")
    else:
        copy = write_json(derive_part(read_object(data), args.show, source=_source()))
    streams.write(args.out, copy, is_text=True)
    return 0


def present(args: argparse.Namespace) -> int:
    """Credentials under the holder's signature, made for one reader."""
    if args.files.count("-") > 1:
        raise Refused("present.one_input", "Only one credential can come from standard input.")
    credentials = [streams.read(name) for name in args.files]
    if any(is_sd_jwt(data) for data in credentials):
        streams.write(args.out, _bound(credentials, args), is_text=True)
        return 0
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


def _bound(credentials: list[bytes], args: argparse.Namespace) -> bytes:
    """An SD-JWT with all it still discloses, and the holder's word for whom it is."""
    if len(credentials) > 1:
        raise Refused("present.sd_jwt_alone", "An SD-JWT is presented by itself, without other credentials.")
    binding = KeyBinding(open_signer(args), args.domain, args.challenge, args.at or now())
    everything = [pointer for pointer, _, _ in _hidden_in(credentials[0])]
    return present_token(credentials[0].decode("ascii").strip(), show=everything, binding=binding).encode("ascii")


def _parts_of(data: bytes) -> Iterator[tuple[str, Json, bool]]:
    for choice in list_choices(read_object(data), source=_source()):
        yield choice.pointer, choice.value, choice.is_mandatory


def _hidden_in(data: bytes) -> Iterator[tuple[str, Json, bool]]:
    """What an SD-JWT can withhold; the rest of it is always shown."""
    token = read_sd_jwt(data.decode("ascii").strip())
    for place, disclosure in reveal(read_object(token.jws.payload), token.disclosures).places:
        yield pointer_of(place), disclosure.value, False


def _source() -> HashSource:
    return HashSource(verifying()[0])


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
