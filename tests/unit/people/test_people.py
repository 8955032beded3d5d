"""Accounts, consent, sealing and erasure."""

import pytest

from skillmark.domains.people.api import (
    BE_FOUND,
    SYSTEM,
    Actor,
    AddressTaken,
    BadAddress,
    Erased,
    NotAllowed,
    consent_log,
    erase_person,
    find_person,
    give_consent,
    has_consent,
    open_for,
    people_who_consented,
    register_person,
    seal_for,
    withdraw_consent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Actor:
    return Actor(register_person(actor=SYSTEM, email="Alice@learner.example", display_name="Alice").uid)


def test_an_address_is_one_person_in_any_case(alice: Actor) -> None:
    assert find_person(email="alice@LEARNER.example").uid == alice.person_uid
    with pytest.raises(AddressTaken):
        register_person(actor=SYSTEM, email="ALICE@learner.example", display_name="Other")


@pytest.mark.parametrize("address", ["", "alice", "alice@", "a b@c.example"])
def test_a_bad_address_is_named(address: str) -> None:
    with pytest.raises(BadAddress):
        register_person(actor=SYSTEM, email=address, display_name="")


def test_consent_has_effect_at_once_and_is_kept(alice: Actor) -> None:
    uid = alice.person_uid or ""
    give_consent(actor=alice, person_uid=uid, purpose=BE_FOUND)
    give_consent(actor=alice, person_uid=uid, purpose=BE_FOUND)
    assert people_who_consented(BE_FOUND) == [uid]
    withdraw_consent(actor=alice, person_uid=uid, purpose=BE_FOUND)
    assert not has_consent(uid, BE_FOUND)
    [entry] = consent_log(alice, uid)
    assert entry.withdrawn_at is not None


def test_nobody_consents_for_another(alice: Actor) -> None:
    mallory = Actor(register_person(actor=SYSTEM, email="mallory@nowhere.example", display_name="Mallory").uid)
    with pytest.raises(NotAllowed):
        give_consent(actor=mallory, person_uid=alice.person_uid or "", purpose=BE_FOUND)


def test_what_is_sealed_opens_for_that_person_only(alice: Actor) -> None:
    mallory = register_person(actor=SYSTEM, email="mallory@nowhere.example", display_name="Mallory").uid
    sealed = seal_for(alice.person_uid or "", b"a grade")
    assert open_for(alice.person_uid or "", sealed) == b"a grade"
    seal_for(mallory, b"so that a key exists")
    with pytest.raises(Erased):
        open_for(mallory, sealed)


def test_erasure_leaves_noise(alice: Actor) -> None:
    uid = alice.person_uid or ""
    sealed = seal_for(uid, b"a grade")
    erase_person(actor=alice, person_uid=uid)
    with pytest.raises(Erased):
        open_for(uid, sealed)
    with pytest.raises(Erased):
        seal_for(uid, b"more")
    assert "alice" not in find_person(uid=uid).email.lower()
