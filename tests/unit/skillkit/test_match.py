"""Ranking by evidence: exact parts, blind ties, and nothing irrelevant counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.match import match
from skillmark.skillkit.values import Ask, Belief, Level, TargetProfile, Verdict

ASKS = (
    Ask("sql", "SQL", Level.INDEPENDENT, True, 1.0, 0.7),
    Ask("statistics", "Statistics", Level.FOUNDATION, False, 0.4, 0.6),
)
PROFILE = TargetProfile("opening", ASKS)


def belief(skill: str, p: float, level: Level = Level.INDEPENDENT, *, enough: bool = True) -> Belief:
    return Belief(skill, level, p, max(0.0, p - 0.05), min(1.0, p + 0.05), (), enough)


people = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.fixed_dictionaries(
        {},
        optional={
            "sql": st.floats(0, 1).map(lambda p: belief("sql", p)),
            "statistics": st.floats(0, 1).map(lambda p: belief("statistics", p, Level.FOUNDATION)),
            "other": st.floats(0, 1).map(lambda p: belief("other", p)),
        },
    ),
    max_size=8,
)


@given(people)
def test_parts_add_up_and_musts_lead(held: dict[str, dict[str, Belief]]) -> None:
    found = match(held, PROFILE, salt="o")
    assert sorted(fit.person_uid for fit in found) == sorted(held)
    for fit in found:
        assert math.isclose(fit.score, sum(part.contribution for part in fit.parts), abs_tol=1e-9)
        assert 0 <= fit.low <= fit.score <= fit.high <= 1 + 1e-12
        assert fit.must_met == all(part.verdict is Verdict.MET for part in fit.parts if part.ask.must)
    keys = [(not fit.must_met, -round(fit.score, 9)) for fit in found]
    assert keys == sorted(keys)


@given(people)
def test_order_of_people_and_irrelevant_skills_change_nothing(held: dict[str, dict[str, Belief]]) -> None:
    plain = {uid: {skill: one for skill, one in some.items() if skill != "other"} for uid, some in held.items()}
    turned = dict(reversed(list(plain.items())))
    assert match(held, PROFILE, salt="o") == match(turned, PROFILE, salt="o")


def test_ties_follow_the_salt_and_not_the_uid() -> None:
    same = {f"p{place}": {"sql": belief("sql", 0.8)} for place in range(12)}
    orders = {tuple(fit.person_uid for fit in match(same, PROFILE, salt=str(salt))) for salt in range(6)}
    assert len(orders) > 1 and tuple(same) not in orders


def test_too_little_evidence_gives_no_credit() -> None:
    (fit,) = match({"a": {"sql": belief("sql", 0.9, enough=False)}}, PROFILE)
    assert fit.score == 0.0 and fit.parts[0].verdict is Verdict.UNKNOWN and not fit.must_met


def test_more_than_asked_earns_no_more() -> None:
    found = match({"a": {"sql": belief("sql", 0.8)}, "b": {"sql": belief("sql", 0.95)}}, PROFILE)
    assert found[0].score == found[1].score == pytest.approx(1.0 / 1.4)


def test_a_belief_at_another_level_is_refused() -> None:
    with pytest.raises(Refused):
        match({"a": {"sql": belief("sql", 0.9, Level.EXPERT)}}, PROFILE)


def test_nobody_and_nothing_asked() -> None:
    assert match({}, PROFILE) == []
    assert [fit.person_uid for fit in match({"a": {}}, TargetProfile("empty", ()))] == ["a"]


def test_ten_thousand_people_at_once() -> None:
    asks = tuple(Ask(f"s{place}", "", Level.INDEPENDENT, place < 5) for place in range(30))
    held = {f"p{person}": {ask.skill: belief(ask.skill, 0.6) for ask in asks} for person in range(10_000)}
    assert len(match(held, TargetProfile("wide", asks), top=100)) == 100


def test_what_is_unknown_widens_the_interval_and_lowers_nobody() -> None:
    thin = {"sql": belief("sql", 0.9)}
    told = {**thin, "statistics": belief("statistics", 0.0, Level.FOUNDATION)}
    (unknown,), (known,) = match({"a": thin}, PROFILE), match({"a": told}, PROFILE)
    assert unknown.score == known.score
    assert unknown.low == known.low
    assert unknown.high > known.high
