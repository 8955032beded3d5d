"""The posterior beyond one belief: what hangs together, age, failures, related skills, what to do next, many people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.evidence import (
    PRIOR,
    AiPolicy,
    Assessment,
    EvidenceItem,
    Kind,
    Rates,
    SkillKind,
    Supervision,
    believe,
    believe_all,
    believe_many,
    error_rates,
    links,
    posterior,
)
from skillmark.skillkit.evidence.ability import ABOVE, POINTS, THRESHOLD, pass_curve
from skillmark.skillkit.evidence.decay import DRIFT_AT_HALF_LIFE, HALF_LIFE_YEARS, VARIANCE_AT_HALF_LIFE, aged
from skillmark.skillkit.graph import Broader, SkillRelation
from skillmark.skillkit.values import Level, Verdict, verdict

AT = datetime(2026, 11, 22, tzinfo=UTC)
LEVELS = list(Level)


def exam(uid: str = "a", **facts: object) -> EvidenceItem:
    base = EvidenceItem(
        uid,
        Kind.CREDENTIAL,
        "s",
        Level.INDEPENDENT,
        f"issuer-{uid}",
        f"achievement-{uid}",
        Assessment.EXAM,
        Supervision.ONSITE,
        True,
        AT,
    )
    return replace(base, **facts)  # type: ignore[arg-type]


def project(uid: str = "a", **facts: object) -> EvidenceItem:
    alone: dict[str, object] = {
        "assessment": Assessment.PROJECT,
        "supervision": Supervision.NONE,
        "identity_checked": False,
    }
    return exam(uid, **(alone | facts))


def at(items: list[EvidenceItem], level: Level = Level.INDEPENDENT) -> float:
    return believe(items, "s", level, AT).p


def test_no_evidence_is_exactly_the_prior() -> None:
    standing = posterior([], "s", AT)
    assert [one.p for one in standing.levels] == pytest.approx(list(PRIOR.values()), abs=1e-12)
    assert not standing.enough and abs(standing.ability.mean) < 0.01
    assert standing.ability.low == pytest.approx(-1.72, abs=0.05)


def test_the_grid_sums_to_the_integral_of_a_fine_one() -> None:
    fine = np.linspace(-8, 8, 200_001)
    rates = error_rates(exam())
    curve = 1 / (1 + np.exp(-(rates.discrimination * (fine - THRESHOLD[Level.INDEPENDENT]) - 0.5)))
    weight = np.exp(-(fine**2) / 2) * (rates.false_pass + (1 - rates.false_pass - rates.slip) * curve)
    for level in Level:
        expected = weight[fine >= THRESHOLD[level]].sum() / weight.sum()
        assert at([exam()], level) == pytest.approx(expected, abs=0.004)


@pytest.mark.parametrize("level", LEVELS)
def test_what_decision_0006_says_holds(level: Level) -> None:
    assert verdict(believe([exam(level=level)], "s", level, AT), 0.7) is Verdict.MET
    done = [exam(str(place), level=level, assessment=Assessment.NONE) for place in range(40)]
    assert verdict(believe(done, "s", level, AT), 0.7) is not Verdict.MET


def test_two_unwatched_projects_meet_when_of_different_issuers_only() -> None:
    independent = Level.INDEPENDENT
    for held, expected in (
        ([project()], Verdict.UNCERTAIN),
        ([project("a"), project("b")], Verdict.MET),
        ([project("a", issuer="i"), project("b", issuer="i")], Verdict.UNCERTAIN),
    ):
        assert verdict(believe(held, "s", independent, AT), 0.7) is expected


@pytest.mark.parametrize("level", LEVELS[1:])
def test_an_exam_one_level_below_does_not_meet(level: Level) -> None:
    assert verdict(believe([exam(level=Level(level - 1))], "s", level, AT), 0.7) is not Verdict.MET


def test_twenty_completions_are_not_twenty_witnesses() -> None:
    done = [exam(str(place), assessment=Assessment.NONE) for place in range(20)]
    assert at(done) < at([project()]) and at(done[:1]) < at(done)


def test_one_artefact_judged_twice_counts_once_whoever_judged_it() -> None:
    once, apart = [project(artefact="x")], [project(), project("b")]
    twice = [project(artefact="x"), project("b", artefact="x")]
    assert at(twice) == pytest.approx(at(once), abs=1e-12)
    assert at(twice) < at(apart)
    assert at([*twice, exam("c", issuer="issuer-a")]) < at([*apart, exam("c", issuer="issuer-a")])


def test_a_failure_lowers_and_a_guarded_one_lowers_more() -> None:
    weak = project("b", passed=False)
    strict = replace(weak, supervision=Supervision.ONSITE, identity_checked=True)
    assert at([exam(), strict]) < at([exam(), weak]) < at([exam()])
    failed = posterior([exam(passed=False)], "s", AT)
    assert failed.enough and verdict(failed.at(Level.INDEPENDENT), 0.7) is Verdict.MISSING


def test_assessed_again_by_somebody_else_counts_for_and_against() -> None:
    again = exam("r", kind=Kind.REASSESSMENT, assessment=Assessment.UNSTATED)
    assert at([project(), replace(again, passed=False)]) < at([project()]) < at([project(), again])


def test_evidence_ages_by_the_kind_of_skill() -> None:
    years = [0, 1, 3, 6, 12, 25]
    found = {
        kind: [
            believe([exam(earned_at=AT - timedelta(days=366 * year))], "s", Level.INDEPENDENT, AT, kind=kind).p
            for year in years
        ]
        for kind in SkillKind
    }
    for values in found.values():
        assert values == sorted(values, reverse=True) and values[-1] > PRIOR[Level.INDEPENDENT]
    assert found[SkillKind.TOOL][2] < found[SkillKind.KNOWLEDGE][2] < found[SkillKind.TRANSVERSAL][2]


def test_the_closed_form_of_ageing_is_near_the_integral() -> None:
    kind, age = SkillKind.TOOL, 16.0
    part = age / 4 / HALF_LIFE_YEARS[kind]
    draws = np.linspace(-5, 5, 4001)
    weight = np.exp(-(draws**2) / 2)
    weight /= weight.sum()
    slope, level = np.array([5.1]), np.array([2])
    fresh = lambda shift: pass_curve(slope, level, slope, np.array([shift]))[0]  # noqa: E731
    spread = np.sqrt(VARIANCE_AT_HALF_LIFE * part)
    exact = sum(
        share * fresh(DRIFT_AT_HALF_LIFE * part + spread * draw) for draw, share in zip(draws, weight, strict=True)
    )
    closed = pass_curve(slope, level, *aged(slope, np.array([age]), kind))[0]
    assert np.abs(exact - closed).max() < 0.02


def test_what_expired_counts_as_older() -> None:
    expired = exam(valid_until=AT - timedelta(days=1))
    assert PRIOR[Level.INDEPENDENT] < at([expired]) < at([exam()])


def test_related_skills_lend_a_share_up_to_a_cap_and_are_never_enough() -> None:
    near = [exam(str(place), skill=f"t{place}") for place in range(30)]
    shares = {one.skill: 0.3 for one in near}
    few = believe(near[:1], "s", Level.INDEPENDENT, AT, related=shares)
    all_of_them = believe(near, "s", Level.INDEPENDENT, AT, related=shares)
    quiz = at([project(assessment=Assessment.QUIZ)])
    assert PRIOR[Level.INDEPENDENT] < few.p < all_of_them.p <= quiz
    assert not all_of_them.enough
    assert at(near) == pytest.approx(PRIOR[Level.INDEPENDENT])
    both = believe([exam("x"), *near], "s", Level.INDEPENDENT, AT, related=shares)
    assert both.p > at([exam("x")]) and any("related" in reason.text for reason in both.reasons)


def test_links_reach_two_steps_and_hubs_say_little() -> None:
    found = links(
        [Broader("child", "parent", "skill"), Broader("cousin", "parent", "skill"), Broader("far", "child", "skill")],
        [SkillRelation("whole", "child", True)],
    ).near("parent")
    assert set(found) == {"child", "cousin", "far", "whole"}
    assert found["child"] > found["far"] and all(0 < share < 0.5 for share in found.values())
    assert "beyond" not in links([Broader(chr(98 + n), chr(97 + n), "x") for n in range(6)], []).near("a")
    hub = links([Broader(f"c{place}", "hub", "skill") for place in range(80)], []).near("hub")
    assert max(hub.values()) < found["child"]


def test_what_comes_next_tells_less_of_what_is_held() -> None:
    held = [exam()]
    again, fresh = posterior(held, "s", AT, candidates=[exam(), exam("z")]).next
    assert (again.item.issuer, fresh.item.issuer) in {("issuer-a", "issuer-z"), ("issuer-z", "issuer-a")}
    by_issuer = {step.item.issuer: step for step in (again, fresh)}
    assert by_issuer["issuer-z"].bits > by_issuer["issuer-a"].bits
    for step in posterior([project()], "s", AT).next:
        assert 0 < step.bits < 1 and step.p_if_failed < step.p_if_passed
    assert posterior([project()], "s", AT).next[0].item.uid == "next:exam"


def test_a_standing_reads_as_one_thing() -> None:
    standing = posterior([exam(), project("b")], "s", AT)
    assert [one.level for one in standing.levels] == LEVELS
    assert standing.levels[1] == believe([exam(), project("b")], "s", Level.INDEPENDENT, AT)
    assert standing.ability.low < standing.ability.mean < standing.ability.high
    assert standing.reasons == standing.at(standing.focus).reasons


guards = st.fixed_dictionaries(
    {
        "assessment": st.sampled_from(Assessment),
        "practical_share": st.none() | st.floats(0, 1),
        "pass_mark": st.none() | st.floats(0, 1),
        "attempts_allowed": st.none() | st.integers(1, 9),
        "kind": st.sampled_from(Kind),
        "verified": st.booleans(),
    }
)


@given(guards, st.booleans(), st.sampled_from(AiPolicy))
def test_a_guard_moves_nothing_but_the_false_passes_and_those_down(
    facts: dict[str, object], checked: bool, policy: AiPolicy
) -> None:
    ladder = [
        error_rates(exam(supervision=step, identity_checked=checked, ai_policy=policy, **facts))
        for step in (Supervision.NONE, Supervision.ONLINE, Supervision.ONSITE)
    ]
    assert [one.false_pass for one in ladder] == sorted((one.false_pass for one in ladder), reverse=True)
    assert len({(one.slip, one.discrimination, one.sd) for one in ladder}) == 1
    for step in Supervision:
        unchecked = error_rates(exam(supervision=step, identity_checked=False, ai_policy=policy, **facts))
        named = error_rates(exam(supervision=step, identity_checked=True, ai_policy=policy, **facts))
        assert named.false_pass <= unchecked.false_pass
        forbidden = error_rates(exam(supervision=step, ai_policy=AiPolicy.FORBIDDEN, **facts))
        allowed = error_rates(exam(supervision=step, ai_policy=AiPolicy.ALLOWED, **facts))
        assert forbidden.false_pass <= allowed.false_pass


def test_rates_may_come_from_elsewhere_and_must_be_rates() -> None:
    lax = Rates(0.9, 0.02, 5.0, 0.3)
    assert believe([exam()], "s", Level.INDEPENDENT, AT, rates=lambda item: lax).p < at([exam()])
    with pytest.raises(Refused):
        Rates(0.9, 0.2, 1.0, 0.1)


def test_many_people_at_once_are_the_same_people() -> None:
    source = np.random.default_rng(7)
    people = [
        [
            exam(
                f"{person}-{place}",
                issuer=f"i{source.integers(3)}",
                achievement=f"a{source.integers(4)}",
                level=Level(int(source.integers(1, 5))),
                assessment=list(Assessment)[source.integers(7)],
                passed=bool(source.random() < 0.8),
                kind=list(Kind)[source.integers(8)],
                artefact=f"x{source.integers(2)}" if source.random() < 0.3 else "",
            )
            for place in range(source.integers(0, 7))
        ]
        for person in range(300)
    ]
    many = believe_many(people, "s", Level.ADVANCED, AT)
    for place, items in enumerate(people):
        one = believe(items, "s", Level.ADVANCED, AT)
        assert many.belief(place).enough == one.enough
        assert (many.p[place], many.low[place], many.high[place]) == pytest.approx(
            (one.p, one.low, one.high), abs=1e-12
        )


def test_cells_of_the_grid_never_straddle_a_threshold() -> None:
    assert ABOVE.shape == (4, len(POINTS)) and [int(row.sum()) for row in ABOVE] == sorted(
        (int(row.sum()) for row in ABOVE), reverse=True
    )


def test_both_ways_to_weigh_a_next_step_agree() -> None:
    fresh = exam("z")
    alone = posterior([project()], "s", AT, candidates=[fresh]).next[0]
    beside = posterior([project()], "s", AT, candidates=[fresh, exam("a")]).next
    (same,) = (step for step in beside if step.item.uid == "z")
    assert (same.bits, same.p_if_passed, same.p_if_failed) == pytest.approx(
        (alone.bits, alone.p_if_passed, alone.p_if_failed), abs=1e-12
    )


def test_many_skills_at_once_are_the_same_skills() -> None:
    held = [
        exam(str(place), skill=f"t{place % 5}", level=Level(1 + place % 4), passed=place % 7 > 0) for place in range(30)
    ]
    asks = [(f"t{place}", level) for place in range(6) for level in (Level.ADVANCED, Level.FOUNDATION)]
    found = believe_all(held, asks, AT, kinds={"t1": SkillKind.TOOL})
    assert set(found) == set(asks)
    for skill, level in asks:
        one = believe(held, skill, level, AT, kind=SkillKind.TOOL if skill == "t1" else SkillKind.UNSTATED)
        same = found[skill, level]
        assert (same.p, same.low, same.high) == pytest.approx((one.p, one.low, one.high), abs=1e-12)
        assert [why.text for why in same.reasons] == [why.text for why in one.reasons]
