"""Badges baked into images: a PNG chunk or an SVG element, and back (Open Badges 3.0 section 5.3; 2.0 Baking).

Bounds: bytes read, chunks walked, bytes unpacked. An SVG is parsed without entities or external references. Baking
changes nothing else in the image; a badge already baked in, of either version, is replaced. Both versions are read, and
more than one badge in a picture is refused: who looks could see another than who checks.
"""

from __future__ import annotations

import re
from enum import IntEnum

from skillmark.credkit.codec.png import KEYWORD, KEYWORD_2, bake_png, is_png, unbake_png
from skillmark.credkit.codec.svg import bake_svg, is_svg, unbake_svg
from skillmark.credkit.errors import Malformed, Unavailable

__all__ = ["Edition", "bake", "bake_png", "bake_svg", "is_png", "is_svg", "unbake", "unbake_png", "unbake_svg"]

_ADDRESS = re.compile(rb"https?://[^\s<>\"]+\Z", re.IGNORECASE)


class Edition(IntEnum):
    """Whose form to bake in: Open Badges 2 or 3."""

    OB2 = 2
    OB3 = 3


def bake(image: bytes, credential: bytes, edition: Edition = Edition.OB3) -> bytes:
    """The image with a badge inside: signed JSON or a compact JWT, of Open Badges 2 an assertion or its JWS.

    Raises `Malformed` or `Refused`.
    """
    if is_png(image):
        return bake_png(image, credential, KEYWORD if edition is Edition.OB3 else KEYWORD_2)
    if is_svg(image):
        return bake_svg(image, credential, is_old=edition is Edition.OB2)
    raise Malformed("image.unknown", "A badge is baked into a PNG or an SVG.")


def unbake(image: bytes) -> bytes:
    """The badge in an image, as it was baked, of either version.

    Raises `Malformed` or `Refused`, and `Unavailable` for a picture that holds nothing but a badge's address.
    """
    if is_png(image):
        found = unbake_png(image)
    elif is_svg(image):
        found = unbake_svg(image)
    else:
        raise Malformed("image.unknown", "The file is neither a PNG nor an SVG.")
    if _ADDRESS.match(found.strip()):
        raise Unavailable("image.only_an_address", "The picture holds only the address of a badge. Open it there.")
    return found
