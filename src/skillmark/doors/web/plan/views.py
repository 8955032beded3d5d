"""The plan: figures, the climb, the path, the gap, what is not needed, and what other limits would bring."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from skillmark.domains.assessment.api import enrolments_of
from skillmark.domains.hiring.api import seen_by
from skillmark.domains.planning import api as planning
from skillmark.doors.web.plan.drawing import climb, figures, gap_rows, open_rows, path
from skillmark.doors.web.plan.forms import LimitsForm, limits_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.middleware import hides_existence
from skillmark.kernel.actor import Actor


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The plan for the current goal, or how to set one."""
    actor = actor_of(request)
    goal = planning.goal_of(actor, actor.person_uid or "")
    if goal is None:
        return render(request, "plan/empty.html", {"seen": seen_by(actor, actor.person_uid or "")})
    return _shown(request, goal)


@hides_existence
@login_required
@require_GET
def show(request: HttpRequest, uid: str) -> HttpResponse:
    """The plan for one goal; somebody else's is not found."""
    return _shown(request, planning.goal(actor_of(request), uid))


@login_required
@require_POST
def limits(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep the limits that were tried."""
    actor = actor_of(request)
    goal, form = planning.goal(actor, uid), LimitsForm(request.POST)
    if not form.is_valid():
        return _page(request, goal, planning.planned(actor, uid), form, status=422)
    planning.set_limits(actor=actor, goal_uid=uid, **form.limits(goal.currency))
    messages.success(request, _("Your limits are changed, and the plan with them."))
    return redirect("plan:show", uid)


def _shown(request: HttpRequest, goal: planning.GoalView) -> HttpResponse:
    actor = actor_of(request)
    tried = LimitsForm(request.GET) if "hours_per_week" in request.GET else None
    if tried is None:
        return _page(request, goal, planning.planned(actor, goal.uid), LimitsForm(initial=limits_of(goal)))
    if not tried.is_valid():
        return _page(request, goal, planning.planned(actor, goal.uid), tried, status=422)
    view = planning.what_if(actor, goal.uid, **tried.limits(goal.currency))
    return _page(request, goal, view, tried, is_tried=True)


def _page(
    request: HttpRequest,
    goal: planning.GoalView,
    view: planning.PlanView,
    form: LimitsForm,
    status: int = 200,
    is_tried: bool = False,
) -> HttpResponse:
    actor, plan = actor_of(request), view.plan
    lines = planning.gap(actor, goal.uid)
    context = {
        "goal": goal,
        "view": view,
        "plan": plan,
        "figures": figures(view, lines),
        "chart": climb(view) if plan.steps else None,
        "path": path(view),
        "gap": gap_rows(actor, goal.person_uid, lines),
        "open": open_rows(view),
        "form": form,
        "is_tried": is_tried,
        "seen": seen_by(actor, goal.person_uid),
        "begin": plan.steps[0].offer if plan.steps else None,
        "begun": _begun(actor, goal.person_uid, plan.steps[0].offer.uid) if plan.steps else "",
    }
    return render(request, "plan/plan.html", context, status=status)


def _begun(actor: Actor, person_uid: str, achievement_uid: str) -> str:
    """The open enrolment on an achievement, or ""."""
    found = enrolments_of(actor, person_uid)
    return next((one.uid for one in found if one.state == "open" and one.achievement.uid == achievement_uid), "")
