"""A bitstring and its compressed form (Bitstring Status List 3.3 and 3.4). The first entry is the leftmost bit.

GZIP without time or name, so that the same bits give the same text. Decompression stops at a bound.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable

from skillmark.credkit.codec.multibase import decode_base64url, encode_base64url
from skillmark.credkit.errors import Malformed, Refused

MIN_ENTRIES = 131_072  # section 6.1: a herd large enough to hide in
MAX_BYTES = 2_097_152  # 16 million entries


def empty_bits(entries: int = MIN_ENTRIES) -> bytes:
    """A list with no bit set. `entries` is a multiple of 8, at least MIN_ENTRIES."""
    if entries < MIN_ENTRIES or entries % 8 or entries // 8 > MAX_BYTES:
        raise Refused("status.bad_size", f"A status list has at least {MIN_ENTRIES} entries, in eights.")
    return bytes(entries // 8)


def set_bits(bits: bytes, indexes: Iterable[int]) -> bytes:
    """A copy with these entries set. Raises `Refused` for an index outside the list."""
    changed = bytearray(bits)
    for index in indexes:
        _check_index(bits, index)
        changed[index // 8] |= 0x80 >> index % 8
    return bytes(changed)


def is_set(bits: bytes, index: int) -> bool:
    """Whether the entry is set. Raises `Refused` for an index outside the list."""
    _check_index(bits, index)
    return bool(bits[index // 8] & 0x80 >> index % 8)


def encode_bits(bits: bytes) -> str:
    """`encodedList`: GZIP, then multibase base64url."""
    return encode_base64url(gzip.compress(bits, mtime=0))


def decode_bits(text: str) -> bytes:
    """The bits of an `encodedList`. Raises `Malformed`, or `Refused` for a list too small or too large."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(decode_base64url(text if text.startswith("u") else "u" + text), MAX_BYTES + 1)
    except zlib.error:
        raise Malformed("status.bad_list", "A status list cannot be unpacked.") from None
    if len(bits) > MAX_BYTES:
        raise Refused("status.too_large", "A status list is too large.")
    if not unpacker.eof or unpacker.unused_data:
        raise Malformed("status.bad_list", "A status list is cut short or carries more than itself.")
    if len(bits) * 8 < MIN_ENTRIES:
        raise Refused("status.too_small", "A status list is so short that looking at it would tell who is asked about.")
    return bits


def _check_index(bits: bytes, index: int) -> None:
    if not 0 <= index < len(bits) * 8:
        raise Refused("status.no_such_entry", "The status list has no such entry.")
