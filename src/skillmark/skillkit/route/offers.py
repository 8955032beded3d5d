"""What can be earned and under which limits: the inputs of a plan. Money in minor units, durations in the name."""

import math
from dataclasses import dataclass, replace
from datetime import date, datetime

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.evidence import EvidenceItem
from skillmark.skillkit.values import Level


@dataclass(frozen=True, slots=True)
class Offer:
    """One achievement that can be earned.

    `evidence` is a template: its facts (kind, issuer, achievement, assessment, supervision ...) are what the award will
    say; its skill, level and time are replaced. `after_all`: uids of offers needed first; `after_any`: groups of uids
    of which one each is needed; `after_skills`: (skill, level) needed first. Learning and assessment together take
    `hours`, spread over at least `weeks_min` weeks.
    """

    uid: str
    title: str
    teaches: tuple[tuple[str, Level], ...]
    evidence: EvidenceItem
    cost_minor: int
    currency: str
    hours: float
    weeks_min: int = 1
    after_all: tuple[str, ...] = ()
    after_any: tuple[tuple[str, ...], ...] = ()
    after_skills: tuple[tuple[str, Level], ...] = ()
    language: str = ""
    country: str = ""
    participation: str = ""
    provider: str = ""

    def __post_init__(self) -> None:
        if self.cost_minor < 0 or not 0.0 < self.hours < math.inf or self.weeks_min < 0:
            raise Refused("An offer costs nothing or more and takes more than no time.", code="skillkit.offer_range")

    def award(self, skill: str, level: Level, at: datetime) -> EvidenceItem:
        """The evidence about one skill that a person holds once it is earned, as of that time."""
        return replace(
            self.evidence, uid=self.uid, skill=skill, level=level, earned_at=at, valid_until=None, revoked=False
        )

    def awards(self, at: datetime) -> tuple[EvidenceItem, ...]:
        """All the evidence that a person holds once it is earned, as of that time."""
        return tuple(self.award(skill, level, at) for skill, level in self.teaches)

    def weeks(self, hours_per_week: float) -> int:
        """Whole weeks that it takes at that pace, never fewer than the offer's own minimum."""
        return max(1, self.weeks_min, math.ceil(self.hours / hours_per_week - 1e-9))


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of the person; None is no limit. `never_issuers` holds issuers or providers by identifier."""

    hours_per_week: float
    start: date
    currency: str
    budget_minor: int | None = None
    deadline: date | None = None
    never_issuers: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0.0 < self.hours_per_week <= 168.0:
            raise Refused("Hours a week lie between 0 and 168.", code="skillkit.hours_out_of_range")
        if self.budget_minor is not None and self.budget_minor < 0:
            raise Refused("A budget is nothing or more.", code="skillkit.budget_out_of_range")

    @property
    def weeks(self) -> int | None:
        """Whole weeks from start to deadline; None without a deadline."""
        return None if self.deadline is None else max(0, (self.deadline - self.start).days // 7)
