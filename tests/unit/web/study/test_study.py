"""Alice studies in the browser; Mallory and nobody see nothing of it."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.unit.assessment.stage import GOOD, POOR, QUESTIONS, RIGHT, WRONG, hand_in

from skillmark.domains.assessment import api
from skillmark.domains.people.api import Actor
from skillmark.testing.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def quiz_data(answers: list[int | None], attempt: int = 1) -> dict[str, str]:
    return {"attempt": str(attempt), **{f"q{place}": str(answer) for place, answer in enumerate(answers)}}


def pages_of(enrolment: api.EnrolmentView) -> list[str]:
    return [reverse(f"study:{name}", args=[enrolment.uid]) for name in ("enrolment", "quiz", "project")]


def test_mallory_finds_nothing_of_alices(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    mallory = as_(cast.mallory)
    for url in pages_of(enrolled):
        assert mallory.get(url).status_code == 404
    assert mallory.post(reverse("study:quiz", args=[enrolled.uid]), quiz_data(RIGHT)).status_code == 404
    assert mallory.post(reverse("study:project", args=[enrolled.uid]), {"text": "Mine."}).status_code == 404
    assert mallory.post(reverse("study:withdraw", args=[enrolled.uid])).status_code == 404
    assert enrolled.achievement.name not in mallory.get(reverse("study:index")).content.decode()
    assert api.enrolment(cast.alice, enrolled.uid).state == "open"


def test_nobody_is_sent_to_sign_in(client: Client, achievement_uid: str, enrolled: api.EnrolmentView) -> None:
    urls = [reverse("study:index"), *pages_of(enrolled)]
    for url in urls:
        assert client.get(url).status_code == 302
    answer = client.post(reverse("study:enrol", args=[achievement_uid]))
    assert answer.status_code == 302 and reverse("shell:sign_in") in answer["Location"]


def test_enrolling_leads_to_the_enrolment(cast: Cast, as_: As, achievement_uid: str) -> None:
    alice = as_(cast.alice)
    answer = alice.post(reverse("study:enrol", args=[achievement_uid]), follow=True)
    page = answer.content.decode()
    assert "SQL for analysts" in page and "Take the quiz" in page and "Open the project" in page
    assert "SQL for analysts" in alice.get(reverse("study:index")).content.decode()
    assert alice.post(reverse("study:enrol", args=["nothing"])).status_code == 404


def test_coming_back_from_signing_in_enrols_nobody(cast: Cast, as_: As, achievement_uid: str) -> None:
    answer = as_(cast.alice).get(reverse("study:enrol", args=[achievement_uid]))
    assert answer["Location"] == reverse("catalogue:achievement", args=[achievement_uid])
    assert api.enrolments_of(cast.alice, cast.alice.person_uid or "") == ()


def test_the_quiz_page_gives_nothing_away(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    page = as_(cast.alice).get(reverse("study:quiz", args=[enrolled.uid])).content.decode()
    assert all(option in page for option in ("GROUP BY", "CROSS"))
    assert not any(question.explanation in page for question in QUESTIONS)
    assert "checked" not in page and "correct" not in page


def test_unanswered_questions_cost_nothing(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    data = quiz_data(RIGHT)
    del data["q2"]
    answer = as_(cast.alice).post(reverse("study:quiz", args=[enrolled.uid]), data)
    assert answer.status_code == 422
    assert "Choose an answer." in answer.content.decode()
    assert answer.content.decode().count("checked") == 3


@pytest.mark.parametrize("bad", ["9", "-1", "<script>alert(1)</script>", "1.5"])
def test_an_option_nobody_offered_is_refused(cast: Cast, as_: As, enrolled: api.EnrolmentView, bad: str) -> None:
    answer = as_(cast.alice).post(reverse("study:quiz", args=[enrolled.uid]), {**quiz_data(RIGHT), "q0": bad})
    assert answer.status_code == 422 and "<script>alert" not in answer.content.decode()


def test_a_form_sent_twice_leads_to_the_first_result(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    alice, url = as_(cast.alice), reverse("study:quiz", args=[enrolled.uid])
    first = alice.post(url, quiz_data(WRONG))
    second = alice.post(url, quiz_data(RIGHT))
    assert first["Location"] == second["Location"] == reverse("study:result", args=[enrolled.uid, 1])
    requirement = api.enrolment(cast.alice, enrolled.uid).requirement("quiz")
    assert requirement is not None and (requirement.attempts_used, requirement.score) == (1, 0)


def test_the_result_explains(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    alice = as_(cast.alice)
    page = alice.post(reverse("study:quiz", args=[enrolled.uid]), quiz_data(RIGHT), follow=True).content.decode()
    assert "You passed the quiz" in page and "4 of 4 right" in page
    assert "Because nothing equals NULL." in page
    assert alice.get(reverse("study:result", args=[enrolled.uid, 7])).status_code == 404
    assert as_(cast.mallory).get(reverse("study:result", args=[enrolled.uid, 1])).status_code == 404


def test_a_closed_quiz_says_so(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=RIGHT)
    answer = as_(cast.alice).get(reverse("study:quiz", args=[enrolled.uid]))
    assert answer.status_code == 409 and "This quiz is over" in answer.content.decode()


def test_evidence_is_handed_in_and_handed_out_as_an_attachment(
    cast: Cast, as_: As, enrolled: api.EnrolmentView
) -> None:
    url = reverse("study:project", args=[enrolled.uid])
    files = [SimpleUploadedFile("<b>x.svg", SVG, "image/svg+xml"), SimpleUploadedFile("b.sql", b"SELECT 1;")]
    page = as_(cast.alice).post(url, {"text": "<script>alert(1)</script>", "attachments": files}, follow=True)
    body = page.content.decode()
    assert "Your work is with an assessor." in body
    assert "<script>alert" not in body and "&lt;script&gt;alert(1)" in body
    kept = api.project_of(cast.alice, enrolled.uid).submissions[0].files
    assert [one.name for one in kept] == ["bx.svg", "b.sql"]
    for reader in (cast.alice, cast.sam):
        answer = as_(reader).get(reverse("study:evidence", args=[kept[0].uid]))
        assert answer.content == SVG
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert as_(cast.mallory).get(reverse("study:evidence", args=[kept[0].uid])).status_code == 404
    assert Client().get(reverse("study:evidence", args=[kept[0].uid])).status_code == 302


def test_a_file_over_the_limit_keeps_the_text(
    cast: Cast, as_: As, enrolled: api.EnrolmentView, settings: object
) -> None:
    settings.MAX_UPLOAD_BYTES = 10 * 1024 * 1024  # type: ignore[attr-defined]
    big = SimpleUploadedFile("big.bin", b"\0" * (10 * 1024 * 1024 + 1))
    data = {"text": "My long story.", "attachments": [big]}
    answer = as_(cast.alice).post(reverse("study:project", args=[enrolled.uid]), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "at most 10 MB" in page and "My long story." in page
    assert api.project_of(cast.alice, enrolled.uid).submissions == ()


@pytest.mark.parametrize(
    "data", [{}, {"text": " "}, {"link": "javascript:alert(1)"}, {"link": "ftp://x"}, {"text": "x" * 20_001}]
)
def test_evidence_that_cannot_be_taken(cast: Cast, as_: As, enrolled: api.EnrolmentView, data: dict[str, str]) -> None:
    answer = as_(cast.alice).post(reverse("study:project", args=[enrolled.uid]), data)
    assert answer.status_code == 422
    assert api.project_of(cast.alice, enrolled.uid).submissions == ()


def test_handing_in_twice_is_one_submission(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    alice, url = as_(cast.alice), reverse("study:project", args=[enrolled.uid])
    for _ in range(2):
        assert alice.post(url, {"text": "Done."}).status_code == 302
    assert len(api.project_of(cast.alice, enrolled.uid).submissions) == 1


def test_the_comment_leads_to_a_second_try_and_a_pass(cast: Cast, as_: As, enrolled: api.EnrolmentView) -> None:
    alice, url = as_(cast.alice), reverse("study:project", args=[enrolled.uid])
    first = hand_in(cast, enrolled.uid)
    assert 'name="text"' not in alice.get(url).content.decode()
    api.judge(actor=cast.sam, submission_uid=first, scores=POOR, decision="resubmit", comment="Show <b>one</b> check.")
    page = alice.get(url).content.decode()
    assert "Show &lt;b&gt;one&lt;/b&gt; check." in page and 'name="text"' in page
    second = hand_in(cast, enrolled.uid, "With a check.")
    api.judge(actor=cast.sam, submission_uid=second, scores=GOOD, decision="pass")
    assert "Your project passed." in alice.get(url).content.decode()
    api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=RIGHT)
    assert "You have done all of it." in alice.get(reverse("study:enrolment", args=[enrolled.uid])).content.decode()


def test_withdrawing_and_going_on(cast: Cast, as_: As, achievement_uid: str, enrolled: api.EnrolmentView) -> None:
    alice = as_(cast.alice)
    page = alice.post(reverse("study:withdraw", args=[enrolled.uid]), follow=True).content.decode()
    assert "Go on where I stopped" in page
    alice.post(reverse("study:enrol", args=[achievement_uid]))
    assert api.enrolment(cast.alice, enrolled.uid).state == "open"
