"""The plan and the employer's pages in a browser: no fault that axe finds, nothing wider than a telephone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.browser import (
    browser,  # noqa: F401  (fixture)
    page,  # noqa: F401  (fixture)
    sign_in,
)
from tests.browser_pages import look_everywhere
from tests.gap_world import ANALYST
from tests.issuing_world import IssuingWorld, uid_of

from skillmark.domains.hiring import api as hiring
from skillmark.domains.people import api as people
from skillmark.domains.planning import api as planning
from skillmark.domains.skills.api import profile_of_occupation
from skillmark.kernel.clock import today

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
"""Every Why and every table; the menu of the bar, which floats over the words beside it, is the shell's."""
Look = Callable[[str, str, people.Actor], None]


@pytest.fixture
def look(page: Any, live_server: Any) -> Look:  # noqa: F811
    """Open an address as somebody, and check it wide and narrow, light and dark, closed and with everything open."""

    def at(url: str, name: str, who: people.Actor) -> None:
        page.context.clear_cookies()
        sign_in(page, live_server, get_user_model().objects.get(uid=who.person_uid))
        page.goto(f"{live_server.url}{url}")
        look_everywhere(page, name)

    return at


def test_the_plan_pages(look: Look, world: IssuingWorld) -> None:
    alice = world.cast.alice
    look("/plan/", "plan-empty", alice)
    look("/plan/goal/?q=analyst", "plan-choose", alice)
    look(f"/plan/goal/?occupation={ANALYST}", "plan-confirm", alice)
    planning.set_goal(
        actor=alice,
        person_uid=uid_of(alice),
        profile=profile_of_occupation(ANALYST),
        hours_per_week=8,
        budget_minor=20000,
        currency="EUR",
        deadline=today() + timedelta(weeks=40),
        start_on=today(),
    )
    world.issue()
    look("/plan/", "plan", alice)
    look("/plan/?hours_per_week=8&budget=0", "plan-try", alice)


def test_the_employers_pages(look: Look, world: IssuingWorld) -> None:
    carol = world.cast.carol
    opening = hiring.open_opening(
        actor=carol,
        organisation_uid=world.cast.brightwater.uid,
        title="Data analyst",
        advert="You query databases.",
        profile=profile_of_occupation(ANALYST),
    )
    here = ["brightwater-retail", opening.uid]
    look(reverse("employer:new", args=here[:1]), "hire-new", carol)
    look(reverse("employer:shortlist", args=here), "hire-nobody", carol)
    people.give_consent(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), purpose=people.BE_FOUND)
    world.issue()
    look(reverse("employer:openings", args=here[:1]), "hire-openings", carol)
    look(reverse("employer:shortlist", args=here), "hire-shortlist", carol)
    look(reverse("employer:skills", args=here), "hire-skills", carol)
    look(reverse("employer:seal", args=here), "hire-seal", carol)
    hiring.seal_shortlist(actor=carol, opening_uid=opening.uid)
    look(reverse("employer:shortlist", args=here), "hire-sealed", carol)
