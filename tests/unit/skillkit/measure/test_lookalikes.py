"""Look-alikes: renaming hides nothing, chains do not join, and the effective number is what it says."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.lookalikes import (
    Cheapest,
    Taught,
    clusters,
    crowd,
    effective_number,
    similarities,
    similarity,
)
from skillmark.skillkit.measure.lookalikes.clusters import _average_linkage
from skillmark.skillkit.measure.lookalikes.similarity import similar_pairs
from skillmark.skillkit.measure.shares import Interval
from skillmark.skillkit.values import Level

SQL, STATISTICS, WELDING = "s/sql", "s/statistics", "s/welding"
QUERIES = ("After the Northbank Data Badge you write joins and window queries over relational tables.",)
SAME_IN_OTHER_WORDS = ("Combines relational tables by joins; writes queries with windows.",)
SPARKS = ("Joins steel plates with a gas flame, checks seams and wears proper protection.",)

data = Taught(
    "a", "Northbank Data Badge", "Northbank", ((SQL, Level.INDEPENDENT),), QUERIES, True, True, 9900, "EUR", 90
)
other = Taught(
    "b", "Query Hero", "Mallory Academy", ((SQL, Level.INDEPENDENT),), SAME_IN_OTHER_WORDS, True, False, 4900, "EUR", 5
)
welder = Taught("c", "Gas welding", "Carol Works", ((WELDING, Level.INDEPENDENT),), SPARKS, True, True, 30000, "EUR", 5)

skills = st.lists(st.tuples(st.sampled_from([SQL, STATISTICS, WELDING]), st.sampled_from(Level)), max_size=3).map(tuple)
texts = st.lists(st.sampled_from([*QUERIES, *SAME_IN_OTHER_WORDS, *SPARKS, "Reads a chart."]), max_size=3).map(tuple)
offers = st.lists(
    st.builds(Taught, st.uuids().map(str), st.just("T"), st.just("I"), skills, texts, st.booleans(), st.booleans()),
    max_size=7,
    unique_by=lambda one: one.uid,
)


def test_the_same_under_another_name_is_found_and_welding_is_not() -> None:
    assert clusters([data, other, welder]) == (("a", "b"), ("c",))


def test_renaming_badge_and_issuer_changes_nothing() -> None:
    renamed = replace(
        data,
        title="Ninja Award",
        issuer_name="Somebody",
        outcomes=(QUERIES[0].replace("Northbank Data Badge", "Ninja Award"),),
    )
    for one in (other, welder):
        assert similarity(renamed, one) == similarity(data, one)
    assert similarity(data, renamed) == pytest.approx(1.0)


def test_a_copy_with_other_skill_tags_is_still_a_copy() -> None:
    tagged = replace(data, uid="d", skills=((WELDING, Level.EXPERT),))
    assert similarity(data, tagged) >= 0.85


def test_other_skills_in_like_words_are_not_alike() -> None:
    assert similarity(other, replace(other, uid="d", skills=((STATISTICS, Level.EXPERT),), outcomes=SPARKS)) < 0.2


def test_a_level_apart_counts_in_part() -> None:
    levels = [similarity(data, replace(data, skills=((SQL, level),), outcomes=("Draws maps.",))) for level in Level]
    assert levels[1] > levels[0] and levels[1] > levels[2] > levels[3] > 0


@settings(max_examples=20)
@given(offers)
def test_similarity_is_symmetric_and_within_bounds(some: list[Taught]) -> None:
    near = similarities(some)
    assert near == pytest.approx(near.T)
    assert np.all((near >= 0.0) & (near <= 1.0 + 1e-12))
    for one, two in itertools.pairwise(some):
        assert similarity(one, two) == pytest.approx(near[some.index(one), some.index(two)])


@settings(max_examples=20)
@given(offers, st.randoms())
def test_groups_hold_everyone_once_whatever_the_order(some: list[Taught], source: object) -> None:
    shuffled = list(some)
    source.shuffle(shuffled)  # type: ignore[attr-defined]
    found = clusters(some)
    assert sorted(uid for group in found for uid in group) == sorted(one.uid for one in some)
    assert clusters(shuffled) == found


@settings(max_examples=20)
@given(offers)
def test_a_new_title_moves_nobody_to_another_group(some: list[Taught]) -> None:
    assert clusters([replace(one, title=f"New {n}", issuer_name=f"I{n}") for n, one in enumerate(some)]) == clusters(
        some
    )


def test_a_chain_of_small_steps_does_not_join_its_ends() -> None:
    chain = np.array([[1, 0.7, 0.1, 0], [0.7, 1, 0.65, 0.1], [0.1, 0.65, 1, 0.7], [0, 0.1, 0.7, 1]])
    assert _average_linkage(chain, 0.6) == [[0, 1], [2, 3]]


def test_average_linkage_is_the_published_algorithm() -> None:
    """Against scipy's own, on random similarities."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    source = np.random.default_rng(2)
    for _ in range(20):
        near = source.random((12, 12))
        near = (near + near.T) / 2
        np.fill_diagonal(near, 1.0)
        labels = fcluster(linkage(squareform(1 - near, checks=False), "average"), 1 - 0.55, "distance")
        expected = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels)}
        assert {frozenset(group) for group in _average_linkage(near, 0.55)} == expected


