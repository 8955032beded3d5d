"""Issuers in public: who they are, which keys they used when, and the documents that signed credentials name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from skillmark.domains.achievements import api as achievements
from skillmark.domains.assurance import api as assurance
from skillmark.domains.authority import api as authority
from skillmark.domains.people.api import NoSuchOrganisation, find_organisation, find_organisations
from skillmark.doors.web.public.documents import public_document


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Everyone who may sign here."""
    issuers = [organisation for organisation in find_organisations() if authority.can_issue(organisation.uid)]
    rows = [(issuer, assurance.accreditations_of(issuer.uid)) for issuer in issuers]
    return render(request, "public/register.html", {"rows": rows})


@require_safe
def issuer(request: HttpRequest, key: str) -> HttpResponse:
    """One issuer. Errors: 404 for an organisation that never signed anything here."""
    organisation = find_organisation(key=key)
    keys = authority.keys_of(organisation.uid)
    if not keys:
        raise NoSuchOrganisation()
    return render(
        request,
        "public/issuer.html",
        {
            "organisation": organisation,
            "did": authority.did_of(organisation.uid),
            "keys": keys,
            "accreditations": assurance.accreditations_of(organisation.uid),
            "achievements": achievements.catalogue(organisation_uid=organisation.uid),
        },
    )


@require_safe
def did_json(request: HttpRequest, key: str) -> HttpResponse:
    return public_document(authority.did_document(key), "application/did+json")


@require_safe
def status_list(request: HttpRequest, list_uid: str) -> HttpResponse:
    return public_document(authority.status_list(list_uid), "application/vc+ld+json")
