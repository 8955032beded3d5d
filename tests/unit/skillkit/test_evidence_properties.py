"""What the evidence model must keep whatever its numbers, held by random evidence: passes, failures, copies, old, new.

Each test changes one thing and says which way belief may go, at every level and at both ends of the interval.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skillmark.skillkit.evidence import (
    AiPolicy,
    Assessment,
    EvidenceItem,
    Kind,
    SkillKind,
    Supervision,
    believe,
    believe_many,
    posterior,
    weighing,
)
from skillmark.skillkit.evidence.table import read
from skillmark.skillkit.measure.bits import Cohort, estimate_bits, information, information_at
from skillmark.skillkit.measure.shares import Rate
from skillmark.skillkit.values import Level

AT = datetime(2026, 11, 22, tzinfo=UTC)
RELATED = {"near": 0.35, "far": 0.05}
few = settings(max_examples=30)
SLACK = 1e-9
"""What rounding may move a probability by."""

shares = st.none() | st.floats(0, 1)
items = st.builds(
    EvidenceItem,
    uid=st.uuids().map(str),
    kind=st.sampled_from(Kind),
    skill=st.sampled_from(["s", "s", "s", "s", "near", "far"]),
    level=st.sampled_from(Level),
    issuer=st.sampled_from(["", "i1", "i1", "i2"]),
    achievement=st.sampled_from(["", "a1", "a2", "a3"]),
    assessment=st.sampled_from(Assessment),
    supervision=st.sampled_from(Supervision),
    identity_checked=st.booleans(),
    earned_at=st.integers(0, 5_000).map(lambda days: AT - timedelta(days=days)),
    practical_share=shares,
    pass_mark=shares,
    attempts_allowed=st.none() | st.integers(1, 9),
    verified=st.sampled_from([True, True, True, False]),
    revoked=st.sampled_from([False, False, False, True]),
    valid_until=st.none() | st.integers(-900, 900).map(lambda days: AT + timedelta(days=days)),
    passed=st.sampled_from([True, True, False]),
    artefact=st.sampled_from(["", "", "w1", "w2"]),
    ai_policy=st.sampled_from(AiPolicy),
)
some = st.lists(items, max_size=5)
kinds = st.sampled_from(SkillKind)
passes = items.map(lambda one: replace(one, skill="s", passed=True))
failures = items.map(lambda one: replace(one, skill="s", passed=False))


def figures(*people: list[EvidenceItem], kind: SkillKind = SkillKind.UNSTATED) -> np.ndarray:
    """people x levels x (best, low, high), as `believe` gives them (a test below holds that), but much faster."""
    found = weighing.figures(weighing.weigh_rows(read(people, "s", AT, related=RELATED), kind))
    return np.stack((found.p, found.low, found.high), axis=2)


def enough(held: list[EvidenceItem]) -> list[bool]:
    found = weighing.figures(weighing.weigh_rows(read([held], "s", AT, related=RELATED), SkillKind.UNSTATED))
    return [bool(one) for one in found.enough[0]]


def never_lower(before: list[EvidenceItem], after: list[EvidenceItem], kind: SkillKind = SkillKind.UNSTATED) -> None:
    first, then = figures(before, after, kind=kind)
    assert (then >= first - SLACK).all()


@few
@given(some, st.randoms(), kinds)
def test_order_does_not_matter(held: list[EvidenceItem], source: Random, kind: SkillKind) -> None:
    shuffled = source.sample(held, len(held))
    level = source.choice(list(Level))
    one, other = (believe(some_, "s", level, AT, kind=kind, related=RELATED) for some_ in (held, shuffled))
    assert one == other


@few
@given(some, items, st.booleans())
def test_a_copy_moves_nothing(rest: list[EvidenceItem], one: EvidenceItem, renumbered: bool) -> None:
    """The very same again, or awarded again under a new number for an achievement that is named."""
    assume(not renumbered or (one.issuer and one.achievement) or one.kind is Kind.SELF)
    copy = replace(one, uid="again") if renumbered else one
    before, after = figures([*rest, one], [*rest, one, copy])
    assert after == pytest.approx(before, abs=SLACK)
    assert enough([*rest, one, copy]) == enough([*rest, one])


@few
@given(passes)
def test_one_work_judged_by_two_counts_once(one: EvidenceItem) -> None:
    first = replace(one, issuer="i1", achievement="a1", artefact="w", kind=Kind.CREDENTIAL)
    second = replace(first, uid="again", issuer="i2", achievement="a2")
    alone, both = figures([first], [first, second])
    assert both == pytest.approx(alone, abs=SLACK)


@few
@given(some, passes, st.sampled_from([Assessment.NONE, *Assessment]))
def test_more_supervision_never_lowers_a_pass(
    rest: list[EvidenceItem], one: EvidenceItem, assessment: Assessment
) -> None:
    ladder = [replace(one, assessment=assessment, supervision=step) for step in _LADDER]
    for less, more in pairwise(ladder):
        never_lower([*rest, less], [*rest, more])


@few
@given(some, failures, st.sampled_from(Assessment))
def test_more_supervision_never_softens_a_failure(
    rest: list[EvidenceItem], one: EvidenceItem, assessment: Assessment
) -> None:
    ladder = [replace(one, assessment=assessment, supervision=step) for step in _LADDER]
    for less, more in pairwise(ladder):
        softer, harder = figures([*rest, less], [*rest, more])
        assert (harder[:, 0] <= softer[:, 0] + SLACK).all()


@pytest.mark.parametrize("passed", [True, False])
def test_supervision_in_all_that_can_be_stated(passed: bool) -> None:
    """Every kind, assessment, level and identity check, by itself: none is left to chance."""
    facts = list(product(Kind, Assessment, Level, (True, False)))
    less, more = [], []
    for (kind, assessment, level, checked), (low, high) in product(facts, pairwise(_LADDER)):
        one = EvidenceItem("a", kind, "s", level, "i", "x", assessment, low, checked, AT, passed=passed)
        less.append([one])
        more.append([replace(one, supervision=high)])
    before, after = figures(*less), figures(*more)
    moved = after[:, :, 0] - before[:, :, 0]
    assert (moved >= -SLACK).all() if passed else (moved <= SLACK).all()
    assert np.abs(moved).max() > (0.01 if passed else 0.001)


def test_several_of_one_issuer_count_the_strongest_whole_whoever_is_named_first() -> None:
    weak, strong = (
        EvidenceItem(a.value, Kind.CREDENTIAL, "s", Level.INDEPENDENT, "i", "", a, Supervision.NONE, False, AT)
        for a in (Assessment.PORTFOLIO, Assessment.PROJECT)
    )
    first = [replace(weak, achievement="a"), replace(strong, achievement="b")]
    second = [replace(weak, achievement="b"), replace(strong, achievement="a")]
    one, other, alone = figures(first, second, [strong])
    assert one == pytest.approx(other, abs=SLACK)
    assert (one[:, 0] > alone[:, 0]).all()


_LADDER = (Supervision.NONE, Supervision.ONLINE, Supervision.ONSITE)


@few
@given(some, passes)
def test_no_other_guard_lowers_a_pass(rest: list[EvidenceItem], one: EvidenceItem) -> None:
    low = replace(one, identity_checked=False, pass_mark=0.5, attempts_allowed=9, practical_share=0.0)
    low = replace(low, ai_policy=AiPolicy.ALLOWED)
    for guard in (
        {"identity_checked": True},
        {"pass_mark": 0.8},
        {"attempts_allowed": 1},
        {"practical_share": 1.0},
        {"ai_policy": AiPolicy.FORBIDDEN},
    ):
        never_lower([*rest, low], [*rest, replace(low, **guard)])  # type: ignore[arg-type]


@few
@given(some, passes, kinds)
def test_removing_a_pass_never_raises(rest: list[EvidenceItem], one: EvidenceItem, kind: SkillKind) -> None:
    never_lower(rest, [*rest, one], kind)


@few
@given(some, failures, kinds)
def test_a_failure_never_raises(rest: list[EvidenceItem], one: EvidenceItem, kind: SkillKind) -> None:
    never_lower([*rest, one], rest, kind)


@few
@given(some, passes)
def test_a_failed_retest_never_raises(rest: list[EvidenceItem], one: EvidenceItem) -> None:
    retest = replace(one, uid="retest", kind=Kind.REASSESSMENT, issuer="body", achievement="again", passed=False)
    held = [*rest, one]
    never_lower([*held, replace(retest, earned_at=AT)], held)


@few
@given(some, st.randoms())
def test_identifiers_permuted_change_nothing(held: list[EvidenceItem], source: Random) -> None:
    """People, schools and employers are identifiers here; whoever is called what, the figures stay."""
    issuers, achievements, works = (_permuted(names, source) for names in (_ISSUERS, _ACHIEVEMENTS, _WORKS))
    renamed = [
        replace(
            one,
            uid=f"{source.random()}-{one.uid}",
            issuer=issuers[one.issuer],
            achievement=achievements[one.achievement],
            artefact=works[one.artefact],
        )
        for one in held
    ]
    assume(len({(one.uid, one.skill) for one in held}) == len(held))
    before, after = figures(held, renamed)
    assert after == pytest.approx(before, abs=SLACK)


_ISSUERS, _ACHIEVEMENTS, _WORKS = ["i1", "i2"], ["a1", "a2", "a3"], ["w1", "w2"]


def _permuted(names: list[str], source: Random) -> dict[str, str]:
    return {"": "", **dict(zip(names, source.sample(names, len(names)), strict=True))}


@few
@given(some, kinds)
def test_a_higher_level_is_never_surer(held: list[EvidenceItem], kind: SkillKind) -> None:
    assert (np.diff(figures(held, kind=kind)[0], axis=0) <= SLACK).all()


@few
@given(some, passes, st.integers(1, 12_000), kinds)
def test_age_never_raises_a_pass(rest: list[EvidenceItem], one: EvidenceItem, days: int, kind: SkillKind) -> None:
    older = replace(one, earned_at=one.earned_at - timedelta(days=days))
    never_lower([*rest, older], [*rest, one], kind)


@few
@given(st.lists(items.map(lambda one: replace(one, passed=True)), max_size=6), st.integers(1, 4_000), kinds)
def test_waiting_never_raises_what_was_passed(held: list[EvidenceItem], days: int, kind: SkillKind) -> None:
    later = posterior(held, "s", AT + timedelta(days=days), kind=kind, related=RELATED, candidates=())
    now = posterior(held, "s", AT, kind=kind, related=RELATED, candidates=())
    for level in Level:
        assert later.at(level).p <= now.at(level).p + SLACK


@few
@given(some, passes)
def test_revoking_never_raises_a_pass(rest: list[EvidenceItem], one: EvidenceItem) -> None:
    never_lower([*rest, replace(one, revoked=True)], [*rest, replace(one, revoked=False)])


@few
@given(some, passes, kinds)
def test_checking_a_signature_never_lowers_a_pass(rest: list[EvidenceItem], one: EvidenceItem, kind: SkillKind) -> None:
    never_lower([*rest, replace(one, verified=False)], [*rest, replace(one, verified=True)], kind)


@few
@given(st.lists(items.map(lambda one: replace(one, skill="near")), max_size=8))
def test_related_skills_alone_are_never_enough(held: list[EvidenceItem]) -> None:
    assert not any(enough(held))


@few
@given(st.lists(some, min_size=1, max_size=5), kinds, st.sampled_from(Level))
def test_many_at_once_are_the_same_as_one_by_one(
    people: list[list[EvidenceItem]], kind: SkillKind, level: Level
) -> None:
    many = believe_many(people, "s", level, AT, kind=kind, related=RELATED)
    for place, held in enumerate(people):
        one = believe(held, "s", level, AT, kind=kind, related=RELATED)
        found = (many.p[place], many.low[place], many.high[place])
        assert found == pytest.approx((one.p, one.low, one.high), abs=1e-7)


@few
@given(some, kinds)
def test_the_interval_of_ability_holds_its_mean_and_steps_tell_something(
    held: list[EvidenceItem], kind: SkillKind
) -> None:
    found = posterior(held, "s", AT, kind=kind, related=RELATED)
    assert found.ability.low < found.ability.mean < found.ability.high
    assert all(step.bits >= 0.0 and 0.0 <= step.pass_share <= 1.0 for step in found.next)
    assert all(step.p_if_failed <= step.p_if_passed + SLACK for step in found.next)


inside = st.floats(0.02, 0.98)


@few
@given(inside, inside, inside, inside)
def test_more_false_passes_lower_the_bits(share: float, one: float, other: float, slip: float) -> None:
    fewer, more = sorted((one, other))
    assert information(share, more, slip) <= information(share, fewer, slip) + SLACK


@few
@given(inside, inside, st.integers(20, 500))
def test_a_test_that_everyone_passes_tells_nothing(false_pass: float, slip: float, sat: int) -> None:
    assert information_at(1.0, false_pass, slip) == 0.0
    told = estimate_bits(Cohort("1", 2026, sat, sat), Rate.around(false_pass, 0.5), Rate.around(slip, 0.5))
    assert told.bits == pytest.approx(0.0, abs=SLACK)
