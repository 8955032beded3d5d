"""What an Open Badges 3.0 credential says, as frozen values to build one from.

Names follow Open Badges 3.0; `MicroCredentialStatement` holds the elements of the EU Council recommendation on
micro-credentials (Annex I) that Open Badges has no place for. No JSON here; see `build` and `summary`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.model.profile import IdentifierEntry, Picture, Profile
from skillmark.credkit.model.results import Alignment, ResultDescription


class Participation(StrEnum):
    """Form of participation in the learning (Annex I)."""

    ONLINE = "online"
    ON_SITE = "on site"
    BLENDED = "blended"
    WORK_EXPERIENCE = "work experience"


class AssessmentType(StrEnum):
    """How it was assessed (Annex I with the words of the European Learning Model)."""

    WRITTEN_EXAM = "written exam"
    REPORT = "report"
    BEHAVIOURAL = "behavioural"
    PROFESSIONAL_PRODUCT = "professional product"
    REFLECTION = "reflection"
    PORTFOLIO = "portfolio"
    ORAL = "oral"
    OTHER = "other"


class Supervision(StrEnum):
    """Who was watching the assessment, and whether they knew who sat there (Annex I)."""

    NONE = "none"
    SUPERVISED = "supervised without identity check"
    IDENTIFIED_ONLINE = "supervised with identity check, online"
    IDENTIFIED_ON_SITE = "supervised with identity check, on site"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the award rests on: an address, or a narrative, or both."""

    uri: str = ""
    name: str = ""
    description: str = ""
    narrative: str = ""
    genre: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another achievement that this one goes with: a translation, or an earlier or later version."""

    uri: str
    language: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Achievement:
    """What can be earned. `endorsements` are signed endorsement credentials of it, as JSON."""

    uri: str
    name: str
    description: str
    criteria: str
    criteria_uri: str = ""
    kind: str = "MicroCredential"
    alignments: tuple[Alignment, ...] = ()
    result_descriptions: tuple[ResultDescription, ...] = ()
    picture: Picture | None = None
    credits_available: float | None = None
    tags: tuple[str, ...] = ()
    language: str = ""
    version: str = ""
    human_code: str = ""
    creator: Profile | None = None
    field_of_study: str = ""
    specialization: str = ""
    other_identifiers: tuple[IdentifierEntry, ...] = ()
    related: tuple[Related, ...] = ()
    endorsements: tuple[JsonObject, ...] = ()


@dataclass(frozen=True, slots=True)
class MicroCredentialStatement:
    """What the EU asks a micro-credential to state. Mandatory: all without a default, and a level where one applies."""

    learning_outcomes: tuple[str, ...]
    workload_minutes: int
    assessment_types: tuple[AssessmentType, ...]
    participation: Participation
    quality_assurance: str
    supervision: Supervision | None = None
    eqf_level: int | None = None
    ects_credits: float | None = None
    prerequisites: str = ""
    stackability: str = ""


@dataclass(frozen=True, slots=True)
class HashedIdentity:
    """A recipient's mail address that only who knows it can recognise: `sha256$` and hex of address plus salt."""

    identity_hash: str
    salt: str
    kind: str = "emailAddress"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who earned it: a DID of theirs, a hashed identity, or both."""

    did: str = ""
    identities: tuple[HashedIdentity, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """What the person did to earn it: when, in which role and term, at whose place, for how many credits."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    credits_earned: float | None = None
    licence_number: str = ""
    role: str = ""
    term: str = ""
    narrative: str = ""
    source: Profile | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What somebody vouches for, by its address (an issuer, an achievement, a credential, a person), and why."""

    uri: str
    comment: str = ""


class AssociationType(StrEnum):
    """How two achievements of a learner record go together (CLR 2.0)."""

    EXACT_MATCH_OF = "exactMatchOf"
    IS_CHILD_OF = "isChildOf"
    IS_PARENT_OF = "isParentOf"
    IS_PART_OF = "isPartOf"
    IS_PEER_OF = "isPeerOf"
    IS_RELATED_TO = "isRelatedTo"
    PRECEDES = "precedes"
    REPLACED_BY = "replacedBy"


@dataclass(frozen=True, slots=True)
class Association:
    """One such pair, by the addresses of both achievements: `source` is `kind` (of) `target`."""

    kind: AssociationType
    source_uri: str
    target_uri: str


@dataclass(frozen=True, slots=True)
class StatusSlot:
    """A place in a status list: the list's address, the position, and what a set bit means."""

    list_uri: str
    index: int
    purpose: str


@dataclass(frozen=True, slots=True)
class Period:
    """From when, and until when if ever, a credential is to be relied on."""

    starts_at: datetime
    ends_at: datetime | None = None


def hash_email(email: str, salt: str) -> HashedIdentity:
    """A mail address as a hashed identity. Case and outer spaces do not count. `salt` must be random and per award."""
    return HashedIdentity("sha256$" + _sha256(email.strip().lower() + salt), salt)


def is_hash_of(identity_hash: str, salt: str, email: str) -> bool:
    """Whether the hash is of this address: as written, or in lower case, since issuers differ. SHA-256, or old MD5."""
    kind, dollar, digest = identity_hash.partition("$")
    hashed = {"sha256": _sha256, "md5": _md5}.get(kind)
    if hashed is None or not dollar:
        return False
    return digest.lower() in {hashed(text + salt) for text in (email, email.strip(), email.strip().lower())}


def format_workload(minutes: int) -> str:
    """ISO 8601 duration in hours and minutes: `PT60H`, never `P60M`, which would be sixty months."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _md5(text: str) -> str:
    """Only to recognise what others hashed so (Open Badges IdentityHash); nothing is hashed so here."""
    return hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
