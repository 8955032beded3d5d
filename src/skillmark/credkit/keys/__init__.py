"""Keys: their kinds, their forms (Multikey, JWK), checking a signature, and signers in memory. No storage, no clock.

Everything public about a key travels as a multikey string. Ed25519 and ECDSA sign credentials; RSA signs JWTs only.
"""

from skillmark.credkit.keys.ed25519 import SEED_BYTES, SIGNATURE_BYTES
from skillmark.credkit.keys.files import read_key_file, write_key_file
from skillmark.credkit.keys.jwk import ALGORITHMS, jwk_from_multikey, jwk_thumbprint, multikey_from_jwk
from skillmark.credkit.keys.kinds import KeyKind
from skillmark.credkit.keys.multikey import decode_multikey, encode_multikey, kind_of
from skillmark.credkit.keys.pem import multikey_from_pem
from skillmark.credkit.keys.signature import is_signed_by
from skillmark.credkit.keys.signer import EcdsaSigner, Ed25519Signer, RsaSigner, Signer

__all__ = [
    "ALGORITHMS",
    "SEED_BYTES",
    "SIGNATURE_BYTES",
    "EcdsaSigner",
    "Ed25519Signer",
    "KeyKind",
    "RsaSigner",
    "Signer",
    "decode_multikey",
    "encode_multikey",
    "is_signed_by",
    "jwk_from_multikey",
    "jwk_thumbprint",
    "kind_of",
    "multikey_from_jwk",
    "multikey_from_pem",
    "read_key_file",
    "write_key_file",
]
