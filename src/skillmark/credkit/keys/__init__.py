"""Keys: the Signer protocol, Ed25519 in memory, and the Multikey form of public keys. No storage.

Ed25519 (RFC 8032) is checked here before any library sees it: canonical point and scalar encodings, and no key of small
order, so that the verdict is the same whichever library ran.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc
from skillmark.credkit.errors import Malformed, Refused

SEED_BYTES = 32
SIGNATURE_BYTES = 64
_ED25519_PUBLIC = b"\xed\x01"  # multicodec ed25519-pub
_ED25519_SECRET = b"\x80\x26"  # multicodec ed25519-priv
_FIELD = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
# y of every point whose order divides 8 (a test finds them anew)
_SMALL_ORDER_Y = frozenset({0, 1, _FIELD - 1, _ORDER_8_Y, _FIELD - _ORDER_8_Y})


@runtime_checkable
class Signer(Protocol):
    """Signs with one key that may live anywhere. `verification_method` is the DID URL that names the key."""

    @property
    def verification_method(self) -> str: ...

    @property
    def public_multikey(self) -> str: ...

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature over `data`."""
        ...


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """A signer whose key is in this process. The seed never appears in its repr."""

    verification_method: str
    public_multikey: str
    _key: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def from_seed(cls, seed: bytes, *, controller: str | None = None) -> Ed25519Signer:
        """From 32 secret bytes. `controller` is the DID that owns the key; without one it is the key's own did:key.

        The method is named `controller#multikey`, so that a reader without network knows which key to try.
        """
        if len(seed) != SEED_BYTES:
            raise Malformed("key.bad_seed", "An Ed25519 seed has 32 bytes.")
        key = Ed25519PrivateKey.from_private_bytes(seed)
        multikey = encode_multikey(key.public_key().public_bytes_raw())
        return cls(f"{controller or 'did:key:' + multikey}#{multikey}", multikey, key)

    @classmethod
    def from_secret_multikey(cls, secret: str, *, controller: str | None = None) -> Ed25519Signer:
        """From a secret key in multibase (multicodec 0x1300), as W3C's vectors carry it."""
        data = decode_base58btc(secret)
        if not data.startswith(_ED25519_SECRET):
            raise Malformed("key.not_ed25519", "This is not an Ed25519 secret key.")
        return cls.from_seed(data[len(_ED25519_SECRET) :], controller=controller)

    def sign(self, data: bytes) -> bytes:
        """The signature over `data`; deterministic."""
        return self._key.sign(data)


def encode_multikey(public_key: bytes) -> str:
    """32 raw bytes as `z6Mk...`."""
    return encode_base58btc(_ED25519_PUBLIC + public_key)


def decode_multikey(multikey: str) -> bytes:
    """The 32 raw bytes of a `z6Mk...`. Raises `Malformed`; `Refused` for another kind of key or a weak one."""
    data = decode_base58btc(multikey)
    if not data.startswith(_ED25519_PUBLIC):
        raise Refused("key.kind_unknown", "This kind of key is not read yet. Only Ed25519 is.")
    key = data[len(_ED25519_PUBLIC) :]
    if len(key) != 32:
        raise Malformed("key.bad_length", "A public key has the wrong length.")
    y = int.from_bytes(key, "little") & (2**255 - 1)
    if y >= _FIELD or y in _SMALL_ORDER_Y:
        raise Refused("key.weak", "A public key is one under which anything would seem signed.")
    return key


def is_signed_by(multikey: str, data: bytes, signature: bytes) -> bool:
    """Whether the signature over `data` was made with this key. Raises what `decode_multikey` raises."""
    key = decode_multikey(multikey)
    if len(signature) != SIGNATURE_BYTES or int.from_bytes(signature[32:], "little") >= _ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
