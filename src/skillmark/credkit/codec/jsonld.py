"""JSON-LD to RDF in a safe mode of our own, over PyLD's expansion.

PyLD drops what it does not know without a word, and what is dropped is not signed. So here a document is refused when

- a term or a type is not defined, a reference is relative, or an IRI or language tag is not well formed;
- it could be read in two ways, as JSON and as what was signed (see `codec.plain`).

A context is known by its URL or written inline; nothing is fetched. Does not know what a credential is.
"""

from __future__ import annotations

import copy
import re
import threading
from typing import Any

from pyld import jsonld
from pyld.context_resolver import ContextResolver

from skillmark.credkit.codec.plain import IRI as _IRI
from skillmark.credkit.codec.plain import Contexts, check_plain
from skillmark.credkit.codec.rdfc import Quad, canonicalize_quads
from skillmark.credkit.codec.statements import read_statements
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Unavailable

__all__ = ["Contexts", "canonical_nquads", "check_plain", "check_words", "to_quads"]

_BASE = "skillmark-relative://here/"  # whatever resolves against it was relative
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")
_BLANK = re.compile(r"_:[A-Za-z0-9_-]+\Z")


def canonical_nquads(document: JsonObject, contexts: Contexts) -> str:
    """What the document says, as canonical N-Quads (RDFC-1.0). Raises `CredkitError` and nothing else."""
    return canonicalize_quads(to_quads(document, contexts))


def to_quads(document: JsonObject, contexts: Contexts) -> list[Quad]:
    """The statements of a document, or a refusal that says why. Cost: milliseconds for a few hundred statements."""
    return _read(document, contexts, is_signed_as_json=False)


def check_words(document: JsonObject, contexts: Contexts) -> None:
    """Refuse what `to_quads` refuses, but for the direction of text: for signatures over the JSON as it stands.

    Statements do not say whether a text runs from right to left, so a signature over them does not cover it.
    """
    _read(document, contexts, is_signed_as_json=True)


def _read(document: JsonObject, contexts: Contexts, *, is_signed_as_json: bool) -> list[Quad]:
    check_plain(document, contexts)
    processor = jsonld.JsonLdProcessor(on_property_dropped=_dropped)
    options = {
        "base": _BASE,
        "documentLoader": lambda url, _: _remote(url, contexts),
        "contextResolver": ContextResolver(_cache(contexts), lambda url, _: _remote(url, contexts)),
        "extractAllScripts": False,
        "isFrame": False,
    }
    try:
        expanded = processor.expand(document, options)
        _check_expanded(expanded, is_signed_as_json)
        return read_statements(expanded)
    except CredkitError:
        raise
    except RecursionError:
        raise Refused("jsonld.too_deep", "The document is nested too deeply.") from None
    except Exception as problem:  # PyLD raises many kinds on hostile input; none may leave this kit
        raise Malformed("jsonld.unreadable", _reason(problem)) from None


def _dropped(_: str | None) -> None:
    raise Refused("jsonld.undefined_term", "The file uses a word that its vocabulary does not define.")


def _check_expanded(value: Any, may_have_direction: bool) -> None:
    if isinstance(value, list):
        for item in value:
            _check_expanded(item, may_have_direction)
    elif isinstance(value, dict):
        if "@value" in value:
            _check_literal(value, may_have_direction)
            return
        for key, item in value.items():
            if key in ("@id", "@type"):
                for iri in item if isinstance(item, list) else [item]:
                    _check_iri(iri, "type" if key == "@type" else "reference")
            elif key in ("@graph", "@list"):
                _check_expanded(item, may_have_direction)
            elif key.startswith("@"):
                raise Refused("jsonld.not_signed", "Part of the file would not be covered by its signature.")
            else:
                _check_iri(key, "term")
                _check_expanded(item, may_have_direction)


def _check_literal(value: dict[str, Any], may_have_direction: bool) -> None:
    if "@index" in value or ("@direction" in value and not may_have_direction):
        raise Refused("jsonld.not_signed", "Part of the file would not be covered by its signature.")
    if value.get("@type", "@json") != "@json":
        _check_iri(value["@type"], "type")
    if "@language" in value and not _LANGUAGE.match(str(value["@language"])):
        raise Refused("jsonld.bad_language", "A language is not named by a language tag.")


def _check_iri(iri: Any, what: str) -> None:
    if not isinstance(iri, str) or iri.startswith(_BASE.partition(":")[0] + ":"):
        code = "jsonld.undefined_type" if what == "type" else "jsonld.relative_iri"
        words = {
            "type": "The file uses a type that its vocabulary does not define.",
            "reference": "The file holds an address that is not complete.",
            "term": "The file uses a word that its vocabulary does not define.",
        }
        raise Refused(code, words[what])
    if not _IRI.match(iri) and not (what == "reference" and _BLANK.match(iri)):
        raise Refused("jsonld.bad_iri", "The file holds an address that is not well formed.")


def _remote(url: str, contexts: Contexts) -> dict[str, Any]:
    document = contexts.load(url)
    if document is None:
        raise Unavailable("context.unknown", "The file uses a vocabulary that is not known here.")
    held = copy.deepcopy(dict(document))
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": held,
        "tag": "static",
    }


_local = threading.local()  # PyLD's caches of processed contexts are not safe to share between threads


class _KnownOnly(dict[str, Any]):
    """Keeps processed contexts of known URLs; inline ones of strangers are not kept, so it cannot grow."""

    def __init__(self, contexts: Contexts) -> None:
        super().__init__()
        self.contexts = contexts

    def __setitem__(self, key: str, value: Any) -> None:
        if self.contexts.load(key) is not None:
            super().__setitem__(key, value)


def _cache(contexts: Contexts) -> _KnownOnly:
    caches: dict[str, _KnownOnly] = _local.__dict__.setdefault("caches", {})
    return caches.setdefault(contexts.edition, _KnownOnly(contexts))


def _reason(problem: Exception) -> str:
    code = getattr(problem, "code", None) or getattr(problem.__cause__, "code", None)
    known = {
        "protected term redefinition": "The file gives a protected word another meaning.",
        "invalid type value": "A type is not a word.",
        "invalid @id value": "An id is not an address.",
    }
    return known.get(str(code), "The file is not well-formed JSON-LD.")
