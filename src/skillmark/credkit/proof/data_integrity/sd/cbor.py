"""The little CBOR (RFC 8949) that ecdsa-sd-2023 proof values are made of, written and read strictly.

Whole numbers from 0, byte strings, text, arrays, and maps of whole numbers to byte strings. Refused on reading: other
types, tags, indefinite lengths, a length written longer than need be, a key twice, bytes left over, invalid UTF-8.
Nothing here knows what a proof is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

from skillmark.credkit.errors import Malformed

Cbor: TypeAlias = int | bytes | str | Sequence["Cbor"] | Mapping[int, bytes]

MAX_DEPTH = 4
_UNSIGNED, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5
_LONGER = {24: 1, 25: 2, 26: 4, 27: 8}  # bytes of the argument that follow, by additional information (section 3)


def write_cbor(value: Cbor) -> bytes:
    """The bytes of a value in deterministic encoding (section 4.2.1). Same value, same bytes."""
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    if isinstance(value, Mapping):
        entries = (write_cbor(key) + write_cbor(item) for key, item in sorted(value.items()))
        return _head(_MAP, len(value)) + b"".join(entries)
    return _head(_ARRAY, len(value)) + b"".join(write_cbor(item) for item in value)


def read_cbor(data: bytes) -> Cbor:
    """The one value that the bytes hold, all of them. Raises `Malformed`. Cost: linear in the bytes."""
    reader = _Reader(data)
    value = reader.value(0)
    if reader.at != len(data):
        _refuse()
    return value


def _head(major: int, argument: int) -> bytes:
    if argument < 24:
        return bytes([major << 5 | argument])
    size = next(size for size in (1, 2, 4, 8) if argument < 1 << 8 * size)
    return bytes([major << 5 | 23 + size.bit_length()]) + argument.to_bytes(size)


class _Reader:
    """A place in the bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def value(self, depth: int) -> Cbor:
        if depth > MAX_DEPTH:
            _refuse()
        major, argument = self.head()
        if major == _UNSIGNED:
            return argument
        if argument > len(self.data) - self.at:  # every item takes a byte at least
            _refuse()
        if major == _BYTES:
            return self.take(argument)
        if major == _TEXT:
            return self.text(argument)
        if major == _ARRAY:
            return [self.value(depth + 1) for _ in range(argument)]
        return self.map(argument) if major == _MAP else _refuse()

    def map(self, count: int) -> dict[int, bytes]:
        entries: dict[int, bytes] = {}
        for _ in range(count):
            key, item = self.value(MAX_DEPTH), self.value(MAX_DEPTH)
            if not isinstance(key, int) or not isinstance(item, bytes) or key in entries:
                _refuse()
            entries[key] = item
        return entries

    def text(self, length: int) -> str:
        try:
            return self.take(length).decode()
        except UnicodeDecodeError:
            _refuse()

    def head(self) -> tuple[int, int]:
        first = self.take(1)[0]
        major, short = first >> 5, first & 31
        if short < 24:
            return major, short
        if short not in _LONGER:
            _refuse()
        argument = int.from_bytes(self.take(_LONGER[short]))
        if _head(major, argument)[0] != first:
            _refuse()
        return major, argument

    def take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        if len(taken) != count:
            _refuse()
        self.at += count
        return taken


def _refuse() -> NoReturn:
    raise Malformed("sd.bad_value", "The signature's value is not in the form that its kind has.")
