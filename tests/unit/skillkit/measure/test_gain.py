"""What one more achievement is worth: a copy nothing, what is met nothing, the missing one most."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Rates, Supervision, error_rates
from skillmark.skillkit.measure.gain import Gain, Why, gains, readiness
from skillmark.skillkit.route import Offer
from skillmark.skillkit.values import Ask, Level

AT = datetime(2026, 11, 22, tzinfo=UTC)
LEVEL = Level.INDEPENDENT
SQL, WELDING = Ask("sql", "SQL", LEVEL, True), Ask("welding", "Welding", LEVEL, True)


def evidence(uid: str, skill: str, assessment: Assessment = Assessment.EXAM, watched: bool = True) -> EvidenceItem:
    supervision = Supervision.ONSITE if watched else Supervision.NONE
    earned = AT - timedelta(days=30)
    return EvidenceItem(
        uid, Kind.CREDENTIAL, skill, LEVEL, f"i-{uid}", f"a-{uid}", assessment, supervision, watched, earned
    )


def offer(uid: str, skill: str, assessment: Assessment = Assessment.EXAM, watched: bool = True) -> Offer:
    return Offer(uid, uid, ((skill, LEVEL),), evidence(uid, skill, assessment, watched), 0, "EUR", 10.0)


def by_uid(found: tuple[Gain, ...]) -> dict[str, Gain]:
    return {one.uid: one for one in found}


def test_the_missing_exam_closes_and_is_worth_half_a_goal_of_two() -> None:
    found = gains([evidence("x", "sql")], [SQL, WELDING], [offer("w", "welding")], AT)
    assert found[0].why is Why.CLOSES and found[0].is_needed
    assert found[0].gain == pytest.approx(0.5)


def test_you_do_not_need_this_one() -> None:
    held = [evidence("x", "sql")]
    copy = replace(offer("copy", "sql"), evidence=held[0])
    weak = offer("weak", "welding", Assessment.NONE, watched=False)
    found = by_uid(gains(held, [SQL], [copy, offer("again", "sql"), weak], AT))
    assert {uid: one.why for uid, one in found.items()} == {
        "copy": Why.HELD_ALREADY,
        "again": Why.MET_ALREADY,
        "weak": Why.NOT_ASKED,
    }
    assert all(not one.is_needed and one.gain == pytest.approx(0.0) for one in found.values())


def test_a_weak_badge_helps_less_than_an_exam() -> None:
    some = [offer("exam", "sql"), offer("quiz", "sql", Assessment.QUIZ, watched=False), offer("other", "welding")]
    found = gains([], [SQL], some, AT)
    assert [one.uid for one in found] == ["exam", "quiz", "other"]
    assert found[0].why is Why.CLOSES and found[1].why is Why.HELPS and found[2].why is Why.NOT_ASKED
    assert found[0].gain > found[1].gain > 0.01


def test_nothing_held_is_not_ready_and_everything_met_is() -> None:
    assert readiness([], [SQL, WELDING], AT) == pytest.approx(0.0)
    assert readiness([evidence("x", "sql")], [SQL, WELDING], AT) == pytest.approx(0.5)
    assert readiness([], [], AT) == 1.0


kinds = st.sampled_from(Assessment)
offers = st.lists(
    st.builds(offer, st.uuids().map(str), st.sampled_from(["sql", "welding", "maps"]), kinds, st.booleans()), max_size=4
)


@settings(max_examples=25)
@given(st.lists(st.builds(evidence, st.uuids().map(str), st.just("sql"), kinds, st.booleans()), max_size=3), offers)
def test_the_gain_is_what_readiness_rises_by(held: list[EvidenceItem], some: list[Offer]) -> None:
    asks = [SQL, replace(WELDING, weight=0.4)]
    before = readiness(held, asks, AT)
    for one in gains(held, asks, some, AT):
        earned = next(offer for offer in some if offer.uid == one.uid).awards(AT)
        assert one.gain == pytest.approx(readiness([*held, *earned], asks, AT) - before, abs=1e-9)


def test_names_move_nothing() -> None:
    some = [offer("exam", "sql"), offer("quiz", "sql", Assessment.QUIZ)]
    renamed = [replace(one, title="Best badge ever", provider="Famous") for one in some]
    assert gains([], [SQL], some, AT) == gains([], [SQL], renamed, AT)


def test_learned_rates_are_used_where_they_are_given() -> None:
    def lax(item: EvidenceItem) -> Rates:
        return replace(error_rates(item), false_pass=0.9)

    guessed, learned = (gains([], [SQL], [offer("e", "sql")], AT, **more)[0] for more in ({}, {"rates": lax}))
    assert learned.gain < guessed.gain / 2
    assert readiness([evidence("x", "sql")], [SQL], AT, rates=lax) < readiness([evidence("x", "sql")], [SQL], AT)
