"""From decision to signed credential: what is in it, that it verifies, what happens when it cannot be signed."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.issuing_world import SQL, IssuingWorld, make_world, uid_of

from skillmark.adapters.fetch.own import OwnFetcher
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, verify
from skillmark.domains.authority import api as authority
from skillmark.domains.authority.models import LogEntry, StatusSlot
from skillmark.domains.awarding import api as awarding
from skillmark.domains.awarding import document as documents
from skillmark.domains.awarding.models import Award, SignedCredential
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM, Erased
from skillmark.kernel.clock import now, turned_to
from skillmark.kernel.models import OutboxEntry
from skillmark.kernel.outbox import deliver_pending

pytestmark = pytest.mark.django_db


def signed(world: IssuingWorld) -> tuple[awarding.AwardView, bytes]:
    award = world.issue()
    return award, awarding.credential_of(SYSTEM, award.uid)


def test_the_credential_verifies_strictly_from_our_own_documents(world: IssuingWorld) -> None:
    _, data = signed(world)
    report = verify(data, policy=STANDARD, fetcher=OwnFetcher(), at=now(), recipient="Alice@Cast.example")
    assert report.answer is Answer.HOLDS, report.summary


def test_one_changed_letter_fails(world: IssuingWorld) -> None:
    _, data = signed(world)
    report = verify(data.replace(b"Analysts", b"Analystz"), policy=STANDARD, fetcher=OwnFetcher(), at=now())
    assert report.answer is Answer.FAILS


def test_it_states_what_a_micro_credential_must(world: IssuingWorld) -> None:
    award, data = signed(world)
    document = json.loads(data)
    achievement = document["credentialSubject"]["achievement"]
    statement = achievement["microCredential"]
    assert document["id"] == award.credential_id
    assert document["issuer"]["id"] == authority.did_of(world.cast.northbank.uid)
    assert document["issuer"]["address"]["addressCountry"] == "IE"
    assert statement["workload"] == "PT40H" and statement["eqfLevel"] == 4
    assert statement["assessmentType"] == ["written exam"]
    assert statement["supervision"] == "supervised with identity check, online"
    assert statement["learningOutcomes"] == ["Joins and groups tables", "Says why a result is right"]
    own, elsewhere = achievement["alignment"]
    assert (own["targetUrl"], own["targetName"], own["skillLevel"]) == (SQL, "Query databases", "Advanced")
    assert (elsewhere["targetUrl"], elsewhere["targetFramework"]) == ("http://data.europa.eu/esco/skill/sql", "ESCO")


def test_nothing_in_it_names_the_person(world: IssuingWorld) -> None:
    _, data = signed(world)
    assert b"alice" not in data.lower()


def test_it_carries_one_slot_and_one_leaf(world: IssuingWorld) -> None:
    award, data = signed(world)
    entry = json.loads(data)["credentialStatus"]
    assert entry["statusPurpose"] == "revocation"
    assert StatusSlot.objects.filter(award_uid=award.uid).count() == 1
    assert LogEntry.objects.get(kind="issue").uid == SignedCredential.objects.get().leaf_uid


def test_issuing_again_changes_nothing(world: IssuingWorld) -> None:
    award, data = signed(world)
    assert awarding.issue_award(award.uid) == award
    assert awarding.credential_of(SYSTEM, award.uid) == data
    assert (SignedCredential.objects.count(), LogEntry.objects.count(), StatusSlot.objects.count()) == (1, 1, 1)
    assert OutboxEntry.objects.filter(name="awarding.award_issued").count() == 1


def test_what_is_kept_is_sealed_and_its_digest_is_of_the_open_bytes(world: IssuingWorld) -> None:
    _, data = signed(world)
    row = SignedCredential.objects.get()
    assert b"credentialSubject" not in bytes(row.sealed)
    assert row.sha256 == hashlib.sha256(data).hexdigest()


def test_a_signed_document_is_append_only(world: IssuingWorld) -> None:
    signed(world)
    for change in (
        lambda: SignedCredential.objects.update(sha256="0"),
        lambda: SignedCredential.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_document_that_fails_the_lint_is_not_signed_and_says_why(
    world: IssuingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    award = world.decide()
    build = documents.build_document

    def without_country(**given: Any) -> Any:
        document = build(**given)
        del document["issuer"]["address"]  # type: ignore[attr-defined]
        return document

    with monkeypatch.context() as patched:
        patched.setattr("skillmark.domains.awarding.issuing.build_document", without_country)
        with pytest.raises(awarding.LintRefused, match="country"):
            awarding.issue_award(award.uid)
    assert "country" in awarding.award(SYSTEM, award.uid).refused_why
    assert not SignedCredential.objects.exists() and not StatusSlot.objects.exists() and not LogEntry.objects.exists()
    assert awarding.issue_award(award.uid).state == "issued"
    assert awarding.award(SYSTEM, award.uid).refused_why == ""


def test_an_expiring_achievement_gives_the_credential_its_end(db: None) -> None:
    world = make_world(expires_after_months=24)
    with turned_to(datetime(2027, 3, 14, 9, tzinfo=UTC)):
        _, data = signed(world)
    assert json.loads(data)["validUntil"] == "2029-03-14T09:00:00Z"
    later = datetime(2029, 3, 15, tzinfo=UTC)
    assert verify(data, policy=STANDARD, fetcher=OwnFetcher(), at=later).answer is Answer.FAILS


def test_what_an_old_key_signed_still_verifies_after_rotation(world: IssuingWorld) -> None:
    _, data = signed(world)
    with turned_to(now() + timedelta(days=1)):
        authority.rotate_key(actor=SYSTEM, organisation_uid=world.cast.northbank.uid)
        report = verify(data, policy=STANDARD, fetcher=OwnFetcher(), at=now() + timedelta(seconds=1))
    assert report.answer is Answer.HOLDS, report.summary


def test_revoking_sets_the_bit_and_gives_the_reason(world: IssuingWorld) -> None:
    award, data = signed(world)
    revoked = awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="The exam was sat by somebody else.")
    assert (revoked.state, revoked.revoke_reason) == ("revoked", "The exam was sat by somebody else.")
    report = verify(data, policy=STANDARD, fetcher=OwnFetcher(), at=now())
    assert report.answer is Answer.FAILS
    assert awarding.withdrawn_reason(award.credential_id) == "The exam was sat by somebody else."
    assert LogEntry.objects.filter(kind="revoke").count() == 1
    assert OutboxEntry.objects.filter(name="awarding.award_revoked").count() == 1


def test_revoking_needs_a_reason_a_signature_and_happens_once(world: IssuingWorld) -> None:
    award = world.decide()
    with pytest.raises(awarding.NotIssued):
        awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="Too early")
    awarding.issue_award(award.uid)
    with pytest.raises(awarding.ReasonMissing):
        awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="  ")
    awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="First")
    with pytest.raises(awarding.AlreadyRevoked):
        awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="Second")


def test_mallory_revokes_nothing(world: IssuingWorld) -> None:
    award = world.issue()
    for actor in (world.cast.mallory, world.cast.alice, world.cast.quinn, people.ANYONE):
        with pytest.raises(people.NotAllowed):
            awarding.revoke(actor=actor, award_uid=award.uid, reason="Because")
    assert not authority.is_marked(award.uid, "revocation")


def test_erasing_the_person_makes_the_document_noise_and_leaves_the_row(world: IssuingWorld) -> None:
    award = world.issue()
    people.erase_person(actor=world.cast.alice, person_uid=uid_of(world.cast.alice))
    deliver_pending()
    with pytest.raises(Erased):
        awarding.credential_of(SYSTEM, award.uid)
    assert SignedCredential.objects.count() == 1
    assert Award.objects.get().rule_met == {}


def test_nothing_is_signed_for_somebody_erased_meanwhile(world: IssuingWorld) -> None:
    award = world.decide()
    people.erase_person(actor=world.cast.alice, person_uid=uid_of(world.cast.alice))
    assert awarding.issue_award(award.uid).state == "decided"
    assert not StatusSlot.objects.exists()
