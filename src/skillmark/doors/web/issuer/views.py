"""The desk: which organisations somebody defines for, and what each has."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from skillmark.domains.achievements.api import (
    DEFINE,
    SEE_DRAFTS,
    AchievementView,
    achievements_of,
    find_achievements,
    missing_elements,
)
from skillmark.domains.people.api import Actor, OrganisationView, Scope, find_organisation, may, organisations_of
from skillmark.doors.web.shell.badges import art_of
from skillmark.doors.web.shell.context import actor_of


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """My organisations; with only one, its desk at once."""
    houses = desks_of(actor_of(request))
    if len(houses) == 1:
        return redirect("issuer:desk", houses[0].key)
    return render(request, "issuer/index.html", {"houses": houses})


def desks_of(actor: Actor) -> list[OrganisationView]:
    """The organisations whose drafts somebody may see, by name."""
    mine = {house.uid: house for house, _role in organisations_of(actor.person_uid or "")}
    return [house for house in mine.values() if may(actor, SEE_DRAFTS, Scope(organisation_uid=house.uid))]


@login_required
@require_GET
def desk(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """One organisation's definitions: drafts first, then what is published, then what is retired."""
    actor = actor_of(request)
    house = find_organisation(key=organisation_key)
    listed = achievements_of(actor, house.uid)
    live = set(find_achievements(view.uid for view in listed))
    rows = [
        {"view": view, "art": art_of(view), "missing": len(missing_elements(view)), "is_live": view.uid in live}
        for view in sorted(listed, key=_order)
    ]
    can_define = may(actor, DEFINE, Scope(organisation_uid=house.uid))
    return render(request, "issuer/desk.html", {"house": house, "rows": rows, "can_define": can_define})


def _order(view: AchievementView) -> tuple[bool, bool, str]:
    return (view.retired_at is not None, view.is_published, view.name.lower())
