"""One achievement before an assurance body: the checklist, reviews made, endorsements. Everybody reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skillmark.domains.achievements.api import AchievementView, find_achievement
from skillmark.domains.assurance import api as assurance
from skillmark.domains.people.api import NotAllowed, OrganisationView
from skillmark.doors.web.assurer.forms import EndorseForm, ReviewForm, WithdrawForm
from skillmark.doors.web.assurer.views import bodies_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.forms import posted
from skillmark.kernel.errors import Malformed, Refused


@require_http_methods(["GET", "POST"])
def achievement(request: HttpRequest, achievement_uid: str) -> HttpResponse:
    """What the machine finds, what assurers found, who endorses; a review form for assurers."""
    view = find_achievement(achievement_uid)
    bodies = [one for one in bodies_of(request) if one.uid != view.organisation.uid]
    if request.method == "POST" and not bodies:
        raise NotAllowed()
    lines = assurance.checklist_of(view)
    form = ReviewForm(lines, bodies, posted(request)) if bodies else None
    if form is not None and form.is_bound and form.is_valid() and _reviewed(request, form, view):
        messages.success(request, _("The review is kept."))
        return redirect("assurer:achievement", achievement_uid)
    context = {"view": view, "lines": lines, "form": form, **_said(view, bodies)}
    return render(request, "assurer/achievement.html", context, status=422 if form is not None and form.errors else 200)


def _said(view: AchievementView, bodies: list[OrganisationView]) -> dict[str, object]:
    """Reviews and endorsements, and whether the reader's body may endorse now."""
    reviews = assurance.reviews_of(view.uid)
    endorsements = assurance.endorsements_of(view.version_uid)
    mine = {one.uid for one in bodies}
    given = {one.body.uid for one in endorsements if one.withdrawn_at is None}
    latest = {}
    for one in reversed([one for one in reviews if one.achievement.version_uid == view.version_uid]):
        latest[one.body.uid] = one
    ready = [one for one in bodies if one.uid not in given and one.uid in latest and latest[one.uid].holds]
    return {
        "reviews": reviews,
        "endorsements": endorsements,
        "mine": mine,
        "endorse_form": EndorseForm(ready, auto_id="endorse_%s") if ready else None,
    }


def _reviewed(request: HttpRequest, form: ReviewForm, view: AchievementView) -> bool:
    """Keep the review, or put the refusal on the form."""
    try:
        assurance.review_achievement(
            actor=actor_of(request),
            body_uid=form.cleaned_data["body"],
            achievement_version_uid=view.version_uid,
            judged=form.judged(),
        )
    except NotAllowed:
        raise
    except (Malformed, Refused) as error:
        form.add_error(None, str(error))
        return False
    return True


@login_required
@require_POST
def endorse(request: HttpRequest, achievement_uid: str) -> HttpResponse:
    view = find_achievement(achievement_uid)
    form = EndorseForm(bodies_of(request), request.POST)
    if not form.is_valid():
        raise NotAllowed()
    assurance.endorse(
        actor=actor_of(request),
        body_uid=form.cleaned_data["body"],
        achievement_version_uid=view.version_uid,
        statement=form.cleaned_data["statement"],
    )
    messages.success(request, _("Endorsed. It says so from now on."))
    return redirect("assurer:achievement", achievement_uid)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Withdraw an endorsement, on a page of its own."""
    found = assurance.endorsement(uid)
    if found.body.uid not in {one.uid for one in bodies_of(request)}:
        raise NotAllowed()
    view = assurance.review(found.review_uid).achievement
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        assurance.withdraw_endorsement(actor=actor_of(request), endorsement_uid=uid, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. The page of the achievement says so from now on."))
        return redirect("assurer:achievement", view.uid)
    context = {
        "form": form,
        "title": _("Withdraw this endorsement?"),
        "what": view.name,
        "do": _("Withdraw the endorsement"),
    }
    return render(request, "assurer/withdraw.html", context, status=422 if form.errors else 200)
