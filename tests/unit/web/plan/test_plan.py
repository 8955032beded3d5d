"""The plan pages: choose, confirm, plan, try, keep; bad input with what was typed; strangers get nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.gap_world import ANALYST, STATISTICS
from tests.issuing_world import IssuingWorld, uid_of

from skillmark.domains.people.api import Actor
from skillmark.domains.planning import api as planning
from skillmark.domains.skills.api import profile_of_occupation
from skillmark.kernel.clock import today

SignIn = Callable[[Actor], Client]
GOAL = "/plan/goal/"
SQL = "http://data.europa.eu/esco/skill/sql"


@pytest.fixture
def goal(world: IssuingWorld) -> planning.GoalView:
    return planning.set_goal(
        actor=world.cast.alice,
        person_uid=uid_of(world.cast.alice),
        profile=profile_of_occupation(ANALYST),
        hours_per_week=8,
        budget_minor=50000,
        currency="EUR",
        deadline=today() + timedelta(weeks=40),
        start_on=today(),
    )


def the_form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Data analyst",
        "source": "",
        "rows": "2",
        "row-0-skill": SQL,
        "row-0-level": "2",
        "row-0-must": "must",
        "row-0-need": "70",
        "row-1-skill": STATISTICS,
        "row-1-level": "1",
        "row-1-must": "nice",
        "row-1-need": "60",
        "hours_per_week": "8",
        "budget": "500",
        "currency": "EUR",
        "deadline": (today() + timedelta(weeks=40)).isoformat(),
        "do": "save",
    } | changes


def said(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_without_a_goal_the_page_says_how_to_set_one(world: IssuingWorld, as_: SignIn) -> None:
    page = as_(world.cast.alice).get("/plan/")
    assert page.status_code == 200
    assert GOAL in said(page)


def test_an_occupation_is_found_confirmed_and_planned(world: IssuingWorld, as_: SignIn) -> None:
    client = as_(world.cast.alice)
    assert "Data analyst" in said(client.get(GOAL, {"q": "analyst"}))
    confirm = said(client.get(GOAL, {"occupation": ANALYST}))
    assert f'value="{SQL}"' in confirm and f'value="{STATISTICS}"' in confirm
    saved = client.post(GOAL, the_form())
    assert saved.status_code == 302 and saved["Location"] == "/plan/"
    plan = said(client.get("/plan/"))
    assert "SQL for Analysts" in plan and "Statistics at Work" in plan
    assert "80 h" in plan and "€240" in plan and "of your €500" in plan
    kept = planning.goal_of(world.cast.alice, uid_of(world.cast.alice))
    assert kept is not None
    assert [(ask.label, ask.must, ask.need, int(ask.level)) for ask in kept.profile.asks] == [
        ("Query databases", True, 0.7, 2),
        ("Statistics", False, 0.6, 1),
    ]


def test_an_advert_is_read_into_asks(world: IssuingWorld, as_: SignIn) -> None:
    page = as_(world.cast.alice).post(
        GOAL, {"do": "read", "advert": "Analyst\nYou query databases and know statistics."}
    )
    assert page.status_code == 200
    assert f'value="{SQL}"' in said(page)


@pytest.mark.parametrize(
    ("advert", "words"),
    [
        ("Lorem ipsum dolor sit amet.", "names no skill that is known here"),
        ("", "Paste the text of an advert."),
        ("databases " * 20_000, "at most 50,000 characters"),
    ],
)
def test_an_advert_that_cannot_be_read_says_so(world: IssuingWorld, as_: SignIn, advert: str, words: str) -> None:
    page = as_(world.cast.alice).post(GOAL, {"do": "read", "advert": advert})
    assert page.status_code == 422
    assert words in said(page)
    assert advert[:24].strip() in said(page)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"budget": "-5"}, "Enter a budget of 0 or more"),
        ({"budget": "much"}, "Enter a budget of 0 or more"),
        ({"deadline": "2020-01-01"}, "Choose a day that is still to come."),
        ({"deadline": "soon"}, "Enter a date such as"),
        ({"hours_per_week": "0"}, "Enter hours a week"),
        ({"hours_per_week": "1000"}, "Enter hours a week"),
        ({"row-0-need": "all"}, "Enter a whole number from 1 to 99."),
        ({"rows": "0"}, "A goal asks for at least one skill"),
        ({"currency": "XXX"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_answered_with_what_was_typed(
    world: IssuingWorld, as_: SignIn, changes: dict[str, str], words: str
) -> None:
    page = as_(world.cast.alice).post(GOAL, the_form(title="My own title", **changes))
    assert page.status_code == 422
    assert words in said(page)
    assert "My own title" in said(page)
    typed = next(iter(changes.values()))
    assert typed in said(page)
    assert planning.goal_of(world.cast.alice, uid_of(world.cast.alice)) is None


def test_script_in_a_title_is_only_words(world: IssuingWorld, as_: SignIn) -> None:
    client = as_(world.cast.alice)
    client.post(GOAL, the_form(title="<script>alert(1)</script>"))
    assert "<script>alert" not in said(client.get("/plan/"))
    assert "&lt;script&gt;alert" in said(client.get("/plan/"))


def test_a_skill_is_searched_added_and_left_out_without_a_script(world: IssuingWorld, as_: SignIn) -> None:
    client = as_(world.cast.alice)
    found = said(client.post(GOAL, the_form(rows="1", do="find", q="statis", budget="123")))
    assert f'value="add:{STATISTICS}"' in found and 'value="123"' in found
    added = said(client.post(GOAL, the_form(rows="1", do=f"add:{STATISTICS}")))
    assert 'name="row-1-skill"' in added
    left = said(client.post(GOAL, the_form(do="again", **{"row-0-drop": "1"})))
    assert f'value="{SQL}"' not in left and f'value="{STATISTICS}"' in left
    nothing = said(client.post(GOAL, the_form(do="find", q="zzzz")))
    assert "No skill is called that" in nothing


def test_an_unknown_skill_in_the_form_is_dropped(world: IssuingWorld, as_: SignIn) -> None:
    page = as_(world.cast.alice).post(GOAL, the_form(do="again", **{"row-0-skill": "https://evil.example/<b>"}))
    assert "evil.example" not in said(page)


def test_the_gap_names_the_entry_and_the_step_leads_to_enrolling(
    world: IssuingWorld, as_: SignIn, goal: planning.GoalView
) -> None:
    client = as_(world.cast.alice)
    before = said(client.get("/plan/"))
    assert before.count(">Unknown<") >= 2
    world.issue()
    after = said(client.get(reverse("plan:show", args=[goal.uid])))
    assert "SQL for Analysts: Exam, watched online" in after
    assert "You do not need “SQL for Analysts”." in after
    assert "Statistics at Work" in after
    assert "/study/enrol/" in after and "40 h" in after


def test_other_limits_are_tried_and_kept_only_when_asked(
    world: IssuingWorld, as_: SignIn, goal: planning.GoalView
) -> None:
    client = as_(world.cast.alice)
    tried = said(client.get(reverse("plan:show", args=[goal.uid]), {"hours_per_week": "8", "budget": "0"}))
    assert "This is a try." in tried
    assert "Give way here first" in tried and "A larger budget" in tried
    assert planning.goal(world.cast.alice, goal.uid).budget_minor == 50000
    kept = client.post(reverse("plan:limits", args=[goal.uid]), {"hours_per_week": "10", "budget": "300"})
    assert kept.status_code == 302
    now = planning.goal(world.cast.alice, goal.uid)
    assert (now.hours_per_week, now.budget_minor, now.deadline) == (10, 30000, None)


@pytest.mark.parametrize("sent", [{"hours_per_week": "-1"}, {"hours_per_week": "8", "budget": "-1"}])
def test_a_bad_try_shows_the_own_plan_and_what_to_correct(
    world: IssuingWorld, as_: SignIn, goal: planning.GoalView, sent: dict[str, str]
) -> None:
    page = as_(world.cast.alice).get(reverse("plan:show", args=[goal.uid]), sent)
    assert page.status_code == 422
    assert "SQL for Analysts" in said(page) and "This is a try." not in said(page)


def test_a_goal_met_already_needs_nothing(world: IssuingWorld, as_: SignIn) -> None:
    client = as_(world.cast.alice)
    client.post(GOAL, the_form(rows="1"))
    world.issue()
    assert "You need nothing more" in said(client.get("/plan/"))


@pytest.mark.parametrize("stranger", ["mallory", "bea", "carol"])
def test_somebody_elses_plan_is_not_found(
    world: IssuingWorld, as_: SignIn, goal: planning.GoalView, stranger: str
) -> None:
    client = as_(world.cast.everyone[stranger])
    assert client.get(reverse("plan:show", args=[goal.uid])).status_code == 404
    sent = client.post(reverse("plan:limits", args=[goal.uid]), {"hours_per_week": "1"})
    assert sent.status_code == 404
    assert "SQL for Analysts" not in said(client.get("/plan/"))
    assert planning.goal(world.cast.alice, goal.uid) == goal


def test_nobody_signed_in_is_sent_to_sign_in(world: IssuingWorld, goal: planning.GoalView) -> None:
    for url in ("/plan/", GOAL, reverse("plan:show", args=[goal.uid])):
        assert Client().get(url).status_code in {302, 404}
    assert Client().post(GOAL, the_form()).status_code == 302
