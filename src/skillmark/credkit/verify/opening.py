"""What kind of file this is, and the JSON inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from skillmark.credkit.codec.images import is_png, is_svg, unbake
from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.errors import Unavailable
from skillmark.credkit.pack import Pack, is_pack, read_pack

_JWT = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*\Z")
MAX_JWT_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Opened:
    """The document in a file, the form it came in ("json", "png", "svg" or "pack"), and the pack if it was one."""

    document: JsonObject
    form: str
    pack: Pack | None = None


def open_credential(data: bytes) -> Opened:
    """The credential in a JSON file or a baked image. Raises `CredkitError`; `Unavailable` for a compact JWT."""
    form = "png" if is_png(data) else "svg" if is_svg(data) else "json"
    if form != "json":
        data = unbake(data)
    if len(data) <= MAX_JWT_BYTES and _JWT.match(data):
        raise Unavailable("document.jwt", "This is a badge in JWT form, which is not read here yet.")
    if is_pack(data):
        pack = read_pack(data)
        return Opened(read_object(pack.credential), "pack", pack)
    return Opened(read_object(data), form)
