"""The `<openbadges:credential>` element of an SVG, read with defusedxml and written as text.

Writing is textual so that nothing else in the drawing changes: the element goes right after the `<svg>` start tag.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from skillmark.credkit.errors import Malformed, Refused

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
MAX_SVG_BYTES = 6_000_000
_SVG = "{http://www.w3.org/2000/svg}svg"
_START = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg(?=[\s>/])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_OLD = re.compile(rb"<(openbadges:credential)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>.*?</\1\s*>)", re.DOTALL)
_LEADING = re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|!DOCTYPE\s+svg|!--|svg[\s>]|[A-Za-z_][\w.-]*:svg[\s>])")
_JWT = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\Z")


def is_svg(data: bytes) -> bool:
    """Whether the bytes begin as an SVG document may."""
    return bool(_LEADING.match(data[:4096]))


def unbake_svg(image: bytes) -> bytes:
    """The credential in an SVG: the `verify` attribute when it is a JWT, else the element's text."""
    root = _parse(image)
    found = [child for child in root if child.tag == f"{{{NAMESPACE}}}credential"]
    if not found:
        raise Malformed("image.no_badge", "There is no badge inside this picture.")
    if len(found) > 1:
        raise Malformed("image.two_badges", "There is more than one badge inside this picture.")
    text = (found[0].get("verify") or found[0].text or "").strip()
    return text.encode()


def bake_svg(image: bytes, credential: bytes) -> bytes:
    """The SVG with the credential as first child. Raises `Malformed` when it is not an SVG we can read back."""
    _parse(image)
    clean = _OLD.sub(b"", image)
    start = _START.search(clean)
    if start is None or start[0].endswith(b"/>"):
        raise Malformed("image.not_svg", "The file is not an SVG drawing.")
    baked = clean[: start.end()] + _element(credential.strip()) + clean[start.end() :]
    if unbake_svg(baked) != credential.strip():
        raise Malformed("image.not_svg", "The file is not an SVG drawing that a badge can be put into.")
    return baked


def _element(credential: bytes) -> bytes:
    space = b'xmlns:openbadges="' + NAMESPACE.encode() + b'"'
    if _JWT.match(credential):
        return b"<openbadges:credential " + space + b' verify="' + credential + b'"></openbadges:credential>'
    body = credential.replace(b"]]>", b"]]]]><![CDATA[>")
    return b"<openbadges:credential " + space + b"><![CDATA[" + body + b"]]></openbadges:credential>"


def _parse(image: bytes) -> ElementTree.Element:
    if len(image) > MAX_SVG_BYTES:
        raise Refused("image.too_large", f"The drawing is larger than {MAX_SVG_BYTES // 1_000_000} MB.")
    try:
        root: ElementTree.Element = defusedxml.ElementTree.fromstring(image, forbid_dtd=False)
    except DefusedXmlException:
        raise Refused("image.unsafe_svg", "The drawing uses entities, which are not read.") from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Malformed("image.not_svg", "The file is not an SVG drawing.") from None
    if root.tag != _SVG:
        raise Malformed("image.not_svg", "The file is not an SVG drawing.")
    return root
