"""Rules for a credential (VCDM 2.0 section 4, VCDM 1.1 section 4), and for those inside it."""

from __future__ import annotations

from collections.abc import Iterator

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject, as_list, as_object
from skillmark.credkit.model.structure.badge import badge_faults
from skillmark.credkit.model.structure.enveloped import enveloped_faults
from skillmark.credkit.model.structure.members import (
    context_faults,
    helper_faults,
    identity_faults,
    proof_faults,
    resource_faults,
    text_faults,
    time_faults,
)
from skillmark.credkit.model.structure.reading import (
    BADGE_TYPES,
    CLR_TYPE,
    ENDORSEMENT_TYPE,
    ENVELOPED_CREDENTIAL,
    PRESENTATION_TYPE,
    issuer_id,
    types_of,
)
from skillmark.credkit.model.structure.shapes import is_url


def credential_faults(document: JsonObject) -> Iterator[Finding]:
    """Everything wrong with a credential that carries its own proof, or none yet."""
    kinds = types_of(document)
    yield from context_faults(document)
    yield from identity_faults(document, "VerifiableCredential", "It does not say that it is a VerifiableCredential.")
    if PRESENTATION_TYPE in kinds:
        yield Finding("structure.two_kinds", "type", "It says that it is a credential and a presentation.")
    if not is_url(issuer_id(document)):
        yield Finding("structure.issuer", "issuer", "It does not name its issuer by an address or identifier.")
    yield from text_faults(document)
    yield from text_faults(as_object(document.get("issuer")), "issuer.")
    yield from time_faults(document)
    yield from helper_faults(document)
    yield from resource_faults(document)
    yield from proof_faults(document)
    yield from _subject_faults(document, kinds)


def _subject_faults(document: JsonObject, kinds: frozenset[str]) -> Iterator[Finding]:
    subjects = as_list(document.get("credentialSubject"))
    if not subjects or not all(isinstance(subject, dict) and subject for subject in subjects):
        yield Finding("structure.subject", "credentialSubject", "It does not say whom or what it is about.")
        return
    for index, subject in enumerate(subjects):
        if "id" in as_object(subject) and not is_url(as_object(subject)["id"]):
            where = f"credentialSubject[{index}].id" if len(subjects) > 1 else "credentialSubject.id"
            yield Finding("structure.subject_id", where, "The subject's id is not an address.")
    first = as_object(subjects[0])
    if kinds & BADGE_TYPES:
        yield from badge_faults(document, first, len(subjects))
    if ENDORSEMENT_TYPE in kinds:
        yield from _endorsement_faults(first, len(subjects))
    if CLR_TYPE in kinds:
        yield from _clr_faults(first, len(subjects))


def _endorsement_faults(subject: JsonObject, count: int) -> Iterator[Finding]:
    if count != 1 or "EndorsementSubject" not in types_of(subject) or not is_url(subject.get("id")):
        words = "It does not say what it endorses, by its address, as one EndorsementSubject."
        yield Finding("endorsement.subject", "credentialSubject", words)


def _clr_faults(subject: JsonObject, count: int) -> Iterator[Finding]:
    if count != 1 or "ClrSubject" not in types_of(subject):
        yield Finding("clr.subject", "credentialSubject", "A learner record is about one ClrSubject.")
    if not is_url(subject.get("id")) and not as_list(subject.get("identifier")):
        yield Finding("clr.learner", "credentialSubject", "It does not say whose record it is.")
    for index, entry in enumerate(as_list(subject.get("association"))):
        association = as_object(entry)
        if not all(is_url(association.get(name)) for name in ("sourceId", "targetId")):
            where = f"credentialSubject.association[{index}]"
            yield Finding("clr.association", where, "An association does not name both achievements by address.")
    inside = as_list(subject.get("verifiableCredential"))
    if not inside:
        yield Finding("clr.empty", "credentialSubject.verifiableCredential", "The learner record holds no credential.")
    yield from inner_faults(subject, "credentialSubject.verifiableCredential", allows_text=False)


def inner_faults(holder: JsonObject, where: str, *, allows_text: bool) -> Iterator[Finding]:
    """What is wrong with the credentials in `holder["verifiableCredential"]`, each told with where it stands.

    They are objects, never addresses or text (VCDM 2.0 section 4.13); only version 1.1 had compact JWTs in their place.
    """
    for index, entry in enumerate(as_list(holder.get("verifiableCredential"))):
        place = f"{where}[{index}]"
        if isinstance(entry, str) and allows_text and entry.count(".") == 2:
            continue
        if not isinstance(entry, dict):
            yield Finding("structure.not_a_credential", place, "Where a credential should be, there is none.")
            continue
        is_enveloped = ENVELOPED_CREDENTIAL in types_of(entry)
        faults = enveloped_faults(entry, ENVELOPED_CREDENTIAL) if is_enveloped else credential_faults(entry)
        for fault in faults:
            yield Finding(fault.code, f"{place}.{fault.where}", fault.words)
