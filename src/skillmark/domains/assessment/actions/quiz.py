"""Answering a quiz. Scored here, never in the page; each attempt is kept."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from skillmark.domains.assessment.actions.enrol import settle
from skillmark.domains.assessment.errors import AlreadyAnswered, BadAnswers
from skillmark.domains.assessment.models import Question, QuizAttempt
from skillmark.domains.assessment.queries.enrolments import own_enrolment
from skillmark.domains.assessment.queries.papers import open_quiz, view_result
from skillmark.domains.assessment.rules import count_right, passes_quiz
from skillmark.domains.assessment.sealing import seal_answers
from skillmark.domains.assessment.values import QuizResult
from skillmark.domains.people.api import Actor
from skillmark.kernel import audit


@transaction.atomic
def submit_quiz(
    *, actor: Actor, enrolment_uid: str, answers: Sequence[int | None], attempt: int | None = None
) -> QuizResult:
    """Hand in one attempt and return how it went.

    `answers` are option numbers from 0 in the order in which the quiz was defined; None is no answer, and is not right.
    `attempt` is the number of the paper that was shown: a form sent twice is then refused, not counted twice.
    Errors: `NoSuchEnrolment`, `NoSuchTask`, `NotOpen`, `QuizClosed`, `AlreadyAnswered`, `BadAnswers`.
    """
    row = own_enrolment(actor, enrolment_uid, lock=True)
    number = row.attempts.count() + 1
    if attempt is not None and attempt < number:
        raise AlreadyAnswered()
    quiz = open_quiz(row)
    questions = list(quiz.questions.all())
    _check(answers, questions)
    right = count_right([one.correct for one in questions], answers)
    made = QuizAttempt.objects.create(
        enrolment=row,
        number=number,
        sealed_answers=seal_answers(row.holder_id, answers),
        right=right,
        asked=len(questions),
        is_passed=passes_quiz(right, len(questions), quiz.pass_mark),
    )
    audit.record(
        actor=actor,
        action="assessment.submit_quiz",
        object_kind="enrolment",
        object_uid=row.uid,
        detail={"attempt": number},
    )
    fresh = own_enrolment(actor, enrolment_uid)
    settle(actor, fresh)
    return view_result(fresh, quiz, made)


def _check(answers: Sequence[int | None], questions: Sequence[Question]) -> None:
    if len(answers) != len(questions) or all(one is None for one in answers):
        raise BadAnswers()
    for place, (answer, question) in enumerate(zip(answers, questions, strict=True), start=1):
        if answer is not None and not 0 <= answer < len(question.options):
            raise BadAnswers(_("Question %(place)d has no such option.") % {"place": place})
