"""Sampling plans: published plans, risks kept, exact counting without putting back, and results read back."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused, Unavailable
from skillmark.skillkit.measure.acceptance import (
    Finding,
    SecondTest,
    Terms,
    _plan,
    chance_to_accept,
    expected_result,
    operating_characteristic,
    read_result,
    smallest_plan,
)

PERFECT = SecondTest(0.0, 0.0)


def test_no_fail_allowed_is_the_closed_form() -> None:
    """(1 - bad)^n <= 0.10: for one in ten, 22 people, the first plan of every table."""
    plan = smallest_plan(Terms(0.001, 0.10), PERFECT)
    assert (plan.people, plan.allowed) == (math.ceil(math.log(0.10) / math.log(0.9)), 0)


def test_a_plan_between_two_that_do_not_do() -> None:
    """1 % and 6 %: with two fails allowed no number keeps both risks (88 keep the public's and miss the issuer's)."""
    plan = smallest_plan(Terms(0.01, 0.06), PERFECT)
    assert (plan.people, plan.allowed) == (110, 3)
    assert chance_to_accept(88, 2, 0.06, PERFECT) < 0.10 < chance_to_accept(87, 2, 0.06, PERFECT)
    assert 1 - chance_to_accept(88, 2, 0.01, PERFECT) > 0.05


@given(st.floats(0.0, 0.1), st.floats(0.2, 0.6), st.floats(0, 0.1), st.floats(0, 0.1), st.none() | st.integers(60, 300))
def test_both_risks_are_kept_and_one_person_fewer_would_not_do(
    good: float, more: float, wrong: float, slip: float, holders: int | None
) -> None:
    test, terms = SecondTest(wrong, slip), Terms(good, good + more)
    try:
        plan = smallest_plan(terms, test, holders)
    except Unavailable:
        return
    assert plan.issuer_risk <= terms.issuer_risk and plan.public_risk <= terms.public_risk
    assert chance_to_accept(plan.people - 1, plan.allowed, terms.bad, test, holders) > terms.public_risk
    for allowed in range(plan.allowed):
        fewer = _plan(terms, test, holders, allowed, holders or 3000)
        assert fewer is None or fewer.issuer_risk > terms.issuer_risk


def test_two_shares_too_near_for_the_test_are_said_to_be() -> None:
    with pytest.raises(Unavailable):
        smallest_plan(Terms(0.050, 0.051), SecondTest())
    with pytest.raises(Unavailable):
        smallest_plan(Terms(0.05, 0.10), SecondTest(), holders=10)


def test_without_putting_back_is_counted_exactly() -> None:
    """Five holders, two lack it, two are drawn: 3 of 10 pairs hold none of them."""
    assert chance_to_accept(2, 0, 0.4, PERFECT, holders=5) == pytest.approx(0.3)
    assert chance_to_accept(2, 1, 0.4, PERFECT, holders=5) == pytest.approx(0.9)
    assert chance_to_accept(5, 1, 0.4, PERFECT, holders=5) == pytest.approx(0.0)


def test_few_holders_and_a_test_that_errs_against_every_case_by_hand() -> None:
    test, holders, people = SecondTest(0.1, 0.2), (True, True, False, False, False, False), 3
    total = 0.0
    pairs = list(itertools.combinations(holders, people))
    for drawn in pairs:
        fails = [0.9 if lacks else 0.2 for lacks in drawn]
        none = math.prod(1 - p for p in fails)
        one = sum(p * math.prod(1 - q for j, q in enumerate(fails) if j != i) for i, p in enumerate(fails))
        total += none + one
    assert chance_to_accept(people, 1, 2 / 6, test, holders=6) == pytest.approx(total / len(pairs))


def test_many_holders_are_nearly_without_end() -> None:
    test = SecondTest()
    assert chance_to_accept(60, 8, 0.1, test, 60_000) == pytest.approx(chance_to_accept(60, 8, 0.1, test), abs=2e-3)


@given(st.integers(1, 60), st.integers(0, 60), st.none() | st.integers(60, 90))
def test_more_that_lack_the_skill_are_never_accepted_more_often(people: int, allowed: int, holders: int | None) -> None:
    chances = [chance_to_accept(people, allowed, share, SecondTest(), holders) for share in np.linspace(0, 1, 7)]
    assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(chances))
    assert all(0.0 <= chance <= 1.0 for chance in chances)


def test_the_curve_of_a_plan_goes_through_its_risks() -> None:
    terms = Terms(0.05, 0.25)
    plan = smallest_plan(terms, SecondTest())
    (_, good), (_, bad) = operating_characteristic(plan, SecondTest(), (terms.good, terms.bad))
    assert (good, bad) == (pytest.approx(1 - plan.issuer_risk), pytest.approx(plan.public_risk))


def test_a_result_is_read_back_through_the_errors_of_the_test() -> None:
    found = read_result(100, 23, SecondTest(0.05, 0.05), limit=0.5)
    assert found.false_share == pytest.approx((0.23 - 0.05) / 0.90)
    assert found.interval.holds(found.false_share) and found.finding is Finding.WITHIN
    assert read_result(100, 80, SecondTest(), 0.3).finding is Finding.BEYOND
    assert read_result(5, 1, SecondTest(), 0.3).finding is Finding.OPEN
    assert read_result(0, 0, SecondTest(), 0.3).false_share is None


def test_as_many_fails_as_a_good_test_slips_show_nothing_wrong() -> None:
    assert read_result(100, 5, SecondTest(0.02, 0.05), 0.1).false_share == 0.0


def test_more_people_show_more() -> None:
    widths = [(one := expected_result(n, 0.2, SecondTest())).high - one.low for n in (10, 40, 160)]
    assert widths[0] > widths[1] > widths[2]
    assert expected_result(1000, 0.2, PERFECT).low == pytest.approx(0.18, abs=0.01)


def test_terms_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refused):
        Terms(0.2, 0.1)
    with pytest.raises(Refused):
        SecondTest(0.6, 0.5)
