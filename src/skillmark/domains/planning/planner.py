"""From a goal and what somebody holds to a plan: gathers the inputs, digests them, and asks the kit.

Judged at the end of the day in UTC: what was earned today counts, what ends today does not. So a plan changes at most
once a day by time alone.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from pydantic import TypeAdapter

from skillmark.domains.planning.offers import offers_towards
from skillmark.domains.planning.values import GoalView
from skillmark.domains.standing.api import evidence
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import today
from skillmark.skillkit.evidence import EvidenceItem
from skillmark.skillkit.route import Limits, Offer, Plan
from skillmark.skillkit.route import plan as solve
from skillmark.skillkit.values import TargetProfile

METHOD = "planning-1"
"""Change it when the same inputs may give another plan than before; every stored plan is then made anew."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a plan depends on, and nothing else."""

    method: str
    at: datetime
    profile: TargetProfile
    limits: Limits
    held: tuple[EvidenceItem, ...]
    offers: tuple[Offer, ...]

    def digest(self) -> str:
        """SHA-256 over the inputs as JSON, 64 hexadecimal digits."""
        return hashlib.sha256(_INPUTS.dump_json(self)).hexdigest()

    def solve(self) -> Plan:
        """Return the best plan; the same inputs give the same one."""
        return solve(self.held, self.profile, self.offers, self.limits, self.at)


_INPUTS = TypeAdapter(Inputs)


def instant() -> datetime:
    """The moment a gap and its plan are judged at: the end of today in UTC."""
    return datetime.combine(today() + timedelta(days=1), time(0), UTC)


def limits_of(goal: GoalView) -> Limits:
    """The person's limits from today on: a plan does not begin in the past."""
    return Limits(
        hours_per_week=goal.hours_per_week,
        start=max(goal.start_on, today()),
        currency=goal.currency,
        budget_minor=goal.budget_minor,
        deadline=goal.deadline,
    )


def held_at(actor: Actor, person_uid: str, at: datetime) -> tuple[EvidenceItem, ...]:
    """What speaks of the person's skills and still does at `at`."""
    items = evidence(actor, person_uid)
    return tuple(item for item in items if item.valid_until is None or item.valid_until > at)


def inputs(actor: Actor, goal: GoalView, limits: Limits) -> Inputs:
    """Gather everything. Cost: about ten queries; grows with what teaches the goal and the person's own record."""
    at = instant()
    held, offers = held_at(actor, goal.person_uid, at), offers_towards(ask.skill for ask in goal.profile.asks)
    return Inputs(METHOD, at, goal.profile, limits, held, offers)


def changed(goal: GoalView, hours_per_week: float, budget_minor: int | None, deadline: date | None) -> GoalView:
    """The same goal under other limits."""
    return replace(goal, hours_per_week=hours_per_week, budget_minor=budget_minor, deadline=deadline)
