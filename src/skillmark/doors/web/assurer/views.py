"""The register: who is accredited, by whom, for what. Everybody reads; assurers enter and withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skillmark.domains.achievements.api import catalogue
from skillmark.domains.assurance import api as assurance
from skillmark.domains.people.api import (
    NotAllowed,
    OrganisationKind,
    OrganisationView,
    Scope,
    find_organisation,
    find_organisations,
    may,
    organisations_of,
)
from skillmark.doors.web.assurer.forms import AccreditForm, WithdrawForm
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.forms import posted
from skillmark.kernel.errors import Malformed, Refused

ISSUERS = {kind.value for kind in OrganisationKind} - {OrganisationKind.ASSURANCE_BODY.value}


def bodies_of(request: HttpRequest) -> list[OrganisationView]:
    """The bodies in whose name the reader may vouch; nobody's for somebody not signed in."""
    actor = actor_of(request)
    houses = {house.uid: house for house, _role in organisations_of(actor.person_uid or "")}
    return [one for one in houses.values() if may(actor, assurance.ASSURE, Scope(organisation_uid=one.uid))]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every issuer and what currently holds for it."""
    entries: dict[str, list[assurance.AccreditationView]] = {}
    for one in assurance.register():
        entries.setdefault(one.organisation_uid, []).append(one)
    rows = [_row(house, entries.get(house.uid, [])) for house in find_organisations(kinds=ISSUERS)]
    return render(request, "assurer/index.html", {"rows": rows, "is_assurer": bool(bodies_of(request))})


def _row(house: OrganisationView, entries: list[assurance.AccreditationView]) -> dict[str, object]:
    current = [one for one in entries if one.is_current]
    withdrawn = [one for one in entries if one.withdrawn_at is not None]
    return {"house": house, "current": current, "withdrawn": len(withdrawn), "entries": len(entries)}


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """One organisation: accreditations, current and past, its achievements, and the form for an assurer."""
    house = find_organisation(key=organisation_key)
    bodies = [one for one in bodies_of(request) if one.uid != house.uid]
    if request.method == "POST" and not bodies:
        raise NotAllowed()
    form = AccreditForm(bodies, posted(request)) if bodies else None
    if form is not None and form.is_bound and form.is_valid() and _accredited(request, form, house):
        messages.success(request, _("Entered in the register."))
        return redirect("assurer:register", organisation_key)
    offered = [one for one in catalogue() if one.organisation.uid == house.uid]
    context = {
        "house": house,
        "entries": assurance.accreditations_of(house.uid),
        "offered": offered,
        "form": form,
        "mine": {one.uid for one in bodies},
    }
    return render(request, "assurer/register.html", context, status=422 if form is not None and form.errors else 200)


def _accredited(request: HttpRequest, form: AccreditForm, house: OrganisationView) -> bool:
    """Enter it, or put the refusal on the form."""
    given = form.cleaned_data
    try:
        assurance.accredit(
            actor=actor_of(request),
            body_uid=given["body"],
            organisation_uid=house.uid,
            scope=given["scope"],
            decision=given["decision"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
        )
    except NotAllowed:
        raise
    except (Malformed, Refused) as error:
        form.add_error(None, str(error))
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """A page of its own, since a withdrawal is public and is not taken back."""
    entry = next((one for one in assurance.register() if one.uid == uid), None)
    if entry is None:
        raise Http404
    if entry.body.uid not in {one.uid for one in bodies_of(request)}:
        raise NotAllowed()
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        assurance.withdraw(actor=actor_of(request), accreditation_uid=uid, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. The register says so from now on."))
        return redirect("assurer:register", entry.organisation.key)
    context = {
        "form": form,
        "title": _("Withdraw this accreditation?"),
        "what": _("%(house)s: %(scope)s") % {"house": entry.organisation.name, "scope": entry.scope},
        "do": _("Withdraw the accreditation"),
    }
    return render(request, "assurer/withdraw.html", context, status=422 if form.errors else 200)
