"""Ed25519 (RFC 8032): which keys and signatures are looked at, and the two libraries that may do the work.

Libraries differ on odd input: non-canonical encodings, points of small order, S not below the group's order. All of it
is refused here before any of them sees it, so that the verdict is the same whichever ran; a test runs both over such
input. libsodium comes first: it is twice as fast as OpenSSL through `cryptography` and lets go of the interpreter lock.
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import BadSignatureError

from skillmark.credkit.errors import Malformed, Refused

SEED_BYTES = 32
SIGNATURE_BYTES = 64
_FIELD = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
# Every point whose order divides 8, under either sign (a test finds them anew)
_SMALL_ORDER = frozenset(
    (y | sign).to_bytes(32, "little")
    for y in (0, 1, _FIELD - 1, _ORDER_8_Y, _FIELD - _ORDER_8_Y)
    for sign in (0, 1 << 255)
)
_ALL_ONES = b"\xff" * 30
Verdict = Callable[[bytes, bytes, bytes], bool]


def check_point(key: bytes) -> None:
    """Raise `Malformed` for a key of another length, `Refused` for a weak or non-canonical one."""
    if len(key) != 32:
        raise Malformed("key.bad_length", "A public key has the wrong length.")
    if _is_odd_point(key):
        raise Refused("key.weak", "A public key is one under which anything would seem signed.")


def may_be_signature(signature: bytes) -> bool:
    """Whether 64 bytes are a canonical scalar behind a canonical point that is not of small order."""
    if len(signature) != SIGNATURE_BYTES or _is_odd_point(signature[:32]):
        return False
    return signature[63] < 0x10 or int.from_bytes(signature[32:], "little") < _ORDER  # below 2**252 it is at once


def ask_libsodium(key: bytes, data: bytes, signature: bytes) -> bool:
    """libsodium's verdict, unguarded. Never raises."""
    try:
        crypto_sign_open(signature + data, key)
    except (BadSignatureError, ValueError):
        return False
    return True


def ask_openssl(key: bytes, data: bytes, signature: bytes) -> bool:
    """OpenSSL's verdict, unguarded. Never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed(key: bytes, data: bytes, signature: bytes, ask: Verdict = ask_libsodium) -> bool:
    """Whether the signature over `data` was made with this key, 32 bytes that `check_point` let pass."""
    return may_be_signature(signature) and ask(key, data, signature)


def expand_seed(seed: bytes) -> tuple[bytes, bytes]:
    """32 secret bytes to (public key, the 64 secret bytes that `sign` takes). Raises `Malformed`."""
    if len(seed) != SEED_BYTES:
        raise Malformed("key.bad_seed", "An Ed25519 seed has 32 bytes.")
    public, secret = crypto_sign_seed_keypair(seed)
    return bytes(public), bytes(secret)


def sign(secret: bytes, data: bytes) -> bytes:
    """The 64 bytes over `data`; deterministic."""
    return bytes(crypto_sign(data, secret)[:SIGNATURE_BYTES])


def _is_odd_point(encoded: bytes) -> bool:
    """Of small order, or with a y that is not below the field's size, 2**255 - 19: bytes ed ff ... ff 7f."""
    if encoded in _SMALL_ORDER:
        return True
    return encoded[31] & 0x7F == 0x7F and encoded[0] >= 0xED and encoded[1:31] == _ALL_ONES
