"""The door of the people domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.people.actions import (
    add_member,
    erase_person,
    found_organisation,
    give_consent,
    register_organisation,
    register_person,
    remove_member,
    withdraw_consent,
)
from skillmark.domains.people.errors import (
    AddressTaken,
    BadAddress,
    BadOrganisation,
    Erased,
    LastAdministrator,
    NoSuchOrganisation,
    NoSuchPerson,
    NotAllowed,
)
from skillmark.domains.people.models import Organisation, Role
from skillmark.domains.people.permissions import Rule, Scope, declare, declared_actions, may, require
from skillmark.domains.people.queries import (
    ConsentView,
    MemberView,
    OrganisationView,
    PersonView,
    consent_log,
    find_organisation,
    find_organisations,
    find_people,
    find_person,
    has_consent,
    members_of,
    organisations_of,
    people_who_consented,
)
from skillmark.domains.people.sealing import open_for, seal_for
from skillmark.kernel.actor import ANYONE, SYSTEM, Actor

BE_FOUND = "be_found"
OrganisationKind = Organisation.Kind

__all__ = [
    "ANYONE",
    "BE_FOUND",
    "SYSTEM",
    "Actor",
    "AddressTaken",
    "BadAddress",
    "BadOrganisation",
    "ConsentView",
    "Erased",
    "LastAdministrator",
    "MemberView",
    "NoSuchOrganisation",
    "NoSuchPerson",
    "NotAllowed",
    "OrganisationKind",
    "OrganisationView",
    "PersonView",
    "Role",
    "Rule",
    "Scope",
    "add_member",
    "consent_log",
    "declare",
    "declared_actions",
    "erase_person",
    "find_organisation",
    "find_organisations",
    "find_people",
    "find_person",
    "found_organisation",
    "give_consent",
    "has_consent",
    "may",
    "members_of",
    "open_for",
    "organisations_of",
    "people_who_consented",
    "register_organisation",
    "register_person",
    "remove_member",
    "require",
    "seal_for",
    "withdraw_consent",
]
