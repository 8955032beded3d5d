"""Open an account, and set up an organisation: whoever sets it up administers it.

Nobody is vouched for by joining: an organisation that no assurance body has accredited shows as such everywhere.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from skillmark.domains.authority.api import open_issuing
from skillmark.domains.people.api import (
    AddressTaken,
    BadOrganisation,
    OrganisationKind,
    found_organisation,
    register_person,
)
from skillmark.doors.web.join.forms import JoinForm, OrganisationForm
from skillmark.doors.web.shell.context import actor_of

ISSUING = set(OrganisationKind.values) - {OrganisationKind.EMPLOYER, OrganisationKind.ASSURANCE_BODY}


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """An account of one's own, signed in at once."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _register(request, form):
        messages.success(request, _("Your account is open. Begin with what you want to become."))
        return redirect("plan:goal")
    return render(request, "join/join.html", {"form": form}, status=422 if form.errors else 200)


def _register(request: HttpRequest, form: JoinForm) -> bool:
    told = form.cleaned_data
    try:
        register_person(
            actor=actor_of(request), email=told["email"], display_name=told["display_name"], password=told["password"]
        )
    except AddressTaken as error:
        form.add_error("email", str(error.hint))
        return False
    person: Any = authenticate(request, username=told["email"], password=told["password"])
    login(request, person)
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """An organisation, with oneself as its administrator. One that issues gets its first key."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _found(request, form)
        except BadOrganisation as error:
            form.add_error("name", str(error))
    return render(request, "join/found.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: HttpRequest, form: OrganisationForm) -> HttpResponse:
    actor = actor_of(request)
    with transaction.atomic():
        house = found_organisation(actor=actor, **form.cleaned_data)
        if house.kind in ISSUING:
            open_issuing(actor=actor, organisation_uid=house.uid)
    messages.success(request, _("%(name)s is set up, and you administer it.") % {"name": house.name})
    if house.kind in ISSUING:
        return redirect("issuer:desk", house.key)
    if house.kind == OrganisationKind.EMPLOYER:
        return redirect("employer:openings", house.key)
    return redirect("assurer:register", house.key)
