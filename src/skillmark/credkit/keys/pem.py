"""Public keys as PEM (RFC 7468), as Open Badges 2.0 publishes an issuer's key. Secret ones: `files`, `signer`."""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys import ecdsa, rsa
from skillmark.credkit.keys.kinds import KeyKind
from skillmark.credkit.keys.multikey import decode_multikey, encode_multikey

MAX_PEM_LENGTH = 4_000  # a key of 8192 bits has under 1,500


def multikey_from_pem(pem: str) -> str:
    """The multikey of one public key in PEM. Raises `Malformed`, or `Refused` for another kind or a weak key."""
    if len(pem) > MAX_PEM_LENGTH or not pem.isascii() or pem.count("-----BEGIN ") != 1:
        raise Malformed("key.bad_pem", "A published key is not one public key in PEM.")
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise Malformed("key.bad_pem", "A published key is not one public key in PEM.") from None
    if isinstance(key, RSAPublicKey):
        multikey = encode_multikey(rsa.to_der(key), KeyKind.RSA)
    elif isinstance(key, EllipticCurvePublicKey):
        multikey = encode_multikey(ecdsa.compress(key), ecdsa.kind_of_curve(key.curve))
    elif isinstance(key, Ed25519PublicKey):
        multikey = encode_multikey(key.public_bytes_raw())
    else:
        raise Refused("key.kind_unknown", "This kind of key is not read. Ed25519, P-256, P-384 and RSA are.")
    decode_multikey(multikey)
    return multikey
