"""Documents that say the same as JSON and as JSON-LD: what a reader of the names sees is what was signed.

A signature over RDF covers statements, not spelling, so whoever holds a signed document may respell it. Refused is

- a list in a list, a name with a colon, a keyword as a name (other than in a value object), one thing described in
  two items of a list;
- an inline context that gives a published IRI another name, a published name another IRI, or a prefix that is used;
- more vocabulary than a document needs: JSON-LD's cost is nodes times terms.

Published means: in any context known here, loaded by the document or not. One walk over the document, no expansion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Refused, Unavailable

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*\Z")
_KEYWORDS_IN_VALUES = frozenset({"@value", "@type", "@language", "@direction"})
_MEMBERS = frozenset({"@id", "@type", "@container", "@context", "@protected"})
_SCHEMES = frozenset({"urn", "did", "tag"})
_PREFIX_ENDS = (":", "/", "?", "#", "[", "]", "@")  # JSON-LD 1.1, section 4.1.5: an IRI so ended makes a prefix
_VOCABULARY_ENDS = ("#", "/", ":")  # so that a name is the whole last part of its IRI
MAX_INLINE_TERMS = 300
MAX_INLINE_IRI = 500  # written once, it may stand in thousands of statements
MAX_CONTEXTS = 60  # each costs PyLD a copy of all terms in force
MAX_SCOPED_WORK = 20_000  # nodes times scoped terms, each read anew at each node: 20 microseconds (measured)


class Contexts(Protocol):
    """Where contexts come from: statements held in memory."""

    edition: str

    def load(self, url: str) -> Mapping[str, Any] | None:
        """The document `{"@context": ...}` of a known URL, else None."""

    def may_name(self, term: str, iri: str) -> bool:
        """Whether an inline context may give this name to this IRI: neither is published, or ours and as we say."""

    def is_published(self, term: str, iri: str) -> bool:
        """Whether a published context gives just this name to this IRI, so that an inline one says nothing new."""

    def may_be_vocabulary(self, iri: str) -> bool:
        """Whether an inline `@vocab` may begin with this, so that no published IRI can be spelled through it."""


def check_plain(document: JsonObject, contexts: Contexts) -> None:
    """Refuse what could be read in two ways. Cost: one walk over the document."""
    found = list(_contexts(document))
    if len(found) > MAX_CONTEXTS:
        raise Refused("context.too_many", "The file names too many vocabularies.")
    scoped = sum(_scoped_terms(entry) for entry in found)
    if scoped and scoped * _count_nodes(document) > MAX_SCOPED_WORK:
        raise Refused("context.too_large", "The file's own vocabulary is too large.")
    for entry in found:
        _check_context(entry, contexts)
    _check_object(document, _prefixes(found))


def _contexts(value: Json) -> Iterator[Json]:
    """Every context in force anywhere in the document, one entry at a time."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "@context":
                yield from _entries(item)
            else:
                yield from _contexts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _contexts(item)


def _entries(context: Json) -> Iterator[Json]:
    """The parts of a context. One wrapped as a file would be, `{"@context": ...}`, counts as what it holds."""
    for entry in context if isinstance(context, list) else [context]:
        if isinstance(entry, dict) and set(entry) == {"@context"}:
            yield from _entries(entry["@context"])
        else:
            yield entry


def _count_nodes(value: Json) -> int:
    if isinstance(value, dict):
        return 1 + sum(_count_nodes(item) for key, item in value.items() if key != "@context")
    return sum(_count_nodes(item) for item in value) if isinstance(value, list) else 0


def _scoped_terms(context: Json) -> int:
    """How many terms of an inline context belong to one of its terms."""
    if not isinstance(context, dict):
        return 0
    inner = [entry["@context"] for entry in context.values() if isinstance(entry, dict) and "@context" in entry]
    entries = [entry for scope in inner for entry in _entries(scope)]
    return sum((len(entry) if isinstance(entry, dict) else 1) + _scoped_terms(entry) for entry in entries)


def _prefixes(found: list[Json]) -> frozenset[str]:
    """Names of inline terms that JSON-LD would also take for the beginning of an address."""
    return frozenset(
        term
        for context in found
        if isinstance(context, dict)
        for term, meaning in context.items()
        if isinstance(meaning, str) and meaning.endswith(_PREFIX_ENDS)
    )


