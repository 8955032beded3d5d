"""What the assurance domain announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class AccreditationGiven(Event):
    name: ClassVar[str] = "assurance.accreditation_given"
    accreditation_uid: str
    body_uid: str
    organisation_uid: str


@dataclass(frozen=True, slots=True)
class AccreditationWithdrawn(Event):
    name: ClassVar[str] = "assurance.accreditation_withdrawn"
    accreditation_uid: str
    body_uid: str
    organisation_uid: str


@dataclass(frozen=True, slots=True)
class EndorsementGiven(Event):
    name: ClassVar[str] = "assurance.endorsement_given"
    endorsement_uid: str
    body_uid: str
    achievement_version_uid: str


@dataclass(frozen=True, slots=True)
class EndorsementWithdrawn(Event):
    name: ClassVar[str] = "assurance.endorsement_withdrawn"
    endorsement_uid: str
    body_uid: str
    achievement_version_uid: str
