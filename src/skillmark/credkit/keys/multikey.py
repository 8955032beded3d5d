"""Public keys as one string: Multikey, base58btc (W3C Controlled Identifiers 1.0 section 2.2.2).

Everything public about a key travels in this form, so a string that was decoded once is a sound key: canonical, on its
curve, neither weak nor too long. RSA follows the multicodec table (rsa-pub, PKCS#1), which W3C does not list.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc
from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import ecdsa, ed25519, rsa
from skillmark.credkit.keys.kinds import PUBLIC_CODES, KeyKind

MAX_MULTIKEY_LENGTH = 1_460  # an RSA key of 8192 bits; base58 takes 1.37 letters per byte
PublicKey: TypeAlias = bytes | EllipticCurvePublicKey | RSAPublicKey  # Ed25519 needs no more than its bytes


def encode_multikey(public_key: bytes, kind: KeyKind = KeyKind.ED25519) -> str:
    """`z...` of a key in the bytes that `decode_multikey` gives. Does not check them."""
    return encode_base58btc(PUBLIC_CODES[kind] + public_key)


def kind_of(multikey: str) -> KeyKind:
    """The kind of a sound key. Raises what `decode_multikey` raises."""
    return load_public_key(multikey)[0]


def decode_multikey(multikey: str) -> bytes:
    """The key in bytes: Ed25519 32 raw, ECDSA its compressed point (33 or 49), RSA PKCS#1 DER.

    Raises `Malformed`; `Refused` for another kind of key or a weak one.
    """
    return load_public_key(multikey)[1]


@lru_cache(maxsize=1024)
def load_public_key(multikey: str) -> tuple[KeyKind, bytes, PublicKey]:
    """Kind, bytes and the library's key. Raises as `decode_multikey`. The last 1,024 sound keys are kept."""
    data = decode_base58btc(multikey, max_length=MAX_MULTIKEY_LENGTH)
    for kind, code in PUBLIC_CODES.items():
        if data.startswith(code):
            key = data[len(code) :]
            return kind, key, _load(kind, key)
    raise Refused("key.kind_unknown", "This kind of key is not read. Ed25519, P-256, P-384 and RSA are.")


def _load(kind: KeyKind, key: bytes) -> PublicKey:
    if kind is KeyKind.ED25519:
        ed25519.check_point(key)
        return key
    return rsa.load(key) if kind is KeyKind.RSA else ecdsa.load(kind, key)