def _check_object(value: JsonObject, prefixes: frozenset[str]) -> None:
    is_value = "@value" in value
    if is_value and not isinstance(value["@value"], str | int | float | bool):
        raise Refused("jsonld.not_plain", "A value is written in a form that can be read in two ways.")
    for key, item in value.items():
        if key == "@context":
            continue
        if ":" in key or (key.startswith("@") and not (is_value and key in _KEYWORDS_IN_VALUES)):
            raise Refused("jsonld.not_plain", "A name is spelled in a form that can be read in two ways.")
        if isinstance(item, list):
            _check_identities(item)
        for member in item if isinstance(item, list) else [item]:
            _check_member(member, prefixes)


def _check_identities(items: list[Json]) -> None:
    described: dict[str, JsonObject] = {}
    for item in items:
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(name, str) and described.setdefault(name, item) != item:
            raise Refused("jsonld.not_plain", "One thing is described twice in one list, so a part may be overlooked.")


def _check_member(member: Json, prefixes: frozenset[str]) -> None:
    if isinstance(member, list):
        raise Refused("jsonld.not_plain", "A list inside a list can be read in two ways.")
    if isinstance(member, dict):
        _check_object(member, prefixes)
    elif prefixes and isinstance(member, str) and member.partition(":")[0] in prefixes:
        raise Refused("jsonld.not_plain", "An address is shortened, so that it can be read in two ways.")


def _check_context(entry: Json, contexts: Contexts) -> None:
    if isinstance(entry, str):
        if contexts.load(entry) is None:
            raise Unavailable("context.unknown", "The file uses a vocabulary that is not known here.")
    elif isinstance(entry, dict):
        _check_inline(entry, contexts)
    else:
        raise Refused("context.not_plain", "The file's vocabulary is written in a form we do not accept.")


def _check_inline(context: JsonObject, contexts: Contexts) -> None:
    if len(context) > MAX_INLINE_TERMS:
        raise Refused("context.too_large", "The file's own vocabulary is too large.")
    for term, meaning in context.items():
        if (term == "@protected" and isinstance(meaning, bool)) or term == "@version":
            continue
        if term == "@vocab":
            plain = isinstance(meaning, str) and _is_vocabulary(meaning, contexts)
        elif term in ("id", "type"):
            plain = meaning == "@" + term
        else:
            plain = _is_plain_term(term, meaning, contexts)
        if not plain:
            raise Refused("context.not_plain", "The file's own vocabulary gives words a second meaning.")


def _is_vocabulary(iri: str, contexts: Contexts) -> bool:
    absolute = len(iri) <= MAX_INLINE_IRI and bool(IRI.match(iri))
    return absolute and iri.endswith(_VOCABULARY_ENDS) and contexts.may_be_vocabulary(iri)


def _is_plain_term(term: str, meaning: Json, contexts: Contexts) -> bool:
    if term.startswith("@") or ":" in term or "/" in term or term in _SCHEMES:
        return False
    if not isinstance(meaning, dict):
        known = isinstance(meaning, str) and contexts.is_published(term, meaning)
        return known or (isinstance(meaning, str) and _is_new_iri(term, meaning, contexts))
    if not set(meaning) <= _MEMBERS:
        return False
    target, kind = meaning.get("@id"), meaning.get("@type", "@id")
    for entry in _entries(meaning.get("@context", [])):
        _check_context(entry, contexts)
    return (
        isinstance(target, str)
        and _is_new_iri(term, target, contexts)
        and isinstance(kind, str)
        and (kind in ("@id", "@vocab", "@json") or _is_iri(kind))
        and meaning.get("@container", "@set") in ("@set", "@list")
    )


def _is_iri(text: str) -> bool:
    return len(text) <= MAX_INLINE_IRI and bool(IRI.match(text))


def _is_new_iri(term: str, iri: str, contexts: Contexts) -> bool:
    absolute = "://" in iri or iri.startswith(("urn:", "did:", "tag:"))
    return absolute and _is_iri(iri) and contexts.may_name(term, iri)
