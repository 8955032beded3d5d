"""Values of the assurance domain. Frozen; all of them may be shown to anybody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from skillmark.domains.achievements.api import AchievementView
from skillmark.domains.people.api import OrganisationView

Finding = Literal["holds", "fails", "unsure"]


@dataclass(frozen=True, slots=True)
class AccreditationView:
    """`valid_until` None: without an end. `is_current` says whether it holds on the day it was asked for."""

    uid: str
    body: OrganisationView
    organisation_uid: str
    scope: str
    valid_from: date
    valid_until: date | None
    withdrawn_at: datetime | None
    organisation: OrganisationView
    decision: str
    decided_at: datetime
    withdraw_reason: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One element before anybody looked: what the machine finds, and what the assurer is asked."""

    element: str
    name: str
    ask: str
    machine: Finding
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What an assurer says of one element. `note` may be empty unless it fails."""

    element: str
    found: Finding
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewLineView:
    element: str
    name: str
    machine: Finding
    machine_words: str
    found: Finding
    note: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`holds`: every element was found to hold."""

    uid: str
    body: OrganisationView
    achievement: AchievementView
    checklist: str
    made_at: datetime
    lines: tuple[ReviewLineView, ...]

    @property
    def holds(self) -> bool:
        return all(line.found == "holds" for line in self.lines)


@dataclass(frozen=True, slots=True)
class EndorsementView:
    uid: str
    body: OrganisationView
    achievement_version_uid: str
    review_uid: str
    statement: str
    given_at: datetime
    withdrawn_at: datetime | None
    withdraw_reason: str
