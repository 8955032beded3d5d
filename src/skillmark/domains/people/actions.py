"""Writes of the people domain: keyword-only, one transaction, audit and outbox inside it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from skillmark.domains.people.errors import (
    AddressTaken,
    BadAddress,
    BadOrganisation,
    LastAdministrator,
    NoSuchOrganisation,
    NoSuchPerson,
)
from skillmark.domains.people.events import ConsentChanged, PersonErased
from skillmark.domains.people.models import Consent, Membership, Organisation, Person, PersonKey, Role
from skillmark.domains.people.permissions import ADMINISTER, CONSENT, ERASE, FOUND, Scope, require
from skillmark.domains.people.queries import OrganisationView, PersonView, view_organisation, view_person
from skillmark.kernel import audit
from skillmark.kernel.actor import SYSTEM, Actor
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce


@transaction.atomic
def register_person(
    *, actor: Actor, email: str, display_name: str, password: str | None = None, is_operator: bool = False
) -> PersonView:
    """Open an account. Without a password nobody can sign in until one is set. Errors: `BadAddress`, `AddressTaken`."""
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadAddress() from error
    if Person.objects.filter(email__iexact=address).exists():
        raise AddressTaken()
    person = Person(email=address, display_name=display_name.strip()[:120], is_operator=is_operator)
    person.set_password(password) if password else person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise AddressTaken() from error
    audit.record(actor=actor, action="people.register", object_kind="person", object_uid=person.uid)
    return view_person(person)


@transaction.atomic
def register_organisation(
    *,
    actor: Actor,
    name: str,
    kind: str,
    country: str,
    key: str = "",
    legal_name: str = "",
    region: str = "",
    website: str = "",
) -> OrganisationView:
    """Open an organisation. `country` is ISO 3166-1 alpha-2. Errors: `BadOrganisation`."""
    key = key or slugify(name)[:60]
    if not name.strip() or not key or kind not in Organisation.Kind.values or len(country) != 2:
        raise BadOrganisation()
    organisation = Organisation(
        key=key,
        name=name.strip(),
        legal_name=legal_name or name.strip(),
        kind=kind,
        country=country.upper(),
        region=region,
        website=website,
    )
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise BadOrganisation(f"The key {organisation.key} is taken.") from error
    audit.record(
        actor=actor,
        action="people.register_organisation",
        object_kind="organisation",
        object_uid=organisation.uid,
        organisation_uid=organisation.uid,
    )
    return view_organisation(organisation)


FOUNDER_ROLES = {
    Organisation.Kind.EMPLOYER: (Role.ADMIN, Role.HIRER),
    Organisation.Kind.ASSURANCE_BODY: (Role.ADMIN, Role.ASSURER),
}
ISSUER_ROLES = (Role.ADMIN, Role.CREATOR, Role.ISSUER, Role.ASSESSOR)


@transaction.atomic
def found_organisation(
    *, actor: Actor, name: str, kind: str, country: str, legal_name: str = "", website: str = ""
) -> OrganisationView:
    """Set up an organisation with the actor in every role its kind needs. Errors: `NotAllowed`, `BadOrganisation`."""
    require(actor, FOUND, Scope())
    view = register_organisation(
        actor=actor, name=name, kind=kind, country=country, legal_name=legal_name, website=website
    )
    for role in FOUNDER_ROLES.get(Organisation.Kind(kind), ISSUER_ROLES):
        add_member(actor=SYSTEM, organisation_uid=view.uid, person_uid=actor.person_uid or "", role=role)
    return view


@transaction.atomic
def add_member(*, actor: Actor, organisation_uid: str, person_uid: str, role: str) -> None:
    """Give a person one role. Saying it twice changes nothing. Errors: `NotAllowed`, `NoSuch…`."""
    require(actor, ADMINISTER, Scope(organisation_uid=organisation_uid))
    _, made = Membership.objects.get_or_create(
        person=_person(person_uid), organisation=_organisation(organisation_uid), role=Role(role)
    )
    if made:
        audit.record(
            actor=actor,
            action="people.add_member",
            object_kind="person",
            object_uid=person_uid,
            organisation_uid=organisation_uid,
            detail={"role": role},
        )


@transaction.atomic
def remove_member(*, actor: Actor, organisation_uid: str, person_uid: str, role: str) -> None:
    """Take one role back. The last administrator keeps theirs. Errors: `NotAllowed`, `LastAdministrator`."""
    require(actor, ADMINISTER, Scope(organisation_uid=organisation_uid))
    rows = Membership.objects.select_for_update().filter(organisation__uid=organisation_uid)
    administrators = list(rows.filter(role=Role.ADMIN).values_list("person__uid", flat=True))
    if role == Role.ADMIN and administrators == [person_uid]:
        raise LastAdministrator()
    if rows.filter(person__uid=person_uid, role=role).delete()[0]:
        audit.record(
            actor=actor,
            action="people.remove_member",
            object_kind="person",
            object_uid=person_uid,
            organisation_uid=organisation_uid,
            detail={"role": role},
        )


@transaction.atomic
def give_consent(*, actor: Actor, person_uid: str, purpose: str) -> None:
    """Note that the person agrees to a purpose from now on. Errors: `NotAllowed`."""
    require(actor, CONSENT, Scope(holder_uid=person_uid))
    _, made = Consent.objects.get_or_create(person=_person(person_uid), purpose=purpose, withdrawn_at=None)
    if made:
        _note_consent(actor, person_uid, purpose, is_given=True)


@transaction.atomic
def withdraw_consent(*, actor: Actor, person_uid: str, purpose: str) -> None:
    """Take a consent back with effect at once. Errors: `NotAllowed`."""
    require(actor, CONSENT, Scope(holder_uid=person_uid))
    open_ones = Consent.objects.filter(person__uid=person_uid, purpose=purpose, withdrawn_at=None)
    if open_ones.update(withdrawn_at=now()):
        _note_consent(actor, person_uid, purpose, is_given=False)


@transaction.atomic
def erase_person(*, actor: Actor, person_uid: str) -> None:
    """Erase a person: destroy their key, empty their row, drop memberships and consents, tell every other domain.

    Append-only data keeps its rows; what was personal in them was sealed and can no longer be opened.
    """
    require(actor, ERASE, Scope(holder_uid=person_uid))
    person = _person(person_uid)
    PersonKey.objects.update_or_create(person=person, defaults={"wrapped": None, "destroyed_at": now()})
    person.memberships.all().delete()
    person.consents.all().delete()
    person.email, person.display_name = f"{person.uid}@erased.invalid", ""
    person.last_login, person.is_active, person.erased_at = None, False, now()
    person.set_unusable_password()
    person.save()
    audit.record(actor=actor, action="people.erase", object_kind="person", object_uid=person_uid)
    announce(PersonErased(person_uid=person_uid))


def _note_consent(actor: Actor, person_uid: str, purpose: str, *, is_given: bool) -> None:
    audit.record(
        actor=actor,
        action="people.consent",
        object_kind="person",
        object_uid=person_uid,
        detail={"purpose": purpose, "given": is_given},
    )
    announce(ConsentChanged(person_uid=person_uid, purpose=purpose, is_given=is_given))


def _person(uid: str) -> Person:
    person: Person | None = Person.objects.filter(uid=uid).first()
    if person is None:
        raise NoSuchPerson()
    return person


def _organisation(uid: str) -> Organisation:
    organisation = Organisation.objects.filter(uid=uid).first()
    if organisation is None:
        raise NoSuchOrganisation()
    return organisation
