"""Does it serve your goal? From the reader's own plan, with why, and nothing of it for anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.issuing_world import DEFINITION, SQL, IssuingWorld, make_world, uid_of
from tests.unit.web.catalogue.test_pages import sign_in, text_of

from skillmark.domains.achievements import api as achievements
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.planning import api as planning
from skillmark.domains.skills.api import identities
from skillmark.kernel.clock import today
from skillmark.skillkit.values import Ask, Level, TargetProfile

pytestmark = pytest.mark.django_db
STATISTICS = "https://field.example/statistics"


@pytest.fixture
def house(db: None) -> IssuingWorld:
    return make_world()


def aim(house: IssuingWorld, skill: str = SQL, level: Level = Level.INDEPENDENT, **limits: Any) -> planning.GoalView:
    """Alice wants one skill by a wide margin of limits, unless said otherwise."""
    asked = Ask(identities([skill])[skill], "Query databases" if skill == SQL else "Statistics", level, True, 1.0, 0.6)
    return planning.set_goal(
        actor=house.cast.alice,
        person_uid=uid_of(house.cast.alice),
        profile=TargetProfile("Data analyst", (asked,), ""),
        **{"hours_per_week": 8, "budget_minor": None, "currency": "EUR", "start_on": today(),
           "deadline": today() + timedelta(weeks=40), **limits},
    )  # fmt: skip


def published(house: IssuingWorld, **changes: Any) -> str:
    draft = achievements.draft_achievement(
        actor=SYSTEM, organisation_uid=house.cast.northbank.uid, **(DEFINITION | changes)
    )
    return achievements.publish(actor=SYSTEM, achievement_uid=draft.uid).uid


def page_of(house: IssuingWorld, uid: str = "", reader: Client | None = None) -> str:
    url = reverse("catalogue:achievement", args=[uid or house.achievement.uid])
    html = text_of(reader or sign_in(Client(), house.cast.alice), url)
    return html[html.index("Does it serve your goal?") : html.index("Is it practical?")]


def test_a_step_of_the_plan_says_which_and_why(house: IssuingWorld) -> None:
    goal = aim(house)
    html = page_of(house)
    assert "It is step 1 of 1 in your plan" in html and "It moves Query databases" in html
    assert "The only one within your limits" in html and "<details" in html
    assert reverse("plan:show", args=[goal.uid]) in html


def test_what_is_held_makes_it_not_needed(house: IssuingWorld) -> None:
    aim(house)
    house.issue(house.cast.alice)
    html = page_of(house)
    assert "You do not need this one" in html and "What you hold already meets Query databases" in html
    assert "your goal asks for 60 in 100" in html


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"budget_minor": 5_000}, "it costs €120, more than your whole budget"),
        ({"deadline": "soon"}, "it cannot be finished before your deadline at your hours a week"),
        ({"currency": "GBP"}, "it is priced in another currency than your budget, GBP"),
    ],
)
def test_limits_that_leave_it_out_are_named(house: IssuingWorld, limits: dict[str, Any], words: str) -> None:
    if limits.get("deadline"):
        limits = {"deadline": today() + timedelta(days=7)}
    aim(house, **limits)
    html = page_of(house)
    assert "Not within your limits" in html and words in html and "Your limits: 8 h a week" in html


def test_what_the_goal_does_not_ask_for_teaches_it_nothing(house: IssuingWorld) -> None:
    aim(house, skill=STATISTICS)
    html = page_of(house)
    assert "It teaches nothing your goal asks for" in html and "Your goal is Data analyst" in html
    assert "Your goal asks for: Statistics" in html


def test_a_prerequisite_of_the_plan_is_a_step_though_it_teaches_nothing_asked(house: IssuingWorld) -> None:
    later = published(house, name="Statistics at Work", skills=[(STATISTICS, 2)], prerequisites=[house.achievement.uid])
    aim(house, skill=STATISTICS)
    assert "It is step 1 of 2 in your plan" in page_of(house)
    assert "Needed before Statistics at Work" in page_of(house)
    assert "It is step 2 of 2 in your plan" in page_of(house, later)


def test_a_dearer_way_to_the_same_is_done_without(house: IssuingWorld) -> None:
    dearer = published(house, name="SQL, slowly", price_minor=90_000, workload_hours=200)
    aim(house)
    html = page_of(house, dearer)
    assert "Your plan does without it" in html and "your plan meets it by SQL for Analysts" in html


def test_what_is_taught_too_low_says_so(house: IssuingWorld) -> None:
    aim(house, level=Level.EXPERT)
    html = page_of(house)
    assert "taught here at Advanced; your goal asks for Expert" in html


def test_what_was_retired_cannot_be_a_step(house: IssuingWorld) -> None:
    aim(house)
    achievements.retire(actor=SYSTEM, achievement_uid=house.achievement.uid)
    assert "Your plan leaves it out" in page_of(house) and "It was retired" in page_of(house)


def test_a_plan_is_solved_once_and_then_kept(house: IssuingWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    aim(house)
    page_of(house)
    monkeypatch.setattr("skillmark.domains.planning.planner.solve", None)
    assert "It is step 1 of 1" in page_of(house)


def test_anybody_else_is_told_nothing_of_her_goal(house: IssuingWorld) -> None:
    aim(house)
    for reader in (Client(), sign_in(Client(), house.cast.mallory), sign_in(Client(), house.cast.bea)):
        html = page_of(house, reader=reader)
        assert "Your goal: unknown" in html and "Plan a goal" in html and "Data analyst" not in html
