"""The catalogue in a real browser: axe, no sideways scrolling, both themes, 360 and 1440 px."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from tests.browser import (
    assert_axe_clean,
    assert_no_sideways_scroll,
    browser,  # noqa: F401
    dark,
    page,  # noqa: F401
    screenshot,
    sign_in,
)
from tests.browser_pages import look_everywhere
from tests.desk_world import CHARTS, COMPLETE, SQL, make_desk_world
from tests.issuing_world import make_world
from tests.unit.web.catalogue.test_goal import aim

from skillmark.domains.achievements.api import NewModule, define_stack, draft_achievement, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_is_clean_in_both_themes_and_at_360(page: Any, live_server: Any) -> None:  # noqa: F811
    world = make_desk_world()
    define_stack(
        actor=world.cast.bea, organisation_uid=world.cast.northbank.uid, name="Data and Society", is_degree=True,
        modules=[NewModule(achievement_uid=world.published), NewModule(title="Thesis")],
    )  # fmt: skip
    for name, path in (
        ("index", "achievements/?text=sql+zeppelin&max_hours=50"),
        ("empty", "achievements/?text=zeppelin&max_price=-1"),
        ("achievement", f"achievements/{world.published}/"),
        ("skill", f"skills/?uri={SQL}"),
        ("skills", "skills/?text=sql"),
        ("occupation", "occupations/?uri=https://field.example/analyst"),
        ("frameworks", "frameworks/"),
    ):
        page.goto(f"{live_server.url}/{path}")
        look_everywhere(page, f"catalogue-{name}")


def test_a_search_works_from_the_form(page: Any, live_server: Any) -> None:  # noqa: F811
    make_desk_world()
    dark(page)
    page.goto(f"{live_server.url}/achievements/")
    page.fill("#id_text", "databases")
    page.press("#id_text", "Enter")
    page.click("text=SQL for analysts")
    assert page.inner_text("h1") == "SQL for analysts"
    page.click("text=Query databases")
    assert page.inner_text("h1") == "Query databases"


def test_badge_and_name_stay_side_by_side(page: Any, live_server: Any) -> None:  # noqa: F811
    world = make_desk_world()
    name = "Statistics for people who have to decide something with figures somebody else has collected for them"
    fields = {**COMPLETE, "name": name, "skills": [(SQL, 2), (CHARTS, 1)]}
    uid = draft_achievement(actor=world.cast.bea, organisation_uid=world.cast.northbank.uid, **fields).uid
    publish(actor=world.cast.bea, achievement_uid=uid)
    page.goto(f"{live_server.url}/achievements/")
    for width in (1440, 800, 360):
        page.set_viewport_size({"width": width, "height": 900})
        screenshot(page, f"catalogue-long-name-{width}")
        assert_no_sideways_scroll(page)
        row = page.locator("th", has_text="figures somebody else")
        badge, words = row.locator("svg").bounding_box(), row.locator("a").bounding_box()
        assert badge["x"] + badge["width"] <= words["x"] and words["y"] < badge["y"] + badge["height"], width
        assert words["width"] >= 150, width


def test_results_change_while_one_types(page: Any, live_server: Any) -> None:  # noqa: F811
    make_desk_world()
    page.goto(f"{live_server.url}/achievements/")
    page.locator("#id_text").press_sequentially("zeppelin")
    page.wait_for_selector("text=Nothing here fits all of that")
    assert page.text_content("#results-said") == "0 achievements"
    assert "text=zeppelin" in page.url
    page.fill("#id_text", "databases")
    page.wait_for_selector("#results >> text=SQL for analysts")
    assert page.text_content("#results-said") == "1 achievement"
    assert page.evaluate("document.activeElement.id") == "id_text"
    assert_axe_clean(page)


def test_the_answer_about_ones_goal_is_clean_everywhere(page: Any, live_server: Any) -> None:  # noqa: F811
    house = make_world()
    aim(house, budget_minor=5_000)
    page.goto(f"{live_server.url}/frameworks/")
    sign_in(page, live_server, get_user_model().objects.get(uid=house.cast.alice.person_uid))
    page.goto(f"{live_server.url}/achievements/{house.achievement.uid}/")
    assert "Not within your limits" in page.inner_text("main")
    look_everywhere(page, "catalogue-goal-left-out")
    aim(house)
    page.reload()
    assert "It is step 1 of 1 in your plan" in page.inner_text("main")
    look_everywhere(page, "catalogue-goal-step")
