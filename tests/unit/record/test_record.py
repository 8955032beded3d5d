"""What lands, what one says of oneself, what is withdrawn, what goes with an erased person."""

import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
import segno
from django.db import IntegrityError, transaction
from tests.issuing_world import SQL, IssuingWorld, make_world, uid_of

from skillmark.credkit.codec.images import bake
from skillmark.credkit.keys import SEED_BYTES, Ed25519Signer
from skillmark.domains.achievements.api import TaughtSkill
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people import api as people
from skillmark.domains.people.api import ANYONE, NotAllowed
from skillmark.domains.record import api as record
from skillmark.domains.record.models import Entry, Share
from skillmark.kernel.clock import now, turned_to
from skillmark.kernel.models import OutboxEntry
from skillmark.kernel.outbox import deliver_pending
from skillmark.skillkit.evidence import Assessment, Kind, Supervision
from skillmark.skillkit.values import Level

pytestmark = pytest.mark.django_db
SKILL = TaughtSkill(SQL, SQL, "Query databases", Level.INDEPENDENT)


def add_job(world: IssuingWorld, **more: object) -> record.EntryView:
    given = {
        "actor": world.cast.alice,
        "person_uid": uid_of(world.cast.alice),
        "kind": "job",
        "title": "Customer-service representative",
        "organisation_name": "Harbour Freight",
        "started_on": date(2024, 1, 8),
        "skills": [SKILL],
    }
    return record.add_entry(**(given | more))  # type: ignore[arg-type]


def test_an_award_lands_once_with_what_it_taught(world: IssuingWorld) -> None:
    award = world.issue()
    deliver_pending()
    entry = world.entry()
    assert (entry.award_uid, entry.provenance, entry.status) == (award.uid, "verified", "holds")
    assert (entry.title, entry.organisation_name) == ("SQL for Analysts", "Northbank College")
    assert [(skill.label, skill.level) for skill in entry.skills] == [("Query databases", Level.ADVANCED)]
    assert Entry.objects.count() == 1


def test_a_withdrawal_and_an_end_are_seen(world: IssuingWorld) -> None:
    award = world.issue()
    awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="Sat by somebody else.")
    deliver_pending()
    assert (world.entry().status, world.entry().revoke_reason) == ("revoked", "Sat by somebody else.")
    assert OutboxEntry.objects.filter(name="record.changed").count() == 2


def test_an_entry_expires_by_itself(db: None) -> None:
    world = make_world(expires_after_months=1)
    world.issue()
    assert world.entry().status == "holds"
    with turned_to(now() + timedelta(days=40)):
        assert world.entry().status == "expired"


def test_an_own_statement_is_labelled_stated(world: IssuingWorld) -> None:
    entry = add_job(world)
    assert (entry.provenance, entry.award_uid, entry.has_file) == ("stated", "", False)
    with pytest.raises(record.NothingSigned):
        record.credential_of(world.cast.alice, entry.uid)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "credential"},
        {"title": "  "},
        {"started_on": date(2999, 1, 1)},
        {"started_on": date(2025, 1, 2), "ended_on": date(2025, 1, 1)},
        {"skills": [SKILL] * 31},
    ],
)
def test_a_bad_statement_changes_nothing(world: IssuingWorld, wrong: dict[str, object]) -> None:
    with pytest.raises(record.BadEntry):
        add_job(world, **wrong)
    assert not Entry.objects.exists()


