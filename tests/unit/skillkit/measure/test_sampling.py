"""Whom to test again: the best split of a budget, and a draw that nobody can steer."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.acceptance import SecondTest
from skillmark.skillkit.measure.sampling import Group, _spread, draw, share_out
from skillmark.skillkit.measure.shares import Rate

TEST = SecondTest()
groups = st.lists(
    st.builds(Group, st.uuids().map(str), st.integers(0, 300), st.builds(Rate, st.floats(-4, 2), st.floats(0, 1))),
    max_size=6,
    unique_by=lambda one: one.key,
)


@given(groups, st.integers(0, 200), st.integers(0, 5))
def test_the_budget_is_spent_and_never_passed(some: list[Group], people: int, at_least: int) -> None:
    taken = share_out(some, people, TEST, at_least=at_least)
    assert sum(taken.values()) == min(people, sum(one.holders for one in some))
    assert all(0 < taken[one.key] + 1 <= one.holders + 1 for one in some if one.holders)
    assert taken == share_out(some[::-1], people, TEST, at_least=at_least)


def test_no_split_in_whole_people_is_better() -> None:
    some = [Group("a", 120, Rate.around(0.1)), Group("b", 40, Rate.around(0.5)), Group("c", 300, Rate.around(0.02))]

    def uncertainty(split: tuple[int, ...]) -> float:
        return sum((one.holders * _spread(one, TEST)) ** 2 / n for one, n in zip(some, split, strict=True))

    splits = [split for split in itertools.product(range(1, 19), repeat=3) if sum(split) == 20]
    taken = share_out(some, 20, TEST)
    assert uncertainty((taken["a"], taken["b"], taken["c"])) == pytest.approx(min(map(uncertainty, splits)))


def test_nobody_is_safe_and_doubt_draws_more() -> None:
    sure, doubtful = Group("sure", 100, Rate.around(0.001, 0.1)), Group("doubtful", 100, Rate.around(0.3, 0.8))
    taken = share_out([sure, doubtful], 20, TEST, at_least=2)
    assert 2 <= taken["sure"] < taken["doubtful"]


@given(st.lists(st.text(min_size=1), max_size=20), st.integers(0, 30), st.binary(min_size=16, max_size=32))
def test_the_order_of_the_list_and_doubles_steer_nothing(uids: list[str], people: int, seed: bytes) -> None:
    drawn = draw(uids, people, seed)
    assert drawn == draw([*uids[::-1], *uids], people, seed)
    assert len(drawn) == min(people, len(set(uids))) and set(drawn) <= set(uids)


def test_one_person_more_on_the_list_moves_nobody_else() -> None:
    uids, seed = [f"u{n}" for n in range(50)], b"head of the log, 32 bytes or more"
    before, after = draw(uids, 50, seed), draw([*uids, "late"], 51, seed)
    assert [uid for uid in after if uid != "late"] == before


def test_everyone_is_drawn_about_equally_often() -> None:
    uids = [f"u{n}" for n in range(10)]
    hits = dict.fromkeys(uids, 0)
    for number in range(2000):
        for uid in draw(uids, 3, number.to_bytes(16)):
            hits[uid] += 1
    assert all(520 <= count <= 680 for count in hits.values())


def test_the_draw_stays_what_it_was() -> None:
    assert draw([f"u{n}" for n in range(8)], 3, bytes(16)) == ["u7", "u2", "u6"]


def test_odd_input_is_refused() -> None:
    with pytest.raises(Refused):
        draw(["a"], 1, b"short")
    with pytest.raises(Refused):
        share_out([Group("a", 1, Rate(0.0)), Group("a", 2, Rate(0.0))], 3, TEST)
    with pytest.raises(Refused):
        Group("a", -1, Rate(0.0))
