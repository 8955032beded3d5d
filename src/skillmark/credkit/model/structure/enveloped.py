"""Rules for credentials and presentations secured from outside (VCDM 2.0 sections 4.13.1 and 4.13.2)."""

from __future__ import annotations

from collections.abc import Iterator

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject, as_list
from skillmark.credkit.model.structure.members import context_faults
from skillmark.credkit.model.structure.reading import envelope_of
from skillmark.credkit.model.vocabulary import VC_V2_URL


def enveloped_faults(document: JsonObject, kind: str) -> Iterator[Finding]:
    """The base context, `kind` as the only type, and a data URL that carries something."""
    if VC_V2_URL not in as_list(document.get("@context")):
        yield Finding("structure.context", "@context", "The first vocabulary must be that of W3C credentials.")
    else:
        yield from context_faults(document)
    if as_list(document.get("type")) != [kind]:
        yield Finding("structure.type", "type", f"Its only type must be {kind}.")
    if envelope_of(document) is None:
        yield Finding("structure.envelope", "id", "It carries no signed document as a data URL.")
