"""Which rules a document is held against: by what it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.model.structure.credential import credential_faults
from skillmark.credkit.model.structure.enveloped import enveloped_faults
from skillmark.credkit.model.structure.presentation import presentation_faults
from skillmark.credkit.model.structure.reading import ENVELOPED_CREDENTIAL, ENVELOPED_PRESENTATION, types_of

MAX_FAULTS = 100  # who made a document with more learns nothing from the rest


def find_faults(document: JsonObject) -> tuple[Finding, ...]:
    """Everything missing or misshapen, at most MAX_FAULTS. Empty when the structure is sound.

    Takes a credential or a presentation, signed or not, of VCDM 2.0 or 1.1, or the enveloped form of either; what says
    nothing of its kind is held to be a credential. Never raises. Cost: one walk; credentials inside are looked at too.
    """
    return tuple(islice(_faults(document), MAX_FAULTS))


def _faults(document: JsonObject) -> Iterator[Finding]:
    kinds = types_of(document)
    for kind in (ENVELOPED_CREDENTIAL, ENVELOPED_PRESENTATION):
        if kind in kinds:
            yield from enveloped_faults(document, kind)
            return
    if _is_presentation(document, kinds):
        yield from presentation_faults(document)
    else:
        yield from credential_faults(document)


def _is_presentation(document: JsonObject, kinds: frozenset[str]) -> bool:
    """By its type; without one, by the members that only a presentation has."""
    if "VerifiableCredential" in kinds:
        return False
    return "VerifiablePresentation" in kinds or ("verifiableCredential" in document and "issuer" not in document)
