"""Views of the award pages. Somebody else's organisation does not exist for the reader."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from skillmark.domains.achievements import api as achievements
from skillmark.domains.authority.api import can_issue
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people import api as people
from skillmark.doors.web.awards.forms import ByHandForm, RevokeForm
from skillmark.doors.web.awards.words import why_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.middleware import hides_existence
from skillmark.kernel.errors import Malformed, Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One award as the desk lists it."""

    award: awarding.AwardView
    holder: str
    title: str
    why: list[str]


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The awards of the first organisation for which the reader may award: what the bar leads to."""
    for organisation, role in people.organisations_of(actor_of(request).person_uid or ""):
        if role in {people.Role.ADMIN, people.Role.ISSUER, people.Role.VIEWER} and can_issue(organisation.uid):
            return redirect("awards:index", organisation.key)
    raise awarding.NoSuchAward()


@hides_existence
@require_safe
@login_required
def index(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """Every award, newest first, with the rule that was met."""
    organisation = people.find_organisation(key=organisation_key)
    rows = _rows(awarding.awards_of(actor_of(request), organisation.uid))
    return render(request, "awards/index.html", {"organisation": organisation, "rows": rows})


@hides_existence
@require_http_methods(["GET", "POST"])
@login_required
def by_hand(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """Award without an enrolment, with a reason."""
    organisation = people.find_organisation(key=organisation_key)
    awarding.awards_of(actor_of(request), organisation.uid)
    published = list(achievements.catalogue(organisation_uid=organisation.uid))
    form = ByHandForm(request.POST or None, published=published)
    if request.method == "POST" and form.is_valid() and (made := _award(request, form)):
        messages.success(request, _("Awarded. It is signed within seconds and lands in their record."))
        return redirect("awards:award", organisation_key, made.uid)
    context = {"organisation": organisation, "form": form, "has_any": bool(published)}
    return render(request, "awards/by_hand.html", context, status=422 if request.method == "POST" else 200)


def _award(request: HttpRequest, form: ByHandForm) -> awarding.AwardView | None:
    """Award, or put what is wrong onto the form."""
    try:
        holder = people.find_person(email=form.cleaned_data["email"])
        return awarding.award_by_hand(
            actor=actor_of(request),
            holder_uid=holder.uid,
            achievement_version_uid=form.cleaned_data["achievement"],
            reason=form.cleaned_data["reason"],
        )
    except people.NoSuchPerson as error:
        form.add_error("email", str(error.hint))
    except people.NotAllowed:
        raise
    except (Malformed, Refused) as error:
        form.add_error(None, str(error.hint))
    return None


@hides_existence
@require_safe
@login_required
def award(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    """One award, and the form that withdraws it."""
    return _award_page(request, organisation_key, uid, RevokeForm())


@hides_existence
@require_http_methods(["POST"])
@login_required
def revoke(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    _own_award(request, organisation_key, uid)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _award_page(request, organisation_key, uid, form, status=422)
    try:
        awarding.revoke(actor=actor_of(request), award_uid=uid, reason=form.cleaned_data["reason"])
    except people.NotAllowed:
        raise
    except (Malformed, Refused) as error:
        form.add_error(None, str(error.hint))
        return _award_page(request, organisation_key, uid, form, status=422)
    messages.success(request, _("Withdrawn. Every check from now on says so, with the reason."))
    return redirect("awards:award", organisation_key, uid)


def _award_page(
    request: HttpRequest, organisation_key: str, uid: str, form: RevokeForm, status: int = 200
) -> HttpResponse:
    organisation, found = _own_award(request, organisation_key, uid)
    context = {"organisation": organisation, "row": _rows([found])[0], "award": found, "form": form}
    return render(request, "awards/award.html", context, status=status)


def _own_award(
    request: HttpRequest, organisation_key: str, uid: str
) -> tuple[people.OrganisationView, awarding.AwardView]:
    """The award under its own organisation's address. Errors: `NoSuchAward`, also for its holder: this is the desk."""
    organisation = people.find_organisation(key=organisation_key)
    found = {view.uid: view for view in awarding.awards_of(actor_of(request), organisation.uid)}.get(uid)
    if found is None:
        raise awarding.NoSuchAward()
    return organisation, found


def _rows(awards: list[awarding.AwardView]) -> list[Row]:
    """Cost: two queries, however many awards."""
    holders = people.find_people(list({view.holder_uid for view in awards}))
    versions = achievements.find_versions({view.achievement_version_uid for view in awards})
    return [_row(view, holders, versions) for view in awards]


def _row(view: awarding.AwardView, holders: dict[str, Any], versions: dict[str, Any]) -> Row:
    holder = holders.get(view.holder_uid)
    achievement = versions.get(view.achievement_version_uid)
    return Row(
        award=view,
        holder=holder.display_name or _("somebody who was erased") if holder else "",
        title=achievement.name if achievement else "",
        why=why_of(view.rule_met),
    )
