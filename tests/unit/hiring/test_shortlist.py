"""An opening and its shortlist: consent first, verified evidence only, blind until sealed, one skill all the way."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.issuing_world import SQL, IssuingWorld, uid_of

from skillmark.domains.achievements.api import TaughtSkill
from skillmark.domains.awarding import api as awarding
from skillmark.domains.hiring import api as hiring
from skillmark.domains.hiring.codes import code_for
from skillmark.domains.hiring.models import Reveal, Seal, new_salt
from skillmark.domains.people import api as people
from skillmark.domains.people.api import BE_FOUND, SYSTEM, Actor
from skillmark.domains.record import api as record
from skillmark.kernel.audit import AuditRecord
from skillmark.kernel.clock import now, turned_to
from skillmark.kernel.outbox import deliver_pending
from skillmark.skillkit.values import Ask, Level, TargetProfile, Verdict

STATISTICS = "https://field.example/statistics"


def asked(world: IssuingWorld) -> TargetProfile:
    sql = Ask(world.achievement.skills[0].identity, "Query databases", Level.INDEPENDENT, True)
    return TargetProfile("Data analyst", (sql, Ask(STATISTICS, "Statistics", Level.FOUNDATION, False, 0.4)))


def opened(world: IssuingWorld, **changes: Any) -> hiring.OpeningView:
    values: dict[str, Any] = {
        "actor": world.cast.carol,
        "organisation_uid": world.cast.brightwater.uid,
        "title": "Data analyst",
        "advert": "You write queries.",
        "profile": asked(world),
    }
    return hiring.open_opening(**(values | changes))


def consent(who: Actor) -> None:
    people.give_consent(actor=who, person_uid=uid_of(who), purpose=BE_FOUND)


def rows(world: IssuingWorld, opening: hiring.OpeningView) -> tuple[hiring.ShortlistRow, ...]:
    return hiring.shortlist(world.cast.carol, opening.uid).rows


def test_absent_before_the_award_and_present_after_it_because_of_it(world: IssuingWorld) -> None:
    """The whole effect: award, record, standing, shortlist, each through its own door."""
    consent(world.cast.alice)
    opening = opened(world)
    assert rows(world, opening) == ()
    world.issue()
    (row,) = rows(world, opening)
    assert row.code == hiring.code_of(opening.uid, uid_of(world.cast.alice))
    sql, statistics = row.fit.parts
    assert (sql.verdict, statistics.verdict) == (Verdict.MET, Verdict.UNKNOWN)
    assert sql.belief is not None
    because = sql.belief.reasons[-1]
    assert because.text.startswith(f"SQL for Analysts, earned {now():%-d %B %Y}: Exam, watched online")
    assert because.source == world.achievement.uid
    assert (row.met, row.musts, row.musts_met, row.fit.must_met) == (1, 1, 1, True)


def test_nothing_of_a_row_says_who_or_where(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    said = repr(rows(world, opened(world)))
    alice = people.find_person(uid=uid_of(world.cast.alice))
    for secret in (alice.uid, alice.email, alice.display_name, "Northbank", world.entry().uid, world.entry().award_uid):
        assert secret not in said


def test_only_people_who_agree_are_looked_at_and_withdrawing_is_at_once(world: IssuingWorld) -> None:
    world.issue()
    opening = opened(world)
    assert rows(world, opening) == ()
    consent(world.cast.alice)
    assert len(rows(world, opening)) == 1
    people.withdraw_consent(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), purpose=BE_FOUND)
    assert rows(world, opening) == ()


def test_revoked_and_expired_evidence_takes_off_the_list(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    award = world.issue(expires_at=now() + timedelta(days=10))
    opening = opened(world)
    assert len(rows(world, opening)) == 1
    with turned_to(now() + timedelta(days=11)):
        assert rows(world, opening) == ()
    awarding.revoke(actor=SYSTEM, award_uid=award.uid, reason="Another's work.")
    deliver_pending()
    assert rows(world, opening) == ()


def test_own_words_do_not_bring_anybody_on_the_list(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    alice, identity = world.cast.alice, world.achievement.skills[0].identity
    said = TaughtSkill(SQL, identity, "Query databases", Level.EXPERT)
    record.add_entry(actor=alice, person_uid=uid_of(alice), kind="skill", title="SQL", skills=[said])
    deliver_pending()
    assert rows(world, opened(world)) == ()


def test_a_code_differs_between_openings_and_stays_within_one(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    one, other = opened(world), opened(world)
    assert rows(world, one)[0].code == rows(world, one)[0].code != rows(world, other)[0].code


def test_codes_of_many_people_do_not_collide() -> None:
    salt = new_salt()
    assert len({code_for(salt, f"person-{number}") for number in range(5000)}) == 5000


def test_names_come_after_the_seal_and_only_while_consented(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    opening, carol = opened(world), world.cast.carol
    code = rows(world, opening)[0].code
    with pytest.raises(hiring.NotSealed):
        hiring.reveal(actor=carol, opening_uid=opening.uid, code=code)
    seal = hiring.seal_shortlist(actor=carol, opening_uid=opening.uid)
    assert hashlib.sha256(seal.sealed_text.encode()).hexdigest() == seal.digest
    assert code in seal.sealed_text
    assert hiring.seal_shortlist(actor=carol, opening_uid=opening.uid) == seal
    with pytest.raises(hiring.NoSuchCandidate):
        hiring.reveal(actor=carol, opening_uid=opening.uid, code="0000-0000")
    contact = hiring.reveal(actor=carol, opening_uid=opening.uid, code=code)
    assert (contact.display_name, contact.email) == ("Alice", "alice@cast.example")
    assert hiring.contacts(carol, opening.uid) == (contact,)
    assert hiring.reveal(actor=carol, opening_uid=opening.uid, code=code) == contact
    assert AuditRecord.objects.filter(action="hiring.reveal").count() == 1
    (seen,) = hiring.seen_by(world.cast.alice, uid_of(world.cast.alice))
    assert seen.organisation_name == "Brightwater Retail"
    people.withdraw_consent(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), purpose=BE_FOUND)
    assert hiring.contacts(carol, opening.uid) == ()
    assert rows(world, opening) == ()
    with pytest.raises(hiring.NoSuchCandidate):
        hiring.reveal(actor=carol, opening_uid=opening.uid, code=code)


def test_who_comes_after_the_seal_is_not_on_the_sealed_list(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    opening = opened(world)
    hiring.seal_shortlist(actor=world.cast.carol, opening_uid=opening.uid)
    consent(world.cast.sam)
    world.issue(world.cast.sam, source_uid="enrolment-2")
    (row,) = rows(world, opening)
    late = hiring.code_of(opening.uid, uid_of(world.cast.sam))
    assert row.code != late
    with pytest.raises(hiring.NoSuchCandidate):
        hiring.reveal(actor=world.cast.carol, opening_uid=opening.uid, code=late)


def test_a_sealed_list_cannot_be_changed(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    opening = opened(world)
    hiring.seal_shortlist(actor=world.cast.carol, opening_uid=opening.uid)
    with pytest.raises(hiring.Sealed):
        hiring.edit_profile(actor=world.cast.carol, opening_uid=opening.uid, profile=asked(world))
    with pytest.raises(DatabaseError), transaction.atomic():
        Seal.objects.update(sealed_text="{}")


def test_an_empty_list_is_not_sealed(world: IssuingWorld) -> None:
    with pytest.raises(hiring.NobodyToSeal):
        hiring.seal_shortlist(actor=world.cast.carol, opening_uid=opened(world).uid)


def test_a_closed_opening_looks_at_nobody(world: IssuingWorld) -> None:
    opening = opened(world)
    assert not hiring.close_opening(actor=world.cast.carol, opening_uid=opening.uid).is_open
    for call in (hiring.seal_shortlist, hiring.close_opening):
        with pytest.raises(hiring.OpeningClosed):
            call(actor=world.cast.carol, opening_uid=opening.uid)
    with pytest.raises(hiring.OpeningClosed):
        hiring.shortlist(world.cast.carol, opening.uid)


def test_what_is_asked_can_be_edited(world: IssuingWorld) -> None:
    opening = opened(world)
    fewer = TargetProfile("Data analyst", asked(world).asks[:1])
    edited = hiring.edit_profile(actor=world.cast.carol, opening_uid=opening.uid, profile=fewer)
    assert edited.profile == fewer == hiring.opening(world.cast.carol, opening.uid).profile


def test_a_preview_keeps_nothing(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    view = hiring.preview(world.cast.carol, organisation_uid=world.cast.brightwater.uid, profile=asked(world))
    assert len(view.rows) == 1
    assert hiring.openings_of(world.cast.carol, world.cast.brightwater.uid) == ()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": "  "}, hiring.BadOpening),
        ({"title": "x" * 161}, hiring.BadOpening),
        ({"advert": "x" * 200_000}, hiring.BadOpening),
        ({"profile": TargetProfile("Nothing", ())}, hiring.NothingAsked),
    ],
)
def test_a_bad_opening_is_refused(world: IssuingWorld, changes: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        opened(world, **changes)


@pytest.mark.parametrize("stranger", ["mallory", "alice", "bea", "nobody"])
def test_nobody_else_learns_of_an_opening(world: IssuingWorld, stranger: str) -> None:
    opening = opened(world)
    asking = world.cast.everyone.get(stranger, people.ANYONE)
    for read in (hiring.opening, hiring.shortlist, hiring.contacts):
        with pytest.raises(hiring.NoSuchOpening):
            read(asking, opening.uid)
    for write in (hiring.seal_shortlist, hiring.close_opening):
        with pytest.raises(hiring.NoSuchOpening):
            write(actor=asking, opening_uid=opening.uid)
    with pytest.raises(hiring.NoSuchOpening):
        hiring.reveal(actor=asking, opening_uid=opening.uid, code="0000-0000")
    with pytest.raises(people.NotAllowed):
        hiring.openings_of(asking, world.cast.brightwater.uid)
    with pytest.raises(people.NotAllowed):
        opened(world, actor=asking)
    with pytest.raises(people.NotAllowed):
        hiring.preview(asking, organisation_uid=world.cast.brightwater.uid, profile=asked(world))


def test_an_erased_person_leaves_no_trace_but_a_code(world: IssuingWorld) -> None:
    consent(world.cast.alice)
    world.issue()
    opening = opened(world)
    hiring.seal_shortlist(actor=world.cast.carol, opening_uid=opening.uid)
    code = hiring.code_of(opening.uid, uid_of(world.cast.alice))
    hiring.reveal(actor=world.cast.carol, opening_uid=opening.uid, code=code)
    people.erase_person(actor=world.cast.alice, person_uid=uid_of(world.cast.alice))
    deliver_pending()
    assert not Reveal.objects.exists()
    assert rows(world, opening) == ()
    assert hiring.contacts(world.cast.carol, opening.uid) == ()
