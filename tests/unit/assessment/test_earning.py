"""From enrolling to done: states, attempts, the one completion and its facts."""

import pytest
from django.db import IntegrityError, transaction
from tests.unit.assessment.stage import GOOD, QUESTIONS, RIGHT, WRONG, hand_in, pass_quiz, publish_with_tasks

from skillmark.domains.achievements.api import NoSuchAchievement, publish, retire, revise
from skillmark.domains.assessment import api
from skillmark.domains.assessment.models import Completion, Enrolment, QuizAttempt
from skillmark.domains.people.api import ANYONE, Actor, NotAllowed
from skillmark.kernel.outbox import OutboxEntry
from skillmark.testing.cast import Cast

pytestmark = pytest.mark.django_db


def states(actor: Actor, uid: str) -> dict[str, str]:
    return {one.kind: one.state for one in api.enrolment(actor, uid).requirements}


def test_enrolling_twice_is_one_enrolment(cast: Cast, achievement_uid: str, enrolled: api.EnrolmentView) -> None:
    assert api.enrol(actor=cast.alice, achievement_uid=achievement_uid).uid == enrolled.uid
    assert states(cast.alice, enrolled.uid) == {"quiz": "todo", "project": "todo"}


def test_nobody_enrols_without_signing_in(achievement_uid: str) -> None:
    with pytest.raises(NotAllowed):
        api.enrol(actor=ANYONE, achievement_uid=achievement_uid)


def test_without_tasks_there_is_nothing_to_enrol_on(cast: Cast) -> None:
    uid = publish_with_tasks(cast, quiz=False, project=False)
    with pytest.raises(api.NothingToDo):
        api.enrol(actor=cast.alice, achievement_uid=uid)


def test_a_draft_or_a_retired_one_is_not_begun(cast: Cast, achievement_uid: str) -> None:
    with pytest.raises(NoSuchAchievement):
        api.enrol(actor=cast.alice, achievement_uid="nothing")
    retire(actor=cast.bea, achievement_uid=achievement_uid)
    with pytest.raises(api.NoLongerOffered):
        api.enrol(actor=cast.alice, achievement_uid=achievement_uid)


def test_somebody_elses_enrolment_is_not_found(cast: Cast, enrolled: api.EnrolmentView) -> None:
    for stranger in (cast.mallory, cast.sam, cast.bea, ANYONE):
        with pytest.raises(api.NoSuchEnrolment):
            api.enrolment(stranger, enrolled.uid)
        with pytest.raises(api.NoSuchEnrolment):
            api.submit_quiz(actor=stranger, enrolment_uid=enrolled.uid, answers=RIGHT)
        with pytest.raises(api.NoSuchEnrolment):
            api.withdraw(actor=stranger, enrolment_uid=enrolled.uid)
    with pytest.raises(NotAllowed):
        api.enrolments_of(cast.mallory, cast.alice.person_uid or "")


def test_withdrawing_and_coming_back_keeps_what_was_done(
    cast: Cast, achievement_uid: str, enrolled: api.EnrolmentView
) -> None:
    api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=WRONG)
    assert api.withdraw(actor=cast.alice, enrolment_uid=enrolled.uid).state == "withdrawn"
    with pytest.raises(api.NotOpen):
        api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=RIGHT)
    again = api.enrol(actor=cast.alice, achievement_uid=achievement_uid)
    quiz = again.requirement("quiz")
    assert again.uid == enrolled.uid and again.state == "open"
    assert quiz is not None and quiz.attempts_used == 1


def test_attempts_run_out(cast: Cast, enrolled: api.EnrolmentView) -> None:
    for _ in range(2):
        made = api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=WRONG)
        assert not made.is_passed
    assert states(cast.alice, enrolled.uid)["quiz"] == "failed"
    with pytest.raises(api.QuizClosed):
        api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=RIGHT)


def test_a_form_sent_twice_costs_one_attempt(cast: Cast, enrolled: api.EnrolmentView) -> None:
    api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=WRONG, attempt=1)
    with pytest.raises(api.AlreadyAnswered):
        api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=RIGHT, attempt=1)
    assert QuizAttempt.objects.count() == 1


@pytest.mark.parametrize("answers", [[], [1], [None] * 4, [9, 0, 2, 1], [-1, 0, 2, 1], [1, 0, 2, 1, 1]])
def test_answers_nobody_offered_cost_nothing(
    cast: Cast, enrolled: api.EnrolmentView, answers: list[int | None]
) -> None:
    with pytest.raises(api.BadAnswers):
        api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=answers)
    assert QuizAttempt.objects.count() == 0


