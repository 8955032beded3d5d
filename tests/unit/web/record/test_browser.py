"""The record's pages in Chromium: no accessibility fault, no sideways scrolling."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.browser import browser, page, sign_in  # noqa: F401
from tests.browser_pages import look_everywhere
from tests.issuing_world import SQL, make_world, uid_of

from skillmark.domains.achievements.api import TaughtSkill
from skillmark.domains.people.models import Person
from skillmark.domains.record import api as record
from skillmark.doors.web.public.specimen import specimen
from skillmark.skillkit.values import Level

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_record_and_an_entry(page: Any, live_server: Any) -> None:  # noqa: F811
    world = make_world(expires_after_months=24)
    world.issue()
    alice = world.cast.alice
    who = {"actor": alice, "person_uid": uid_of(alice)}
    skill = TaughtSkill(SQL, SQL, "Query databases", Level.INDEPENDENT)
    record.add_entry(
        **who,
        kind="job",
        title="Customer-service representative",
        organisation_name="Harbour Freight",
        started_on=date(2024, 1, 8),
        skills=[skill],
    )
    record.add_entry(
        **who,
        kind="degree",
        title="Bachelor of Arts, Geography",
        organisation_name="Northbank University",
        started_on=date(2014, 9, 1),
        ended_on=date(2017, 6, 30),
    )
    brought = record.import_badge(**who, data=specimen())
    entry = next(view for view in record.entries_of(alice, uid_of(alice)) if view.award_uid)
    record.share(actor=alice, entry_uid=entry.uid, closes_on=date(2099, 11, 30))
    sign_in(page, live_server, Person.objects.get(uid=alice.person_uid))
    for name, url in {
        "record": reverse("record:index"),
        "record-entry": reverse("record:entry", args=[entry.uid]),
        "record-brought": reverse("record:entry", args=[brought.uid]),
        "record-links": reverse("record:shares"),
        "record-add": reverse("record:add"),
        "record-bring": reverse("record:bring"),
        "record-erase": reverse("record:erase"),
    }.items():
        page.goto(live_server.url + url)
        look_everywhere(page, name)
    page.goto(live_server.url + reverse("record:entry", args=[entry.uid]))
    page.get_by_role("button", name="Make the link").click()
    assert "shown this once" in page.content()
    look_everywhere(page, "record-new-link")
