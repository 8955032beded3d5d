"""`may` answers from memberships, and an action nobody declared is an error."""

import pytest

from skillmark.domains.people.api import (
    ANYONE,
    SYSTEM,
    Actor,
    NotAllowed,
    Role,
    Scope,
    add_member,
    declare,
    may,
    register_organisation,
    register_person,
)

pytestmark = pytest.mark.django_db
STAMP = declare("test.stamp", roles={Role.ISSUER})
READ_OWN = declare("test.read_own", holder=True)


@pytest.fixture
def bea() -> Actor:
    return Actor(register_person(actor=SYSTEM, email="bea@northbank.example", display_name="Bea").uid)


@pytest.fixture
def mallory() -> Actor:
    return Actor(register_person(actor=SYSTEM, email="mallory@nowhere.example", display_name="Mallory").uid)


@pytest.fixture
def northbank() -> str:
    return register_organisation(actor=SYSTEM, name="Northbank College", kind="university", country="IE").uid


def test_role_in_that_organisation_may(bea: Actor, northbank: str) -> None:
    add_member(actor=SYSTEM, organisation_uid=northbank, person_uid=bea.person_uid or "", role="issuer")
    assert may(bea, STAMP, Scope(organisation_uid=northbank))


def test_role_elsewhere_may_not(bea: Actor, northbank: str) -> None:
    other = register_organisation(actor=SYSTEM, name="Tidelab", kind="company", country="NL").uid
    add_member(actor=SYSTEM, organisation_uid=other, person_uid=bea.person_uid or "", role="issuer")
    assert not may(bea, STAMP, Scope(organisation_uid=northbank))


def test_another_role_may_not(bea: Actor, northbank: str) -> None:
    add_member(actor=SYSTEM, organisation_uid=northbank, person_uid=bea.person_uid or "", role="viewer")
    assert not may(bea, STAMP, Scope(organisation_uid=northbank))


def test_only_the_holder_reads_their_own(bea: Actor, mallory: Actor) -> None:
    assert may(bea, READ_OWN, Scope(holder_uid=bea.person_uid))
    assert not may(mallory, READ_OWN, Scope(holder_uid=bea.person_uid))
    assert not may(ANYONE, READ_OWN, Scope(holder_uid=None))


def test_mallory_cannot_make_herself_a_member(mallory: Actor, northbank: str) -> None:
    with pytest.raises(NotAllowed):
        add_member(actor=mallory, organisation_uid=northbank, person_uid=mallory.person_uid or "", role="admin")


def test_undeclared_action_is_an_error(bea: Actor) -> None:
    with pytest.raises(KeyError):
        may(bea, "test.nobody_declared_this", Scope())
