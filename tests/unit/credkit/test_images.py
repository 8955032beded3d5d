"""Badges in pictures: in and out, and what is refused."""

import contextlib
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmark.credkit.codec.images import Edition, bake, unbake
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Unavailable

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


PLAIN = b'{"name":"x"}'
OB2_SPACE = b'xmlns:openbadges="http://openbadges.org"'


def svg_with(*elements: bytes) -> bytes:
    return SVG.replace(b"<g/>", b"".join(elements) + b"<g/>")


@pytest.mark.parametrize("image", [PNG, SVG])
@pytest.mark.parametrize("badge", [BADGE, JWT])
def test_the_older_form_in_and_out(image: bytes, badge: bytes) -> None:
    old = bake(image, badge, Edition.OB2)
    assert unbake(old) == badge
    assert (b"openbadgecredential" not in old) and (b"ob/v3p0" not in old)
    assert unbake(bake(old, JWT)) == JWT, "the other form takes its place"
    assert unbake(bake(bake(image, JWT), BADGE, Edition.OB2)) == BADGE


@pytest.mark.parametrize(
    "image",
    [
        HEAD + chunk(b"tEXt", b"openbadges\0" + PLAIN) + TAIL,
        HEAD + text_chunk(0, PLAIN, b"openbadges") + TAIL,
        HEAD + text_chunk(1, zlib.compress(PLAIN), b"openbadges") + TAIL,
        svg_with(b"<openbadges:assertion " + OB2_SPACE + b"><![CDATA[" + PLAIN + b"]]></openbadges:assertion>"),
        svg_with(
            b'<o:assertion xmlns:o="http://openbadges.org" verify="https://a.example/1"> <![CDATA['
            + PLAIN
            + b"]]>\n</o:assertion>"
        ),
    ],
)
def test_how_others_baked_version_two(image: bytes) -> None:
    assert unbake(image) == PLAIN
    assert unbake(bake(image, JWT)) == JWT


@pytest.mark.parametrize(
    "image",
    [
        HEAD + chunk(b"tEXt", b"openbadges\0https://a.example/1") + TAIL,
        svg_with(b"<openbadges:assertion " + OB2_SPACE + b' verify="https://a.example/1"/>'),
    ],
)
def test_a_picture_with_only_an_address_is_no_badge_here(image: bytes) -> None:
    with pytest.raises(Unavailable) as caught:
        unbake(image)
    assert caught.value.code == "image.only_an_address"


OLD = b"<openbadges:assertion " + OB2_SPACE + b">{}</openbadges:assertion>"
NEW = b'<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0">{}</o:credential>'


@pytest.mark.parametrize(
    "image",
    [
        HEAD + chunk(b"tEXt", b"openbadges\0{}") + text_chunk(0, b"{}") + TAIL,
        HEAD + text_chunk(0, b"{}", b"openbadges") * 2 + TAIL,
        svg_with(OLD, NEW),
        svg_with(NEW, NEW),
        svg_with(NEW.replace(b"<o:credential", b'<o:credential verify="' + JWT + b'"')),
    ],
)
def test_two_badges_are_refused(image: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        unbake(image)
    assert caught.value.code == "image.two_badges"


def test_a_drawing_full_of_badges_is_not_searched_for_ever() -> None:
    with pytest.raises(Refused) as caught:
        bake(svg_with(b"<!-- " + b"<openbadges:assertion " * 100_000 + b" -->", OLD), BADGE)
    assert caught.value.code == "image.too_many_badges"


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(PNG) + 40))
def test_hostile_pictures_never_crash(junk: bytes, position: int) -> None:
    old = bake(SVG, BADGE, Edition.OB2)
    baked = bake(PNG, BADGE)
    for image in (
        old[:position] + junk + old[position:],
        bake(PNG, JWT, Edition.OB2)[:position] + junk,
        baked[:position] + junk,
        SVG[:position] + junk,
        SVG[:position] + junk + SVG[position:],
    ):
        with contextlib.suppress(CredkitError):
            unbake(image)
