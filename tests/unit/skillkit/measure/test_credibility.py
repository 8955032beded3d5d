"""Calibration of issuers: known scores, honest intervals, and what must not move it."""

import math
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.credibility import LEAST_PEOPLE, Judged, Word, credibility


def some(shown: int, people: int, implied: float = 0.8, base: float = 0.4, **more: bool) -> list[Judged]:
    return [Judged(f"p{n}", implied, base, n < shown, **more) for n in range(people)]


def test_few_people_are_unknown_and_not_bad() -> None:
    found = credibility(some(0, LEAST_PEOPLE - 1))
    assert (found.word, found.score, found.people) == (Word.UNKNOWN, None, LEAST_PEOPLE - 1)


def test_many_badges_of_few_people_are_still_few_people() -> None:
    assert credibility([*some(3, 5)] * 50).word is Word.UNKNOWN


def test_the_score_is_bits_above_the_base_rate() -> None:
    found = credibility(some(80, 100))
    expected = 0.8 * math.log2(0.8 / 0.4) + 0.2 * math.log2(0.2 / 0.6)
    assert found.score == pytest.approx(expected) and found.score_if_calibrated == pytest.approx(expected)
    assert found.too_much == pytest.approx(0.0) and found.word is Word.INFORMATIVE


def test_promising_too_much_is_seen_and_can_be_misleading() -> None:
    found = credibility(some(30, 100, implied=0.9))
    assert found.word is Word.MISLEADING
    assert found.too_much == pytest.approx(0.6)
    assert found.too_much_interval is not None and found.too_much_interval.low > 0.4
    assert found.score is not None and found.score_if_calibrated is not None
    assert found.score < 0 < found.score_if_calibrated


def test_saying_the_base_rate_scores_nothing() -> None:
    found = credibility(some(40, 100, implied=0.4))
    assert found.score == 0.0 and found.word is Word.UNPROVEN


def test_bins_hold_everyone_once_with_exact_intervals() -> None:
    found = credibility([*some(80, 100), *[replace(one, implied=0.3) for one in some(10, 100)]])
    assert sum(one.people for one in found.bins) == pytest.approx(100)
    full = [one for one in found.bins if one.people]
    assert [(one.said, one.seen) for one in full] == [
        (pytest.approx(0.3), pytest.approx(0.1)),
        (pytest.approx(0.8), pytest.approx(0.8)),
    ]
    assert all(one.interval is not None and one.interval.holds(one.seen or 0.0) for one in full)


def test_the_interval_holds_the_expected_score_nine_times_in_ten() -> None:
    """Exactly, over every count that a binomial can give; the worst of the grid may be a little under."""
    covered = []
    for people in (20, 40, 100):
        found = [credibility(some(n, people)).score_interval for n in range(people + 1)]
        for truth in (0.5, 0.7, 0.8, 0.9, 0.97):
            expected = truth * math.log2(0.8 / 0.4) + (1 - truth) * math.log2(0.2 / 0.6)
            chances = np.diff(special.bdtr(np.arange(people + 1), people, truth), prepend=0.0)
            covered.append(sum(c for c, one in zip(chances, found, strict=True) if one and one.holds(expected)))
    assert min(covered) >= 0.85 and np.mean(covered) >= 0.90


def test_people_nobody_drew_widen_the_interval_and_leave_the_middle() -> None:
    drawn, chosen = credibility(some(60, 100)), credibility(some(60, 100, at_random=False))
    assert chosen.score == pytest.approx(drawn.score or 0.0)
    assert chosen.score_interval and drawn.score_interval
    assert chosen.score_interval.low < drawn.score_interval.low
    assert chosen.score_interval.high > drawn.score_interval.high
    assert (drawn.share_at_random, chosen.share_at_random) == (pytest.approx(1.0), 0.0)
    assert credibility(some(60, 100, at_random=False), selection_odds=1.0).score_interval == drawn.score_interval


@given(st.integers(20, 60), st.data())
def test_order_and_names_do_not_matter(people: int, data: st.DataObject) -> None:
    judged = some(data.draw(st.integers(0, people)), people, data.draw(st.floats(0.02, 0.98)))
    shuffled = data.draw(st.permutations(judged))
    one, other = credibility(judged), credibility(shuffled)
    assert one == other
    renamed = credibility([replace(person, person=f"x{person.person}") for person in judged])
    assert renamed.score == pytest.approx(one.score) and renamed.word is one.word


@given(st.integers(20, 80), st.floats(0.05, 0.95))
def test_more_shown_never_lowers_the_score_of_a_promise_above_the_base(people: int, base: float) -> None:
    implied = (1 + base) / 2
    scores = [credibility(some(n, people, implied, base)).score or 0.0 for n in (0, people // 2, people)]
    assert scores == sorted(scores)


def test_nothing_but_what_was_said_and_seen_comes_in() -> None:
    assert {field.name for field in fields(Judged)} == {"person", "implied", "base", "shown", "at_random"}


def test_what_lies_outside_is_refused() -> None:
    with pytest.raises(Refused):
        Judged("p", 1.1, 0.5, True)
    with pytest.raises(Refused):
        credibility([], selection_odds=0.9)