def test_the_database_refuses_a_verified_entry_without_proof(world: IssuingWorld) -> None:
    add_job(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(provenance="verified")


def test_an_award_stays_and_a_statement_may_go(world: IssuingWorld) -> None:
    world.issue()
    with pytest.raises(record.BadEntry):
        record.remove_entry(actor=world.cast.alice, entry_uid=world.entry().uid)
    job = add_job(world)
    record.remove_entry(actor=world.cast.alice, entry_uid=job.uid)
    assert Entry.objects.count() == 1


def test_evidence_says_how_it_was_found_out_and_what_no_longer_counts(world: IssuingWorld) -> None:
    award = world.issue()
    add_job(world)
    verified, stated = record.evidence_of(uid_of(world.cast.alice))
    assert (verified.kind, verified.assessment, verified.supervision) == (
        Kind.CREDENTIAL,
        Assessment.EXAM,
        Supervision.ONLINE,
    )
    assert (verified.issuer, verified.achievement) == (world.cast.northbank.uid, world.achievement.uid)
    assert (verified.verified, verified.revoked, verified.pass_mark) == (True, False, 0.7)
    assert (stated.kind, stated.verified, stated.issuer) == (Kind.EXPERIENCE, False, uid_of(world.cast.alice))
    awarding.revoke(actor=world.cast.bea, award_uid=award.uid, reason="Mistake")
    deliver_pending()
    assert record.evidence_of(uid_of(world.cast.alice))[0].revoked


def test_nobody_else_sees_or_writes(world: IssuingWorld) -> None:
    world.issue()
    uid, person = world.entry().uid, uid_of(world.cast.alice)
    for actor in (world.cast.mallory, world.cast.bea, world.cast.carol, ANYONE):
        for read in (record.entry, record.pack_of, record.credential_of):
            with pytest.raises(record.NoSuchEntry):
                read(actor, uid)
        for listing in (record.entries_of, record.shares_of, record.export_of):
            with pytest.raises(NotAllowed):
                listing(actor, person)
        with pytest.raises(record.NoSuchEntry):
            record.share(actor=actor, entry_uid=uid)
        with pytest.raises(record.NoSuchEntry):
            record.remove_entry(actor=actor, entry_uid=uid)
        with pytest.raises(NotAllowed):
            add_job(world, actor=actor)
        with pytest.raises(NotAllowed):
            record.import_badge(actor=actor, person_uid=person, data=b"{}")
    assert not Share.objects.exists()


def test_the_export_holds_everything_and_no_token(world: IssuingWorld) -> None:
    award = world.issue()
    add_job(world)
    token = record.share(actor=world.cast.alice, entry_uid=world.entry().uid).token
    data = record.export_of(world.cast.alice, uid_of(world.cast.alice))
    document = json.loads(data)
    assert {entry["kind"] for entry in document["entries"]} == {"credential", "job"}
    assert json.loads(next(e["signed"] for e in document["entries"] if e["signed"]))["id"] == award.credential_id
    assert len(document["shares"]) == 1 and token.encode() not in data


def test_erasing_the_person_takes_entries_and_links(world: IssuingWorld) -> None:
    world.issue()
    add_job(world)
    token = record.share(actor=world.cast.alice, entry_uid=world.entry().uid).token
    people.erase_person(actor=world.cast.alice, person_uid=uid_of(world.cast.alice))
    deliver_pending()
    assert not Entry.objects.exists() and not Share.objects.exists()
    with pytest.raises(record.NoSuchShare):
        record.open_share(token)


def foreign_badge(world: IssuingWorld, email: str) -> bytes:
    """A badge by somebody else, whose key is its identifier."""
    from skillmark.credkit.issue import issue, prepare
    from skillmark.credkit.model import Achievement, Issuer, Period, Recipient, achievement_credential, hash_email

    signer = Ed25519Signer.from_seed(b"\x07" * SEED_BYTES)
    document = achievement_credential(
        uri="urn:uuid:7d3f3a52-6f3c-4ee0-9a6b-0f5b8d7b8a11",
        issuer=Issuer(signer.verification_method.partition("#")[0], "Agora", "FR"),
        achievement=Achievement("urn:uuid:1", "Campaign Measurement", "Measures campaigns.", "Hand in a report."),
        recipient=Recipient(identities=(hash_email(email, "s" * 32),)),
        period=Period(datetime(2025, 6, 3, tzinfo=UTC)),
    )
    return issue(prepare(document, require_annex=False), signer=signer, created_at=datetime(2025, 6, 3, tzinfo=UTC))


def test_a_foreign_badge_is_checked_and_kept_sealed(world: IssuingWorld) -> None:
    alice = world.cast.alice
    data = foreign_badge(world, "alice@cast.example")
    entry = record.import_badge(actor=alice, person_uid=uid_of(alice), data=data)
    assert (entry.provenance, entry.title, entry.organisation_name) == ("verified", "Campaign Measurement", "Agora")
    assert record.credential_of(alice, entry.uid) == data
    assert b"Campaign" not in bytes(Entry.objects.get().sealed_file or b"")


def test_a_badge_brought_as_a_picture_is_shared_as_a_document(world: IssuingWorld) -> None:
    picture = io.BytesIO()
    segno.make("x").save(picture, kind="png")
    alice, data = world.cast.alice, foreign_badge(world, "alice@cast.example")
    entry = record.import_badge(actor=alice, person_uid=uid_of(alice), data=bake(picture.getvalue(), data))
    assert entry.provenance == "verified"
    shared = record.open_share(record.share(actor=alice, entry_uid=entry.uid).token)
    assert shared.credential and json.loads(shared.credential) == json.loads(data)
    assert json.loads(record.pack_of(alice, entry.uid))["credential"] == json.loads(data)


def test_somebody_elses_badge_and_a_changed_one_are_never_verified(world: IssuingWorld) -> None:
    alice = world.cast.alice
    for data in (
        foreign_badge(world, "mallory@cast.example"),
        foreign_badge(world, "alice@cast.example").replace(b"Measures", b"Measured"),
    ):
        entry = record.import_badge(actor=alice, person_uid=uid_of(alice), data=data)
        assert entry.provenance == "stated" and entry.file_report and entry.file_report["answer"] == "fails"


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b"\x89PNG\r\n\x1a\nbroken", b"<svg><script>1</script></svg>", b"PK\x03\x04"]
)
def test_a_file_that_is_no_badge_is_refused_and_nothing_kept(world: IssuingWorld, data: bytes) -> None:
    with pytest.raises(record.BadEntry):
        record.import_badge(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), data=data)
    assert not Entry.objects.exists()
