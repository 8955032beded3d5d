"""The public pages in Chromium: no accessibility fault, no sideways scrolling, the check works by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.browser import browser, page  # noqa: F401
from tests.browser_pages import look_everywhere
from tests.issuing_world import make_world, uid_of

from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.record import api as record
from skillmark.kernel.outbox import deliver_pending

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_front_the_report_and_the_changed_byte(page: Any, live_server: Any, tmp_path: Path) -> None:  # noqa: F811
    make_world()
    page.goto(live_server.url)
    look_everywhere(page, "front")
    page.get_by_role("button", name="Check the specimen").click()
    assert page.get_by_role("heading", level=1).inner_text() == "It holds"
    look_everywhere(page, "report-holds")
    page.get_by_role("button", name="Change one byte and check it").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Does not hold"
    look_everywhere(page, "report-fails")
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    page.goto(f"{live_server.url}/verify/")
    look_everywhere(page, "verify")
    page.get_by_label("A badge file").set_input_files(broken)
    page.get_by_role("button", name="Check it", exact=True).click()
    look_everywhere(page, "report-unreadable")
    page.goto(f"{live_server.url}/verify/")
    page.get_by_role("button", name="Check it", exact=True).click()
    assert "Choose a file or paste its text." in page.content()
    look_everywhere(page, "verify-errors")


def test_a_shared_credential_and_its_issuer(page: Any, live_server: Any) -> None:  # noqa: F811
    world = make_world()
    world.issue()
    alice = world.cast.alice
    share = record.share(actor=alice, entry_uid=world.entry().uid, closes_on=date(2099, 11, 30))
    page.goto(f"{live_server.url}/s/{share.token}")
    assert page.get_by_role("heading", level=1).inner_text() == "It holds"
    look_everywhere(page, "shared-holds")
    page.goto(f"{live_server.url}/o/northbank-college/")
    look_everywhere(page, "issuer")
    page.goto(f"{live_server.url}/register/")
    look_everywhere(page, "register")
    awarding.revoke(actor=SYSTEM, award_uid=world.entry().award_uid, reason="The exam was sat by somebody else.")
    deliver_pending()
    page.goto(f"{live_server.url}/s/{share.token}")
    look_everywhere(page, "shared-withdrawn")
    record.close_share(actor=alice, share_uid=share.uid)
    page.goto(f"{live_server.url}/s/{share.token}")
    look_everywhere(page, "shared-closed")
    job = record.add_entry(actor=alice, person_uid=uid_of(alice), kind="job", title="Baker", organisation_name="Mill")
    token = record.share(actor=alice, entry_uid=job.uid).token
    page.goto(f"{live_server.url}/s/{token}")
    look_everywhere(page, "shared-stated")
