"""A short notation for JSON-LD contexts, and the builder that spells it out.

One word per term: `NAME[=IRI][^TYPE][*|&]`. Without `=`, the term's IRI is the default namespace plus its name;
`=local` names another local part, `=prefix:` the same name in another namespace, `=prefix:local` both. `^id` and
`^vocab` are JSON-LD's reference types, `^prefix:Type` an IRI, any other `^Type` one of the schema datatypes.
`*` is a set, `&` a list, `@` a graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"(?P<name>[^=^*&@]+)(=(?P<iri>[^\^*&@]*))?(\^(?P<type>[^*&@]+))?(?P<container>[*&@])?\Z")
_CONTAINERS = {"*": "@set", "&": "@list", "@": "@graph"}


@dataclass(frozen=True, slots=True)
class Notation:
    """How the words of one statement are spelled out."""

    namespaces: Mapping[str, str]  # "" is the default
    datatypes: str
    protected: bool = True
    aliases: bool = True  # `id` and `type` in every scoped context
    verbatim: frozenset[str] = frozenset()  # local parts that are themselves terms

    def term(self, word: str) -> tuple[str, Any]:
        """One word as a context entry."""
        match = _WORD.match(word)
        if match is None:
            raise ValueError(f"not a term: {word}")
        name, iri, kind, container = match["name"], match["iri"], match["type"], match["container"]
        entry = {"@id": self._iri(name, iri)}
        if kind:
            entry["@type"] = self._type(kind)
        if container:
            entry["@container"] = _CONTAINERS[container]
        return name, entry

    def scope(self, words: str) -> dict[str, Any]:
        """Words to the inside of a context."""
        head: dict[str, Any] = {"@protected": True} if self.protected else {}
        if self.aliases:
            head |= {"id": "@id", "type": "@type"}
        return head | dict(self.term(word) for word in words.split())

    def plain_scope(self, words: str) -> dict[str, Any]:
        """Like `scope`; an entry that has nothing but its IRI is a plain string, as W3C's contexts write it."""
        return {
            term: entry["@id"] if isinstance(entry, dict) and set(entry) == {"@id"} else entry
            for term, entry in self.scope(words).items()
        }

    def _iri(self, name: str, iri: str | None) -> str:
        if iri in self.verbatim:
            return str(iri)
        prefix, colon, local = (iri or "").partition(":")
        if not colon:
            return self.namespaces[""] + (prefix or name)
        return self.namespaces[prefix] + (local or name)

    def _type(self, kind: str) -> str:
        if kind in ("id", "vocab", "json"):
            return "@" + kind
        prefix, colon, local = kind.partition(":")
        return self.namespaces[prefix] + local if colon else self.datatypes + kind
