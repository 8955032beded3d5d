"""What is believed follows the record: award in, revocation and expiry out, own words below the floor."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.issuing_world import SQL, IssuingWorld, uid_of

from skillmark.domains.achievements.api import TaughtSkill
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM, NotAllowed
from skillmark.domains.record import api as record
from skillmark.domains.standing import api as standing
from skillmark.domains.standing.facts import facts_of, item_of
from skillmark.domains.standing.models import HeldEvidence, Signal
from skillmark.kernel.clock import now, turned_to
from skillmark.kernel.outbox import deliver_pending
from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.values import Ask, Belief, Level, Verdict, verdict

ESCO_SQL = "http://data.europa.eu/esco/skill/sql"


def the_ask(world: IssuingWorld, level: Level = Level.ADVANCED) -> Ask:
    return Ask(world.achievement.skills[0].identity, "Query databases", level, True)


def belief_of(world: IssuingWorld) -> Belief | None:
    ask = the_ask(world)
    alice = world.cast.alice
    return standing.beliefs(alice, uid_of(alice), [ask]).get(ask.skill)


def test_an_award_is_believed_and_says_why(world: IssuingWorld) -> None:
    assert belief_of(world) is None
    world.issue()
    belief = belief_of(world)
    assert belief is not None
    assert verdict(belief, 0.7) is Verdict.MET
    assert belief.reasons[-1].source == world.entry().uid
    assert "Exam, watched online, identity checked" in belief.reasons[-1].text


def test_the_skill_is_known_by_its_identity_across_frameworks(world: IssuingWorld) -> None:
    assert the_ask(world).skill == ESCO_SQL
    assert the_ask(world).skill != SQL


def test_a_revoked_award_is_out(world: IssuingWorld) -> None:
    award = world.issue()
    awarding.revoke(actor=SYSTEM, award_uid=award.uid, reason="Handed in another's work.")
    deliver_pending()
    assert belief_of(world) is None
    assert standing.evidence(world.cast.alice, uid_of(world.cast.alice)) == ()


def test_an_expired_award_is_out_at_the_moment_of_asking(world: IssuingWorld) -> None:
    world.issue(expires_at=now() + timedelta(days=30))
    assert belief_of(world) is not None
    with turned_to(now() + timedelta(days=31)):
        assert belief_of(world) is None
        assert standing.beliefs_of_many([uid_of(world.cast.alice)], [the_ask(world)]) == {uid_of(world.cast.alice): {}}


def test_own_words_never_reach_the_floor_nor_an_employer(world: IssuingWorld) -> None:
    alice, ask = world.cast.alice, the_ask(world)
    said = TaughtSkill(SQL, ask.skill, "Query databases", Level.EXPERT)
    record.add_entry(actor=alice, person_uid=uid_of(alice), kind="skill", title="SQL", skills=[said])
    deliver_pending()
    belief = belief_of(world)
    assert belief is not None
    assert not belief.enough
    assert verdict(belief, 0.7) is Verdict.UNKNOWN
    assert standing.beliefs_of_many([uid_of(alice)], [ask], verified_only=True)[uid_of(alice)] == {}


def test_rebuilding_twice_gives_the_same(world: IssuingWorld) -> None:
    world.issue()
    before = belief_of(world)
    uid = uid_of(world.cast.alice)
    assert standing.rebuild(person_uid=uid) == standing.rebuild(person_uid=uid) == 1
    assert belief_of(world) == before
    assert HeldEvidence.objects.filter(person_id=uid).count() == 1


@pytest.mark.parametrize("stranger", ["mallory", "bea", "carol", "nobody"])
def test_nobody_else_may_ask(world: IssuingWorld, stranger: str) -> None:
    world.issue()
    asking = world.cast.everyone.get(stranger, people.ANYONE)
    uid = uid_of(world.cast.alice)
    with pytest.raises(NotAllowed):
        standing.beliefs(asking, uid, [the_ask(world)])
    with pytest.raises(NotAllowed):
        standing.evidence(asking, uid)


def test_an_erased_person_leaves_nothing(world: IssuingWorld) -> None:
    world.issue()
    uid = uid_of(world.cast.alice)
    _observe(world)
    people.erase_person(actor=world.cast.alice, person_uid=uid)
    deliver_pending()
    assert not HeldEvidence.objects.filter(person_id=uid).exists()
    assert not Signal.objects.filter(person_id=uid).exists()


def _observe(world: IssuingWorld, **changes: object) -> None:
    values: dict[str, object] = {
        "actor": SYSTEM,
        "person_uid": uid_of(world.cast.alice),
        "skill": ESCO_SQL,
        "level": Level.ADVANCED,
        "kind": "outcome",
        "shown": True,
        "source_uid": "an-outcome",
        "observed_at": now(),
    }
    standing.observe(**(values | changes))  # type: ignore[arg-type]


def test_a_signal_from_above_is_kept_once(world: IssuingWorld) -> None:
    _observe(world)
    _observe(world)
    assert Signal.objects.count() == 1
    for wrong in ({"kind": "rumour"}, {"skill": ""}, {"observed_at": datetime(2026, 1, 1)}):  # noqa: DTZ001
        with pytest.raises(standing.BadSignal):
            _observe(world, **wrong)
    with pytest.raises(NotAllowed):
        _observe(world, actor=world.cast.alice)


@pytest.mark.parametrize("bare", [True, False])
def test_facts_come_back_as_they_were(bare: bool) -> None:
    item = EvidenceItem(
        uid="entry",
        kind=Kind.CREDENTIAL,
        skill=ESCO_SQL,
        level=Level.ADVANCED,
        issuer="house",
        achievement="thing",
        assessment=Assessment.EXAM,
        supervision=Supervision.ONSITE,
        identity_checked=True,
        earned_at=datetime(2026, 11, 3, 9, 30, 1, 5, tzinfo=UTC),
        practical_share=None if bare else 0.1,
        pass_mark=None if bare else 0.7,
        attempts_allowed=None if bare else 2,
        valid_until=None if bare else datetime(2027, 1, 1, tzinfo=UTC),
    )
    assert item_of(facts_of(item)) == item
