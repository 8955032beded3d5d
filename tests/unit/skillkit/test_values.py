"""Levels, beliefs and the one rule of proof."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.values import (
    Ask,
    Belief,
    Level,
    TargetProfile,
    Verdict,
    profile_of_occupation,
    verdict,
)


def belief(p: float, low: float, high: float, *, enough: bool = True) -> Belief:
    return Belief("s", Level.INDEPENDENT, p, low, high, (), enough)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((0.78, 0.63, 0.89), Verdict.MET),
        ((0.70, 0.60, 0.80), Verdict.MET),
        ((0.78, 0.59, 0.89), Verdict.UNCERTAIN),
        ((0.69, 0.65, 0.75), Verdict.UNCERTAIN),
        ((0.40, 0.10, 0.70), Verdict.UNCERTAIN),
        ((0.40, 0.10, 0.69), Verdict.MISSING),
    ],
)
def test_the_rule_of_proof(figures: tuple[float, float, float], expected: Verdict) -> None:
    assert verdict(belief(*figures), 0.70) is expected


def test_unknown_below_the_floor_and_without_a_belief() -> None:
    assert verdict(None, 0.7) is Verdict.UNKNOWN
    assert verdict(belief(0.99, 0.98, 0.999, enough=False), 0.7) is Verdict.UNKNOWN


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_what_meets_more_meets_less(figures: list[float], one: float, other: float) -> None:
    low, p, high = figures
    if verdict(belief(p, low, high), max(one, other)) is Verdict.MET:
        assert verdict(belief(p, low, high), min(one, other)) is Verdict.MET


def test_each_level_is_two_levels_of_eqf() -> None:
    assert [Level.from_eqf(step) for step in range(1, 9)] == [Level((step + 1) // 2) for step in range(1, 9)]
    assert all(Level.from_eqf(step) is level for level in Level for step in level.eqf)


@pytest.mark.parametrize("scale", [Level.from_eqf, Level.from_sfia, Level.from_digcomp])
def test_scales_rise_and_refuse_what_lies_outside(scale: object) -> None:
    assert callable(scale)
    top = 7 if scale == Level.from_sfia else 8
    steps = [scale(step) for step in range(1, top + 1)]
    assert steps == sorted(steps) and set(steps) == set(Level)
    for outside in (0, top + 1, -1):
        with pytest.raises(Refused) as caught:
            scale(outside)
        assert caught.value.code == "skillkit.level_out_of_range"


@given(st.floats(0, 7), st.floats(0, 7))
def test_onet_rises(one: float, other: float) -> None:
    low, high = (Level.from_onet(value) or 0 for value in sorted((one, other)))
    assert low <= high


def test_onet_not_relevant_is_no_level() -> None:
    assert Level.from_onet(0.2) is None and Level.from_onet(7) is Level.EXPERT
    with pytest.raises(Refused):
        Level.from_onet(7.1)


def test_an_occupation_without_levels_asks_independent_and_foundation() -> None:
    profile = profile_of_occupation("analyst", "uri:o", [("a", "A"), ("b", "B")], [("b", "B"), ("c", "C")])
    assert [(ask.skill, ask.level, ask.must) for ask in profile.asks] == [
        ("a", Level.INDEPENDENT, True),
        ("b", Level.INDEPENDENT, True),
        ("c", Level.FOUNDATION, False),
    ]


def test_values_out_of_order_are_refused() -> None:
    with pytest.raises(Refused):
        belief(0.5, 0.6, 0.7)
    with pytest.raises(Refused):
        Ask("a", "A", Level.EXPERT, True, need=1.0)
    with pytest.raises(Refused):
        TargetProfile("t", (Ask("a", "A", Level.EXPERT, True), Ask("a", "A", Level.FOUNDATION, True)))
