"""The queue, and one piece of work to judge. Whoever is no assessor of the issuing organisation finds nothing here."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from skillmark.domains.achievements.api import achievements_of
from skillmark.domains.assessment import api as assessment
from skillmark.domains.people.api import NotAllowed, OrganisationView, Scope, find_people, may, organisations_of
from skillmark.doors.web.assessor.forms import JudgeForm
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.forms import posted
from skillmark.kernel.clock import now
from skillmark.kernel.errors import Malformed, Refused


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What waits where the reader assesses, longest first, and what they may set tasks for."""
    queues = [_queue(request, house) for house in _houses(request, assessment.JUDGE)]
    desks = [
        {"house": house, "rows": achievements_of(actor_of(request), house.uid)}
        for house in _houses(request, assessment.DEFINE)
    ]
    if not queues and not desks:
        raise NotAllowed()
    return render(request, "assessor/index.html", {"queues": queues, "desks": desks})


def _houses(request: HttpRequest, action: str) -> list[OrganisationView]:
    """The reader's organisations in which they may do `action`."""
    actor = actor_of(request)
    houses = {house.uid: house for house, _role in organisations_of(actor.person_uid or "")}
    return [one for one in houses.values() if may(actor, action, Scope(organisation_uid=one.uid))]


def _queue(request: HttpRequest, house: OrganisationView) -> dict[str, object]:
    waiting = assessment.queue(actor_of(request), house.uid)
    return {"house": house, "rows": [{"one": one, "waits": waited(one.handed_in_at)} for one in waiting]}


def waited(since: datetime) -> str:
    """How long something waits, in the largest whole unit that says it: minutes, hours or days."""
    minutes = int((now() - since).total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d day", "%(n)d days", minutes // 1440) % {"n": minutes // 1440}


@login_required
@require_http_methods(["GET", "POST"])
def work(request: HttpRequest, uid: str) -> HttpResponse:
    """One submission: evidence, rubric, decision. The holder is sent to their own page."""
    actor = actor_of(request)
    found = assessment.submission(actor, uid)
    if found.holder_uid == actor.person_uid and request.method == "GET":
        return redirect("study:project", found.enrolment_uid)
    form = JudgeForm(found.rubric, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            assessment.judge(
                actor=actor,
                submission_uid=uid,
                scores=form.scores(),
                decision=form.cleaned_data["decision"],
                comment=form.cleaned_data["comment"],
            )
        except assessment.AlreadyJudged:
            messages.warning(request, _("Somebody has already decided about this work. That decision stands."))
            return redirect("assessor:work", uid)
        except (Malformed, Refused) as error:
            if isinstance(error, NotAllowed):
                raise
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Decided. They can see it now."))
            return redirect("assessor:index")
    names = find_people([found.holder_uid])
    context = {
        "work": found,
        "earlier": assessment.earlier_tries(actor, uid),
        "form": None if found.judgement else form,
        "holder": names[found.holder_uid].display_name,
        "waits": waited(found.handed_in_at),
        "levels": _levels(found),
    }
    return render(request, "assessor/work.html", context, status=422 if form.errors else 200)


def _levels(found: assessment.SubmissionView) -> list[dict[str, object]]:
    """What was decided, criterion by criterion; empty while nothing is."""
    if found.judgement is None:
        return []
    scores = found.judgement.scores
    return [
        {
            "name": one.name,
            "level": scores[one.name],
            "of": len(one.descriptors),
            "words": one.descriptors[scores[one.name] - 1],
        }
        for one in found.rubric
    ]
