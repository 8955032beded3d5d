"""The element of an SVG that holds a badge, read with defusedxml and written as text.

Open Badges 3.0 calls it `openbadges:credential`, 2.0 `openbadges:assertion` in another namespace; under `<svg>` itself.
Writing is textual so that nothing else in the drawing changes: the element goes right after the `<svg>` start tag.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import defusedxml.ElementTree
from defusedxml import DefusedXmlException, DTDForbidden

from skillmark.credkit.errors import Malformed, Refused

NAMESPACE, NAMESPACE_2 = "https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org"
_TAGS = (f"{{{NAMESPACE}}}credential", f"{{{NAMESPACE_2}}}assertion")
MAX_SVG_BYTES = 6_000_000
MAX_BADGES = 8  # in a drawing to be baked again
_ENCODINGS = ("utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252")
_SVG = "{http://www.w3.org/2000/svg}svg"
_START = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg(?=[\s>/])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_LEADING = re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|!DOCTYPE\s+svg|!--|svg[\s>]|[A-Za-z_][\w.-]*:svg[\s>])")
_PREFIX = re.compile(
    rb"xmlns:([A-Za-z_][\w.-]{0,40})\s*=\s*[\"'](https://purl\.imsglobal\.org/ob/v3p0|http://openbadges\.org)[\"']"
)
_JWT = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\Z")


def is_svg(data: bytes) -> bool:
    """Whether the bytes begin as an SVG document may."""
    return bool(_LEADING.match(data[:4096]))


def unbake_svg(image: bytes) -> bytes:
    """The badge in an SVG: the element's text, or else the `verify` attribute, which then is a JWT (or an address)."""
    found = [child for child in _parse(image) if child.tag in _TAGS]
    if not found:
        raise Malformed("image.no_badge", "There is no badge inside this picture.")
    text, token = (found[0].text or "").strip(), (found[0].get("verify") or "").strip()
    holds_two = bool(text) and bool(_JWT.match(token.encode()))
    if len(found) > 1 or holds_two:
        raise Malformed("image.two_badges", "There is more than one badge inside this picture.")
    return (text or token).encode()


def bake_svg(image: bytes, credential: bytes, *, is_old: bool = False) -> bytes:
    """The SVG with the badge as first child; `is_old` asks for the form of Open Badges 2.

    A badge of either version that was there is gone. Raises `Malformed` when it is not an SVG we can read back.
    """
    _parse(image)
    clean = _without_badges(image)
    start = _START.search(clean)
    if start is None or start[0].endswith(b"/>"):
        raise Malformed("image.not_svg", "The file is not an SVG drawing.")
    baked = clean[: start.end()] + _element(credential.strip(), is_old) + clean[start.end() :]
    if unbake_svg(baked) != credential.strip():
        raise Malformed("image.not_svg", "The file is not an SVG drawing that a badge can be put into.")
    return baked


def _without_badges(image: bytes) -> bytes:
    """The text without badge elements, whatever prefix their namespace has. Bounded: each is looked for to the end."""
    if len(set(_PREFIX.findall(image))) > MAX_BADGES:
        raise Refused("image.too_many_badges", "The drawing has too many badges inside.")
    for prefix, namespace in sorted(set(_PREFIX.findall(image))):
        name = b"credential" if namespace == NAMESPACE.encode() else b"assertion"
        if image.count(b"<" + prefix + b":" + name) > MAX_BADGES:
            raise Refused("image.too_many_badges", "The drawing has too many badges inside.")
        element = rb"<(%s:%s)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>.*?</\1\s*>)" % (re.escape(prefix), name)
        image = re.sub(element, b"", image, flags=re.DOTALL)
    return image


def _element(credential: bytes, is_old: bool) -> bytes:
    name, namespace = (b"assertion", NAMESPACE_2) if is_old else (b"credential", NAMESPACE)
    start = b"<openbadges:" + name + b' xmlns:openbadges="' + namespace.encode() + b'"'
    end = b"</openbadges:" + name + b">"
    if _JWT.match(credential):
        return start + b' verify="' + credential + b'">' + end
    body = credential.replace(b"]]>", b"]]]]><![CDATA[>")
    return start + b"><![CDATA[" + body + b"]]>" + end


class _Parser(defusedxml.ElementTree.DefusedXMLParser):  # type: ignore[misc]
    """Takes a DOCTYPE that names the drawing's kind; refuses one with declarations of its own.

    One default of 100 kB for an attribute of 200,000 empty elements was 20 GB of text (80 seconds). Encodings but those
    that drawings come in are not tried: Python has some that warn, and some that are no encodings.
    """

    def __init__(self) -> None:
        super().__init__(forbid_dtd=True)
        self.parser.XmlDeclHandler = self.check_encoding

    def check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in _ENCODINGS:
            raise LookupError("an encoding that is not read")

    def defused_start_doctype_decl(self, name: str, sysid: str, pubid: str, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise DTDForbidden(name, sysid, pubid)


def _parse(image: bytes) -> ElementTree.Element:
    if len(image) > MAX_SVG_BYTES:
        raise Refused("image.too_large", f"The drawing is larger than {MAX_SVG_BYTES // 1_000_000} MB.")
    try:
        parser = _Parser()
        parser.feed(image)
        root: ElementTree.Element = parser.close()
    except DefusedXmlException:
        raise Refused("image.unsafe_svg", "The drawing declares entities or attributes, which are not read.") from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Malformed("image.not_svg", "The file is not an SVG drawing.") from None
    if root.tag != _SVG:
        raise Malformed("image.not_svg", "The file is not an SVG drawing.")
    return root
