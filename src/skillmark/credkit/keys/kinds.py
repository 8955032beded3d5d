"""The kinds of key that are read here, and the codes multibase keys begin with (multicodec table)."""

from __future__ import annotations

from enum import StrEnum


class KeyKind(StrEnum):
    """A kind of key, named as JOSE names its curve. RSA signs JWTs only, never Data Integrity proofs."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"
    RSA = "RSA"


# The unsigned varint of each code: ed25519-pub 0xed, p256-pub 0x1200, p384-pub 0x1201, rsa-pub 0x1205.
PUBLIC_CODES = {
    KeyKind.ED25519: b"\xed\x01",
    KeyKind.P256: b"\x80\x24",
    KeyKind.P384: b"\x81\x24",
    KeyKind.RSA: b"\x85\x24",
}
# ed25519-priv 0x1300, p256-priv 0x1306, p384-priv 0x1307. Secret RSA keys travel as PEM.
SECRET_CODES = {
    KeyKind.ED25519: b"\x80\x26",
    KeyKind.P256: b"\x86\x26",
    KeyKind.P384: b"\x87\x26",
}
