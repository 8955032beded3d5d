"""The issuer's desk in a real browser: axe, no sideways scrolling, both themes, 360 and 1440 px, without a script."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from tests.browser import (
    browser,  # noqa: F401
    page,  # noqa: F401
    sign_in,
)
from tests.browser_pages import look_everywhere
from tests.desk_world import DeskWorld, make_desk_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "desk/northbank-college"


def _as_bea(page: Any, live_server: Any) -> DeskWorld:  # noqa: F811
    world = make_desk_world()
    page.goto(f"{live_server.url}/frameworks/")
    sign_in(page, live_server, get_user_model().objects.get(uid=world.cast.bea.person_uid))
    return world


def test_every_page_is_clean_in_both_themes_and_at_360(page: Any, live_server: Any) -> None:  # noqa: F811
    world = _as_bea(page, live_server)
    for name, path in (
        ("desk", f"{DESK}/"),
        ("begin", f"{DESK}/define/"),
        ("draft", f"{DESK}/define/{world.draft}/"),
        ("published", f"{DESK}/define/{world.published}/"),
        ("preview", f"achievements/{world.draft}/preview/"),
        ("people", "join/organisation/northbank-college/"),
    ):
        page.goto(f"{live_server.url}/{path}")
        look_everywhere(page, f"issuer-{name}")


def test_a_definition_from_nothing_to_published(page: Any, live_server: Any) -> None:  # noqa: F811
    world = _as_bea(page, live_server)
    page.goto(f"{live_server.url}/{DESK}/define/{world.draft}/")
    page.fill("#id_description", "Means, spread and doubt.")
    page.fill("#id_outcomes", "Says how sure a figure is")
    page.locator("#skill-text").press_sequentially("stat")
    page.select_option("#level-1", "2")  # waits for what was found while typing
    page.fill("#skill-text", "charts")
    page.wait_for_selector("#skill-rows >> text=Draw charts")
    assert page.input_value("#level-1") == "2" and page.text_content("#skills-said") == "1 skill found"
    page.fill("#skill-text", "statistics")
    page.click("text=Look")
    assert page.input_value("#level-1") == "2"
    page.fill("#id_price", "-4")
    page.click("button[name=look_need]")
    page.check("text=SQL for analysts")
    page.click("text=Save the draft")
    look_everywhere(page, "issuer-errors")
    assert page.is_checked("text=SQL for analysts")
    page.fill("#id_price", "0")
    page.fill("#id_currency", "EUR")
    page.fill("#id_criteria", "Pass the exam.")
    page.fill("#id_workload_hours", "20")
    for field, value in (("eqf_level", "5"), ("participation", "online"), ("assessment", "written_exam")):
        page.select_option(f"#id_{field}", value)
    page.fill("#id_quality_assurance", "None")
    page.fill("#id_image_alt", "Octagon with a bar chart")
    page.click("text=Save the draft")
    assert "All stated" in page.inner_text("aside")
    page.click("text=Publish")
    assert page.inner_text("h1") == "Unready statistics"
    assert "free" in page.inner_text("aside").lower()
