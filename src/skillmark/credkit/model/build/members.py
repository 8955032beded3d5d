"""What every builder needs: leaving out what says nothing, and one or several."""

from __future__ import annotations

from collections.abc import Iterable

from skillmark.credkit.model.json_values import Json, JsonObject
from skillmark.credkit.model.vocabulary import INLINE_CONTEXT


def filled(members: JsonObject) -> JsonObject:
    """The members that say something."""
    return {key: value for key, value in members.items() if value is not None and value not in ("", [], {})}


def one_or_all(entries: Iterable[Json]) -> Json:
    """One entry stands by itself: 1EdTech's schema knows no array here, VCDM 2.0 section 4.10 allows both."""
    listed = list(entries)
    return listed[0] if len(listed) == 1 else listed


def inline_terms(body: JsonObject) -> list[Json]:
    """Our own words that a document uses, as an inline context: an unused one is not signed, so it is left out."""
    used = _words(body)
    inline: JsonObject = {term: iri for term, iri in INLINE_CONTEXT.items() if term in used}
    return [inline] if inline else []


def _words(value: Json) -> set[str]:
    """Every name and text in a value."""
    if isinstance(value, dict):
        return set(value).union(*(_words(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_words(item) for item in value))
    return {value} if isinstance(value, str) else set()
