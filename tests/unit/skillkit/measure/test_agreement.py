"""Agreement of assessors and of tests with themselves; bounds for people nobody drew."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.rates import (
    Agreement,
    agreement_of_reliability,
    bounds_by_odds,
    bounds_without_assumption,
    kappa,
    kr20,
)
from skillmark.skillkit.measure.rates.agreement import both_above
from skillmark.skillkit.measure.shares import Interval, exact_interval


def test_kappa_of_a_known_table() -> None:
    found = kappa(Agreement(20, 15, 15))
    passed = 27.5 / 50
    chance = passed**2 + (1 - passed) ** 2
    assert found is not None and found.agreed == 0.7
    assert found.kappa == pytest.approx((0.7 - chance) / (1 - chance))
    assert found.interval.holds(found.kappa)


def test_full_agreement_is_one_and_all_one_way_is_unknown() -> None:
    found = kappa(Agreement(10, 0, 10))
    assert found is not None and found.kappa == 1.0
    assert kappa(Agreement(10, 0, 0)) is None and kappa(Agreement(0, 0, 0)) is None


def test_the_error_of_kappa_is_its_spread_over_many_draws() -> None:
    source = np.random.default_rng(3)
    truth = (0.5, 0.2, 0.3)
    drawn = [kappa(Agreement(*map(int, source.multinomial(200, truth)))) for _ in range(3000)]
    spread = np.std([one.kappa for one in drawn if one])
    exact = kappa(Agreement(100, 40, 60))
    assert exact is not None
    assert (exact.interval.high - exact.interval.low) / 2 / 1.6449 == pytest.approx(spread, rel=0.06)


def test_kr20_of_items_that_say_the_same_is_one_and_of_noise_about_zero() -> None:
    same = np.repeat(np.array([[True], [False], [True]]), 4, axis=1)
    assert kr20(same) == pytest.approx(1.0)
    noise = np.random.default_rng(1).random((4000, 10)) < 0.5
    assert kr20(noise) == pytest.approx(0.0, abs=0.1)
    assert kr20(np.ones((5, 5), bool)) is None


def test_two_normals_above_their_middle_are_sheppards_formula() -> None:
    for correlation in (0.0, 0.3, 0.8, 0.99):
        assert both_above(0.5, correlation) == pytest.approx(0.25 + math.asin(correlation) / (2 * math.pi), abs=1e-9)


@given(st.integers(0, 500), st.floats(0, 1), st.floats(0, 1))
def test_counts_of_a_reliability_add_up(people: int, reliability: float, rate: float) -> None:
    found = agreement_of_reliability(people, reliability, rate)
    assert found.works == people and min(found.both_passed, found.split, found.both_failed) >= 0


def test_a_perfect_test_agrees_with_itself() -> None:
    assert agreement_of_reliability(100, 1.0, 0.6) == Agreement(60, 0, 40)


def test_bounds_without_assumption_only_use_counts() -> None:
    assert bounds_without_assumption(8, 10, 100) == Interval(0.08, 0.98)
    assert bounds_without_assumption(8, 10, 10) == Interval(0.8, 0.8)
    assert bounds_without_assumption(0, 0, 0) == Interval(0.0, 1.0)


def test_bounds_by_odds_start_at_the_random_sample_and_widen() -> None:
    assert bounds_by_odds(8, 10, 1.0) == exact_interval(8, 10)
    wide, wider = bounds_by_odds(8, 10, 2.0), bounds_by_odds(8, 10, 3.0)
    assert wider.low < wide.low < exact_interval(8, 10).low and wider.high > wide.high
    with pytest.raises(Refused):
        bounds_by_odds(8, 10, 0.5)
