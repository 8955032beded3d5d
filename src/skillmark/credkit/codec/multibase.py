"""Multibase: base58btc ("z") and base64url without padding ("u"). Nothing else is accepted."""

from __future__ import annotations

import base64
import re

from skillmark.credkit.errors import Malformed, Refused

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LETTERS = _ALPHABET.encode().ljust(256, b"1")
_FIVE = 58**5  # letters that go through small numbers at a time
_EIGHT = 58**8
_DIGITS = bytes(_ALPHABET.find(chr(code)) % 256 for code in range(256))  # 255 for what is no letter
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*\Z")
MAX_BASE58_LENGTH = 512  # decoding is quadratic; keys but RSA's, and signatures, are under 200


def encode_base58btc(data: bytes) -> str:
    """Multibase "z". Quadratic in length: for keys and signatures."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number = int.from_bytes(data)
    digits: list[int] = []
    while number:
        number, five = divmod(number, _FIVE)
        digits += (five % 58, five // 58 % 58, five // 3_364 % 58, five // 195_112 % 58, five // 11_316_496)
    digits.reverse()
    return "z" + "1" * zeros + bytes(digits).translate(_LETTERS).decode().lstrip("1")


def decode_base58btc(text: str, *, max_length: int = MAX_BASE58_LENGTH) -> bytes:
    """The bytes of a "z" string. Raises `Malformed`, or `Refused` beyond `max_length`."""
    if not text.startswith("z"):
        raise Malformed("multibase.not_base58btc", "A value that should begin with z (base58btc) does not.")
    if len(text) > max_length:
        raise Refused("multibase.too_long", "A key or signature is far too long.")
    digits = text[1:].encode("latin-1", "replace").translate(_DIGITS)  # "?" is no letter either
    if 255 in digits:
        raise Malformed("multibase.bad_letter", "A key or signature holds a letter that base58 does not have.")
    number, padded = 0, bytes(-len(digits) % 8) + digits
    for start in range(0, len(padded), 8):
        a, b, c, d, e, f, g, h = padded[start : start + 8]
        eight = ((((((a * 58 + b) * 58 + c) * 58 + d) * 58 + e) * 58 + f) * 58 + g) * 58 + h
        number = number * _EIGHT + eight
    zeros = len(digits) - len(digits.lstrip(b"\0"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def encode_base64url(data: bytes) -> str:
    """Multibase "u": base64url, no padding."""
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode_base64url(text: str) -> bytes:
    """The bytes of a "u" string. Raises `Malformed`, also for bits beyond the last byte: one value has one spelling."""
    body = text[1:]
    if not text.startswith("u") or not _BASE64URL.match(body) or len(body) % 4 == 1:
        raise Malformed("multibase.not_base64url", "A value that should be base64url is not.")
    data = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    if encode_base64url(data) != text:
        raise Malformed("multibase.not_base64url", "A value that should be base64url is not.")
    return data
