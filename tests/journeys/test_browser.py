"""The journey in a browser: one skill travels from a gap to a shortlist, by six people, each in a window of their own.

It is walked twice, with scripts and without. With scripts every page is looked at on the way (see `Window.look`).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.browser import EXPECTED, browser  # noqa: F401  (fixture)
from tests.journeys.browsing import Window, open_window, work_off_jobs

from skillmark.kernel.clock import today
from skillmark.testing.cast import PASSWORD
from skillmark.testing.world import ADVERT, BRIEF, DEFINITION, QUESTIONS, RUBRIC, World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAME = DEFINITION["name"]
COMMENT = "The second query counts customers without orders twice. Look at the join."


@dataclass
class Stage:
    """The house, who walks in it, and what is handed from one to the next."""

    browser: Any
    url: str
    world: World
    has_scripts: bool
    windows: dict[str, Window] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def window(self, who: str) -> Window:
        """Somebody's window, signed in by the page; "stranger" has no account."""
        if who not in self.windows:
            self.windows[who] = open_window(self.browser, self.url, has_scripts=self.has_scripts)
            if who != "stranger":
                self.windows[who].sign_in(f"{who}@cast.example", PASSWORD)
        return self.windows[who]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def stage(request: Any, browser: Any, live_server: Any, settings: Any) -> Iterator[Stage]:  # noqa: F811
    settings.PUBLIC_URL = live_server.url
    made = Stage(browser, live_server.url, make_world(), request.param)
    yield made
    faults = [fault for window in made.windows.values() for fault in window.faults if not EXPECTED.search(fault)]
    for window in made.windows.values():
        window.page.context.close()
    assert faults == []


def test_one_skill_travels_from_gap_to_shortlist(stage: Stage, tmp_path: Path) -> None:
    front_page(stage)
    bea_defines(stage)
    bea_sets_the_tasks(stage)
    bea_publishes(stage)
    alice_plans(stage)
    carol_opens(stage)
    alice_fails_and_passes_the_quiz(stage)
    alice_hands_in(stage, "one.sql")
    sam_judges(stage, passes=False)
    alice_hands_in(stage, "two.sql")
    sam_judges(stage, passes=True)
    work_off_jobs()
    alice_holds_and_shares(stage)
    a_stranger_checks(stage, tmp_path)
    carol_sees_why(stage)
    bea_sees_the_award(stage)
    mallory_gets_nothing(stage)


def front_page(stage: Stage) -> None:
    window = stage.window("stranger")
    window.go("/")
    window.look("01-front")
    window.go("/sign-in/")
    window.look("02-sign-in")


def bea_defines(stage: Stage) -> None:
    """A title is enough to save; publishing names what is missing."""
    bea = stage.window("bea")
    bea.go("/desk/")
    bea.look("03-desk-empty")
    bea.follow("Define an achievement")
    bea.fill("Title", NAME)
    bea.press("Save the draft")
    bea.press("Publish")
    bea.says("Write at least one outcome", "Enter the hours")
    bea.look("04-definition-incomplete")
    stage.addresses["definition"] = bea.page.url.removeprefix(stage.url)
    bea.fill("Description", DEFINITION["description"])
    bea.fill("What the holder can do", "\n".join(DEFINITION["outcomes"]))
    bea.fill("What somebody must do", DEFINITION["criteria"])
    bea.fill("Find a skill by name", "SQL")
    bea.press("Look")
    bea.says("Query databases")
    assert bea.page.get_by_label("Description").first.input_value() == DEFINITION["description"]
    bea.choose("Query databases", "3")
    for label, name in (
        ("Field", "field"),
        ("Form of participation", "participation"),
        ("How it is tested", "assessment"),
    ):
        bea.choose(label, DEFINITION[name])
    bea.choose("Supervision and identity", DEFINITION["supervision"])
    bea.page.locator("#id_eqf_level").select_option("5")
    for name in ("workload_hours", "typical_weeks", "currency", "quality_assurance", "image_alt"):
        bea.page.locator(f"#id_{name}").fill(str(DEFINITION[name]))
    bea.page.locator("#id_price").fill("120")
    bea.page.locator("#id_practical_share").fill("50")
    bea.press("Save the draft")
    bea.says("All stated")
    bea.glance("05-definition-complete")


