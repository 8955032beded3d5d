"""Badges baked into images (Open Badges 3.0 section 5.3): a PNG `iTXt` chunk or an SVG element, and back.

Bounds: bytes read, chunks walked, bytes unpacked. An SVG is parsed without entities or external references. Baking
changes nothing else in the image; a credential already baked in is replaced.
"""

from __future__ import annotations

from skillmark.credkit.codec.png import bake_png, is_png, unbake_png
from skillmark.credkit.codec.svg import bake_svg, is_svg, unbake_svg
from skillmark.credkit.errors import Malformed

__all__ = ["bake", "bake_png", "bake_svg", "is_png", "is_svg", "unbake", "unbake_png", "unbake_svg"]


def bake(image: bytes, credential: bytes) -> bytes:
    """The image with the credential (signed JSON, or a compact JWT) inside. Raises `Malformed` or `Refused`."""
    if is_png(image):
        return bake_png(image, credential)
    if is_svg(image):
        return bake_svg(image, credential)
    raise Malformed("image.unknown", "A badge is baked into a PNG or an SVG.")


def unbake(image: bytes) -> bytes:
    """The credential in an image, as it was baked. Raises `Malformed` or `Refused`."""
    if is_png(image):
        return unbake_png(image)
    if is_svg(image):
        return unbake_svg(image)
    raise Malformed("image.unknown", "The file is neither a PNG nor an SVG.")
