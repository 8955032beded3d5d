"""Addresses of these tests alone: the shell, and views that raise what a page may raise."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from skillmark.credkit import errors as credkit
from skillmark.domains.people.api import Erased, NoSuchPerson, NotAllowed
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.middleware import hides_existence
from skillmark.kernel.errors import HouseError, Malformed, Refused, Unavailable

RAISED: dict[str, Exception] = {
    "not-allowed": NotAllowed(),
    "not-found": NoSuchPerson(),
    "malformed": Malformed("line 3"),
    "refused": Refused(),
    "unavailable": Unavailable(),
    "erased": Erased(),
    "house": HouseError(),
    "document": credkit.Malformed("credkit.json", "This is not JSON.", (credkit.Finding("x", "$.a", "Say a name."),)),
    "untrusted": credkit.Untrusted("credkit.proof", "The signature does not fit."),
}


def raises(request: HttpRequest, name: str) -> HttpResponse:
    raise RAISED[name]


@hides_existence
@login_required
def secret(request: HttpRequest) -> HttpResponse:
    raise NotAllowed


def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).person_uid or "nobody")


def own_headers(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})


def bare(request: HttpRequest) -> HttpResponse:
    """The plainest page there is."""
    return render(request, "404.html")


assessor = ([path("", bare, name="queue")], "assessor")
plan = ([path("", bare, name="index")], "plan")
record = ([path("", bare, name="index"), path("<int:n>/", bare, name="one")], "record")
urlpatterns = [
    path("", include("skillmark.doors.web.shell.urls")),
    path("", who, name="front"),
    path("raises/<str:name>/", raises),
    path("secret/", secret),
    path("who/", who),
    path("own-headers/", own_headers),
    path("me/plan/", include(plan)),
    path("me/record/", include(record)),
    path("assess/", include(assessor)),
    path("bare/", bare),
]
