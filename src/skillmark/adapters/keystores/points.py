"""Public keys as key stores give them (PKCS#11 EC_PARAMS and EC_POINT, coordinates) as multikeys."""

from __future__ import annotations

from skillmark.adapters.keystores.elsewhere import unfit_key
from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.keys import KeyKind, encode_multikey, kind_of, multikey_from_jwk

_CURVES = {
    bytes.fromhex("06082a8648ce3d030107"): KeyKind.P256,
    bytes.fromhex("06052b81040022"): KeyKind.P384,
    bytes.fromhex("06032b6570"): KeyKind.ED25519,  # RFC 8410, PKCS#11 3.0
    bytes.fromhex("06092b06010401da470f01"): KeyKind.ED25519,  # the older name, still met
    b"\x13\x0cedwards25519": KeyKind.ED25519,  # as a name: SoftHSM2
}
_COORDINATE_BYTES = {KeyKind.P256: 32, KeyKind.P384: 48}


def multikey_of_point(parameters: bytes, point: bytes) -> str:
    """The multikey of CKA_EC_PARAMS and CKA_EC_POINT (a DER octet string, or as some write it, bare).

    Raises `Refused` for another curve or form, `Malformed` for a point off its curve.
    """
    kind = _CURVES.get(parameters)
    if kind is None:
        raise unfit_key()
    length = 32 if kind is KeyKind.ED25519 else 1 + 2 * _COORDINATE_BYTES[kind]
    if len(point) == length + 2 and point[:2] == bytes([4, length]):
        point = point[2:]
    if len(point) != length:
        raise unfit_key()
    if kind is KeyKind.ED25519:
        return multikey_of_ed25519(point)
    half = _COORDINATE_BYTES[kind]
    if point[0] != 4:  # compressed points are not written by tokens
        raise unfit_key()
    return multikey_of_coordinates(kind, int.from_bytes(point[1 : 1 + half]), int.from_bytes(point[1 + half :]))


def multikey_of_ed25519(raw: bytes) -> str:
    """The multikey of 32 bytes. Raises `Refused` or `Malformed` for an unsound key."""
    multikey = encode_multikey(raw)
    kind_of(multikey)
    return multikey


def multikey_of_coordinates(kind: KeyKind, x: int, y: int) -> str:
    """The multikey of a point of P-256 or P-384. Raises `Malformed` for one off its curve."""
    length = _COORDINATE_BYTES[kind]
    jwk = {"kty": "EC", "crv": kind.value, "x": _base64url(x, length), "y": _base64url(y, length)}
    return multikey_from_jwk(dict(jwk))


def _base64url(number: int, length: int) -> str:
    return encode_base64url(number.to_bytes(length))[1:]
