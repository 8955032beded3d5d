"""What leaves this domain, and how a profile and a plan are written into a row and read back exactly."""

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter

from skillmark.domains.planning.models import Goal
from skillmark.skillkit.route import Limits, Plan
from skillmark.skillkit.values import Ask, Belief, TargetProfile, Verdict

PROFILE = TypeAdapter(TargetProfile)
PLAN = TypeAdapter(Plan)


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its limits. Money in minor units; None is no limit."""

    uid: str
    person_uid: str
    profile: TargetProfile
    hours_per_week: float
    budget_minor: int | None
    currency: str
    deadline: date | None
    start_on: date
    set_at: datetime


@dataclass(frozen=True, slots=True)
class GapLine:
    """One ask of the goal and where the person stands. `belief` is None where nothing speaks of the skill."""

    ask: Ask
    belief: Belief | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with what it is for, under which limits, and when it was made. `uid` is "" for one that is not kept."""

    uid: str
    goal: GoalView
    limits: Limits
    plan: Plan
    inputs_digest: str
    made_at: datetime


def view_goal(row: Goal) -> GoalView:
    return GoalView(
        row.uid,
        row.person_id,
        PROFILE.validate_python(row.profile),
        row.hours_per_week,
        row.budget_minor,
        row.currency,
        row.deadline,
        row.start_on,
        row.set_at,
    )
