"""base64url as JOSE writes it (RFC 7515 section 2): no padding, and one spelling only for the same bytes."""

from __future__ import annotations

import base64
import re

from skillmark.credkit.errors import Malformed

_LETTERS = re.compile(r"[A-Za-z0-9_-]*\Z")


def encode_base64url(data: bytes) -> str:
    """The bytes in base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode_base64url(text: str) -> bytes:
    """The bytes of a canonical base64url text. Raises `Malformed` for padding, other letters or stray last bits."""
    if not _LETTERS.match(text) or len(text) % 4 == 1:
        raise Malformed("jose.not_base64url", "A part of the token is not base64url.")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode_base64url(data[len(data) - len(data) % 3 :]) != text[len(text) - len(text) % 4 :]:
        raise Malformed("jose.not_canonical", "A part of the token could be written in two ways.")
    return data
