"""What the achievements domain announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class AchievementPublished(Event):
    name: ClassVar[str] = "achievements.achievement_published"
    achievement_uid: str
    version_uid: str
    organisation_uid: str


@dataclass(frozen=True, slots=True)
class AchievementRetired(Event):
    name: ClassVar[str] = "achievements.achievement_retired"
    achievement_uid: str
    organisation_uid: str
