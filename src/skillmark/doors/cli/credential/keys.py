"""Key files: making one, and opening one with its passphrase from a file, the environment or the terminal."""

import argparse
import getpass
import os
import re
import sys

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, Signer, read_key_file, write_key_file
from skillmark.credkit.keys.files import MIN_PASSPHRASE_LETTERS, FileSigner
from skillmark.doors.cli.credential import streams
from skillmark.doors.cli.terminal import say

VARIABLE = "CREDENTIAL_PASSPHRASE"
SECRET_BYTES = {KeyKind.ED25519: 32, KeyKind.P256: 32, KeyKind.P384: 48}
_METHOD = re.compile(rb"Verification-Method: ([!-~]+)\r?\n")


def key(args: argparse.Namespace) -> int:
    """Make a key, write its file, say whose it is."""
    signer = _new(KeyKind(args.kind), args.seed_file, args.controller)
    passphrase = _passphrase(args.passphrase_file, is_new=True)
    streams.write_secret(args.out, write_key_file(signer, passphrase, random=os.urandom))
    did = signer.verification_method.partition("#")[0]
    value = {"did": did, "verificationMethod": signer.verification_method, "publicMultikey": signer.public_multikey}
    lines = [did]
    if args.controller:
        lines += [f"Publish this key in its DID document, under assertionMethod: {signer.public_multikey}"]
    say(args, value, lines)
    return 0


def open_signer(args: argparse.Namespace) -> Signer:
    """The signer in `--key`. Raises `CredkitError`, also for a wrong passphrase."""
    data = streams.read(args.key)
    if b"PRIVATE KEY" not in data:
        raise Malformed("key_file.bad_form", "This is no key file. Make one with: skillmark credential key --out FILE")
    return read_key_file(data, _passphrase(args.passphrase_file, is_new=False))


def name_in(file: str) -> str:
    """The DID that a key file names, without opening it. Nothing rests on it: signing looks again."""
    found = _METHOD.match(streams.read(file))
    if not found:
        raise Malformed("key_file.bad_form", "This is no key file. Make one with: skillmark credential key --out FILE")
    return found[1].decode("ascii").partition("#")[0]


def _new(kind: KeyKind, seed_file: str | None, controller: str | None) -> FileSigner:
    secret = _seed(seed_file, SECRET_BYTES[kind]) if seed_file else None
    if kind is KeyKind.ED25519:
        return Ed25519Signer.from_seed(secret or os.urandom(32), controller=controller)
    if secret:
        return EcdsaSigner.from_scalar(kind, secret, controller=controller)
    return EcdsaSigner.generate(os.urandom, kind, controller=controller)


def _seed(file: str, size_bytes: int) -> bytes:
    try:
        secret = bytes.fromhex(streams.read(file).decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != size_bytes:
        raise Malformed("key.bad_seed", f"The seed file should hold {size_bytes * 2} hexadecimal digits.")
    return secret


def _passphrase(file: str | None, *, is_new: bool) -> str:
    if file:
        return _first_line(streams.read(file))
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if not _may_ask():
        words = f"The key needs its passphrase: give --passphrase-file FILE, or set {VARIABLE}."
        raise Refused("key_file.no_passphrase", words)
    least = f" (at least {MIN_PASSPHRASE_LETTERS} letters)" if is_new else ""
    given = getpass.getpass(f"Passphrase of the key{least}: ")
    if is_new and getpass.getpass("Once more: ") != given:
        raise Refused("key_file.passphrases_differ", "You typed two different passphrases. Try again.")
    return given


def _first_line(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError:
        raise Malformed("key_file.bad_passphrase", "The passphrase file is not UTF-8 text.") from None


def _may_ask() -> bool:
    """Whether a person sits there: getpass talks to the terminal itself, so standard input may be a pipe."""
    return sys.stderr.isatty()
