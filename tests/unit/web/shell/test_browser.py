"""The pages of the shell in a real browser: axe, sideways scrolling, our own policy, no script, both themes, 360 px."""

import pytest
from tests.browser import (
    assert_axe_clean,
    assert_no_sideways_scroll,
    browser,  # noqa: F401
    page,  # noqa: F401
    screenshot,
    sign_in,
)
from tests.browser_pages import look_everywhere

from skillmark.domains.people.api import (
    SYSTEM,
    OrganisationKind,
    Role,
    add_member,
    register_organisation,
    register_person,
)
from skillmark.domains.people.models import Person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.unit.web.shell.addresses"),
]


@pytest.mark.parametrize("name", ["_look", "_look/form", "sign-in", "nothing-here", "raises/unavailable"])
def test_clean_in_both_themes_and_at_360(page, live_server, name):  # noqa: F811
    page.goto(f"{live_server.url}/{name}/")
    look_everywhere(page, f"shell-{name.replace('/', '-')}")


def test_a_person_with_two_hats_finds_the_switch(page, live_server):  # noqa: F811
    seen = register_person(actor=SYSTEM, email="sam@northbank.example", display_name="Sam")
    house = register_organisation(
        actor=SYSTEM, name="Northbank College", kind=OrganisationKind.UNIVERSITY, country="NL"
    )
    add_member(actor=SYSTEM, organisation_uid=house.uid, person_uid=seen.uid, role=Role.ASSESSOR)
    page.goto(live_server.url)
    sign_in(page, live_server, Person.objects.get(uid=seen.uid))
    page.goto(f"{live_server.url}/me/plan/")
    page.get_by_text("Sam").click()
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 800})
        screenshot(page, f"shell-hats-{width}")
        assert_axe_clean(page)
        assert_no_sideways_scroll(page)
    page.get_by_role("link", name="assessor, Northbank College").click()
    assert page.url.endswith("/assess/")


@pytest.mark.parametrize("width", [320, 360, 500, 768])
def test_the_open_menu_covers_no_word_of_the_bar(page, live_server, width):  # noqa: F811
    seen = register_person(actor=SYSTEM, email="a@learners.example", display_name="Alice Abigail Aldington-Smythe")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url)
    sign_in(page, live_server, Person.objects.get(uid=seen.uid))
    page.goto(f"{live_server.url}/me/plan/")
    before = page.locator(".who > summary").bounding_box()
    page.click(".who > summary")
    after = page.locator(".who > summary").bounding_box()
    assert after["y"] == before["y"]  # what was pressed stays under the finger
    menu = page.locator(".hats").bounding_box()
    words = [link.bounding_box() for link in page.locator(".bar nav a").all()]
    assert words and all(not overlap(menu, word) for word in words)
    assert_axe_clean(page)
    assert_no_sideways_scroll(page)
    screenshot(page, f"shell-menu-{width}")


def overlap(one, other):
    return (
        one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    )  # fmt: skip


def test_errors_are_reached_by_keyboard(page, live_server):  # noqa: F811
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="E-mail").press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_email"
    assert_axe_clean(page)
    screenshot(page, "shell-sign-in-errors")


def test_everything_works_without_scripts(browser, live_server):  # noqa: F811
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    opened = context.new_page()
    opened.goto(f"{live_server.url}/_look/")
    why = opened.locator("details.why", has_text="this order")
    why.locator("summary").click()
    assert why.get_by_text("two steps start from it").is_visible()
    opened.get_by_role("button", name="Dark", exact=True).click()
    assert opened.locator("html").get_attribute("data-theme") == "dark"
    context.close()


def test_the_skip_link_comes_first_and_leads_to_main(page, live_server):  # noqa: F811
    page.goto(f"{live_server.url}/_look/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
