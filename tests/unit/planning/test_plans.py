"""A goal, the gap, the plan: limits kept, the same inputs the same plan, and honest where nothing helps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.issuing_world import DEFINITION, IssuingWorld, uid_of

from skillmark.domains.achievements import api as achievements
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.planning import api as planning
from skillmark.domains.planning.models import Goal, StoredPlan
from skillmark.kernel.clock import now, today, turned_to
from skillmark.kernel.errors import HouseError
from skillmark.kernel.outbox import deliver_pending
from skillmark.skillkit.values import Ask, Level, TargetProfile, Verdict

STATISTICS = "https://field.example/statistics"


def asks(world: IssuingWorld) -> TargetProfile:
    sql = Ask(world.achievement.skills[0].identity, "Query databases", Level.INDEPENDENT, True)
    return TargetProfile("Data analyst", (sql, Ask(STATISTICS, "Statistics", Level.INDEPENDENT, True)))


def set_goal(world: IssuingWorld, **changes: Any) -> planning.GoalView:
    values: dict[str, Any] = {
        "actor": world.cast.alice,
        "person_uid": uid_of(world.cast.alice),
        "profile": asks(world),
        "hours_per_week": 8,
        "budget_minor": 50000,
        "currency": "EUR",
        "deadline": today() + timedelta(weeks=30),
        "start_on": today(),
    }
    return planning.set_goal(**(values | changes))


def offer(world: IssuingWorld, **changes: Any) -> achievements.AchievementView:
    values = DEFINITION | {"name": "Statistics at Work", "skills": [(STATISTICS, 2)]} | changes
    draft = achievements.draft_achievement(actor=SYSTEM, organisation_uid=world.cast.northbank.uid, **values)
    return achievements.publish(actor=SYSTEM, achievement_uid=draft.uid)


def test_a_goal_comes_back_as_it_was_set(world: IssuingWorld) -> None:
    goal = set_goal(world)
    assert goal.profile == asks(world)
    assert planning.goal_of(world.cast.alice, uid_of(world.cast.alice)) == goal
    other = set_goal(world, hours_per_week=4)
    assert planning.goal_of(world.cast.alice, uid_of(world.cast.alice)) == other
    assert planning.goal(world.cast.alice, goal.uid).uid == goal.uid


def test_the_gap_says_unknown_where_nothing_speaks(world: IssuingWorld) -> None:
    goal = set_goal(world)
    assert [line.verdict for line in planning.gap(world.cast.alice, goal.uid)] == [Verdict.UNKNOWN] * 2
    world.issue()
    met, unknown = planning.gap(world.cast.alice, goal.uid)
    assert (met.verdict, unknown.verdict) == (Verdict.MET, Verdict.UNKNOWN)
    assert met.belief is not None and met.belief.reasons[-1].source == world.entry().uid


def test_the_plan_is_stored_and_comes_back_the_same(world: IssuingWorld) -> None:
    offer(world)
    goal = set_goal(world)
    first = planning.planned(world.cast.alice, goal.uid)
    again = planning.planned(world.cast.alice, goal.uid)
    assert first == again
    assert first.made_at == again.made_at
    assert planning.plan(world.cast.alice, goal.uid) == first.plan
    assert {step.offer.title for step in first.plan.steps} == {"SQL for Analysts", "Statistics at Work"}
    assert first.plan.proven
    assert first.plan.total_cost_minor == 24000
    assert StoredPlan.objects.count() == 1


def test_an_award_makes_the_plan_shorter(world: IssuingWorld) -> None:
    offer(world)
    goal = set_goal(world)
    before = planning.planned(world.cast.alice, goal.uid)
    world.issue()
    after = planning.planned(world.cast.alice, goal.uid)
    assert after.inputs_digest != before.inputs_digest
    assert len(after.plan.steps) == len(before.plan.steps) - 1
    assert after.plan.total_hours == before.plan.total_hours - 40
    assert [skipped.title for skipped in after.plan.not_needed] == ["SQL for Analysts"]


def test_a_new_offer_in_the_catalogue_makes_a_new_plan(world: IssuingWorld) -> None:
    goal = set_goal(world)
    before = planning.planned(world.cast.alice, goal.uid)
    offer(world)
    after = planning.planned(world.cast.alice, goal.uid)
    assert len(after.plan.steps) == len(before.plan.steps) + 1


def test_an_expired_prerequisite_is_not_held(world: IssuingWorld) -> None:
    offer(world, prerequisites=[world.achievement.uid])
    goal = set_goal(world)
    world.issue(expires_at=now() + timedelta(days=30))
    assert [step.offer.title for step in planning.plan(world.cast.alice, goal.uid).steps] == ["Statistics at Work"]
    with turned_to(now() + timedelta(days=31)):
        titles = [step.offer.title for step in planning.plan(world.cast.alice, goal.uid).steps]
    assert titles == ["SQL for Analysts", "Statistics at Work"]


def test_nothing_helps_and_it_says_which_limit_to_give_way_on(world: IssuingWorld) -> None:
    goal = set_goal(world, budget_minor=100)
    plan = planning.plan(world.cast.alice, goal.uid)
    assert plan.steps == ()
    assert plan.summary == "None of these help within your limits."
    assert [one.limit for one in plan.relax] == ["budget"]


def test_a_price_in_another_currency_is_not_comparable(world: IssuingWorld) -> None:
    plan = planning.plan(world.cast.alice, set_goal(world, currency="USD").uid)
    assert plan.steps == ()
    assert [(skipped.code, skipped.title) for skipped in plan.excluded] == [("not_comparable", "SQL for Analysts")]


def test_what_needs_a_place_keeps_its_weeks_and_what_is_online_goes_at_ones_pace(world: IssuingWorld) -> None:
    offer(world, participation="on_site", typical_weeks=9, workload_hours=10)
    plan = planning.plan(world.cast.alice, set_goal(world, hours_per_week=40).uid)
    assert {step.offer.title: step.weeks for step in plan.steps} == {"SQL for Analysts": 1, "Statistics at Work": 9}


def test_what_if_keeps_nothing(world: IssuingWorld) -> None:
    goal = set_goal(world)
    planning.planned(world.cast.alice, goal.uid)
    tried = planning.what_if(
        world.cast.alice, goal.uid, hours_per_week=40, budget_minor=0, deadline=today() + timedelta(weeks=2)
    )
    assert tried.plan.steps == ()
    assert tried.uid == ""
    assert planning.goal(world.cast.alice, goal.uid) == goal
    assert StoredPlan.objects.get().made_at < tried.made_at


def test_limits_can_be_changed(world: IssuingWorld) -> None:
    goal = set_goal(world)
    changed = planning.set_limits(
        actor=world.cast.alice, goal_uid=goal.uid, hours_per_week=3, budget_minor=None, deadline=None
    )
    assert changed == replace(goal, hours_per_week=3, budget_minor=None, deadline=None)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"budget_minor": -1}, planning.BadBudget),
        ({"budget_minor": 10**13}, planning.BadBudget),
        ({"currency": "euro"}, planning.BadBudget),
        ({"hours_per_week": 0}, planning.BadHours),
        ({"hours_per_week": float("nan")}, planning.BadHours),
        ({"hours_per_week": 169}, planning.BadHours),
        ({"deadline": today() - timedelta(days=1)}, planning.BadDeadline),
        ({"profile": TargetProfile("Nothing", ())}, planning.NothingAsked),
        ({"profile": TargetProfile("x" * 201, (Ask("a:b", "B", Level.EXPERT, True),))}, planning.TooMuchAsked),
    ],
)
def test_a_bad_goal_is_refused_and_the_one_before_stays(
    world: IssuingWorld, changes: dict[str, Any], error: type[HouseError]
) -> None:
    before = set_goal(world)
    with pytest.raises(error):
        set_goal(world, **changes)
    assert planning.goal_of(world.cast.alice, uid_of(world.cast.alice)) == before


@pytest.mark.parametrize("stranger", ["mallory", "bea", "carol", "nobody"])
def test_somebody_elses_goal_does_not_exist(world: IssuingWorld, stranger: str) -> None:
    goal = set_goal(world)
    asking = world.cast.everyone.get(stranger, people.ANYONE)
    for ask in (planning.plan, planning.gap, planning.goal):
        with pytest.raises(planning.NoSuchGoal):
            ask(asking, goal.uid)
    with pytest.raises(people.NotAllowed):
        planning.goal_of(asking, uid_of(world.cast.alice))
    with pytest.raises(people.NotAllowed):
        set_goal(world, actor=asking)


def test_an_erased_person_leaves_no_goal(world: IssuingWorld) -> None:
    planning.planned(world.cast.alice, set_goal(world).uid)
    people.erase_person(actor=world.cast.alice, person_uid=uid_of(world.cast.alice))
    deliver_pending()
    assert not Goal.objects.exists()
    assert not StoredPlan.objects.exists()
