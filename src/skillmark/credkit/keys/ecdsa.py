"""ECDSA on P-256 and P-384 (FIPS 186-5), signatures as raw r||s (IEEE P1363), points compressed (SEC 1).

P-256 goes with SHA-256, P-384 with SHA-384 (vc-di-ecdsa section 3, RFC 7518 section 3.4). Nobody asks for a low s:
W3C's suites and JOSE accept both halves, so (r, n - s) verifies wherever (r, s) does, and so it does here.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys.kinds import KeyKind

COORDINATE_BYTES = {KeyKind.P256: 32, KeyKind.P384: 48}
ORDERS = {
    KeyKind.P256: 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    KeyKind.P384: 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
}
CURVES: dict[KeyKind, ec.EllipticCurve] = {KeyKind.P256: ec.SECP256R1(), KeyKind.P384: ec.SECP384R1()}


def hash_of(kind: KeyKind) -> hashes.HashAlgorithm:
    """The hash that goes with a curve."""
    return hashes.SHA256() if kind is KeyKind.P256 else hashes.SHA384()


def kind_of_curve(curve: ec.EllipticCurve) -> KeyKind:
    """The kind of a curve of the `cryptography` package. Raises `Refused` for one that is not read."""
    for kind, known in CURVES.items():
        if known.name == curve.name:
            return kind
    raise Refused("key.kind_unknown", "This kind of key is not read. Ed25519, P-256, P-384 and RSA are.")


def load(kind: KeyKind, point: bytes) -> ec.EllipticCurvePublicKey:
    """The key of a compressed point. Raises `Malformed` for any other form and for a point off the curve."""
    if len(point) != 1 + COORDINATE_BYTES[kind] or point[0] not in (2, 3):
        raise Malformed("key.bad_point", "A public key is not a compressed point of its curve.")
    return _from_encoded(kind, point)


def load_coordinates(kind: KeyKind, x: bytes, y: bytes) -> ec.EllipticCurvePublicKey:
    """The key of two coordinates, big-endian and of full length each. Raises `Malformed`."""
    if len(x) != COORDINATE_BYTES[kind] or len(y) != COORDINATE_BYTES[kind]:
        raise Malformed("key.bad_length", "A public key has the wrong length.")
    return _from_encoded(kind, b"\x04" + x + y)


def compress(key: ec.EllipticCurvePublicKey) -> bytes:
    """The compressed point of a key: 33 bytes on P-256, 49 on P-384."""
    return key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def is_signed(kind: KeyKind, key: ec.EllipticCurvePublicKey, data: bytes, signature: bytes) -> bool:
    """Whether r||s over `data` was made with this key. r and s must lie between 1 and the order less 1."""
    length = COORDINATE_BYTES[kind]
    if len(signature) != 2 * length:
        return False
    r, s = int.from_bytes(signature[:length]), int.from_bytes(signature[length:])
    if not (0 < r < ORDERS[kind] and 0 < s < ORDERS[kind]):
        return False
    try:
        key.verify(encode_dss_signature(r, s), data, ec.ECDSA(hash_of(kind)))
    except (InvalidSignature, ValueError):
        return False
    return True


def _from_encoded(kind: KeyKind, encoded: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVES[kind], encoded)
    except ValueError:
        raise Malformed("key.off_curve", "A public key is not a point of its curve.") from None
