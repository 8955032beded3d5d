"""Rules for a presentation (VCDM 2.0 section 4.13)."""

from __future__ import annotations

from collections.abc import Iterator

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject, as_list
from skillmark.credkit.model.structure.credential import inner_faults
from skillmark.credkit.model.structure.members import (
    context_faults,
    helper_faults,
    identity_faults,
    is_first_version,
    proof_faults,
    resource_faults,
)
from skillmark.credkit.model.structure.reading import PRESENTATION_TYPE
from skillmark.credkit.model.structure.shapes import is_url


def presentation_faults(document: JsonObject) -> Iterator[Finding]:
    """Everything wrong with a presentation, and with each credential in it."""
    yield from context_faults(document)
    yield from identity_faults(document, PRESENTATION_TYPE, "It does not say that it is a VerifiablePresentation.")
    holder = document.get("holder")
    if "holder" in document and not is_url(holder.get("id") if isinstance(holder, dict) else holder):
        yield Finding("structure.holder", "holder", "It does not name its holder by an address or identifier.")
    if "verifiableCredential" in document and not as_list(document["verifiableCredential"]):
        yield Finding("structure.not_a_credential", "verifiableCredential", "It presents no credential.")
    yield from inner_faults(document, "verifiableCredential", allows_text=is_first_version(document))
    yield from helper_faults(document)
    yield from resource_faults(document)
    yield from proof_faults(document)
