"""The plan: exact against brute force, within its limits, the same each time, and honest where nothing helps."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.route import Limits, Offer, Plan, plan
from skillmark.skillkit.route.closing import find_closers
from skillmark.skillkit.route.prerequisites import find_requirements, stuck
from skillmark.skillkit.values import Ask, Level, TargetProfile, Verdict, verdict

AT = datetime(2026, 11, 22, tzinfo=UTC)
WIDE = Limits(hours_per_week=10, start=date(2026, 12, 1), currency="EUR")
SKILLS = ["sql", "statistics", "dashboards"]
WORDS = {"exam": (Assessment.EXAM, Supervision.ONSITE, True), "weak": (Assessment.PROJECT, Supervision.NONE, False)}


def proof(uid: str, how: str = "exam", issuer: str = "") -> EvidenceItem:
    assessment, supervision, identity = WORDS[how]
    issuer = issuer or f"issuer-{uid}"
    level = Level.INDEPENDENT
    return EvidenceItem(uid, Kind.CREDENTIAL, "sql", level, issuer, f"a-{uid}", assessment, supervision, identity, AT)


def offer(uid: str, *skills: str, how: str = "exam", issuer: str = "", **facts: object) -> Offer:
    taught = tuple((skill, Level.INDEPENDENT) for skill in skills)
    base = Offer(uid, f"Offer {uid}", taught, proof(uid, how, issuer), 1000, "EUR", 20.0)
    return replace(base, **facts)  # type: ignore[arg-type]


def goal(*skills: str) -> TargetProfile:
    return TargetProfile("goal", tuple(Ask(skill, skill.title(), Level.INDEPENDENT, True) for skill in skills))


def uids(found: Plan) -> list[str]:
    return [step.offer.uid for step in found.steps]


def test_the_cheapest_of_two_that_close_it() -> None:
    found = plan([], goal("sql"), [offer("a", "sql", cost_minor=900), offer("b", "sql")], WIDE, AT)
    assert uids(found) == ["a"] and found.proven and found.objective == found.bound == 1.0
    assert any("cheapest" in reason.text for reason in found.steps[0].reasons)
    assert found.steps[0].moves[0].verdict_after is Verdict.MET


def test_one_offer_for_two_skills_beats_two_cheap_ones() -> None:
    offers = [
        offer("a", "sql", cost_minor=600),
        offer("b", "statistics", cost_minor=600),
        offer("c", "sql", "statistics"),
    ]
    assert uids(plan([], goal("sql", "statistics"), offers, WIDE, AT)) == ["c"]


def test_two_weak_awards_of_different_issuers_close_together_and_of_one_issuer_do_not() -> None:
    apart = [offer("a", "sql", how="weak"), offer("b", "sql", how="weak")]
    assert sorted(uids(plan([], goal("sql"), apart, WIDE, AT))) == ["a", "b"]
    together = [replace(one, evidence=replace(one.evidence, issuer="same")) for one in apart]
    assert uids(plan([], goal("sql"), together, WIDE, AT)) == []


def test_prerequisites_come_first_and_circles_are_never_chosen() -> None:
    offers = [offer("a", "sql", after_all=("z",)), offer("z", "unasked", hours=5.0)]
    assert uids(plan([], goal("sql"), offers, WIDE, AT)) == ["z", "a"]
    circle = [
        offer("a", "sql", after_skills=(("statistics", Level.INDEPENDENT),)),
        offer("b", "statistics", after_skills=(("sql", Level.INDEPENDENT),)),
    ]
    assert uids(plan([], goal("sql", "statistics"), circle, WIDE, AT)) == []
    way_in = [*circle, offer("c", "sql", cost_minor=99_000)]
    assert uids(plan([], goal("sql", "statistics"), way_in, WIDE, AT)) == ["c", "b"]


def test_any_of_a_group_and_what_is_held_meet_a_prerequisite() -> None:
    offers = [offer("a", "sql", after_any=(("x", "y"),)), offer("x", "unasked"), offer("y", "unasked", cost_minor=1)]
    assert uids(plan([], goal("sql"), offers, WIDE, AT)) == ["y", "a"]
    held = replace(proof("x"), skill="unasked")
    assert uids(plan([held], goal("sql"), offers, WIDE, AT)) == ["a"]


@pytest.mark.req("L09")
def test_what_is_held_is_not_offered_again() -> None:
    found = plan([proof("mine")], goal("sql"), [offer("a", "sql")], WIDE, AT)
    assert not found.steps and "nothing more" in found.summary
    assert [(one.offer_uid, one.code) for one in found.not_needed] == [("a", "held")]


def test_another_currency_is_not_comparable_and_free_ones_are() -> None:
    offers = [offer("a", "sql", currency="USD", cost_minor=1), offer("b", "statistics", currency="USD", cost_minor=0)]
    found = plan([], goal("sql", "statistics"), offers, WIDE, AT)
    assert uids(found) == ["b"] and [(one.offer_uid, one.code) for one in found.excluded] == [("a", "not_comparable")]


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        (replace(WIDE, budget_minor=500), "budget"),
        (replace(WIDE, deadline=date(2026, 12, 8)), "deadline"),
        (replace(WIDE, never_issuers=frozenset({"issuer-a"})), "never_issuers"),
    ],
)
def test_when_nothing_fits_it_says_which_limit_to_relax(limits: Limits, limit: str) -> None:
    found = plan([], goal("sql"), [offer("a", "sql")], limits, AT)
    assert not found.steps and found.total_cost_minor == 0 and found.ends_on is None
    assert "None of these help" in found.summary and [one.limit for one in found.relax] == [limit]


def test_weeks_follow_one_another_at_the_pace_of_the_person() -> None:
    offers = [offer("a", "sql", hours=25.0), offer("b", "statistics", hours=5.0, weeks_min=4)]
    found = plan([], goal("sql", "statistics"), offers, WIDE, AT)
    assert found.total_weeks == 3 + 4 and found.total_hours == 30.0
    assert found.steps[0].starts_on == WIDE.start and found.steps[1].starts_on > found.steps[0].ends_on
    assert all(step.hours_per_week <= WIDE.hours_per_week for step in found.steps)


def test_two_offers_with_one_uid_are_refused() -> None:
    with pytest.raises(Refused):
        plan([], goal("sql"), [offer("a", "sql"), offer("a", "statistics")], WIDE, AT)


def test_an_empty_goal_and_an_empty_catalogue() -> None:
    assert plan([], goal(), [offer("a", "sql")], WIDE, AT).steps == ()
    assert plan([], goal("sql"), [], WIDE, AT).still_open == goal("sql").asks


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[EvidenceItem], TargetProfile, list[Offer], Limits]:
    names = "abcdefg"[: draw(st.integers(1, 7))]
    offers = []
    for name in names:
        taught = draw(st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True))
        one = offer(name, *taught, how=draw(st.sampled_from(list(WORDS))), issuer=draw(st.sampled_from(["", "i"])))
        others = st.sampled_from(names)
        offers.append(
            replace(
                one,
                cost_minor=draw(st.integers(0, 5)) * 100,
                hours=float(draw(st.integers(1, 4)) * 10),
                weeks_min=draw(st.integers(0, 3)),
                after_all=tuple(draw(st.lists(others, max_size=1))),
                after_any=tuple(draw(st.lists(st.tuples(others, others), max_size=1))),
                after_skills=tuple((s, Level.INDEPENDENT) for s in draw(st.lists(st.sampled_from(SKILLS), max_size=1))),
            )
        )
    asks = tuple(
        Ask(skill, skill, Level.INDEPENDENT, draw(st.booleans()), draw(st.sampled_from([0.4, 1.0]))) for skill in SKILLS
    )
    held = [
        replace(proof("held", "weak"), skill=skill) for skill in draw(st.lists(st.sampled_from(SKILLS), max_size=1))
    ]
    limits = replace(
        WIDE,
        budget_minor=draw(st.none() | st.integers(0, 12).map(lambda n: n * 100)),
        deadline=draw(st.none() | st.integers(1, 60).map(lambda n: date.fromordinal(WIDE.start.toordinal() + 7 * n))),
    )
    return held, TargetProfile("g", asks), offers, limits


def by_brute_force(
    held: list[EvidenceItem], asks: list[Ask], offers: list[Offer], limits: Limits
) -> tuple[int, int, int, int]:
    """The best (weight, musts, -cost, -minutes) of all subsets, by the same closing rule."""
    closers, needs = find_closers(held, asks, offers, AT), find_requirements(offers, held, AT)
    best = (0, 0, 0, 0)
    for size in range(1, len(offers) + 1):
        for some in combinations(offers, size):
            chosen = {one.uid for one in some}
            cost, weeks = sum(one.cost_minor for one in some), sum(one.weeks(limits.hours_per_week) for one in some)
            over = limits.budget_minor is not None and cost > limits.budget_minor
            late = limits.weeks is not None and weeks > limits.weeks
            if over or late or stuck(chosen, needs):
                continue
            done = [
                ask
                for ask, alone, pairs in zip(asks, closers.singles, closers.pairs, strict=True)
                if chosen & set(alone) or any(chosen.issuperset(pair) for pair in pairs)
            ]
            weight = sum(round(ask.weight * 1000) for ask in done)
            minutes = sum(round(one.hours * 60) for one in some)
            best = max(best, (weight, sum(ask.must for ask in done), -cost, -minutes))
    return best


@settings(max_examples=120)
@given(worlds())
def test_as_good_as_brute_force_and_within_the_limits(
    world: tuple[list[EvidenceItem], TargetProfile, list[Offer], Limits],
) -> None:
    held, target, offers, limits = world
    found = plan(held, target, offers, limits, AT)
    open_asks = [ask for ask in target.asks if ask not in found.met_before]
    weight, musts, cost, minutes = by_brute_force(held, open_asks, offers, limits)
    assert found.proven and round(found.objective * 1000) == round(found.bound * 1000) == weight
    assert sum(ask.must for ask in found.closed) == musts
    assert (found.total_cost_minor, round(found.total_hours * 60)) == (-cost, -minutes)
    assert limits.budget_minor is None or found.total_cost_minor <= limits.budget_minor
    assert limits.weeks is None or found.total_weeks <= limits.weeks
    after = {belief.skill: belief for belief in found.beliefs_after}
    assert all(verdict(after[ask.skill], ask.need) is Verdict.MET for ask in found.closed)


@given(worlds(), st.randoms())
def test_same_inputs_in_any_order_give_the_same_plan(
    world: tuple[list[EvidenceItem], TargetProfile, list[Offer], Limits], source: object
) -> None:
    held, target, offers, limits = world
    shuffled = list(offers)
    source.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan(held, target, shuffled, limits, AT) == plan(held, target, offers, limits, AT)
