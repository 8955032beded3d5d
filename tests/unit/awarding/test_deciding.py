"""Decisions: once per holder, version and source; the rule that was met is kept; who may and who may not."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.issuing_world import DEFINITION, IssuingWorld, uid_of

from skillmark.domains.achievements import api as achievements
from skillmark.domains.awarding import api as awarding
from skillmark.domains.awarding.actions import _end_of_period
from skillmark.domains.awarding.models import Award
from skillmark.domains.people.api import ANYONE, SYSTEM, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_decision_keeps_the_rule_and_queues_the_signing(world: IssuingWorld) -> None:
    award = world.decide()
    assert (award.state, award.rule_met["facts"]["quiz"]["score"]) == ("decided", 0.85)
    job = ProcrastinateJob.objects.get(task_name=awarding.ISSUE_JOB)
    assert job.args == {"award_uid": award.uid}


def test_the_same_decision_twice_is_one_award_and_one_job(world: IssuingWorld) -> None:
    first = world.decide()
    assert world.decide(rule_met={"kind": "other"}) == first
    assert Award.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name=awarding.ISSUE_JOB).count() == 1


def test_the_database_refuses_the_same_award_twice(world: IssuingWorld) -> None:
    row = Award.objects.get(uid=world.decide().uid)
    row.pk, row.uid, row.credential_id = None, "another", "urn:uuid:another"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_award_by_hand_states_its_reason(world: IssuingWorld) -> None:
    award = awarding.award_by_hand(
        actor=world.cast.bea,
        holder_uid=uid_of(world.cast.alice),
        achievement_version_uid=world.achievement.version_uid,
        reason="  Shown at  the counter. ",
    )
    assert award.rule_met == {"kind": "by_hand", "reason": "Shown at the counter."}
    with pytest.raises(awarding.ReasonMissing):
        awarding.award_by_hand(
            actor=world.cast.bea,
            holder_uid=uid_of(world.cast.sam),
            achievement_version_uid=world.achievement.version_uid,
            reason=" ",
        )


def test_a_draft_cannot_be_awarded(world: IssuingWorld) -> None:
    draft = achievements.draft_achievement(
        actor=SYSTEM, organisation_uid=world.cast.northbank.uid, **(DEFINITION | {"name": "Draft only"})
    )
    with pytest.raises((awarding.NotPublished, achievements.NoSuchAchievement)):
        world.decide(achievement_version_uid=draft.version_uid)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (datetime(2026, 1, 31, tzinfo=UTC), 1, datetime(2026, 2, 28, tzinfo=UTC)),
        (datetime(2026, 3, 14, tzinfo=UTC), 24, datetime(2028, 3, 14, tzinfo=UTC)),
        (datetime(2027, 12, 31, tzinfo=UTC), 2, datetime(2028, 2, 29, tzinfo=UTC)),
        (datetime(2026, 3, 14, tzinfo=UTC), None, None),
    ],
)
def test_the_period_ends_on_the_same_day(start: datetime, months: int | None, end: datetime | None) -> None:
    assert _end_of_period(start, months) == end


def test_nobody_else_decides(world: IssuingWorld) -> None:
    for actor in (world.cast.mallory, world.cast.carol, world.cast.alice, world.cast.sam, ANYONE):
        with pytest.raises(NotAllowed):
            world.decide(actor=actor)
    assert not Award.objects.exists()


def test_awards_are_seen_by_their_issuer_and_their_holder_alone(world: IssuingWorld) -> None:
    award = world.issue()
    assert awarding.awards_of(world.cast.bea, world.cast.northbank.uid) == [award]
    assert awarding.award(world.cast.alice, award.uid) == awarding.award(world.cast.bea, award.uid) == award
    assert awarding.credential_of(world.cast.alice, award.uid).startswith(b"{")
    for actor in (world.cast.mallory, world.cast.carol, ANYONE):
        with pytest.raises(awarding.NoSuchAward):
            awarding.award(actor, award.uid)
        with pytest.raises(awarding.NoSuchAward):
            awarding.credential_of(actor, award.uid)
        with pytest.raises(NotAllowed):
            awarding.awards_of(actor, world.cast.northbank.uid)
    with pytest.raises(awarding.NoSuchAward):
        awarding.credential_of(world.cast.bea, award.uid)
