"""What a credential must have to be one: VCDM 2.0 (and 1.1 where Open Badges 3.0 still uses it), Open Badges 3.0.

Used before signing and when verifying. Says everything it finds; changes nothing; follows no address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from skillmark.credkit.errors import CredkitError, Finding
from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object
from skillmark.credkit.model.times import parse_time
from skillmark.credkit.model.vocabulary import VC_V1_URL, VC_V2_URL

BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
STATUS_LIST_TYPE = "BitstringStatusListCredential"


def types_of(document: JsonObject) -> frozenset[str]:
    """The types a JSON object names."""
    return frozenset(kind for kind in as_list(document.get("type")) if isinstance(kind, str))


def issuer_id(document: JsonObject) -> str:
    """The issuer's identifier, or ""."""
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def find_faults(document: JsonObject) -> tuple[Finding, ...]:
    """Everything missing or misshapen. Empty when the structure is sound."""
    return tuple(_faults(document))


def time_of(document: JsonObject, *names: str) -> datetime | None:
    """The first of the named times that is present and well formed."""
    for name in names:
        value = document.get(name)
        if isinstance(value, str):
            try:
                return parse_time(value)
            except CredkitError:
                return None
    return None


def _faults(document: JsonObject) -> Iterator[Finding]:
    contexts = as_list(document.get("@context"))
    if not contexts or contexts[0] not in (VC_V2_URL, VC_V1_URL):
        yield Finding("structure.context", "@context", "The first vocabulary must be that of W3C credentials.")
    kinds = types_of(document)
    if "VerifiableCredential" not in kinds:
        yield Finding("structure.type", "type", "It does not say that it is a VerifiableCredential.")
    if not _is_address(issuer_id(document)):
        yield Finding("structure.issuer", "issuer", "It does not name its issuer by an address or identifier.")
    if "id" in document and not _is_address(document["id"]):
        yield Finding("structure.id", "id", "Its id is not an address.")
    yield from _time_faults(document, is_first_version=bool(contexts) and contexts[0] == VC_V1_URL)
    yield from _status_faults(document)
    subjects = as_list(document.get("credentialSubject"))
    if not subjects or not all(isinstance(subject, dict) and subject for subject in subjects):
        yield Finding("structure.subject", "credentialSubject", "It does not say whom or what it is about.")
    elif kinds & BADGE_TYPES:
        yield from _badge_faults(document, as_object(subjects[0]), len(subjects))


def _time_faults(document: JsonObject, *, is_first_version: bool) -> Iterator[Finding]:
    names = ("issuanceDate", "expirationDate") if is_first_version else ("validFrom", "validUntil")
    for name in ("issuanceDate", "expirationDate", "validFrom", "validUntil", "awardedDate"):
        if name in document and time_of(document, name) is None:
            yield Finding("structure.time", name, f"Its {name} is not a time with a zone.")
    start, end = time_of(document, names[0]), time_of(document, names[1])
    if start and end and end < start:
        yield Finding("structure.period", names[1], "It ends before it begins.")


def _status_faults(document: JsonObject) -> Iterator[Finding]:
    for entry in as_list(document.get("credentialStatus")):
        kind = entry.get("type") if isinstance(entry, dict) else None
        if not isinstance(kind, str):
            yield Finding("structure.status", "credentialStatus", "A status entry does not say of which kind it is.")


def _badge_faults(document: JsonObject, subject: JsonObject, count: int) -> Iterator[Finding]:
    if count != 1:
        yield Finding("badge.subject", "credentialSubject", "A badge is about exactly one person.")
    if not _is_address(document.get("id")):
        yield Finding("badge.id", "id", "A badge needs an id that is an address.")
    if not any(time_of(document, name) for name in ("validFrom", "issuanceDate")):
        yield Finding("badge.valid_from", "validFrom", "A badge says from when it counts.")
    if "AchievementSubject" not in types_of(subject):
        yield Finding("badge.subject_type", "credentialSubject.type", "The subject is not an AchievementSubject.")
    if not _is_address(subject.get("id")) and not as_list(subject.get("identifier")):
        yield Finding("badge.recipient", "credentialSubject", "It does not say who earned it.")
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict):
        yield Finding("badge.achievement", "credentialSubject.achievement", "It does not say what was earned.")
        return
    where = "credentialSubject.achievement."
    if not _is_address(achievement.get("id")):
        yield Finding("badge.achievement_id", where + "id", "The achievement has no address.")
    if "Achievement" not in types_of(achievement):
        yield Finding("badge.achievement_type", where + "type", "The achievement does not say that it is one.")
    for name in ("name", "description"):
        if not achievement.get(name):
            yield Finding(f"badge.achievement_{name}", where + name, f"The achievement has no {name}.")
    criteria = achievement.get("criteria")
    if not isinstance(criteria, dict) or not (criteria.get("id") or criteria.get("narrative")):
        yield Finding("badge.criteria", where + "criteria", "The achievement does not say how it is earned.")


def _is_address(value: Json) -> bool:
    return isinstance(value, str) and ":" in value.strip(":") and not any(letter.isspace() for letter in value)
