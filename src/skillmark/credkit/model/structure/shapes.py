"""Shapes that many properties share: URLs, types, language values, digests. Each answers yes or no."""

from __future__ import annotations

import re

from skillmark.credkit.model.json_values import Json, JsonObject

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20\x7f<>\"{}|^`\\]+\Z")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8}|x)(-[A-Za-z0-9]{1,8})*\Z")
_SRI = re.compile(r"sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}(\?\S*)?\Z", re.ASCII)
_MULTIBASE = re.compile(r"u[A-Za-z0-9_-]{22,128}\Z|z[1-9A-HJ-NP-Za-km-z]{22,128}\Z", re.ASCII)
_SRI_LETTERS = {"256": 43, "384": 64, "512": 86}  # base64 without padding


def is_url(value: Json) -> bool:
    """An absolute URL as VCDM 2.0 section 4.4 asks for: a scheme, then no space and no letter an IRI cannot have."""
    return isinstance(value, str) and bool(_URL.match(value))


def is_type(value: Json) -> bool:
    """One or more terms or absolute URLs (section 4.5), and nothing else."""
    if isinstance(value, list):
        return bool(value) and all(not isinstance(entry, list) and is_type(entry) for entry in value)
    return isinstance(value, str) and bool(value) and (is_url(value) if ":" in value else not _has_space(value))


def is_text(value: Json) -> bool:
    """A string, a language value object, or several such objects (sections 4.6 and 11.1)."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(entry, dict) and is_language_value(entry) for entry in value)
    return isinstance(value, str) or (isinstance(value, dict) and is_language_value(value))


def is_language_value(value: JsonObject) -> bool:
    """`@value` as text, at most a well-formed `@language` (BCP 47) and a `@direction` beside it (section 11.1)."""
    language, direction = value.get("@language", "en"), value.get("@direction", "ltr")
    return (
        set(value) <= {"@value", "@language", "@direction"}
        and isinstance(value.get("@value"), str)
        and isinstance(language, str)
        and bool(_LANGUAGE.match(language))
        and direction in ("ltr", "rtl")
    )


def is_sri(value: Json) -> bool:
    """Digests as Subresource Integrity writes them: SHA-256, -384 or -512 with the right number of letters."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(entry, str) and is_sri(entry) for entry in value)
    if not isinstance(value, str) or not value.split():
        return False
    return all(_SRI.match(word) and _has_sri_length(word) for word in value.split())


def _has_sri_length(word: str) -> bool:
    kind, _, digest = word.partition("?")[0].partition("-")
    return len(digest.rstrip("=")) == _SRI_LETTERS[kind.removeprefix("sha")]


def is_multibase(value: Json) -> bool:
    """One or more digests in base64url or base58btc multibase."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(entry, str) and is_multibase(entry) for entry in value)
    return isinstance(value, str) and bool(_MULTIBASE.match(value))


def _has_space(text: str) -> bool:
    return any(letter.isspace() for letter in text)
