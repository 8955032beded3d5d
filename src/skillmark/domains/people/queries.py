"""Reads of the people domain: frozen values out, never rows."""

from dataclasses import dataclass
from datetime import datetime

from skillmark.domains.people.errors import NoSuchOrganisation, NoSuchPerson
from skillmark.domains.people.models import Consent, Membership, Organisation, Person
from skillmark.domains.people.permissions import ADMINISTER, SEE_OWN, Scope, require
from skillmark.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PersonView:
    uid: str
    email: str
    display_name: str
    time_zone: str = "UTC"
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationView:
    uid: str
    key: str
    name: str
    legal_name: str
    kind: str
    country: str
    region: str
    website: str


@dataclass(frozen=True, slots=True)
class MemberView:
    person: PersonView
    role: str


@dataclass(frozen=True, slots=True)
class ConsentView:
    purpose: str
    given_at: datetime
    withdrawn_at: datetime | None


def view_person(row: Person) -> PersonView:
    return PersonView(row.uid, row.email, row.display_name, row.time_zone, row.erased_at is not None)


def view_organisation(row: Organisation) -> OrganisationView:
    return OrganisationView(row.uid, row.key, row.name, row.legal_name, row.kind, row.country, row.region, row.website)


def find_person(*, uid: str | None = None, email: str | None = None) -> PersonView:
    """Return a person by uid or by address in any case. For the house's own use: a door never shows it unasked.

    Errors: `NoSuchPerson`.
    """
    rows = Person.objects.filter(uid=uid) if uid else Person.objects.filter(email__iexact=(email or "").strip())
    row = rows.first()
    if row is None:
        raise NoSuchPerson()
    return view_person(row)


def find_people(uids: list[str]) -> dict[str, PersonView]:
    """Return several at once by uid; unknown uids are left out. Cost: one query."""
    return {row.uid: view_person(row) for row in Person.objects.filter(uid__in=uids)}


def find_organisation(*, uid: str | None = None, key: str | None = None) -> OrganisationView:
    """Return an organisation; what it states about itself is public. Errors: `NoSuchOrganisation`."""
    row = Organisation.objects.filter(**({"uid": uid} if uid else {"key": key or ""})).first()
    if row is None:
        raise NoSuchOrganisation()
    return view_organisation(row)


def find_organisations(*, kinds: set[str] | None = None) -> list[OrganisationView]:
    rows = Organisation.objects.order_by("name")
    return [view_organisation(row) for row in (rows.filter(kind__in=kinds) if kinds else rows)]


def organisations_of(person_uid: str) -> list[tuple[OrganisationView, str]]:
    """Return (organisation, role) for each membership, by name."""
    rows = Membership.objects.filter(person__uid=person_uid).select_related("organisation")
    return [(view_organisation(row.organisation), row.role) for row in rows.order_by("organisation__name", "role")]


def members_of(actor: Actor, organisation_uid: str) -> list[MemberView]:
    """Errors: `NotAllowed`."""
    require(actor, ADMINISTER, Scope(organisation_uid=organisation_uid))
    rows = Membership.objects.filter(organisation__uid=organisation_uid).select_related("person")
    return [MemberView(view_person(row.person), row.role) for row in rows.order_by("person__display_name")]


def has_consent(person_uid: str, purpose: str) -> bool:
    return Consent.objects.filter(person__uid=person_uid, purpose=purpose, withdrawn_at=None).exists()


def people_who_consented(purpose: str) -> list[str]:
    """Return the uids of people who agree to a purpose at this moment. Cost: one query, grows with the answer."""
    return list(
        Consent.objects.filter(purpose=purpose, withdrawn_at=None, person__erased_at=None)
        .order_by("person__uid")
        .values_list("person__uid", flat=True)
    )


def consent_log(actor: Actor, person_uid: str) -> list[ConsentView]:
    """Errors: `NotAllowed`."""
    require(actor, SEE_OWN, Scope(holder_uid=person_uid))
    rows = Consent.objects.filter(person__uid=person_uid).order_by("-given_at")
    return [ConsentView(row.purpose, row.given_at, row.withdrawn_at) for row in rows]
