"""Signers: the protocol, and signers whose key is in this process. No secret is ever in a repr or an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys import ecdsa, ed25519, rsa
from skillmark.credkit.keys.kinds import SECRET_CODES, KeyKind
from skillmark.credkit.keys.multikey import encode_multikey


@runtime_checkable
class Signer(Protocol):
    """Signs with one key that may live anywhere. `verification_method` is the URL that names the key."""

    @property
    def verification_method(self) -> str: ...

    @property
    def public_multikey(self) -> str: ...

    def sign(self, data: bytes) -> bytes:
        """The raw signature over `data`, in the form `is_signed_by` reads."""
        ...


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """A signer whose key is in this process. The seed never appears in its repr."""

    verification_method: str
    public_multikey: str
    _secret: bytes = field(repr=False)

    @classmethod
    def from_seed(cls, seed: bytes, *, controller: str | None = None) -> Ed25519Signer:
        """From 32 secret bytes. `controller` is the DID that owns the key; without one it is the key's own did:key.

        The method is named `controller#multikey`, so that a reader without network knows which key to try.
        """
        public, secret = ed25519.expand_seed(seed)
        multikey = encode_multikey(public)
        return cls(name_method(multikey, controller), multikey, secret)

    @classmethod
    def from_secret_multikey(cls, secret: str, *, controller: str | None = None) -> Ed25519Signer:
        """From a secret key in multibase (multicodec 0x1300), as W3C's vectors carry it."""
        kind, data = _split_secret(secret)
        if kind is not KeyKind.ED25519:
            raise Malformed("key.not_ed25519", "This is not an Ed25519 secret key.")
        return cls.from_seed(data, controller=controller)

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes over `data`; deterministic."""
        return ed25519.sign(self._secret, data)

    def dangerous_secret_der(self) -> bytes:
        """The secret itself: PKCS#8 in DER, not encrypted. For `files` alone."""
        return _to_der(Ed25519PrivateKey.from_private_bytes(self._secret[: ed25519.SEED_BYTES]))


@dataclass(frozen=True, slots=True)
class EcdsaSigner:
    """A signer on P-256 or P-384 whose key is in this process. Deterministic (RFC 6979)."""

    verification_method: str
    public_multikey: str
    kind: KeyKind
    _key: ec.EllipticCurvePrivateKey = field(repr=False)
    _algorithm: ec.ECDSA = field(repr=False)

    @classmethod
    def from_scalar(cls, kind: KeyKind, scalar: bytes, *, controller: str | None = None) -> EcdsaSigner:
        """From the secret number, big-endian, 32 bytes on P-256 and 48 on P-384. `controller` as for Ed25519."""
        if kind not in ecdsa.ORDERS or len(scalar) != ecdsa.COORDINATE_BYTES[kind]:
            raise Malformed("key.bad_scalar", "A P-256 secret has 32 bytes, a P-384 secret 48.")
        number = int.from_bytes(scalar)
        if not 0 < number < ecdsa.ORDERS[kind]:
            raise Malformed("key.bad_scalar", "The secret is not a number of its curve.")
        return cls.from_key(ec.derive_private_key(number, ecdsa.CURVES[kind]), controller=controller)

    @classmethod
    def from_secret_multikey(cls, secret: str, *, controller: str | None = None) -> EcdsaSigner:
        """From a secret key in multibase (multicodec 0x1306 or 0x1307), as W3C's vectors carry it."""
        kind, data = _split_secret(secret)
        if kind not in ecdsa.ORDERS:
            raise Malformed("key.not_ecdsa", "This is not a P-256 or P-384 secret key.")
        return cls.from_scalar(kind, data, controller=controller)

    @classmethod
    def generate(
        cls, random: Callable[[int], bytes], kind: KeyKind = KeyKind.P256, *, controller: str | None = None
    ) -> EcdsaSigner:
        """A new key. `random(n)` gives n secret random bytes, such as `os.urandom`."""
        while True:  # a draw beyond the order is thrown away, which happens once in 2**32 draws
            scalar = random(ecdsa.COORDINATE_BYTES[kind])
            if 0 < int.from_bytes(scalar) < ecdsa.ORDERS[kind]:
                return cls.from_scalar(kind, scalar, controller=controller)

    @classmethod
    def from_key(cls, key: ec.EllipticCurvePrivateKey, *, controller: str | None = None) -> EcdsaSigner:
        """From a key of the `cryptography` package. Raises `Refused` for another curve."""
        kind = ecdsa.kind_of_curve(key.curve)
        try:
            algorithm = ec.ECDSA(ecdsa.hash_of(kind), deterministic_signing=True)
        except UnsupportedAlgorithm:
            raise Refused("key.not_deterministic", "Signing with ECDSA needs OpenSSL 3.2 or later.") from None
        multikey = encode_multikey(ecdsa.compress(key.public_key()), kind)
        return cls(name_method(multikey, controller), multikey, kind, key, algorithm)

    def sign(self, data: bytes) -> bytes:
        """Raw r||s over `data`: 64 bytes on P-256, 96 on P-384; the same data gives the same bytes."""
        r, s = decode_dss_signature(self._key.sign(data, self._algorithm))
        length = ecdsa.COORDINATE_BYTES[self.kind]
        return r.to_bytes(length) + s.to_bytes(length)

    def dangerous_secret_der(self) -> bytes:
        """The secret itself: PKCS#8 in DER, not encrypted. For `files` alone."""
        return _to_der(self._key)


@dataclass(frozen=True, slots=True)
class RsaSigner:
    """A signer for RS256 JWTs whose key is in this process."""

    verification_method: str
    public_multikey: str
    _key: RSAPrivateKey = field(repr=False)

    @classmethod
    def from_pem(
        cls, pem: bytes, *, verification_method: str | None = None, passphrase: bytes | None = None
    ) -> RsaSigner:
        """From a PEM file. Without `verification_method` it is named by its multikey alone, behind `#`."""
        try:
            key = load_pem_private_key(pem, passphrase)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise Malformed("key.bad_pem", "This is not a secret key in PEM, or its passphrase is wrong.") from None
        if not isinstance(key, RSAPrivateKey):
            raise Refused("key.not_rsa", "This PEM file holds another kind of key than RSA.")
        return cls.from_key(key, verification_method=verification_method)

    @classmethod
    def from_key(cls, key: RSAPrivateKey, *, verification_method: str | None = None) -> RsaSigner:
        """From a key of the `cryptography` package. Raises `Refused` for a size that is not read either."""
        rsa.check_size(key.public_key())
        multikey = encode_multikey(rsa.to_der(key.public_key()), KeyKind.RSA)
        return cls(verification_method or "#" + multikey, multikey, key)

    def sign(self, data: bytes) -> bytes:
        """The RS256 signature over `data`; deterministic."""
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def dangerous_secret_der(self) -> bytes:
        """The secret itself: PKCS#8 in DER, not encrypted. For `files` alone."""
        return _to_der(self._key)


def name_method(multikey: str, controller: str | None) -> str:
    """`controller#multikey`; without a controller, that of the key's own did:key."""
    return f"{controller or 'did:key:' + multikey}#{multikey}"


def _to_der(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey | RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _split_secret(secret: str) -> tuple[KeyKind, bytes]:
    data = decode_base58btc(secret)
    for kind, code in SECRET_CODES.items():
        if data.startswith(code):
            return kind, data[len(code) :]
    raise Malformed("key.not_secret", "This is not a secret key in multibase.")
