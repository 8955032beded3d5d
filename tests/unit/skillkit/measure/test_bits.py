"""Bits of a pass: known cases, and what must hold whatever the numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.bits import (
    Cohort,
    bits_by_year,
    error_rates,
    estimate_bits,
    information,
    information_at,
    is_inflated,
)
from skillmark.skillkit.measure.shares import Rate

shares = st.floats(0.0, 1.0)


def coin(p: float) -> float:
    return 0.0 if p in (0.0, 1.0) else -p * math.log2(p) - (1 - p) * math.log2(1 - p)


def test_a_perfect_test_tells_as_much_as_the_skill_is_rare() -> None:
    assert float(information(0.5, 0.0, 0.0)) == pytest.approx(1.0)
    assert float(information(0.2, 0.0, 0.0)) == pytest.approx(coin(0.2))


def test_symmetric_errors_are_the_binary_symmetric_channel() -> None:
    assert float(information(0.5, 0.11, 0.11)) == pytest.approx(1 - coin(0.11))


def test_from_the_pass_rate_it_is_the_same_figure() -> None:
    share, wrong, slip = 0.4, 0.2, 0.1
    seen = share * (1 - slip) + (1 - share) * wrong
    assert float(information_at(seen, wrong, slip)) == pytest.approx(float(information(share, wrong, slip)))


@given(shares, shares, shares)
def test_bits_stay_within_the_entropy_of_the_pass_rate(rate: float, wrong: float, slip: float) -> None:
    assert 0.0 <= float(information_at(rate, wrong, slip)) <= coin(rate) + 1e-9


@given(shares, shares, shares, shares)
def test_more_false_passes_lower_the_bits(held: float, slip: float, one: float, other: float) -> None:
    fewer, more = sorted((one, other))
    assert float(information(held, more, slip)) <= float(information(held, fewer, slip)) + 1e-9
    if fewer <= held:
        assert float(information_at(held, more, slip)) <= float(information_at(held, fewer, slip)) + 1e-9


@given(shares, shares)
def test_when_everyone_passes_the_bits_are_zero(wrong: float, slip: float) -> None:
    assert float(information_at(1.0, wrong, slip)) == pytest.approx(0.0, abs=1e-9)


@given(st.integers(1, 5000), st.floats(0.01, 0.6), st.floats(0.01, 0.3), st.floats(0, 1.5))
def test_everyone_passes_with_estimated_rates_too(sat: int, wrong: float, slip: float, sd: float) -> None:
    found = estimate_bits(Cohort("v", 2026, sat, sat), Rate.around(wrong, sd), Rate.around(slip, sd))
    assert found.bits == pytest.approx(0.0, abs=1e-9) and found.low == pytest.approx(0.0, abs=1e-9)


def test_the_interval_closes_on_zero_as_more_pass() -> None:
    rates = Rate.around(0.2, 0.5), Rate.around(0.02, 1.0)
    few, many = (estimate_bits(Cohort("v", 2026, n, n), *rates) for n in (20, 20_000))
    assert many.high < 0.02 < few.high


@given(st.integers(0, 300), st.data())
def test_the_figure_lies_in_its_interval(sat: int, data: st.DataObject) -> None:
    cohort = Cohort("v", 2026, sat, data.draw(st.integers(0, sat)))
    found = estimate_bits(cohort, Rate.around(0.15, 0.6), Rate.around(0.1, 0.6))
    assert 0.0 <= found.low <= found.bits <= found.high <= 1.0
    assert found.enough == (sat >= 10)


def test_with_known_rates_and_many_people_it_is_the_formula() -> None:
    found = estimate_bits(Cohort("v", 2026, 400_000, 200_000), Rate.around(0.1), Rate.around(0.1))
    assert found.bits == pytest.approx(1 - coin(0.1), abs=1e-6)
    assert found.high - found.low < 0.01


def test_years_come_in_order_and_a_lax_year_is_inflation() -> None:
    rates = {"v1": (Rate.around(0.1, 0.2), Rate.around(0.05, 0.2))}
    cohorts = [Cohort("v1", 2026, 400, 399), Cohort("v1", 2024, 200, 100), Cohort("v1", 2024, 200, 100)]
    first, last = bits_by_year(cohorts, rates)
    assert (first.year, first.pass_rate, last.year) == (2024, 0.5, 2026)
    assert is_inflated(first, last) and not is_inflated(last, first) and not is_inflated(first, first)


def test_a_steep_curve_without_floor_hardly_errs() -> None:
    wrong, missed = error_rates(0.0, 0.0, 200.0, 0.5, 0.0, 1.0)
    assert wrong < 0.01 and missed < 0.01
    wrong, missed = error_rates(0.3, 0.1, 200.0, 0.5, 0.0, 1.0)
    assert (wrong, missed) == (pytest.approx(0.3, abs=0.01), pytest.approx(0.1, abs=0.01))


def test_a_flat_curve_tells_nothing() -> None:
    wrong, missed = error_rates(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    assert float(information(0.4, wrong, missed)) == pytest.approx(0.0, abs=1e-12)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refused):
        Cohort("v", 2026, 3, 4)
