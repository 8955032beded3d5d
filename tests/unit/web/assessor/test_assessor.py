"""Sam judges, Bea sets the tasks; Alice, Mallory and nobody do neither."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.assessment.stage import hand_in

from skillmark.domains.assessment import api
from skillmark.domains.people.api import SYSTEM, Actor, Role, add_member
from skillmark.testing.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]
GOOD = {"c0": "3", "c1": "2"}
POOR = {"c0": "2", "c1": "1"}


@pytest.fixture
def waiting(cast: Cast, enrolled: api.EnrolmentView) -> str:
    return hand_in(cast, enrolled.uid, "Three queries. <script>alert(1)</script>")


def test_strangers_see_no_queue_and_no_work(
    cast: Cast, as_: As, client: Client, achievement_uid: str, waiting: str
) -> None:
    work, index = reverse("assessor:work", args=[waiting]), reverse("assessor:index")
    edits = [reverse(f"assessor:{name}", args=[achievement_uid]) for name in ("define", "quiz", "project")]
    for stranger in (cast.mallory, cast.carol):
        assert as_(stranger).get(work).status_code == 404
        assert as_(stranger).post(work, {**GOOD, "decision": "pass"}).status_code == 404
        assert {as_(stranger).get(url).status_code for url in edits} == {403}
        assert {as_(stranger).post(url, {"brief": "x"}).status_code for url in edits[1:]} == {403}
    assert as_(cast.mallory).get(index).status_code == 403
    assert "Alice" not in as_(cast.carol).get(index).content.decode()
    assert {client.get(url).status_code for url in (index, work, *edits)} == {302}
    assert {as_(cast.sam).get(url).status_code for url in edits} == {403}


def test_the_queue_leads_to_the_work(cast: Cast, as_: As, waiting: str) -> None:
    sam = as_(cast.sam)
    page = sam.get(reverse("assessor:index")).content.decode()
    assert "Alice" in page and reverse("assessor:work", args=[waiting]) in page and "less than a minute" in page
    work = sam.get(reverse("assessor:work", args=[waiting])).content.decode()
    assert "&lt;script&gt;alert(1)" in work and "<script>alert" not in work
    assert "Queries answer the question" in work and "(passes from here)" in work


def test_judging_takes_it_off_the_queue(cast: Cast, as_: As, enrolled: api.EnrolmentView, waiting: str) -> None:
    sam, url = as_(cast.sam), reverse("assessor:work", args=[waiting])
    page = sam.post(url, {**GOOD, "decision": "pass"}, follow=True).content.decode()
    assert "Nothing waits" in page
    requirement = api.enrolment(cast.alice, enrolled.uid).requirement("project")
    assert requirement is not None and requirement.state == "passed"
    assert "Level 3 of 3" in sam.get(url).content.decode()
    again = sam.post(url, {**POOR, "decision": "fail", "comment": "No."}, follow=True).content.decode()
    assert "That decision stands." in again


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose the level you see."),
        ({**GOOD}, "Choose what you decide."),
        ({**GOOD, "c0": "9", "decision": "pass"}, "Choose one of the levels below."),
        ({**POOR, "decision": "pass"}, "A pass needs the passing level"),
        ({**POOR, "decision": "fail"}, "Say what was missing"),
        ({**POOR, "decision": "resubmit", "comment": "  "}, "Say what was missing"),
    ],
)
def test_a_judgement_that_does_not_fit_is_named(
    cast: Cast, as_: As, waiting: str, data: dict[str, str], words: str
) -> None:
    answer = as_(cast.sam).post(reverse("assessor:work", args=[waiting]), data)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert api.submission(cast.sam, waiting).judgement is None


def test_own_work_is_refused_with_words(cast: Cast, as_: As, waiting: str) -> None:
    uid = cast.alice.person_uid or ""
    add_member(actor=SYSTEM, organisation_uid=cast.northbank.uid, person_uid=uid, role=Role.ASSESSOR)
    alice, url = as_(cast.alice), reverse("assessor:work", args=[waiting])
    assert "Your own work" in alice.get(reverse("assessor:index")).content.decode()
    assert alice.get(url).status_code == 302
    answer = alice.post(url, {**GOOD, "decision": "pass"})
    assert answer.status_code == 422 and "This is your own work." in answer.content.decode()


def quiz_form(*questions: dict[str, str]) -> dict[str, str]:
    data = {
        "pass_mark": "60",
        "attempts_allowed": "2",
        "form-TOTAL_FORMS": str(len(questions)),
        "form-INITIAL_FORMS": "0",
    }
    for place, question in enumerate(questions):
        data |= {f"form-{place}-{key}": value for key, value in question.items()}
    return data


def test_bea_edits_the_quiz_without_a_script(cast: Cast, as_: As, achievement_uid: str) -> None:
    bea, url = as_(cast.bea), reverse("assessor:quiz", args=[achievement_uid])
    page = bea.get(url).content.decode()
    assert "IS NULL" in page and page.count("Line of the right option") == 7
    data = quiz_form({"text": "Which?", "options": "a\r\nb\r\n", "correct": "2", "outcome": ""}, {"text": ""})
    assert bea.post(url, data)["Location"] == reverse("assessor:define", args=[achievement_uid])
    quiz = api.tasks_of(cast.bea, achievement_uid).quiz
    assert quiz is not None and (quiz.edition, quiz.pass_mark) == (2, 0.6)
    assert [(one.options, one.correct) for one in quiz.questions] == [(("a", "b"), 1)]
    assert bea.post(url, {**data, "more": "1"})["Location"] == url


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"text": ""}, "Write at least one question."),
        ({"text": "Which?", "options": "a"}, "Write from two to"),
        ({"text": "Which?", "options": "a\na", "correct": "1"}, "Write from two to"),
        ({"text": "Which?", "options": "a\nb", "correct": "3"}, "Say which line"),
        ({"text": "Which?", "options": "a\nb", "correct": "x"}, "Correct what is marked below."),
    ],
)
def test_a_broken_question_is_named_and_nothing_lost(
    cast: Cast, as_: As, achievement_uid: str, question: dict[str, str], words: str
) -> None:
    answer = as_(cast.bea).post(reverse("assessor:quiz", args=[achievement_uid]), quiz_form(question))
    assert answer.status_code == 422
    assert words in answer.content.decode() and question["text"] in answer.content.decode()
    tasks = api.tasks_of(cast.bea, achievement_uid)
    assert tasks.quiz is not None and tasks.quiz.edition == 1


def test_bea_edits_the_project(cast: Cast, as_: As, achievement_uid: str) -> None:
    bea, url = as_(cast.bea), reverse("assessor:project", args=[achievement_uid])
    assert "All three do." in bea.get(url).content.decode()
    data = {
        "brief": "Make it.",
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "It works",
        "form-0-levels": "No.\nYes.",
        "form-0-pass_at": "2",
    }
    assert bea.post(url, data).status_code == 302
    project = api.tasks_of(cast.bea, achievement_uid).project
    assert project is not None and project.rubric == (api.RubricCriterion("It works", ("No.", "Yes."), 2),)
    assert bea.post(url, {**data, "form-0-pass_at": "3"}).status_code == 422
    assert "It works" not in bea.get(reverse("assessor:define", args=["nothing"])).content.decode()
