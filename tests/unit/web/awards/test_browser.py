"""The award pages in Chromium: no accessibility fault, no sideways scrolling."""

from typing import Any

import pytest
from tests.browser import browser, page, sign_in  # noqa: F401
from tests.browser_pages import look_everywhere
from tests.issuing_world import make_world

from skillmark.domains.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_awards_by_hand_and_withdrawn(page: Any, live_server: Any) -> None:  # noqa: F811
    world = make_world()
    award = world.issue()
    sign_in(page, live_server, Person.objects.get(uid=world.cast.bea.person_uid))
    page.goto(f"{live_server.url}/desk/northbank-college/awards/")
    look_everywhere(page, "awards")
    page.goto(f"{live_server.url}/desk/northbank-college/awards/by-hand/")
    look_everywhere(page, "awards-by-hand")
    page.goto(f"{live_server.url}/desk/northbank-college/awards/{award.uid}/")
    look_everywhere(page, "award")
    page.get_by_label("Reason").fill("The exam was sat by somebody else.")
    page.get_by_role("button", name="Withdraw the credential").click()
    look_everywhere(page, "award-withdrawn")
