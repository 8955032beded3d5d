"""PNG chunks (W3C PNG third edition, section 5): the one that holds a badge.

Open Badges 3.0 has an `iTXt` chunk `openbadgecredential`, 2.0 an `iTXt` chunk `openbadges`, and before 1.0 there was a
`tEXt` chunk of that name with nothing but an address. All are read; at most one may be there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from skillmark.credkit.errors import Malformed, Refused

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD, KEYWORD_2 = b"openbadgecredential", b"openbadges"
MAX_IMAGE_BYTES = 12_000_000
MAX_CHUNKS = 20_000
MAX_TEXT_BYTES = 2_000_000


class Chunk(NamedTuple):
    """One chunk: its four letters, its data, and all its bytes as they stand."""

    kind: bytes
    data: bytes
    raw: bytes


def is_png(data: bytes) -> bool:
    """Whether the bytes begin as a PNG does."""
    return data.startswith(SIGNATURE)


def unbake_png(image: bytes) -> bytes:
    """The credential in a PNG. Raises `Malformed` when there is none, or more than one."""
    found = [chunk for chunk in _chunks(image) if _is_badge(chunk)]
    if not found:
        raise Malformed("image.no_badge", "There is no badge inside this picture.")
    if len(found) > 1:
        raise Malformed("image.two_badges", "There is more than one badge inside this picture.")
    return _text(found[0].data) if found[0].kind == b"iTXt" else found[0].data.partition(b"\0")[2]


def bake_png(image: bytes, credential: bytes, keyword: bytes = KEYWORD) -> bytes:
    """The PNG with the credential after its header, uncompressed; a badge of any version that was there is gone."""
    head, *rest = [chunk for chunk in _chunks(image) if not _is_badge(chunk)]
    body = keyword + b"\0" + b"\0\0" + b"\0" + b"\0" + credential
    badge = len(body).to_bytes(4) + b"iTXt" + body + zlib.crc32(b"iTXt" + body).to_bytes(4)
    return SIGNATURE + head.raw + badge + b"".join(chunk.raw for chunk in rest)


def _is_badge(chunk: Chunk) -> bool:
    keyword = chunk.data[: len(KEYWORD) + 1].partition(b"\0")[0]
    return (chunk.kind == b"iTXt" and keyword in (KEYWORD, KEYWORD_2)) or (
        chunk.kind == b"tEXt" and keyword == KEYWORD_2
    )


def _chunks(image: bytes) -> Iterator[Chunk]:
    if len(image) > MAX_IMAGE_BYTES:
        raise Refused("image.too_large", f"The picture is larger than {MAX_IMAGE_BYTES // 1_000_000} MB.")
    position, count, kind = len(SIGNATURE), 0, b""
    while position < len(image) and kind != b"IEND":
        size = int.from_bytes(image[position : position + 4])
        end = position + 12 + size
        raw = image[position:end]
        if len(raw) < 12 or end > len(image):
            raise Malformed("image.cut_short", "The picture is cut short.")
        kind, data = raw[4:8], raw[8:-4]
        if zlib.crc32(raw[4:-4]) != int.from_bytes(raw[-4:]):
            raise Malformed("image.damaged", "The picture is damaged.")
        if (count == 0) != (kind == b"IHDR"):
            raise Malformed("image.damaged", "The picture is damaged.")
        count += 1
        if count > MAX_CHUNKS:
            raise Refused("image.too_many_chunks", "The picture has too many parts.")
        yield Chunk(kind, data, raw)
        position = end
    if kind != b"IEND":
        raise Malformed("image.cut_short", "The picture is cut short.")


def _text(data: bytes) -> bytes:
    """The text of an iTXt chunk: keyword, compression flag and method, language, translated keyword, text."""
    _, _, rest = data.partition(b"\0")
    if len(rest) < 2 or rest[0] > 1 or rest[1] != 0:
        raise Malformed("image.damaged", "The badge inside the picture is damaged.")
    parts = rest[2:].split(b"\0", 2)
    if len(parts) != 3:
        raise Malformed("image.damaged", "The badge inside the picture is damaged.")
    return _unpack(parts[2]) if rest[0] else parts[2]


def _unpack(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, MAX_TEXT_BYTES + 1)
    except zlib.error:
        raise Malformed("image.damaged", "The badge inside the picture is damaged.") from None
    if len(text) > MAX_TEXT_BYTES:
        raise Refused("image.badge_too_large", "The badge inside the picture is too large.")
    if not unpacker.eof:
        raise Malformed("image.damaged", "The badge inside the picture is damaged.")
    return text
