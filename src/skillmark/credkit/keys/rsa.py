"""RSA for JWTs: PKCS#1 v1.5 with SHA-256 (RS256, RFC 7518 section 3.3), keys as PKCS#1 DER.

Open Badges 3.0 section 8.2.4 asks for RS256 at the least. 2048 to 8192 bits; beyond, checking costs too much.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from skillmark.credkit.errors import Malformed, Refused

MIN_BITS = 2048
MAX_BITS = 8192
MAX_DER_BYTES = MAX_BITS // 8 + 32
_MAX_EXPONENT_BITS = 33  # 65537 is usual; OpenSSL itself stops at 64


def load(der: bytes) -> rsa.RSAPublicKey:
    """The key of a PKCS#1 RSAPublicKey, canonical DER only. Raises `Malformed`; `Refused` for size or exponent."""
    if len(der) > MAX_DER_BYTES:
        raise Refused("key.rsa_size", f"An RSA key is longer than {MAX_BITS} bits.")
    try:
        key = load_der_public_key(der)
        known = isinstance(key, rsa.RSAPublicKey) and to_der(key) == der
    except (ValueError, UnsupportedAlgorithm):
        known = False
    if not known or not isinstance(key, rsa.RSAPublicKey):
        raise Malformed("key.bad_rsa", "An RSA key is not written as it must be.")
    check_size(key)
    return key


def load_numbers(modulus: int, exponent: int) -> rsa.RSAPublicKey:
    """The key of its two numbers. Raises as `load` does."""
    if not MIN_BITS <= modulus.bit_length() <= MAX_BITS:
        raise Refused("key.rsa_size", f"An RSA key must have {MIN_BITS} to {MAX_BITS} bits.")
    try:
        key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError:
        raise Malformed("key.bad_rsa", "An RSA key is not written as it must be.") from None
    check_size(key)
    return key


def check_size(key: rsa.RSAPublicKey) -> None:
    """Raise `Refused` for a modulus that is too short or long or even, or an exponent that is not odd and small."""
    numbers = key.public_numbers()
    if not MIN_BITS <= key.key_size <= MAX_BITS:
        raise Refused("key.rsa_size", f"An RSA key must have {MIN_BITS} to {MAX_BITS} bits.")
    if numbers.n % 2 == 0 or numbers.e < 3 or numbers.e % 2 == 0 or numbers.e.bit_length() > _MAX_EXPONENT_BITS:
        raise Refused("key.weak", "An RSA key holds a number that no sound key has.")


def to_der(key: rsa.RSAPublicKey) -> bytes:
    """The key as PKCS#1 DER."""
    return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)


def is_signed(key: rsa.RSAPublicKey, data: bytes, signature: bytes) -> bool:
    """Whether the RS256 signature over `data` was made with this key."""
    if len(signature) != (key.key_size + 7) // 8:
        return False
    try:
        key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True
