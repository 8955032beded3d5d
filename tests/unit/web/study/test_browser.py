"""The study, assessor's and assurance pages in a browser: no fault that axe finds, nothing wider than a telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.browser import (
    assert_axe_clean,
    browser,  # noqa: F401  (fixture)
    page,  # noqa: F401  (fixture)
    screenshot,
    sign_in,
)
from tests.browser_pages import look_everywhere
from tests.unit.assessment.stage import POOR, RIGHT, hand_in, publish_with_tasks

from skillmark.domains.achievements.api import find_achievement
from skillmark.domains.assessment import api
from skillmark.domains.assurance import api as assurance
from skillmark.domains.people.api import Actor
from skillmark.testing.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Look = Callable[[str, str], None]
OPEN = "document.querySelectorAll('main details').forEach(d => { d.open = true })"
"""Every Why of the page; not the menu at the name, which floats over the bar."""


@pytest.fixture
def stage(page: Any, live_server: Any) -> tuple[Cast, str, str]:  # noqa: F811
    """The cast, the achievement and Alice's enrolment with one missed attempt and one piece sent back."""
    made = make_cast()
    achievement_uid = publish_with_tasks(made)
    enrolment = api.enrol(actor=made.alice, achievement_uid=achievement_uid).uid
    api.submit_quiz(actor=made.alice, enrolment_uid=enrolment, answers=[1, 1, 2, 0])
    first = api.submit_evidence(
        actor=made.alice,
        enrolment_uid=enrolment,
        text="Three queries, run from start to end.\n\nI counted rows before and after each join.",
        link="https://example.org/harbour-shop",
        files=[
            api.UploadedEvidence("a-rather-long-name-of-a-file-with-all-three-queries.sql", "text/plain", b"SELECT 1;")
        ],
    )
    api.judge(
        actor=made.sam,
        submission_uid=first.uid,
        scores=POOR,
        decision="resubmit",
        comment="The totals are not checked against the till. Show how you know they are right.",
    )
    return made, achievement_uid, enrolment


@pytest.fixture
def look(page: Any, live_server: Any) -> Look:  # noqa: F811
    """Open an address, check it as everywhere."""

    def check(url: str, name: str) -> None:
        page.goto(live_server.url + url)
        look_everywhere(page, name)

    return check


def as_(page: Any, live_server: Any, actor: Actor) -> None:  # noqa: F811
    sign_in(page, live_server, get_user_model().objects.get(uid=actor.person_uid))


def test_alice_studies(page: Any, live_server: Any, stage: tuple[Cast, str, str], look: Look) -> None:  # noqa: F811
    cast, achievement_uid, enrolment = stage
    as_(page, live_server, cast.alice)
    look(reverse("study:index"), "study-index")
    look(reverse("study:enrolment", args=[enrolment]), "study-enrolment")
    look(reverse("study:quiz", args=[enrolment]), "study-quiz")
    look(reverse("study:result", args=[enrolment, 1]), "study-result")
    look(reverse("study:project", args=[enrolment]), "study-project")
    page.get_by_role("button", name="Hand in my work").click()
    assert_axe_clean(page)
    screenshot(page, "study-project-nothing-360")


def test_sam_judges_and_bea_sets_tasks(
    page: Any,  # noqa: F811
    live_server: Any,
    stage: tuple[Cast, str, str],
    look: Look,
) -> None:
    cast, achievement_uid, enrolment = stage
    waiting = hand_in(cast, enrolment, "Now with the till’s totals beside mine.")
    as_(page, live_server, cast.sam)
    look(reverse("assessor:index"), "assessor-index")
    look(reverse("assessor:work", args=[waiting]), "assessor-work")
    page.get_by_role("button", name="Decide").click()
    assert_axe_clean(page)
    screenshot(page, "assessor-work-nothing-360")
    as_(page, live_server, cast.bea)
    look(reverse("assessor:define", args=[achievement_uid]), "assessor-define")
    look(reverse("assessor:quiz", args=[achievement_uid]), "assessor-quiz")
    look(reverse("assessor:project", args=[achievement_uid]), "assessor-project")
    page.get_by_role("textbox", name="Levels").first.fill("only one")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_text("Correct what is marked below.").is_visible()
    assert_axe_clean(page)


def test_quinn_assures(page: Any, live_server: Any, stage: tuple[Cast, str, str], look: Look) -> None:  # noqa: F811
    from datetime import date

    cast, achievement_uid, _enrolment = stage
    for scope in ("Assessment of data skills up to European level 5", "Teaching at a distance"):
        made = assurance.accredit(
            actor=cast.quinn,
            body_uid=cast.assay.uid,
            organisation_uid=cast.northbank.uid,
            scope=scope,
            decision="We sat in on three assessments and read forty marked projects.",
            valid_from=date(2026, 1, 1),
            valid_until=date(2028, 12, 31),
        )
    assurance.withdraw(actor=cast.quinn, accreditation_uid=made.uid, reason="They no longer teach at a distance.")
    view = find_achievement(achievement_uid)
    judged = [assurance.Judged(line.element, "holds") for line in assurance.checklist_of(view)]
    assurance.review_achievement(
        actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=view.version_uid, judged=judged
    )
    as_(page, live_server, cast.quinn)
    look(reverse("assurer:index"), "assurer-index")
    look(reverse("assurer:register", args=[cast.northbank.key]), "assurer-register")
    look(reverse("assurer:achievement", args=[achievement_uid]), "assurer-achievement")
    current = next(one for one in assurance.accreditations_of(cast.northbank.uid) if one.is_current)
    look(reverse("assurer:withdraw", args=[current.uid]), "assurer-withdraw")


def test_the_quiz_works_without_a_script(browser: Any, live_server: Any, page: Any) -> None:  # noqa: F811
    """A browser with scripts off takes the quiz from the list to the result."""
    cast = make_cast()
    enrolment = api.enrol(actor=cast.alice, achievement_uid=publish_with_tasks(cast)).uid
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    as_(plain, live_server, cast.alice)
    plain.goto(live_server.url + reverse("study:quiz", args=[enrolment]))
    for place, answer in enumerate(RIGHT):
        plain.locator(f"input[name=q{place}][value='{answer}']").check()
    plain.get_by_role("button", name="Hand in my answers").click()
    assert "You passed the quiz" in plain.content()
    context.close()
