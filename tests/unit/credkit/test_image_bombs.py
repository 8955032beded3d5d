"""Pictures and status lists from strangers: what unpacks to much, declares entities, or names files, is refused."""

import gzip
import zlib

import pytest

from skillmark.credkit.codec.images import bake, unbake
from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.status.bits import MAX_BYTES, decode_bits

SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
BADGE = '<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def png(*chunks: bytes) -> bytes:
    head = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    return SIGNATURE + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def packed(size: int) -> bytes:
    return chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + zlib.compress(bytes(size), 9))


def code_of(image: bytes) -> str:
    with pytest.raises(CredkitError) as caught:
        unbake(image)
    return caught.value.code


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (png(packed(60_000_000)), "image.badge_too_large"),
        (png(chunk(b"zTXt", b"openbadgecredential\0\0" + zlib.compress(b"{}"))), "image.no_badge"),
        (png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(60_000_000), 9))), "image.no_badge"),
        (png(chunk(b"tEXt", b"x\0y") * 21_000), "image.too_many_chunks"),
        (png(chunk(b"IHDR", b"")), "image.damaged"),
        (SIGNATURE + b"\xff\xff\xff\xffIHDR", "image.cut_short"),
        (SIGNATURE + bytes(12_000_000), "image.too_large"),
    ],
    ids=["iTXt bomb", "zTXt badge", "zTXt bomb", "chunks", "two heads", "4 GB chunk", "large"],
)
def test_png(image: bytes, code: str) -> None:
    assert code_of(image) == code


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "https://other.example/a.dtd"> %a;',
        f'<!ATTLIST g fill CDATA "{"x" * 100_000}">',
        '<!NOTATION n SYSTEM "x">',
    ],
    ids=["laughs", "file", "parameter", "defaults", "notation"],
)
def test_declarations_in_a_drawing_are_refused(subset: str) -> None:
    drawing = f'<?xml version="1.0"?><!DOCTYPE svg [{subset}]>{SVG}{"<g/>" * 1000}&a;</svg>'
    assert code_of(drawing.encode()) == "image.unsafe_svg"


def test_a_drawing_may_name_its_kind_and_nothing_is_fetched() -> None:
    """Sockets are closed in the tests; a file is no more read than an address."""
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "file:///etc/passwd">'
    baked = bake(f'<?xml version="1.0"?>{kind}{SVG}</svg>'.encode(), b'{"a":1}')
    assert unbake(baked) == b'{"a":1}'


@pytest.mark.parametrize(
    "drawing",
    [
        SVG + "<g>" * 50_000 + "</g>" * 50_000 + "</svg>",
        f"<!--{'<openbadges:credential>' * 20_000}-->{SVG}</svg>",
        f"<!--{'<svg ' * 50_000}-->{SVG}</svg>",
        SVG + f'{BADGE} verify="a.b.c">{{}}</openbadges:credential></svg>',
    ],
    ids=["deep", "comments", "tags in a comment", "two badges in one"],
)
def test_drawings_without_one_badge(drawing: str) -> None:
    assert code_of(drawing.encode()) in ("image.no_badge", "image.two_badges", "image.not_svg")


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "idna", "hex", "zlib", "undefined", "x" * 3000])
def test_no_encoding_lets_another_error_out(encoding: str) -> None:
    code_of(f'<?xml version="1.0" encoding="{encoding}"?>{SVG}'.encode() + b"+ADw-\xe9\\u003c</svg>")


def list_of(data: bytes) -> str:
    return encode_base64url(data)


@pytest.mark.parametrize(
    ("packed_list", "code"),
    [
        (list_of(gzip.compress(bytes(MAX_BYTES + 1), 9)), "status.too_large"),
        (list_of(gzip.compress(bytes(80_000_000), 9)), "status.too_large"),
        (list_of(gzip.compress(bytes(16_384)) * 2), "status.bad_list"),
        (list_of(gzip.compress(bytes(16_384))[:-4]), "status.bad_list"),
        (list_of(gzip.compress(bytes(16_384)) + b"x"), "status.bad_list"),
        (list_of(zlib.compress(bytes(16_384))), "status.bad_list"),
    ],
    ids=["one over", "bomb", "two members", "cut", "more", "zlib"],
)
def test_status_lists(packed_list: str, code: str) -> None:
    with pytest.raises(CredkitError) as caught:
        decode_bits(packed_list)
    assert caught.value.code == code