def bea_sets_the_tasks(stage: Stage) -> None:
    bea = stage.window("bea")
    bea.follow("Quiz and project")
    bea.look("06-tasks-empty")
    bea.follow("Write a quiz")
    bea.page.locator("#id_pass_mark").fill("60")
    for number, question in enumerate(QUESTIONS):
        bea.page.locator(f"#id_form-{number}-text").fill(question.text)
        bea.page.locator(f"#id_form-{number}-options").fill("\n".join(question.options))
        bea.page.locator(f"#id_form-{number}-correct").fill(str(question.correct + 1))
        bea.page.locator(f"#id_form-{number}-explanation").fill(question.explanation)
    bea.look("07-quiz-written")
    bea.press("Save")
    bea.follow("Write a project")
    bea.page.locator("#id_brief").fill(BRIEF)
    for number, criterion in enumerate(RUBRIC):
        bea.page.locator(f"#id_form-{number}-name").fill(criterion.name)
        bea.page.locator(f"#id_form-{number}-levels").fill("\n".join(criterion.descriptors))
        bea.page.locator(f"#id_form-{number}-pass_at").fill(str(criterion.pass_at))
    bea.press("Save")
    bea.says("3 questions.", "2 criteria")
    bea.glance("08-tasks-set")


def bea_publishes(stage: Stage) -> None:
    bea = stage.window("bea")
    bea.go(stage.addresses["definition"])
    bea.press("Publish")
    assert bea.text("h1") == NAME
    bea.says("Writes a query over three tables", "€120")
    bea.look("09-achievement")
    stage.addresses["achievement"] = bea.page.url.removeprefix(stage.url)
    bea.go("/desk/northbank-college/")
    bea.look("10-desk")


def alice_plans(stage: Stage) -> None:
    alice = stage.window("alice")
    alice.go("/achievements/")
    alice.says(NAME)
    alice.look("11-catalogue")
    alice.go("/plan/")
    alice.look("12-plan-empty")
    alice.follow("Set a goal")
    alice.fill("Name of the occupation", "data analyst")
    alice.press("Find occupations")
    alice.glance("13-goal-search")
    alice.follow("Data analyst")
    alice.fill("Hours a week", "6")
    alice.fill("Budget", "500")
    alice.choose("Currency", "EUR")
    alice.fill("Done by", (today() + timedelta(days=365)).isoformat())
    alice.look("14-goal-confirm")
    alice.press("Set the goal and plan")
    alice.says(NAME, "40 h", "€120", "Query databases", "Proven")
    alice.look("15-plan")
    stage.addresses["plan"] = alice.page.locator("aside form").first.get_attribute("action")
    alice.press("Enrol on step 1")
    stage.addresses["enrolment"] = alice.page.url.removeprefix(stage.url)
    alice.look("16-enrolment")


def carol_opens(stage: Stage) -> None:
    """Nobody is on the list before the award."""
    carol = stage.window("carol")
    carol.go("/hire/")
    carol.look("17-openings-empty")
    carol.follow("Open an opening")
    carol.fill("Title", "Data analyst, returns team")
    carol.fill("The advert", ADVERT)
    carol.look("18-opening-advert")
    carol.press("Read the skills")
    carol.says("Query databases", "Draw charts")
    carol.page.get_by_label("Draw charts: must or nice").select_option("nice")
    carol.page.get_by_label("How sure of Query databases, of 100").fill("seventy")
    carol.press("Open it and see who fits")
    carol.says("Enter a whole number from 1 to 99.")
    assert carol.page.get_by_label("Draw charts: must or nice").input_value() == "nice"
    carol.look("19-opening-skills")
    carol.page.get_by_label("How sure of Query databases, of 100").fill("70")
    carol.press("Open it and see who fits")
    carol.says("Nobody is on the list yet")
    carol.glance("20-shortlist-empty")
    stage.addresses["opening"] = carol.page.url.removeprefix(stage.url)


def alice_fails_and_passes_the_quiz(stage: Stage) -> None:
    alice = stage.window("alice")
    alice.go(stage.addresses["enrolment"] + "quiz/")
    alice.look("21-quiz")
    _answer(alice, right=False)
    alice.says("Not passed this time")
    alice.look("22-quiz-failed")
    alice.follow("Try again")
    _answer(alice, right=True)
    alice.says("You passed the quiz")
    alice.glance("23-quiz-passed")


def _answer(alice: Window, *, right: bool) -> None:
    for place, question in enumerate(QUESTIONS):
        chosen = question.correct if right else (question.correct + 1) % len(question.options)
        alice.page.locator(f"input[name=q{place}][value='{chosen}']").check()
    alice.press("Hand in my answers")


def alice_hands_in(stage: Stage, name: str) -> None:
    alice = stage.window("alice")
    alice.go(stage.addresses["enrolment"] + "project/")
    if name == "two.sql":
        alice.says("The assessor asks for it again.", COMMENT)
        alice.look("24-project-again")
    alice.fill("What you did", f"Three queries, in {name}. I counted rows before and after each join.")
    data = b"SELECT name FROM customers ORDER BY name;\n"
    alice.page.locator("#id_attachments").set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
    alice.press("Hand in my work")
    alice.says("Your work is with an assessor.", name)
    alice.glance("24-project-waiting")


