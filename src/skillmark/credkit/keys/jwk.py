"""JSON Web Keys (RFC 7517, 7518, 8037) to multikeys and back, and their thumbprints (RFC 7638). Public keys only.

Strict: `kty` and `crv` exact, base64url canonical and of the curve's full length, no leading zero in RSA's numbers. A
JWK that shows a secret member is refused, since whoever reads it could sign with it; so is one whose `use`, `key_ops`
or `alg` says that it does not check the signatures we check.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skillmark.credkit.codec.jcs import canonicalize
from skillmark.credkit.codec.multibase import decode_base64url, encode_base64url
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys import ecdsa, rsa
from skillmark.credkit.keys.kinds import KeyKind
from skillmark.credkit.keys.multikey import decode_multikey, encode_multikey, load_public_key

# The JOSE algorithms a key of each kind signs with here ("Ed25519" is RFC 9864's name for EdDSA on that curve).
ALGORITHMS = {
    KeyKind.ED25519: ("EdDSA", "Ed25519"),
    KeyKind.P256: ("ES256",),
    KeyKind.P384: ("ES384",),
    KeyKind.RSA: ("RS256",),
}
_KINDS = {
    ("OKP", "Ed25519"): KeyKind.ED25519,
    ("EC", "P-256"): KeyKind.P256,
    ("EC", "P-384"): KeyKind.P384,
    ("RSA", None): KeyKind.RSA,
}
_SECRET_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_MAX_MEMBER_LENGTH = 1_400  # the modulus of the longest RSA key, in base64url


def multikey_from_jwk(jwk: JsonObject) -> str:
    """The multikey of a public JWK. Raises `Malformed`, or `Refused` for another kind, use, or a weak key."""
    if _SECRET_MEMBERS & set(jwk):
        raise Refused("key.secret_shown", "A published key holds its secret. Ask its owner to replace it.")
    kty, curve = jwk.get("kty"), jwk.get("crv")
    kind = _KINDS.get((kty, curve)) if isinstance(kty, str) and isinstance(curve, str | None) else None
    if kind is None:
        raise Refused("key.kind_unknown", "This kind of key is not read. Ed25519, P-256, P-384 and RSA are.")
    _check_use(jwk, kind)
    if kind is KeyKind.RSA:
        key = rsa.to_der(rsa.load_numbers(_number(jwk, "n"), _number(jwk, "e")))
    elif kind is KeyKind.ED25519:
        key = _bytes(jwk, "x")
    else:
        key = ecdsa.compress(ecdsa.load_coordinates(kind, _bytes(jwk, "x"), _bytes(jwk, "y")))
    multikey = encode_multikey(key, kind)
    decode_multikey(multikey)
    return multikey


def jwk_from_multikey(multikey: str) -> JsonObject:
    """The JWK of a key with its required members only, in lexicographic order. Raises as `decode_multikey`."""
    kind, data, key = load_public_key(multikey)
    if isinstance(key, RSAPublicKey):
        numbers = key.public_numbers()
        return {"e": _encode_number(numbers.e), "kty": "RSA", "n": _encode_number(numbers.n)}
    if isinstance(key, EllipticCurvePublicKey):
        point, length = key.public_numbers(), ecdsa.COORDINATE_BYTES[kind]
        x, y = _encode(point.x.to_bytes(length)), _encode(point.y.to_bytes(length))
        return {"crv": kind.value, "kty": "EC", "x": x, "y": y}
    return {"crv": kind.value, "kty": "OKP", "x": _encode(data)}


def jwk_thumbprint(jwk: JsonObject) -> str:
    """SHA-256 thumbprint of a public JWK in base64url (RFC 7638). Raises as `multikey_from_jwk`."""
    required = jwk_from_multikey(multikey_from_jwk(jwk))
    return _encode(hashlib.sha256(canonicalize(required)).digest())


def _check_use(jwk: JsonObject, kind: KeyKind) -> None:
    operations, algorithm = jwk.get("key_ops"), jwk.get("alg")
    verifies = operations is None or (isinstance(operations, list) and "verify" in operations)
    if jwk.get("use", "sig") != "sig" or not verifies:
        raise Refused("key.other_use", "A published key is not one for signatures.")
    if algorithm is not None and algorithm not in ALGORITHMS[kind]:
        raise Refused("key.other_algorithm", "A published key is for an algorithm that is not read here.")


def _bytes(jwk: JsonObject, name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_MEMBER_LENGTH:
        raise Malformed("key.bad_jwk", "A published key lacks one of its numbers.")
    return decode_base64url("u" + value)  # canonical, or it is refused


def _number(jwk: JsonObject, name: str) -> int:
    data = _bytes(jwk, name)
    if data[0] == 0:
        raise Malformed("key.bad_jwk", "A number of a published key begins with a zero.")
    return int.from_bytes(data)


def _encode(data: bytes) -> str:
    return encode_base64url(data)[1:]


def _encode_number(number: int) -> str:
    return _encode(number.to_bytes((number.bit_length() + 7) // 8))
