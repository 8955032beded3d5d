"""Openings of an organisation, and the shortlist: blind, sealed by a button, names one by one after it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skillmark.domains.hiring import api as hiring
from skillmark.domains.people.api import OrganisationView, Scope, find_organisation, may, organisations_of
from skillmark.doors.web.employer.rows import figures, shown_rows
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.middleware import hides_existence
from skillmark.kernel.errors import Refused


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The organisations somebody hires for; with one, its openings at once."""
    actor = actor_of(request)
    houses = {house.uid: house for house, _role in organisations_of(actor.person_uid or "")}
    mine = [house for house in houses.values() if may(actor, hiring.HIRE, Scope(organisation_uid=house.uid))]
    if len(mine) == 1:
        return redirect("employer:openings", mine[0].key)
    return render(request, "employer/index.html", {"houses": mine})


@login_required
@require_GET
def list_openings(request: HttpRequest, organisation_key: str) -> HttpResponse:
    organisation = find_organisation(key=organisation_key)
    found = hiring.openings_of(actor_of(request), organisation.uid)
    return render(request, "employer/openings.html", {"organisation": organisation, "openings": found})


@hides_existence
@login_required
@require_GET
def shortlist(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    """Who fits. Before the seal by fit and nameless; after it in the sealed order, with the names already asked for."""
    organisation, opening = opening_of(request, organisation_key, uid)
    if not opening.is_open:
        return render(request, "employer/closed.html", {"organisation": organisation, "opening": opening})
    view = hiring.shortlist(actor_of(request), uid)
    contacts = {one.code: one for one in hiring.contacts(actor_of(request), uid)}
    context = {
        "organisation": organisation,
        "opening": opening,
        "view": view,
        "asks": opening.profile.asks,
        "rows": shown_rows(view, contacts),
        "figures": figures(opening, view),
    }
    return render(request, "employer/shortlist.html", context)


@hides_existence
@login_required
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    """Ask first, since it cannot be undone; then fix the order."""
    organisation, opening = opening_of(request, organisation_key, uid)
    if request.method == "GET":
        view = hiring.shortlist(actor_of(request), uid)
        context = {"organisation": organisation, "opening": opening, "count": len(view.rows)}
        return render(request, "employer/seal.html", context)
    try:
        hiring.seal_shortlist(actor=actor_of(request), opening_uid=uid)
    except Refused as error:
        messages.error(request, str(error.hint))
    else:
        messages.success(request, _("The shortlist is sealed. Names can be shown now."))
    return redirect("employer:shortlist", organisation.key, uid)


@hides_existence
@login_required
@require_GET
def sealed(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    """The very text that was hashed, so that anybody may hash it again."""
    _organisation, opening = opening_of(request, organisation_key, uid)
    if opening.seal is None:
        raise hiring.NotSealed()
    response = HttpResponse(opening.seal.sealed_text.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="shortlist-{opening.seal.digest[:12]}.json"'
    return response


@hides_existence
@login_required
@require_POST
def reveal(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    organisation, _opening = opening_of(request, organisation_key, uid)
    try:
        hiring.reveal(actor=actor_of(request), opening_uid=uid, code=request.POST.get("code", "")[:12])
    except (hiring.NoSuchCandidate, hiring.NotSealed) as error:
        messages.error(request, str(error.hint))
    return redirect("employer:shortlist", organisation.key, uid)


@hides_existence
@login_required
@require_POST
def close(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    organisation, _opening = opening_of(request, organisation_key, uid)
    hiring.close_opening(actor=actor_of(request), opening_uid=uid)
    messages.success(request, _("The opening is closed. Nobody is looked at for it any more."))
    return redirect("employer:openings", organisation.key)


def opening_of(request: HttpRequest, organisation_key: str, uid: str) -> tuple[OrganisationView, hiring.OpeningView]:
    """The opening under its own organisation's address. Errors: `NoSuchOpening` for any other."""
    opening = hiring.opening(actor_of(request), uid)
    organisation = find_organisation(uid=opening.organisation_uid)
    if organisation.key != organisation_key:
        raise hiring.NoSuchOpening()
    return organisation, opening
