"""Setting a goal: search an occupation or paste an advert, confirm what it asks for, say the limits.

One address. A search is a GET; every button of the later form sends the whole form, so that nothing typed is lost.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skillmark.domains.planning import api as planning
from skillmark.domains.skills.api import profile_of_occupation, profile_of_text, search_occupations
from skillmark.doors.web.plan.forms import AdvertForm, GoalLimitsForm, limits_of
from skillmark.doors.web.shell.asks import AskRows, read_rows, rows_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.kernel.clock import today
from skillmark.kernel.errors import Malformed
from skillmark.skillkit.values import TargetProfile


@login_required
@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest) -> HttpResponse:
    """Choose, then confirm. Errors of the reader are said on the form, with everything kept."""
    if request.method == "POST":
        return _read(request) if request.POST.get("do") == "read" else _confirm(request)
    if uri := request.GET.get("occupation"):
        profile = profile_of_occupation(uri)
        return _confirming(request, rows_of(profile), profile.title, profile.source, _limits(request))
    if "own" in request.GET:
        return _confirming(request, AskRows(()), _("A goal of my own"), "", _limits(request))
    return _choosing(request, AdvertForm())


def _choosing(request: HttpRequest, form: AdvertForm, status: int = 200) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    context = {
        "query": query[:120],
        "found": search_occupations(query, limit=12) if query else (),
        "form": form,
        "now": _current(request),
    }
    return render(request, "plan/choose.html", context, status=status)


def _read(request: HttpRequest) -> HttpResponse:
    form = AdvertForm(request.POST)
    if not form.is_valid():
        return _choosing(request, form, status=422)
    read = profile_of_text(form.cleaned_data["advert"]).profile
    if not read.asks:
        words = _(
            "This text names no skill that is known here. Search for an occupation, or build the goal skill by skill."
        )
        form.add_error("advert", words)
        return _choosing(request, form, status=422)
    return _confirming(request, rows_of(read), read.title, "", _limits(request))


def _confirm(request: HttpRequest) -> HttpResponse:
    rows, form = read_rows(request.POST.dict()), GoalLimitsForm(request.POST)
    title, source = request.POST.get("title", "").strip(), request.POST.get("source", "")[:300]
    if not rows.wants_save:
        return _confirming(request, rows, title, source, GoalLimitsForm(initial=request.POST.dict()))
    if form.is_valid() and not rows.has_errors:
        try:
            _save(request, rows.profile(title or _("My goal"), source), form)
        except Malformed as error:
            form.add_error(None, str(error.hint))
        else:
            messages.success(request, _("Your goal is set. Here is the best way there within your limits."))
            return redirect("plan:index")
    return _confirming(request, rows, title, source, form, status=422)


def _save(request: HttpRequest, profile: TargetProfile, form: GoalLimitsForm) -> planning.GoalView:
    actor, currency = actor_of(request), form.cleaned_data["currency"]
    return planning.set_goal(
        actor=actor,
        person_uid=actor.person_uid or "",
        profile=profile,
        currency=currency,
        start_on=today(),
        **form.limits(currency),
    )


def _confirming(
    request: HttpRequest, rows: AskRows, title: str, source: str, form: GoalLimitsForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"asks": rows, "title": title, "source": source, "form": form}
    return render(request, "plan/confirm.html", context, status=status)


def _limits(request: HttpRequest) -> GoalLimitsForm:
    now = _current(request)
    return GoalLimitsForm(initial=limits_of(now) if now else {"hours_per_week": 6, "currency": "EUR"})


def _current(request: HttpRequest) -> planning.GoalView | None:
    actor = actor_of(request)
    return planning.goal_of(actor, actor.person_uid or "")
