"""Writes of planning: set a goal, change its limits, keep the plan that was made."""

from datetime import date

from django.db import transaction

from skillmark.domains.people.api import Scope, require
from skillmark.domains.planning.errors import NoSuchGoal
from skillmark.domains.planning.models import Goal, StoredPlan
from skillmark.domains.planning.permissions import PLAN
from skillmark.domains.planning.planner import Inputs, inputs, limits_of
from skillmark.domains.planning.queries import own_row
from skillmark.domains.planning.rules import check_limits, check_profile
from skillmark.domains.planning.values import PLAN as PLAN_JSON
from skillmark.domains.planning.values import PROFILE, GoalView, PlanView, view_goal
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now, today
from skillmark.skillkit.route import Plan
from skillmark.skillkit.values import TargetProfile


@transaction.atomic
def set_goal(
    *,
    actor: Actor,
    person_uid: str,
    profile: TargetProfile,
    hours_per_week: float,
    budget_minor: int | None,
    currency: str,
    deadline: date | None,
    start_on: date,
) -> GoalView:
    """Make this the person's goal; the one before is kept as replaced. Hours a week, money in minor units.

    Errors: `NotAllowed`, `NothingAsked`, `TooMuchAsked`, `BadHours`, `BadBudget`, `BadDeadline`.
    """
    require(actor, PLAN, Scope(holder_uid=person_uid))
    check_profile(profile)
    check_limits(hours_per_week, budget_minor, currency, deadline, start_on)
    Goal.objects.filter(person_id=person_uid, replaced_at=None).update(replaced_at=now())
    row = Goal.objects.create(
        person_id=person_uid,
        profile=PROFILE.dump_python(profile, mode="json"),
        hours_per_week=hours_per_week,
        budget_minor=budget_minor,
        currency=currency,
        deadline=deadline,
        start_on=start_on,
    )
    audit.record(actor=actor, action="planning.set_goal", object_kind="goal", object_uid=row.uid)
    return view_goal(row)


@transaction.atomic
def set_limits(
    *, actor: Actor, goal_uid: str, hours_per_week: float, budget_minor: int | None, deadline: date | None
) -> GoalView:
    """Change the limits of a goal and keep what it asks for. Errors: as `set_goal`, and `NoSuchGoal`."""
    row = own_row(actor, goal_uid)
    check_limits(hours_per_week, budget_minor, row.currency, deadline, max(row.start_on, today()))
    row.hours_per_week, row.budget_minor, row.deadline = hours_per_week, budget_minor, deadline
    row.save(update_fields=["hours_per_week", "budget_minor", "deadline"])
    audit.record(actor=actor, action="planning.set_limits", object_kind="goal", object_uid=row.uid)
    return view_goal(row)


def plan(actor: Actor, goal_uid: str) -> Plan:
    """Return the best plan as things stand. Errors: `NoSuchGoal`. Cost: as `planned`."""
    return planned(actor, goal_uid).plan


def planned(actor: Actor, goal_uid: str) -> PlanView:
    """Return the plan with its inputs' digest; solve and keep it only where something changed since the last one.

    Errors: `NoSuchGoal`. Cost: about a dozen queries; solving is tenths of a second.
    """
    goal = view_goal(own_row(actor, goal_uid))
    gathered = inputs(actor, goal, limits_of(goal))
    digest = gathered.digest()
    row = StoredPlan.objects.filter(goal__uid=goal_uid, inputs_digest=digest).first()
    if row is None:
        row = _keep(goal_uid, gathered, digest)
    return PlanView(row.uid, goal, gathered.limits, PLAN_JSON.validate_python(row.plan), digest, row.made_at)


def _keep(goal_uid: str, gathered: Inputs, digest: str) -> StoredPlan:
    found = PLAN_JSON.dump_python(gathered.solve(), mode="json")
    with transaction.atomic():
        goal = Goal.objects.select_for_update().filter(uid=goal_uid).first()
        if goal is None:
            raise NoSuchGoal()
        values = {"inputs_digest": digest, "plan": found, "made_at": now()}
        row, _made = StoredPlan.objects.update_or_create(goal=goal, defaults=values)
    return row
