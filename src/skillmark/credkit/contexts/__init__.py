"""The terms of each JSON-LD context, by URL. Nothing is ever fetched; an unknown URL is not known.

The W3C contexts come verbatim from the PyLD package that carries them; Open Badges, CLR, Data Integrity, Multikey and
Status List 2021 are statements of our own, compared term for term with the published files in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pyld.documentloader.frozen import BUNDLED_CONTEXTS

from skillmark.credkit.contexts import clr, openbadges, security, status2021
from skillmark.credkit.contexts.resources import find_digest_faults, is_published
from skillmark.credkit.model.vocabulary import INLINE_CONTEXT, OB_URL, VC_V1_URL, VC_V2_URL

_FROM_PYLD = (VC_V2_URL, VC_V1_URL, "https://w3id.org/security/suites/ed25519-2020/v1")
STATUS_V1_URL = "https://www.w3.org/ns/credentials/status/v1"
_STATUS_TERMS = ("BitstringStatusListCredential", "BitstringStatusList", "BitstringStatusListEntry")
_VOCABULARIES = {
    "https://www.w3.org/ns/credentials/examples/v2": "https://www.w3.org/ns/credentials/examples#",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "https://www.w3.org/ns/credentials/undefined-term#",
}

__all__ = [
    "INLINE_CONTEXT",
    "OB_URL",
    "VC_V1_URL",
    "VC_V2_URL",
    "KnownContexts",
    "find_digest_faults",
    "is_published",
    "issuing",
    "verifying",
]


class KnownContexts:
    """Contexts held in memory, and the names and IRIs they already use. Our own inline terms count among them."""

    def __init__(self, edition: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.edition = edition
        self._documents = documents
        published = {entry for document in documents.values() for entry in _terms(document["@context"])}
        self._published = frozenset(published)
        self._names = frozenset(name for name, _ in published) | set(INLINE_CONTEXT)
        self._iris = frozenset(iri for _, iri in published) | set(INLINE_CONTEXT.values())

    def load(self, url: str) -> Mapping[str, Any] | None:
        """The document of a known URL, else None. Callers must not change it."""
        return self._documents.get(url)

    def may_name(self, term: str, iri: str) -> bool:
        """Whether an inline context may give this name to this IRI: both new, or both ours."""
        if term in INLINE_CONTEXT:
            return INLINE_CONTEXT[term] == iri
        return term not in self._names and iri not in self._iris

    def is_published(self, term: str, iri: str) -> bool:
        """Whether a published context gives just this name to this IRI."""
        return (term, iri) in self._published

    def may_be_vocabulary(self, iri: str) -> bool:
        """Whether no published IRI begins with this one."""
        return not any(taken.startswith(iri) for taken in self._iris)


@cache
def issuing() -> KnownContexts:
    """What we sign with: Open Badges 3.0.3 as in the specification's repository, without the JWT terms."""
    return KnownContexts("issuing", _documents(with_jwt_terms=False))


@cache
def verifying() -> tuple[KnownContexts, ...]:
    """What we read with, in the order to try: both files published under the URL of Open Badges 3.0.3."""
    return KnownContexts("published", _documents(with_jwt_terms=True)), issuing()


def _documents(*, with_jwt_terms: bool) -> dict[str, Mapping[str, Any]]:
    documents: dict[str, Mapping[str, Any]] = {
        url: json.loads(BUNDLED_CONTEXTS[url].read_text(encoding="utf-8")) for url in _FROM_PYLD
    }
    documents |= {url: {"@context": {"@vocab": iri}} for url, iri in _VOCABULARIES.items()}
    documents[STATUS_V1_URL] = {"@context": _taken_from(documents[VC_V2_URL]["@context"])}
    documents |= security.contexts() | clr.contexts() | status2021.contexts()
    return documents | openbadges.contexts(with_jwt_terms=with_jwt_terms)


def _taken_from(context: Mapping[str, Any]) -> dict[str, Any]:
    """The status list terms of VC v2, which are also published by themselves, for credentials of VC 1.1."""
    return {name: context[name] for name in ("@protected", "id", "type", *_STATUS_TERMS)}


def _terms(context: Any) -> Iterator[tuple[str, str]]:
    """Every name in a context with its IRI, scoped contexts included; "" names nothing, as a prefix names nothing."""
    for term, entry in context.items() if isinstance(context, dict) else ():
        if isinstance(entry, dict):
            yield term, str(entry.get("@id", ""))
            yield from _terms(entry.get("@context"))
        elif isinstance(entry, str) and not term.startswith("@"):
            yield ("" if entry.endswith(("/", "#", ":")) else term), entry
