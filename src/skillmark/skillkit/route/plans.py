"""What planning gives back. Figures are sums of the steps; nothing here computes anything."""

from dataclasses import dataclass
from datetime import date

from skillmark.skillkit.route.offers import Offer
from skillmark.skillkit.values import Ask, Belief, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Move:
    """What one step does to one ask, given everything before it."""

    ask: Ask
    before: Belief
    after: Belief
    verdict_before: Verdict
    verdict_after: Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One offer, when, what it moves and why it is here. `ends_on` is the last day of its last week."""

    offer: Offer
    starts_on: date
    ends_on: date
    weeks: int
    hours_per_week: float
    moves: tuple[Move, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An offer that teaches something asked for and is not in the plan, with the reason in words and as a code."""

    offer_uid: str
    title: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What giving way on one limit would bring: goal weight closed in all, and how many asks."""

    limit: str
    words: str
    weight: float
    asks: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The best set of offers in order.

    `objective` is the goal weight that the chosen set closes and `bound` the most that any set could within the limits;
    they are equal where `proven`. Both count only what is still open at the start.
    """

    steps: tuple[Step, ...]
    met_before: tuple[Ask, ...]
    closed: tuple[Ask, ...]
    still_open: tuple[Ask, ...]
    total_hours: float
    total_weeks: int
    total_cost_minor: int
    currency: str
    ends_on: date | None
    objective: float
    bound: float
    proven: bool
    beliefs_before: tuple[Belief, ...]
    beliefs_after: tuple[Belief, ...]
    not_needed: tuple[Skipped, ...] = ()
    excluded: tuple[Skipped, ...] = ()
    relax: tuple[Relaxation, ...] = ()
    summary: str = ""
