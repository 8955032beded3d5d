"""The DER of an encrypted PKCS#8 key: PBES2 with scrypt and AES-256-CBC (RFC 8018, RFC 7914 section 7), and no other.

`cryptography` reads such files and cannot write them, and it would spend whatever memory a file asks for; so the outer
shell is read and written here. Strict: what does not come out the same when written again is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.errors import Malformed

_INTEGER, _OCTETS, _SEQUENCE = 0x02, 0x04, 0x30
# Object identifiers with tag and length: 1.2.840.113549.1.5.13, 1.3.6.1.4.1.11591.4.11, 2.16.840.1.101.3.4.1.42
_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_SCRYPT = bytes.fromhex("06092b06010401da47040b")
_AES_256_CBC = bytes.fromhex("060960864801650304012a")
_BAD = ("key_file.bad_form", "This is not a key file of ours.")


@dataclass(frozen=True, slots=True)
class Encrypted:
    """What the shell says, and the ciphertext."""

    salt: bytes
    n: int
    r: int
    p: int
    iv: bytes
    ciphertext: bytes


def write_encrypted(value: Encrypted) -> bytes:
    """EncryptedPrivateKeyInfo in DER."""
    numbers = b"".join(_integer(number) for number in (value.n, value.r, value.p))
    derivation = _sequence(_SCRYPT, _sequence(_tlv(_OCTETS, value.salt), numbers))
    scheme = _sequence(_AES_256_CBC, _tlv(_OCTETS, value.iv))
    return _sequence(_sequence(_PBES2, _sequence(derivation, scheme)), _tlv(_OCTETS, value.ciphertext))


def read_encrypted(der: bytes) -> Encrypted:
    """The same back. Raises `Malformed` for anything else, another cipher or derivation included."""
    whole = _Reader(der).into(_SEQUENCE)
    algorithm = whole.into(_SEQUENCE).skip(_PBES2).into(_SEQUENCE)
    derivation = algorithm.into(_SEQUENCE).skip(_SCRYPT).into(_SEQUENCE)
    salt = derivation.take(_OCTETS)
    n, r, p = (int.from_bytes(derivation.take(_INTEGER)[:9]) for _ in range(3))
    iv = algorithm.into(_SEQUENCE).skip(_AES_256_CBC).take(_OCTETS)
    found = Encrypted(salt, n, r, p, iv, whole.take(_OCTETS))
    if write_encrypted(found) != der:
        raise Malformed(*_BAD)
    return found


class _Reader:
    """Walks over one level of DER."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, tag: int) -> bytes:
        """The content of the next value, which must have this tag."""
        head = self._data[self._at : self._at + 2]
        if len(head) != 2 or head[0] != tag:
            raise Malformed(*_BAD)
        start, length = self._at + 2, head[1]
        if length >= 0x80:
            size = length & 0x7F
            length = int.from_bytes(self._data[start : start + min(size, 4)])
            start += size
        if start + length > len(self._data):
            raise Malformed(*_BAD)
        self._at = start + length
        return self._data[start : self._at]

    def into(self, tag: int) -> _Reader:
        return _Reader(self.take(tag))

    def skip(self, literal: bytes) -> _Reader:
        if not self._data.startswith(literal, self._at):
            raise Malformed(*_BAD)
        self._at += len(literal)
        return self


def _tlv(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size) + content


def _sequence(*parts: bytes) -> bytes:
    return _tlv(_SEQUENCE, b"".join(parts))


def _integer(number: int) -> bytes:
    return _tlv(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1))
