"""A bitstring and its compressed form (Bitstring Status List 3.3 and 3.4). The first entry is the leftmost bit.

An entry may be several bits wide (`statusSize`); its value is then read with the leftmost bit first. GZIP without time
or name, so that the same bits give the same text. Decompression stops at a bound.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import zlib
from collections.abc import Iterable, Mapping

from skillmark.credkit.codec.multibase import decode_base64url, encode_base64url
from skillmark.credkit.errors import Malformed, Refused

MIN_ENTRIES = 131_072  # section 6.1: a herd large enough to hide in
MAX_BYTES = 2_097_152  # 16 million entries
MAX_SIZE_BITS = 12  # of one entry: 4,096 messages, more than one credential can carry


def empty_bits(entries: int = MIN_ENTRIES, *, size_bits: int = 1) -> bytes:
    """A list with nothing set: `entries` places of `size_bits`. `entries` is a multiple of 8, at least MIN_ENTRIES."""
    if entries < MIN_ENTRIES or entries % 8 or not 1 <= size_bits <= MAX_SIZE_BITS:
        raise Refused("status.bad_size", f"A status list has at least {MIN_ENTRIES} entries, in eights.")
    if entries * size_bits // 8 > MAX_BYTES:
        raise Refused("status.bad_size", "A status list that large is not read by others.")
    return bytes(entries * size_bits // 8)


def set_bits(bits: bytes, indexes: Iterable[int]) -> bytes:
    """A copy with these entries set. Raises `Refused` for an index outside the list."""
    changed = bytearray(bits)
    for index in indexes:
        _check_place(bits, index, 1)
        changed[index // 8] |= 0x80 >> index % 8
    return bytes(changed)


def set_values(bits: bytes, values: Mapping[int, int], *, size_bits: int) -> bytes:
    """A copy with these entries holding these values. Raises `Refused` outside the list or the entry's width."""
    changed = bytearray(bits)
    for index, value in values.items():
        _check_place(bits, index, size_bits)
        if not 0 <= value < 1 << size_bits:
            raise Refused("status.bad_value", "A status does not fit into its place in the list.")
        for step in range(size_bits):
            place = index * size_bits + step
            mask = 0x80 >> place % 8
            is_one = value >> size_bits - 1 - step & 1
            changed[place // 8] = changed[place // 8] | mask if is_one else changed[place // 8] & ~mask
    return bytes(changed)


def is_set(bits: bytes, index: int) -> bool:
    """Whether the one-bit entry is set. Raises `Refused` for an index outside the list."""
    return bool(read_value(bits, index))


def read_value(bits: bytes, index: int, size_bits: int = 1) -> int:
    """The value of one entry (section 3.2, the position is index times size). Raises `Refused` outside the list.

    A list with fewer than MIN_ENTRIES places of that width is refused as too small.
    """
    _check_place(bits, index, size_bits)
    if len(bits) * 8 // size_bits < MIN_ENTRIES:
        raise _too_small()
    start = index * size_bits
    first, last = start // 8, (start + size_bits - 1) // 8
    window = int.from_bytes(bits[first : last + 1])
    spare = (last + 1) * 8 - start - size_bits
    return window >> spare & (1 << size_bits) - 1


def encode_bits(bits: bytes) -> str:
    """`encodedList`: GZIP, then multibase base64url."""
    return encode_base64url(gzip.compress(bits, mtime=0))


def decode_bits(text: str) -> bytes:
    """The bits of an `encodedList`. Raises `Malformed`, or `Refused` for a list too small or too large."""
    return _unpack(decode_base64url(text))


def decode_bits_2021(text: str) -> bytes:
    """The bits of a StatusList2021 `encodedList`: base64 in either alphabet, with or without padding, no prefix."""
    try:
        packed = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        try:
            packed = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise Malformed("status.bad_list", "A status list cannot be unpacked.") from None
    return _unpack(packed)


def _unpack(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(packed, MAX_BYTES + 1)
    except zlib.error:
        raise Malformed("status.bad_list", "A status list cannot be unpacked.") from None
    if len(bits) > MAX_BYTES:
        raise Refused("status.too_large", "A status list is too large.")
    if not unpacker.eof or unpacker.unused_data:
        raise Malformed("status.bad_list", "A status list is cut short or carries more than itself.")
    if len(bits) * 8 < MIN_ENTRIES:
        raise _too_small()
    return bits


def _too_small() -> Refused:
    return Refused("status.too_small", "A status list is so short that looking at it would tell who is asked about.")


def _check_place(bits: bytes, index: int, size_bits: int) -> None:
    if index < 0 or size_bits < 1 or (index + 1) * size_bits > len(bits) * 8:
        raise Refused("status.no_such_entry", "The status list has no such entry.")