def test_a_paper_holds_no_answer_and_keeps_its_order(cast: Cast, enrolled: api.EnrolmentView) -> None:
    paper = api.quiz_paper(cast.alice, enrolled.uid)
    assert paper == api.quiz_paper(cast.alice, enrolled.uid)
    assert not hasattr(paper.questions[0], "correct")
    assert all(question.explanation not in repr(paper) for question in QUESTIONS)


def test_what_is_right_is_told_once_no_attempt_is_left(cast: Cast, enrolled: api.EnrolmentView) -> None:
    mixed = [1, 1, 0, 0]
    first = api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=mixed)
    assert not first.is_revealed
    assert {line.explanation for line in first.lines if not line.is_right} == {""}
    assert {line.correct for line in first.lines if not line.is_right} == {None}
    assert {line.explanation for line in first.lines if line.is_right} == {QUESTIONS[0].explanation}
    api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=RIGHT)
    later = api.quiz_result(cast.alice, enrolled.uid, 1)
    assert {line.explanation for line in later.lines} == {question.explanation for question in QUESTIONS}


def test_everything_passed_is_announced_once_with_its_facts(cast: Cast, enrolled: api.EnrolmentView) -> None:
    pass_quiz(cast, enrolled.uid)
    submission = hand_in(cast, enrolled.uid)
    with pytest.raises(api.NoSuchEnrolment):
        api.completion(enrolled.uid)
    api.judge(actor=cast.sam, submission_uid=submission, scores=GOOD, decision="pass")
    events = OutboxEntry.objects.filter(name="assessment.enrolment_completed")
    assert [event.payload["enrolment_uid"] for event in events] == [enrolled.uid]
    done = api.completion(enrolled.uid)
    assert done.achievement_version_uid == enrolled.achievement.version_uid
    quiz, project = done.facts["quiz"], done.facts["project"]
    assert isinstance(quiz, dict) and isinstance(project, dict)
    assert (quiz["score"], quiz["pass_mark"], quiz["attempt"]) == (1.0, 0.75, 1)
    assert project["assessor_uid"] == cast.sam.person_uid
    assert [(row["level"], row["pass_at"]) for row in project["levels"]] == [(3, 2), (2, 2)]
    assert "Three queries" not in str(done.facts)
    assert api.enrolment(cast.alice, enrolled.uid).state == "complete"


def test_the_order_of_passing_does_not_matter(cast: Cast, enrolled: api.EnrolmentView) -> None:
    submission = hand_in(cast, enrolled.uid)
    api.judge(actor=cast.sam, submission_uid=submission, scores=GOOD, decision="pass")
    assert Completion.objects.count() == 0
    pass_quiz(cast, enrolled.uid)
    assert Completion.objects.count() == 1


def test_a_second_completion_is_refused_by_the_database(cast: Cast) -> None:
    uid = publish_with_tasks(cast, project=False)
    made = api.enrol(actor=cast.alice, achievement_uid=uid)
    pass_quiz(cast, made.uid)
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.create(enrolment=Enrolment.objects.get(uid=made.uid), facts={})
    with pytest.raises(api.AlreadyComplete):
        api.withdraw(actor=cast.alice, enrolment_uid=made.uid)


def test_an_enrolment_keeps_the_tasks_it_began_with(
    cast: Cast, achievement_uid: str, enrolled: api.EnrolmentView
) -> None:
    other = [api.QuizQuestion("Only one?", ["Yes", "No"], 0)]
    api.set_quiz(actor=cast.bea, achievement_uid=achievement_uid, questions=other, pass_mark=1)
    assert len(api.quiz_paper(cast.alice, enrolled.uid).questions) == 4
    quinn = api.enrol(actor=cast.quinn, achievement_uid=achievement_uid)
    assert len(api.quiz_paper(cast.quinn, quinn.uid).questions) == 1


def test_tasks_of_a_draft_wait_until_it_is_published(cast: Cast, achievement_uid: str) -> None:
    revise(actor=cast.bea, achievement_uid=achievement_uid, workload_hours=50)
    other = [api.QuizQuestion("Only one?", ["Yes", "No"], 0)]
    api.set_quiz(actor=cast.bea, achievement_uid=achievement_uid, questions=other, pass_mark=1)
    assert api.outline_of(achievement_uid).questions == 4
    publish(actor=cast.bea, achievement_uid=achievement_uid)
    outline = api.outline_of(achievement_uid)
    assert outline.questions == 1 and len(outline.rubric) == 2
