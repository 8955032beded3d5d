"""Intervals of shares: published values, exact coverage, and refusal of counts that cannot be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.shares import Interval, Rate, exact_interval, share_points, weighted_quantiles


def test_none_of_ten_is_the_closed_form() -> None:
    found = exact_interval(0, 10)
    assert (found.low, found.high) == (0.0, pytest.approx(1 - 0.05**0.1))
    assert exact_interval(10, 10).low == pytest.approx(0.05**0.1)
    assert exact_interval(0, 0) == Interval(0.0, 1.0)


@given(st.integers(1, 60), st.floats(0.0, 1.0))
def test_it_covers_at_least_as_often_as_it_says(of: int, truth: float) -> None:
    inside = [exact_interval(events, of).holds(truth) for events in range(of + 1)]
    assert _chances(of, truth)[inside].sum() >= 0.90 - 1e-9


def test_a_rate_holds_ninety_in_a_hundred_of_its_points() -> None:
    rate = Rate.around(0.3, 0.8)
    inside = [rate.interval.holds(point) for point in rate.points(1000)]
    assert np.mean(inside) == pytest.approx(0.9, abs=0.002)
    assert rate.p == pytest.approx(0.3)


def test_points_of_counts_are_their_beta() -> None:
    assert share_points(3, 10, 2001).mean() == pytest.approx(4 / 12, abs=1e-4)


def test_weighted_quantiles_follow_the_weights() -> None:
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([0.0, 1.0, 1.0])
    assert weighted_quantiles(values, weights, (0.0, 0.5, 1.0)) == [1.0, 1.0, 2.0]


@pytest.mark.parametrize(("events", "of"), [(-1, 3), (4, 3), (0, -1)])
def test_odd_counts_are_refused(events: int, of: int) -> None:
    with pytest.raises(Refused):
        exact_interval(events, of)


def test_certain_rates_have_log_odds_all_the_same() -> None:
    assert Rate.around(0.0).p == pytest.approx(0.0, abs=1e-8)
    assert special.logit(Rate.around(1.0).p) == pytest.approx(special.logit(1 - 1e-9), rel=1e-3)
    with pytest.raises(Refused):
        Rate.around(1.2)


def _chances(of: int, truth: float) -> np.ndarray:
    """Binomial probabilities of 0..of."""
    return np.diff(special.bdtr(np.arange(of + 1), of, truth), prepend=0.0)
