"""Ed25519 (RFC 8032): which keys and signatures are looked at, before any library sees them.

Libraries differ on odd input: non-canonical encodings, points of small order, S not below the group's order. All of it
is refused here, so that the verdict is the same whichever library ran.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from skillmark.credkit.errors import Malformed, Refused

SEED_BYTES = 32
SIGNATURE_BYTES = 64
_FIELD = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
# y of every point whose order divides 8 (a test finds them anew)
_SMALL_ORDER_Y = frozenset({0, 1, _FIELD - 1, _ORDER_8_Y, _FIELD - _ORDER_8_Y})


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
    return int.from_bytes(signature[32:], "little") < _ORDER


def load(key: bytes) -> Ed25519PublicKey:
    """The library's key of 32 checked bytes."""
    return Ed25519PublicKey.from_public_bytes(key)


def is_signed(key: Ed25519PublicKey, data: bytes, signature: bytes) -> bool:
    """Whether the signature over `data` was made with this key."""
    if not may_be_signature(signature):
        return False
    try:
        key.verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_odd_point(encoded: bytes) -> bool:
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    return y >= _FIELD or y in _SMALL_ORDER_Y
