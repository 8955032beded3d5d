"""What we ask of a document before signing it, beyond what makes it well formed. Each finding says what to do.

Sources: Open Badges 3.0; the EU Council recommendation on micro-credentials, Annex I; employers' systems, which refuse
titles such as "Certificate of Completion"; WCAG 2.2, which asks for words beside every image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from skillmark.credkit.errors import CredkitError, Finding
from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object, as_text
from skillmark.credkit.model.structure import (
    BADGE_TYPES,
    CLR_TYPE,
    ENDORSEMENT_TYPE,
    STATUS_LIST_TYPE,
    find_faults,
    time_of,
    types_of,
)
from skillmark.credkit.model.values import AssessmentType, Participation, Supervision
from skillmark.credkit.model.vocabulary import CLR_URL, INLINE_CONTEXT, OB_URL, VC_V2_URL
from skillmark.credkit.status import ENTRY_TYPE, PURPOSES, read_entries

_EMPTY_TITLE = re.compile(
    r"\W*((the|a)\s+)?(certificate|badge|diploma|proof|confirmation|statement)"
    r"(\s+of\s+(completion|attendance|participation|achievement|training))?\W*\Z"
    r"|\W*(completion|attendance|participation|achievement)\s+(certificate|badge)\W*\Z",
    re.IGNORECASE,
)
_HOURS = re.compile(r"PT(?=\d)(\d{1,6}H)?(\d{1,6}M)?\Z", re.ASCII)
_HASH = re.compile(r"sha256\$[0-9a-f]{64}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_ADDRESS = re.compile(r"(https?://[^\s/]+|urn:[a-z0-9-]+:|did:[a-z0-9]+:)\S*\Z")
MAX_TITLE_LENGTH = 140
MIN_SALT_LENGTH = 16
_SUBJECT = "credentialSubject"
_ACHIEVEMENT = "credentialSubject.achievement"
_STATEMENT = "credentialSubject.achievement.microCredential"
_SIGNED = Finding("lint.signed", "proof", "It is signed already. Start from the unsigned document.")


class Rules(StrEnum):
    """What a document is held against before it is signed.

    OURS: badges, endorsements and status lists as this house issues them. W3C: any credential that VCDM 2.0 or 1.1 lets
    pass, for those who keep rules of their own.
    """

    OURS = "ours"
    W3C = "w3c"


def lint(document: JsonObject, *, require_annex: bool, rules: Rules = Rules.OURS) -> tuple[Finding, ...]:
    """Everything that keeps this document from being signed. Empty when it may be."""
    return tuple(_findings(document, require_annex) if rules is Rules.OURS else _least(document))


def _least(document: JsonObject) -> Iterator[Finding]:
    yield from find_faults(document)
    if "proof" in document:
        yield _SIGNED


def _findings(document: JsonObject, require_annex: bool) -> Iterator[Finding]:
    yield from find_faults(document)
    yield from _general(document)
    if types_of(document) & BADGE_TYPES:
        subject = as_object(document.get("credentialSubject"))
        achievement = as_object(subject.get("achievement"))
        yield from _badge(document, achievement)
        yield from _recipient(subject)
        yield from _images(document, achievement)
        if require_annex:
            yield from _annex(document, achievement)
    elif CLR_TYPE in types_of(document):
        yield from _record(document)
    elif not types_of(document) & {STATUS_LIST_TYPE, ENDORSEMENT_TYPE}:
        yield Finding("lint.kind", "type", "Only badges, endorsements, records and status lists are signed here.")


def _record(document: JsonObject) -> Iterator[Finding]:
    """A learner record (CLR 2.0): about a person not named in the open, of credentials that are signed themselves."""
    subject = as_object(document.get(_SUBJECT))
    if as_list(document.get("@context"))[1:3] != [CLR_URL, OB_URL]:
        yield Finding(
            "lint.context_record", "@context", "Name the vocabularies of CLR 2.0.1 and Open Badges 3.0.3 next."
        )
    if not as_text(as_object(document.get("issuer")).get("name")):
        yield Finding("lint.issuer_name", "issuer.name", "Say who awards it.")
    for index, entry in enumerate(as_list(subject.get("verifiableCredential"))):
        if not as_object(entry).get("proof"):
            where = f"{_SUBJECT}.verifiableCredential[{index}]"
            yield Finding("lint.record_unsigned", where, "Put in credentials as they were issued, with their proofs.")
    yield from _recipient(subject)


def _general(document: JsonObject) -> Iterator[Finding]:
    if "proof" in document:
        yield _SIGNED
    if not _ADDRESS.match(as_text(document.get("id"))):
        yield Finding("lint.id", "id", "Give it an id: a urn:uuid or a web address.")
    contexts = as_list(document.get("@context"))
    if contexts[:1] != [VC_V2_URL]:
        yield Finding("lint.context", "@context", "Write it in version 2 of the W3C vocabulary.")
    if types_of(document) & BADGE_TYPES and contexts[1:2] != [OB_URL]:
        yield Finding("lint.context_badge", "@context", "Name the Open Badges 3.0.3 vocabulary second.")
    if any(isinstance(entry, dict) and not entry.items() <= INLINE_CONTEXT.items() for entry in contexts):
        yield Finding("lint.context_inline", "@context", "Only our own terms may be written inline, as they stand.")
    if not time_of(document, "validFrom"):
        yield Finding("lint.valid_from", "validFrom", "Say from when it counts.")
    if "issuanceDate" in document or "expirationDate" in document:
        yield Finding("lint.first_version", "issuanceDate", "Use validFrom and validUntil.")
    for entry in as_list(document.get("credentialStatus")):
        if as_object(entry).get("type") != ENTRY_TYPE or as_object(entry).get("statusPurpose") not in PURPOSES:
            words = "A status entry is one of a bitstring list, and revokes, suspends, tells or refreshes."
            yield Finding("lint.status_purpose", "credentialStatus", words)
    try:
        read_entries(document)
    except CredkitError as problem:
        yield Finding("lint.status_entry", "credentialStatus", problem.hint)


def _badge(document: JsonObject, achievement: JsonObject) -> Iterator[Finding]:
    for where, value in (("name", document.get("name")), (_ACHIEVEMENT + ".name", achievement.get("name"))):
        title = as_text(value)
        if title and _EMPTY_TITLE.match(title):
            yield Finding("lint.empty_title", where, "The title says nothing of what was learned. Name the skill.")
        if len(title) > MAX_TITLE_LENGTH:
            yield Finding("lint.long_title", where, f"Keep the title under {MAX_TITLE_LENGTH} letters.")
    if not as_text(as_object(document.get("issuer")).get("name")):
        yield Finding("lint.issuer_name", "issuer.name", "Say who awards it.")
    for index, entry in enumerate(as_list(achievement.get("alignment"))):
        alignment, where = as_object(entry), f"{_ACHIEVEMENT}.alignment[{index}]"
        if "Alignment" not in types_of(alignment) or not as_text(alignment.get("targetName")):
            yield Finding("lint.alignment", where, "Name the skill, and say that it is an Alignment.")
        if not _ADDRESS.match(as_text(alignment.get("targetUrl"))):
            yield Finding("lint.alignment_address", where, "Give the skill's address in its framework.")


def _recipient(subject: JsonObject) -> Iterator[Finding]:
    for entry in as_list(subject.get("identifier")):
        identity = as_object(entry)
        if identity.get("hashed") is not True or not _HASH.match(as_text(identity.get("identityHash"))):
            yield Finding("lint.recipient_open", _SUBJECT, "Write the person's address only as a salted hash.")
        elif len(as_text(identity.get("salt"))) < MIN_SALT_LENGTH:
            yield Finding("lint.salt", _SUBJECT, f"Salt the hash with {MIN_SALT_LENGTH} random letters or more.")
    if as_text(subject.get("id")).startswith("mailto:"):
        yield Finding("lint.recipient_open", _SUBJECT, "Write the person's address only as a salted hash.")


def _images(document: JsonObject, achievement: JsonObject) -> Iterator[Finding]:
    holders = (("", document), ("issuer.", as_object(document.get("issuer"))), (_ACHIEVEMENT + ".", achievement))
    for where, holder in holders:
        image = holder.get("image")
        if image is not None and not as_text(as_object(image).get("caption")).strip():
            yield Finding("lint.alt_text", where + "image", "Describe the image in words, as its caption.")


def _annex(document: JsonObject, achievement: JsonObject) -> Iterator[Finding]:
    issuer = as_object(document.get("issuer"))
    if not _COUNTRY.match(as_text(as_object(issuer.get("address")).get("addressCountry"))):
        yield Finding("annex.country", "issuer.address.addressCountry", "State the issuer's country in two letters.")
    statement = as_object(achievement.get("microCredential"))
    if not statement:
        yield Finding("annex.missing", _STATEMENT, "State what a micro-credential must: outcomes, workload and so on.")
        return
    if not as_list(statement.get("learningOutcomes")):
        yield Finding("annex.outcomes", _STATEMENT, "State what a holder can do: at least one learning outcome.")
    if not _is_workload(as_text(statement.get("workload"))):
        yield Finding("annex.workload", _STATEMENT, "State the workload in hours, written as PT60H.")
    if not _all_in(statement.get("assessmentType"), AssessmentType):
        yield Finding("annex.assessment", _STATEMENT, "State how it is assessed, in the listed words.")
    if not _all_in(statement.get("participationForm"), Participation):
        yield Finding("annex.participation", _STATEMENT, "State the form of participation, in the listed words.")
    if statement.get("supervision") is not None and not _all_in(statement.get("supervision"), Supervision):
        yield Finding("annex.supervision", _STATEMENT, "State the supervision in the listed words.")
    if not as_text(statement.get("qualityAssurance")):
        yield Finding("annex.quality", _STATEMENT, "State who assures the quality, and how.")
    level = statement.get("eqfLevel")
    if level is not None and level not in range(1, 9):
        yield Finding("annex.level", _STATEMENT, "An EQF level is a whole number from 1 to 8.")


def _is_workload(text: str) -> bool:
    return bool(_HOURS.match(text)) and any(letter in "123456789" for letter in text)


def _all_in(value: Json, words: type[AssessmentType] | type[Participation] | type[Supervision]) -> bool:
    found = as_list(value)
    return bool(found) and all(entry in [word.value for word in words] for entry in found)
