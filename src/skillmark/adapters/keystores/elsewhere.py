"""What every signer has in common whose key lies elsewhere: its errors, its secrets, and the look at what came back.

Errors are credkit's, since `credkit` calls the signer: `Unavailable` where trying later may help, `Refused` where
somebody must change something, `Untrusted` where what came back is not this key's signature. No PIN, token, address or
answer of the other side is ever in one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from skillmark.credkit.errors import Refused, Unavailable, Untrusted
from skillmark.credkit.keys import is_signed_by

Secret = Callable[[], str]  # asked for when needed and not kept, so that it may change and is in no repr
MAX_SECRET_BYTES = 8_192


def secret_from_file(path: Path) -> Secret:
    """A PIN or token that lies in a file; read anew each time, without the line end."""

    def read() -> str:
        try:
            with path.open("rb") as file:
                return file.read(MAX_SECRET_BYTES).decode().strip("\r\n")
        except (OSError, UnicodeDecodeError):
            words = "The file with the PIN or token cannot be read. Check that it is there and who may read it."
            raise Unavailable("keystore.no_secret", words) from None

    return read


def name_method(public_multikey: str, controller: str | None) -> str:
    """How the key is named in what it signs: `controller#multikey`, or by its own did:key."""
    return f"{controller or 'did:key:' + public_multikey}#{public_multikey}"


def checked(signature: bytes, data: bytes, public_multikey: str) -> bytes:
    """The signature, if it is this key's. Cost: one check, 0.1 ms, so that nothing wrong is ever handed out."""
    if not is_signed_by(public_multikey, data, signature):
        words = "What came back is not a signature of this key. Check that the key was not replaced under its name."
        raise Untrusted("keystore.wrong_signature", words)
    return signature


def unreachable() -> Unavailable:
    """It does not answer, or not in time."""
    return Unavailable("keystore.unreachable", "The place where the signing key lies does not answer. Try again later.")


def denied() -> Refused:
    """It knows us not, or does not let us."""
    words = "The place where the signing key lies does not let us in. Check the PIN or token, and what it may do."
    return Refused("keystore.denied", words)


def no_key() -> Refused:
    """There is no such key, or more than one."""
    return Refused("keystore.no_key", "There is no one signing key under that name. Check the name of the key.")


def no_version() -> Refused:
    """The key is there, this version of it not, or not any more."""
    return Refused("keystore.no_version", "The key has no such version, or it may no longer be used.")


def unfit_key() -> Refused:
    """A key of another kind."""
    return Refused("keystore.key_unfit", "The key is not one that signs here. Take Ed25519, P-256 or P-384.")