def test_the_effective_number_of_known_shares() -> None:
    assert effective_number([5, 5, 5, 5]) == pytest.approx(4)
    assert effective_number([9, 1]) == pytest.approx(1 / 0.82)
    assert effective_number([]) == 0.0


@given(st.lists(st.integers(1, 50), min_size=1, max_size=9))
def test_it_lies_between_one_and_their_number_and_a_copy_adds_nothing_new(sizes: list[int]) -> None:
    assert 1.0 - 1e-9 <= effective_number(sizes) <= len(sizes) + 1e-9


def test_what_there_is_for_a_skill() -> None:
    copies = [replace(other, uid=f"x{n}", title=f"Course {n}", cost_minor=1000 + n) for n in range(8)]
    found = crowd([data, other, welder, *copies], SQL, Level.INDEPENDENT)
    assert (found.offers, found.assessed, found.supervised) == (10, 10, 1)
    assert found.effective == pytest.approx(1.0) and found.effective_range.holds(found.effective)
    assert found.cheapest == (Cheapest("EUR", 1000, "x0"),)
    assert found.cheapest_supervised == (Cheapest("EUR", 9900, "a"),)
    assert crowd([data, welder], SQL, Level.EXPERT).effective_range == Interval(0.0, 0.0)


def test_awards_can_be_fewer_kinds_than_offers() -> None:
    maths = replace(welder, uid="m", skills=((SQL, Level.EXPERT), (WELDING, Level.EXPERT)), awarded=2)
    found = crowd([data, maths], SQL, Level.INDEPENDENT)
    assert found.effective == pytest.approx(2.0)
    assert found.effective_by_awards == pytest.approx(92**2 / (90**2 + 2**2))


def test_odd_amounts_are_refused() -> None:
    with pytest.raises(Refused):
        replace(data, cost_minor=-1)


@settings(max_examples=20)
@given(offers)
def test_groups_of_a_catalogue_are_those_of_all_pairs_at_once(some: list[Taught]) -> None:
    """Looking only at what hangs together gives the groups that average linkage over everything gives."""
    ordered = sorted(some, key=lambda one: one.uid)
    everything = _average_linkage(similarities(ordered), 0.6) if ordered else []
    assert sorted(clusters(some)) == sorted(
        tuple(sorted(ordered[place].uid for place in group)) for group in everything
    )


def test_blocks_make_no_difference() -> None:
    many = [
        replace(data, uid=str(n), skills=((f"s{n % 7}", Level(1 + n % 4)),), outcomes=(f"word{n % 5}",))
        for n in range(300)
    ]
    near = similarities(many)
    assert near.shape == (300, 300) and near == pytest.approx(near.T)
    assert similar_pairs(many, 0.5).toarray() == pytest.approx(np.where(near >= 0.5, near, 0.0))
