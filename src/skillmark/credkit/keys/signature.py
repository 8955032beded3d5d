"""Whether a signature was made with a key, over all kinds of key. One verdict; never which step said no."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from skillmark.credkit.keys import ecdsa, ed25519, rsa
from skillmark.credkit.keys.multikey import load_public_key


def is_signed_by(multikey: str, data: bytes, signature: bytes) -> bool:
    """Whether the signature over `data` was made with this key.

    Ed25519: 64 bytes. ECDSA: raw r||s, P-256 with SHA-256 (64 bytes), P-384 with SHA-384 (96). RSA: PKCS#1 v1.5 with
    SHA-256, as long as the modulus. Raises what `decode_multikey` raises, and nothing about the signature.
    """
    kind, _, key = load_public_key(multikey)
    if isinstance(key, bytes):
        return ed25519.is_signed(key, data, signature)
    if isinstance(key, EllipticCurvePublicKey):
        return ecdsa.is_signed(kind, key, data, signature)
    return rsa.is_signed(key, data, signature)
