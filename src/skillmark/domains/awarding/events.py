"""What the awarding domain announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class AwardIssued(Event):
    name: ClassVar[str] = "awarding.award_issued"
    award_uid: str
    holder_uid: str
    organisation_uid: str
    achievement_version_uid: str


@dataclass(frozen=True, slots=True)
class AwardRevoked(Event):
    name: ClassVar[str] = "awarding.award_revoked"
    award_uid: str
    holder_uid: str
    organisation_uid: str
    achievement_version_uid: str