def sam_judges(stage: Stage, *, passes: bool) -> None:
    sam = stage.window("sam")
    sam.go("/assess/")
    sam.glance("25-queue") if passes else sam.look("25-queue")
    sam.follow("Judge")
    sam.says("I counted rows before and after each join.")
    stage.addresses["work"] = sam.page.url.removeprefix(stage.url)
    with sam.page.expect_download() as download:
        sam.follow("two.sql" if passes else "one.sql")
    assert Path(download.value.path()).read_bytes().startswith(b"SELECT")
    sam.page.locator("input[name=c0][value='2']").check()
    sam.page.locator(f"input[name=c1][value='{2 if passes else 1}']").check()
    sam.page.locator(f"input[name=decision][value='{'pass' if passes else 'resubmit'}']").check()
    if not passes:
        sam.press("Decide")
        sam.says("Say what was missing")
        sam.look("26-judge-incomplete")
        sam.fill("Comment", COMMENT)
    sam.press("Decide")
    sam.says("Nothing waits")


def alice_holds_and_shares(stage: Stage) -> None:
    alice = stage.window("alice")
    alice.go(stage.addresses["enrolment"])
    alice.says("You have done all of it.")
    alice.glance("27-enrolment-complete")
    alice.follow("Open my record")
    alice.says(NAME, "Nobody can find you")
    alice.press("Let employers find me")
    alice.look("28-record")
    alice.follow(NAME)
    stage.addresses["entry"] = alice.page.url.removeprefix(stage.url)
    alice.look("29-entry")
    alice.page.locator("#id_closes_on").fill((today() + timedelta(days=30)).isoformat())
    alice.press("Make the link")
    alice.glance("30-entry-shared")
    link = re.search(re.escape(stage.url) + r"(/s/\S+)", alice.text("main"))
    assert link, alice.text("main")
    stage.addresses["shared"] = link[1]


def a_stranger_checks(stage: Stage, tmp_path: Path) -> None:
    """Opens the page, takes the files along, checks them on the front page, changes one byte."""
    window = stage.window("stranger")
    window.go(stage.addresses["shared"])
    window.says("It holds", "Alice", NAME, "Northbank College")
    window.look("31-shared")
    picture = window.page.locator("article.cert .top svg").first.inner_html()
    pack, credential = _download(window, "The pack", tmp_path), _download(window, "The credential", tmp_path)
    assert json.loads(credential.read_bytes())["credentialSubject"]["achievement"]["name"] == NAME
    for file, look in ((credential, window.look), (pack, window.glance)):
        window.go("/")
        window.page.locator("#front_file").set_input_files(file)
        window.press("Check it")
        window.says("It holds", NAME)
        assert window.page.locator("article.cert .top svg").first.inner_html() == picture, "another badge is drawn"
        look(f"32-report-{file.stem}")
    window.press("Change one byte and check it")
    window.says("Does not hold", "We changed one byte.")
    window.glance("33-report-changed")


def _download(window: Window, name: str, folder: Path) -> Path:
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name=name, exact=True).click()
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    return kept


def carol_sees_why(stage: Stage) -> None:
    carol = stage.window("carol")
    carol.go(stage.addresses["opening"])
    table = carol.text("table")
    assert "Alice" not in carol.text(), "a name is shown before the seal"
    assert "Nobody is on the list yet" not in carol.text() and "Query databases" in table
    carol.page.locator("table summary").first.click()
    carol.says("Query databases: met", "Project judged")
    carol.look("34-shortlist")
    carol.follow("Seal the shortlist")
    carol.look("35-seal")
    carol.press("Seal the shortlist")
    carol.page.get_by_role("button", name="Show the name").click()
    carol.says("Alice")
    carol.glance("36-shortlist-sealed")


def bea_sees_the_award(stage: Stage) -> None:
    bea = stage.window("bea")
    bea.go("/desk/northbank-college/awards/")
    bea.says("Alice", "Signed")
    assert bea.text("nav a[aria-current]") == "Award"
    bea.look("37-awards")
    bea.follow(NAME)
    bea.look("38-award")


def mallory_gets_nothing(stage: Stage) -> None:
    """Every private address of the journey, as somebody who is signed in and as somebody who is not."""
    mallory, stranger = stage.window("mallory"), stage.window("stranger")
    private = ("definition", "plan", "enrolment", "opening", "work", "entry")
    for name in private:
        answer = mallory.page.goto(stage.url + stage.addresses[name])
        assert answer.status in {403, 404}, (name, answer.status)
        assert "Alice" not in mallory.text("main") and NAME not in mallory.text("main")
        stranger.go(stage.addresses[name])
        assert "/sign-in/" in stranger.page.url, name
    mallory.look("39-not-yours")
    mallory.go("/record/")
    mallory.says("Nothing here yet.")
    mallory.go("/")
