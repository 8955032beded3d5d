"""Multibase: base58btc ("z") and base64url without padding ("u"). Nothing else is accepted."""

from __future__ import annotations

import base64
import re

from skillmark.credkit.errors import Malformed, Refused

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {letter: index for index, letter in enumerate(_ALPHABET)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*\Z")
MAX_BASE58_LENGTH = 512  # decoding is quadratic; keys but RSA's, and signatures, are under 200


def encode_base58btc(data: bytes) -> str:
    """Multibase "z". Quadratic in length: for keys and signatures."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number, letters = int.from_bytes(data), []
    while number:
        number, rest = divmod(number, 58)
        letters.append(_ALPHABET[rest])
    return "z" + "1" * zeros + "".join(reversed(letters))


def decode_base58btc(text: str, *, max_length: int = MAX_BASE58_LENGTH) -> bytes:
    """The bytes of a "z" string. Raises `Malformed`, or `Refused` beyond `max_length`."""
    if not text.startswith("z"):
        raise Malformed("multibase.not_base58btc", "A value that should begin with z (base58btc) does not.")
    if len(text) > max_length:
        raise Refused("multibase.too_long", "A key or signature is far too long.")
    number = 0
    for letter in text[1:]:
        if letter not in _VALUE:
            raise Malformed("multibase.bad_letter", "A key or signature holds a letter that base58 does not have.")
        number = number * 58 + _VALUE[letter]
    zeros = len(text) - 1 - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def encode_base64url(data: bytes) -> str:
    """Multibase "u": base64url, no padding."""
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode_base64url(text: str) -> bytes:
    """The bytes of a "u" string. Raises `Malformed`."""
    body = text[1:]
    if not text.startswith("u") or not _BASE64URL.match(body) or len(body) % 4 == 1:
        raise Malformed("multibase.not_base64url", "A value that should be base64url is not.")
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
