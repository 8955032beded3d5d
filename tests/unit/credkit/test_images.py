"""Badges in pictures: in and out, and what is refused."""

import contextlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.credkit.codec.images import bake, unbake
from skillmark.credkit.errors import CredkitError

BADGE = '{"name":"\u00e9 ]]> <b>&amp;","n":1}'.encode()
JWT = b"eyJh.eyJi.c2ln"


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
TAIL = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
PNG = HEAD + TAIL
SVG = b'<?xml version="1.0"?><!-- > --><svg xmlns="http://www.w3.org/2000/svg" aria-label="a > b"><g/></svg>'


def text_chunk(flag: int, body: bytes, keyword: bytes = b"openbadgecredential") -> bytes:
    return chunk(b"iTXt", keyword + b"\0" + bytes([flag, 0]) + b"\0\0" + body)


@pytest.mark.parametrize("image", [PNG, SVG])
@pytest.mark.parametrize("badge", [BADGE, JWT])
def test_in_and_out(image: bytes, badge: bytes) -> None:
    once = bake(image, badge)
    assert unbake(once) == badge
    assert unbake(bake(once, BADGE)) == BADGE


def test_a_compressed_badge_is_read() -> None:
    assert unbake(HEAD + text_chunk(1, zlib.compress(BADGE)) + TAIL) == BADGE


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (PNG, "image.no_badge"),
        (HEAD + text_chunk(0, b"{}") * 2 + TAIL, "image.two_badges"),
        (HEAD + text_chunk(1, zlib.compress(bytes(9_000_000))) + TAIL, "image.badge_too_large"),
        (HEAD + text_chunk(1, zlib.compress(BADGE)[:-6]) + TAIL, "image.damaged"),
        (HEAD + text_chunk(1, b"junk") + TAIL, "image.damaged"),
        (HEAD + text_chunk(7, b"junk") + TAIL, "image.damaged"),
        (PNG[:-3], "image.cut_short"),
        (PNG[:8], "image.cut_short"),
        (PNG[:20] + b"x" + PNG[21:], "image.damaged"),
        (SVG, "image.no_badge"),
        (b"<svg", "image.unknown"),
        (b"<svg >", "image.not_svg"),
        (b"<?xml version='1.0'?><html/>", "image.not_svg"),
        (b"GIF89a", "image.unknown"),
        (
            b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
            "image.unsafe_svg",
        ),
        (
            (
                b'<svg xmlns="http://www.w3.org/2000/svg"><g><openbadges:credential'
                b' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{}</openbadges:credential></g></svg>'
            ),
            "image.no_badge",
        ),
    ],
)
def test_what_is_refused(image: bytes, code: str) -> None:
    with pytest.raises(CredkitError) as caught:
        unbake(image)
    assert caught.value.code == code


@given(st.binary(max_size=60), st.integers(0, len(PNG) + 40))
def test_hostile_pictures_never_crash(junk: bytes, position: int) -> None:
    baked = bake(PNG, BADGE)
    for image in (baked[:position] + junk, SVG[:position] + junk, SVG[:position] + junk + SVG[position:]):
        with contextlib.suppress(CredkitError):
            unbake(image)
