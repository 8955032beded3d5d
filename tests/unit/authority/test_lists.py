"""Status lists: slots that are never given twice and tell no order, bits that are signed when they change."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from skillmark.adapters.fetch.own import OwnFetcher
from skillmark.credkit.errors import Unavailable
from skillmark.credkit.status import is_set, read_status_list
from skillmark.domains.authority import actions
from skillmark.domains.authority import api as authority
from skillmark.domains.authority.models import LogEntry, StatusList, StatusSlot
from skillmark.domains.people.api import SYSTEM, Actor, NotAllowed, OrganisationView
from skillmark.kernel.clock import turned_to

pytestmark = pytest.mark.django_db


def reserve(college: OrganisationView, award_uid: str) -> tuple[authority.StatusSlotView, ...]:
    return authority.reserve_slots(actor=SYSTEM, organisation_uid=college.uid, award_uid=award_uid)


def test_an_award_gets_one_slot_per_purpose_and_the_same_ones_again(issuing_college: OrganisationView) -> None:
    slots = reserve(issuing_college, "a1")
    assert {slot.purpose for slot in slots} == {"revocation", "suspension"}
    assert reserve(issuing_college, "a1") == slots
    assert StatusSlot.objects.count() == 2


def test_slots_do_not_tell_the_order_of_awards(issuing_college: OrganisationView) -> None:
    found = [reserve(issuing_college, f"a{n}")[0].index for n in range(40)]
    assert len(set(found)) == 40
    assert found != sorted(found) and max(found) > 10_000


def test_the_database_refuses_a_slot_given_twice(issuing_college: OrganisationView) -> None:
    reserve(issuing_college, "a1")
    row = StatusSlot.objects.first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusSlot.objects.create(
            status_list=row.status_list, index=row.index, purpose=row.purpose, award_uid="another"
        )


def test_the_database_refuses_to_forget_or_move_a_slot(issuing_college: OrganisationView) -> None:
    reserve(issuing_college, "a1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StatusSlot.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StatusSlot.objects.update(award_uid="another")


def test_a_full_list_is_closed_and_another_opened(
    issuing_college: OrganisationView, monkeypatch: pytest.MonkeyPatch
) -> None:
    picks = iter([7, 7, *[7] * actions.TRIES_PER_LIST, *range(100, 120)])
    monkeypatch.setattr(actions.secrets, "randbelow", lambda _bound: next(picks))
    reserve(issuing_college, "a1")
    first, _ = reserve(issuing_college, "a2")
    assert first.index == 100
    assert StatusList.objects.filter(purpose="revocation").count() == 2
    assert StatusList.objects.filter(purpose="revocation", closed_at=None).count() == 1


def test_a_bit_is_set_signed_and_served(issuing_college: OrganisationView) -> None:
    slot = next(slot for slot in reserve(issuing_college, "a1") if slot.purpose == "revocation")
    before = authority.document_at(slot.list_url)
    authority.set_status(actor=SYSTEM, award_uid="a1", purpose="revocation", is_set=True)
    after = authority.document_at(slot.list_url)
    assert before and after and "proof" in json.loads(after)
    assert not is_set(read_status_list(json.loads(before)).bits, slot.index)
    assert is_set(read_status_list(json.loads(after)).bits, slot.index)
    assert json.loads(after)["issuer"] == authority.did_of(issuing_college.uid)


def test_a_list_is_signed_again_when_it_is_an_hour_old(issuing_college: OrganisationView) -> None:
    row = StatusList.objects.filter(purpose="revocation").get()
    start = datetime(2027, 3, 1, 12, tzinfo=UTC)
    with turned_to(start):
        first = authority.status_list(row.uid)
    with turned_to(start + timedelta(minutes=59)):
        assert authority.status_list(row.uid) == first
    with turned_to(start + timedelta(minutes=61)):
        assert json.loads(authority.status_list(row.uid))["validFrom"] == "2027-03-01T13:01:00Z"


def test_after_a_restore_no_known_list_gives_out_slots(issuing_college: OrganisationView) -> None:
    before = reserve(issuing_college, "a1")
    assert authority.close_lists(actor=SYSTEM) == 2
    after = reserve(issuing_college, "a2")
    assert {slot.list_url for slot in before}.isdisjoint(slot.list_url for slot in after)
    authority.set_status(actor=SYSTEM, award_uid="a1", purpose="revocation", is_set=True)
    assert authority.is_marked("a1", "revocation")


def test_unknown_awards_and_lists(issuing_college: OrganisationView) -> None:
    with pytest.raises(authority.NoSuchSlot):
        authority.set_status(actor=SYSTEM, award_uid="nobody", purpose="revocation", is_set=True)
    with pytest.raises(authority.NoSuchList):
        authority.status_list("nothing")


def test_mallory_reserves_and_sets_nothing(issuing_college: OrganisationView, mallory: Actor) -> None:
    reserve(issuing_college, "a1")
    with pytest.raises(NotAllowed):
        authority.reserve_slots(actor=mallory, organisation_uid=issuing_college.uid, award_uid="a2")
    with pytest.raises(NotAllowed):
        authority.set_status(actor=mallory, award_uid="a1", purpose="revocation", is_set=True)
    with pytest.raises(NotAllowed):
        authority.close_lists(actor=mallory)


def test_leaves_are_salted_and_kept(issuing_college: OrganisationView) -> None:
    one = authority.enter_leaf(organisation_uid=issuing_college.uid, kind="issue", digest=b"d" * 32)
    two = authority.enter_leaf(organisation_uid=issuing_college.uid, kind="issue", digest=b"d" * 32)
    assert one.leaf_hash != two.leaf_hash and authority.leaf_hash(one.salt, b"d" * 32) == one.leaf_hash
    for change in (lambda: LogEntry.objects.update(kind="other"), lambda: LogEntry.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_the_hash_of_a_leaf_never_changes() -> None:
    assert (
        authority.leaf_hash(b"\x01" * 32, b"\x02" * 32)
        == "32fb2d4416067c5bff06423e18714ad3884365d7b816d34a77b33527d8438624"
    )


def test_the_fetcher_answers_ours_and_nothing_else(issuing_college: OrganisationView, settings: Any) -> None:
    fetcher = OwnFetcher()
    assert b"verificationMethod" in fetcher.fetch(authority.did_document_url(issuing_college.key))
    for url in (
        "https://elsewhere.example/o/northbank-college/did.json",
        f"{settings.PUBLIC_URL}/o/nobody/did.json",
        f"{settings.PUBLIC_URL}/o/northbank-college/did.json?x=1",
        f"{settings.PUBLIC_URL}/status/nothing",
        "file:///etc/passwd",
        "nonsense",
    ):
        with pytest.raises(Unavailable):
            fetcher.fetch(url)
