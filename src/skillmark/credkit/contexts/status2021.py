"""Our statement of the terms of W3C's Status List 2021 context, the forerunner of Bitstring Status List. Read only."""

from __future__ import annotations

from typing import Any

from skillmark.credkit.contexts.statement import Notation
from skillmark.credkit.model.vocabulary import STATUS_LIST_2021_URL

VOCABULARY = "https://w3id.org/vc/status-list#"
_NOTATION = Notation(namespaces={"": VOCABULARY, "schema": "http://schema.org/"}, datatypes="")
_TERMS = {
    "StatusList2021Credential": "description=schema: name=schema:",
    "StatusList2021": "statusPurpose encodedList",
    "StatusList2021Entry": "statusPurpose statusListIndex statusListCredential^id",
}


def contexts() -> dict[str, dict[str, Any]]:
    """The context by URL. Terms without a type stand as plain strings, as in the published file."""
    context: dict[str, Any] = {"@protected": True}
    for name, words in _TERMS.items():
        context[name] = {"@id": VOCABULARY + name, "@context": _NOTATION.plain_scope(words)}
    return {STATUS_LIST_2021_URL: {"@context": context}}
