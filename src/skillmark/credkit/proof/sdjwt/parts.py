"""The compact form (RFC 9901 section 4): the issuer's token, disclosures, the holder's token, with `~` between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.proof.jose.compact import MAX_TOKEN_LENGTH, Jws, read_jws
from skillmark.credkit.proof.sdjwt.disclosure import Disclosure, read_disclosure

MAX_DISCLOSURES = 1_000
_SPACE = " \t\r\n"
_COMPACT = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(~[A-Za-z0-9_.-]*)+\s*\Z")


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT taken apart. `bound_text` is all but the holder's token, to the last `~`. Nothing is checked yet."""

    jws: Jws
    disclosures: tuple[Disclosure, ...]
    key_binding: Jws | None
    bound_text: str = field(repr=False)
    issuer_token: str = field(repr=False)


def is_sd_jwt(data: bytes) -> bool:
    """Whether the bytes have the look of an SD-JWT in compact form."""
    return len(data) <= MAX_TOKEN_LENGTH and bool(_COMPACT.match(data))


def read_sd_jwt(text: str) -> SdJwt:
    """An SD-JWT, with or without key binding. Raises `CredkitError`. The JSON form is not read."""
    text = text.strip(_SPACE)
    if len(text) > MAX_TOKEN_LENGTH or text.count("~") > MAX_DISCLOSURES + 1:
        raise Refused("sdjwt.too_large", "The token is far too long.")
    issuer_token, *texts = text.split("~")
    if not texts:
        raise Malformed("sdjwt.not_compact", "This token discloses nothing: it is not an SD-JWT.")
    binding = texts.pop()
    if len(set(texts)) != len(texts):
        raise Malformed("sdjwt.disclosed_twice", "The token discloses a claim twice.")
    return SdJwt(
        jws=read_jws(issuer_token),
        disclosures=tuple(read_disclosure(part) for part in texts),
        key_binding=read_jws(binding) if binding else None,
        bound_text=text[: len(text) - len(binding)],
        issuer_token=issuer_token,
    )
