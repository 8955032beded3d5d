"""Our statement of the terms of Comprehensive Learner Record 2.0, both editions of its context.

`context.json` (2.0.0) and `context-2.0.1.json` differ in `partial`, `identifier` and the namespace of badges. A test
compares every term with the published files. Oddities (`xsd:` without its prefix, `AssociationType` for a property,
types that no string can have) are the publisher's and are signed as they stand.
"""

from __future__ import annotations

from typing import Any

from skillmark.credkit.contexts.statement import Notation
from skillmark.credkit.model.vocabulary import CLR_BASE_URL, CLR_URL

VOCABULARY = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#"
_CREDENTIALS = "https://www.w3.org/2018/credentials#"
_BADGES = {"2.0.0": "https://purl.imsglobal.org/spec/ob/v3p0/vocab.html#"}
_BADGES["2.0.1"] = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_SUBJECT = "achievement^obi:Achievement* association^clr:Association* verifiableCredential^cred:verifiableCredential*"
_ASSOCIATION = "associationType=AssociationType sourceId^anyURI targetId^anyURI"
_NOTATION = Notation(  # the prefixes stand in the published file as they are, unexpanded
    namespaces={"": VOCABULARY, "clr": VOCABULARY, "obi": "obi:", "cred": "cred:"}, datatypes="xsd:", protected=False
)


def _build(edition: str) -> dict[str, Any]:
    newer = edition == "2.0.1"
    subject = {"cred": _CREDENTIALS, "obi": _BADGES[edition]}
    subject |= _NOTATION.scope(_SUBJECT + (" identifier=identifier-1^obi:Identifier*" if newer else ""))
    association = {name: entry for name, entry in _NOTATION.scope(_ASSOCIATION).items() if name not in ("id", "type")}
    scopes = {
        "ClrCredential": _NOTATION.scope("partial^boolean" if newer else ""),
        "ClrSubject": subject,
        "Association": association,
    }
    classes = {name: {"@id": VOCABULARY + name, "@context": scope} for name, scope in scopes.items()}
    return {"@context": {"id": "@id", "type": "@type"} | classes}


def contexts() -> dict[str, dict[str, Any]]:
    """Both published CLR 2.0 contexts by URL."""
    return {CLR_BASE_URL + "context.json": _build("2.0.0"), CLR_URL: _build("2.0.1")}
