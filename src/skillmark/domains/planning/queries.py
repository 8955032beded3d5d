"""Reads of planning: the goal, the gap, and what another set of limits would bring."""

from datetime import date

from skillmark.domains.people.api import Scope, may, require
from skillmark.domains.planning.errors import NoSuchGoal
from skillmark.domains.planning.models import Goal
from skillmark.domains.planning.permissions import PLAN
from skillmark.domains.planning.planner import changed, held_at, inputs, instant, limits_of
from skillmark.domains.planning.rules import check_limits
from skillmark.domains.planning.values import GapLine, GoalView, PlanView, view_goal
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now, today
from skillmark.skillkit.evidence import believe_all
from skillmark.skillkit.values import verdict


def goal_of(actor: Actor, person_uid: str) -> GoalView | None:
    """Return the person's current goal. Errors: `NotAllowed`. Cost: one query."""
    require(actor, PLAN, Scope(holder_uid=person_uid))
    row = Goal.objects.filter(person_id=person_uid, replaced_at=None).first()
    return view_goal(row) if row else None


def goal(actor: Actor, goal_uid: str) -> GoalView:
    """Errors: `NoSuchGoal`, also for somebody else's."""
    return view_goal(own_row(actor, goal_uid))


def gap(actor: Actor, goal_uid: str) -> tuple[GapLine, ...]:
    """Return where the person stands on each ask, in the goal's order. Errors: `NoSuchGoal`. Cost: two queries."""
    wanted = view_goal(own_row(actor, goal_uid))
    at = instant()
    held = held_at(actor, wanted.person_uid, at)
    spoken_of = {item.skill for item in held}
    beliefs = believe_all(held, ((ask.skill, ask.level) for ask in wanted.profile.asks), at)
    lines = []
    for ask in wanted.profile.asks:
        belief = beliefs[ask.skill, ask.level] if ask.skill in spoken_of else None
        lines.append(GapLine(ask, belief, verdict(belief, ask.need)))
    return tuple(lines)


def what_if(
    actor: Actor, goal_uid: str, *, hours_per_week: float, budget_minor: int | None, deadline: date | None
) -> PlanView:
    """Return the plan under other limits and keep nothing.

    Errors: `NoSuchGoal`, `BadHours`, `BadBudget`, `BadDeadline`. Cost: as `planned`, always solved.
    """
    wanted = view_goal(own_row(actor, goal_uid))
    check_limits(hours_per_week, budget_minor, wanted.currency, deadline, max(wanted.start_on, today()))
    other = changed(wanted, hours_per_week, budget_minor, deadline)
    gathered = inputs(actor, other, limits_of(other))
    return PlanView("", other, gathered.limits, gathered.solve(), gathered.digest(), now())


def own_row(actor: Actor, goal_uid: str) -> Goal:
    """Return the row if the actor may plan with it; otherwise it does not exist."""
    row = Goal.objects.filter(uid=goal_uid).first()
    if row is None or not may(actor, PLAN, Scope(holder_uid=row.person_id)):
        raise NoSuchGoal()
    return row
