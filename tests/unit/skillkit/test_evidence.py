"""A credential as a noisy test: the properties that the model must keep whatever its numbers."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision, believe, full_weight, verified_only
from skillmark.skillkit.evidence.belief import logit
from skillmark.skillkit.evidence.weights import MAX_SPREAD
from skillmark.skillkit.values import Level, Verdict, verdict

AT = datetime(2026, 11, 22, tzinfo=UTC)
ASSESSED = [Assessment.QUIZ, Assessment.EXAM, Assessment.PROJECT, Assessment.PORTFOLIO, Assessment.OBSERVED]


def item(uid: str = "a", **facts: object) -> EvidenceItem:
    base = EvidenceItem(
        uid=uid,
        kind=Kind.CREDENTIAL,
        skill="s",
        level=Level.INDEPENDENT,
        issuer=f"issuer-{uid}",
        achievement=f"achievement-{uid}",
        assessment=Assessment.EXAM,
        supervision=Supervision.ONSITE,
        identity_checked=True,
        earned_at=AT - timedelta(days=30),
    )
    return replace(base, **facts)  # type: ignore[arg-type]


shares = st.none() | st.floats(0, 1)
items = st.builds(
    EvidenceItem,
    uid=st.uuids().map(str),
    kind=st.sampled_from(Kind),
    skill=st.sampled_from(["s", "other"]),
    level=st.sampled_from(Level),
    issuer=st.sampled_from(["", "i1", "i2", "i3"]),
    achievement=st.sampled_from(["", "a1", "a2", "a3"]),
    assessment=st.sampled_from(Assessment),
    supervision=st.sampled_from(Supervision),
    identity_checked=st.booleans(),
    earned_at=st.sampled_from([AT - timedelta(days=400), AT]),
    practical_share=shares,
    pass_mark=shares,
    attempts_allowed=st.none() | st.integers(1, 9),
    verified=st.booleans(),
    revoked=st.booleans(),
    valid_until=st.sampled_from([None, AT - timedelta(days=1), AT + timedelta(days=1)]),
)
many = st.lists(items, max_size=8)
levels = st.sampled_from(Level)


@given(many, levels, st.randoms())
def test_order_does_not_matter(held: list[EvidenceItem], level: Level, source: object) -> None:
    shuffled = list(held)
    source.shuffle(shuffled)  # type: ignore[attr-defined]
    assert believe(shuffled, "s", level, AT) == believe(held, "s", level, AT)


@given(many, levels, st.data())
def test_a_copy_moves_nothing(held: list[EvidenceItem], level: Level, data: st.DataObject) -> None:
    if not held:
        return
    copied = data.draw(st.sampled_from(held))
    before, after = believe(held, "s", level, AT), believe([*held, copied], "s", level, AT)
    assert (after.p, after.low, after.high, after.enough) == (before.p, before.low, before.high, before.enough)


def test_the_same_achievement_awarded_twice_counts_once() -> None:
    twice = [item("a", issuer="i", achievement="x"), item("b", issuer="i", achievement="x")]
    assert believe(twice, "s", Level.INDEPENDENT, AT).p == believe(twice[:1], "s", Level.INDEPENDENT, AT).p


@given(many, levels, st.data())
def test_taking_evidence_away_never_raises(held: list[EvidenceItem], level: Level, data: st.DataObject) -> None:
    if not held:
        return
    gone = data.draw(st.integers(0, len(held) - 1))
    rest = held[:gone] + held[gone + 1 :]
    assert believe(rest, "s", level, AT).p <= believe(held, "s", level, AT).p + 1e-12


@given(items, st.sampled_from(ASSESSED), levels)
def test_more_supervision_never_lowers(one: EvidenceItem, assessment: Assessment, level: Level) -> None:
    ladder = [Supervision.NONE, Supervision.ONLINE, Supervision.ONSITE]
    watched = [replace(one, skill="s", assessment=assessment, supervision=step) for step in ladder]
    beliefs = [believe([step], "s", level, AT) for step in watched]
    assert [b.p for b in beliefs] == sorted(b.p for b in beliefs)
    assert [b.low for b in beliefs] == sorted(b.low for b in beliefs)


@given(many, levels, levels)
def test_a_higher_level_is_never_surer(held: list[EvidenceItem], one: Level, other: Level) -> None:
    low, high = sorted((one, other))
    assert believe(held, "s", high, AT).p <= believe(held, "s", low, AT).p + 1e-12


@given(many, levels)
def test_names_of_issuers_are_irrelevant(held: list[EvidenceItem], level: Level) -> None:
    renamed = [
        replace(one, issuer=one.issuer and f"z{one.issuer}", achievement=one.achievement and f"q{one.achievement}")
        for one in held
    ]
    before, after = believe(held, "s", level, AT), believe(renamed, "s", level, AT)
    assert math.isclose(before.p, after.p) and math.isclose(before.low, after.low)


@given(many, levels)
def test_reasons_add_up_to_the_belief(held: list[EvidenceItem], level: Level) -> None:
    found = believe(held, "s", level, AT)
    assert math.isclose(sum(reason.weight for reason in found.reasons), logit(found.p), abs_tol=1e-9)
    assert 0 < found.low <= found.p <= found.high < 1


@given(items)
def test_no_weight_is_negative_or_more_spread_than_it_may(one: EvidenceItem) -> None:
    weight = full_weight(one)
    assert weight.log_odds > 0 and 0 <= weight.sd <= MAX_SPREAD * weight.log_odds + 1e-12


@given(many, items, levels)
def test_evidence_about_another_skill_changes_nothing(
    held: list[EvidenceItem], other: EvidenceItem, level: Level
) -> None:
    more = [*held, replace(other, skill="elsewhere")]
    assert believe(more, "s", level, AT) == believe(held, "s", level, AT)


@pytest.mark.parametrize("level", list(Level))
def test_a_supervised_exam_with_identity_check_meets(level: Level) -> None:
    assert verdict(believe([item(level=level)], "s", level, AT), 0.7) is Verdict.MET


@pytest.mark.req("L06")
def test_one_weak_badge_is_uncertain_and_completion_never_meets() -> None:
    weak = item(assessment=Assessment.QUIZ, supervision=Supervision.NONE, identity_checked=False)
    done = item(assessment=Assessment.NONE, supervision=Supervision.ONSITE)
    assert verdict(believe([weak], "s", Level.INDEPENDENT, AT), 0.7) is Verdict.UNCERTAIN
    for level in Level:
        found = believe([replace(done, level=level)], "s", level, AT)
        assert found.enough and verdict(found, 0.7) is not Verdict.MET


def test_own_word_alone_is_not_enough() -> None:
    own = [item(str(place), kind=Kind.SELF, assessment=Assessment.NONE) for place in range(9)]
    found = believe(own, "s", Level.INDEPENDENT, AT)
    assert not found.enough and verdict(found, 0.7) is Verdict.UNKNOWN
    assert found.p == believe(own[:1], "s", Level.INDEPENDENT, AT).p


@pytest.mark.parametrize("facts", [{"revoked": True}, {"earned_at": AT + timedelta(days=1)}])
def test_what_is_revoked_or_still_to_come_counts_for_nothing(facts: dict[str, object]) -> None:
    found = believe([item(**facts)], "s", Level.INDEPENDENT, AT)
    assert not found.enough and found.p == pytest.approx(0.30)


def test_lower_evidence_counts_in_part_and_expired_evidence_too() -> None:
    at_level = believe([item()], "s", Level.INDEPENDENT, AT).p
    below = believe([item(level=Level.FOUNDATION)], "s", Level.INDEPENDENT, AT).p
    expired = believe([item(valid_until=AT - timedelta(days=1))], "s", Level.INDEPENDENT, AT).p
    nothing = believe([], "s", Level.INDEPENDENT, AT).p
    assert nothing < below < at_level and nothing < expired < at_level


def test_only_checked_evidence_of_others_is_verified() -> None:
    held = [item("a"), item("b", verified=False), item("c", kind=Kind.SELF), item("d", revoked=True)]
    assert [one.uid for one in verified_only(held)] == ["a"]
