"""Small vocabularies that use every feature a shape could stumble over, so that a million documents can be afforded.

The published Open Badges contexts cost a reader milliseconds a document; these cost a tenth. What they define: plain
texts, typed texts, references, words, sets, lists, languages, JSON, graphs, scopes by type and by property, protected
terms, prefixes, a default vocabulary, a default language, and names that are IRI schemes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skillmark.credkit.contexts import OB_URL, VC_V2_URL, issuing

_XSD = "http://www.w3.org/2001/XMLSchema#"
_BASE = "https://terms.example/#"


def _term(name: str, **more: Any) -> dict[str, Any]:
    return {"@id": _BASE + name} | {f"@{key}": value for key, value in more.items()}


_COMMON: dict[str, Any] = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    "title": _term("title"),
    "note": _term("note", type=_XSD + "string"),
    "at": _term("at", type=_XSD + "dateTime"),
    "size": _term("size", type=_XSD + "double"),
    "link": _term("link", type="@id"),
    "word": _term("word", type="@vocab"),
    "tag": _term("tag", container="@set"),
    "step": _term("step", container="@list"),
    "hop": _term("hop", type="@id", container="@list"),
    "label": _term("label", container="@language"),
    "data": _term("data", type="@json"),
    "part": _term("part"),
    "other": _term("other", type="@id"),
    "kind": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "@type": "@id"},
    "claim": _term("claim", type="@id", container="@graph"),
    "Thing": _BASE + "Thing",
    "Person": _term("Person", context={"title": _BASE + "personName", "friend": _term("friend", type="@id")}),
    "Course": _term("Course", context={"title": _BASE + "courseTitle", "length": _BASE + "length"}),
    "scoped": _term("scoped", context={"title": _BASE + "scopedTitle", "note": _term("scopedNote", type="@id")}),
}
PLAIN = "https://contexts.example/plain"
PROTECTED = "https://contexts.example/protected"
ENGLISH = "https://contexts.example/english"
SCHEMES = "https://contexts.example/schemes"
LOOSE = "https://contexts.example/loose"
_DOCUMENTS: dict[str, dict[str, Any]] = {
    PLAIN: {"@context": _COMMON},
    PROTECTED: {"@context": _COMMON | {"@protected": True, "extra": _BASE + "extra"}},
    ENGLISH: {"@context": _COMMON | {"@language": "en"}},
    SCHEMES: {"@context": _COMMON | {"urn": "https://urn.example/", "did": "https://did.example/"}},
    LOOSE: {"@context": _COMMON | {"@vocab": "https://loose.example/", "t": _BASE}},
}
URLS = tuple(_DOCUMENTS)
ADDED: dict[str, Any] = {"extra": "https://added.example/extra", "Extra": "https://added.example/Extra"}


class SmallContexts:
    """These vocabularies as the kit's readers want them."""

    edition = "fuzz"

    def load(self, url: str) -> Mapping[str, Any] | None:
        return _DOCUMENTS.get(url)

    def may_name(self, term: str, iri: str) -> bool:
        return not iri.startswith(_BASE)

    def is_published(self, term: str, iri: str) -> bool:
        return False

    def may_be_vocabulary(self, iri: str) -> bool:
        return not iri.startswith(_BASE)


def documents() -> dict[str, dict[str, Any]]:
    """Every vocabulary by URL, those of awards too, for readers that are no part of this project."""
    return _DOCUMENTS | {url: dict(issuing().load(url) or {}) for url in (VC_V2_URL, OB_URL)}
