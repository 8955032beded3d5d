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
from skillmark.credkit.contexts.resources import find_digest_faults
from skillmark.credkit.model.vocabulary import INLINE_CONTEXT, OB_URL, VC_V1_URL, VC_V2_URL

_FROM_PYLD = (VC_V2_URL, VC_V1_URL, "https://w3id.org/security/suites/ed25519-2020/v1")
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
    "issuing",
    "verifying",
]


class KnownContexts:
    """Contexts held in memory, and the IRIs they already name."""

    def __init__(self, edition: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.edition = edition
        self._documents = documents
        self._reserved = frozenset(iri for document in documents.values() for iri in _iris(document["@context"]))

    def load(self, url: str) -> Mapping[str, Any] | None:
        """The document of a known URL, else None. Callers must not change it."""
        return self._documents.get(url)

    def is_reserved(self, iri: str) -> bool:
        """Whether a known context names this IRI."""
        return iri in self._reserved

    def may_be_vocabulary(self, iri: str) -> bool:
        """Whether no reserved IRI begins with this one."""
        return not any(reserved.startswith(iri) for reserved in self._reserved)


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
    documents |= security.contexts() | clr.contexts() | status2021.contexts()
    return documents | openbadges.contexts(with_jwt_terms=with_jwt_terms)


def _iris(context: Any) -> Iterator[str]:
    """Every IRI that a context gives a name to, its scoped contexts included."""
    for term, entry in context.items() if isinstance(context, dict) else ():
        if isinstance(entry, dict):
            yield str(entry.get("@id", ""))
            yield from _iris(entry.get("@context"))
        elif isinstance(entry, str) and not term.startswith("@"):
            yield entry
