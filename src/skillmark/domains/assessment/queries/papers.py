"""A quiz as its taker sees it: the questions without answers, and afterwards what was right.

What is right is told once no attempt is left to make, that is when the quiz is passed or every attempt is used.
Until then a result names the right and the wrong ones and the outcome to look at again: enough to learn from, too
little to copy from.
"""

from skillmark.domains.assessment.errors import NoSuchAttempt, NoSuchTask, NotOpen, QuizClosed
from skillmark.domains.assessment.models import Enrolment, Question, Quiz, QuizAttempt
from skillmark.domains.assessment.queries.enrolments import own_enrolment, state_of
from skillmark.domains.assessment.rules import paper_order
from skillmark.domains.assessment.sealing import open_answers
from skillmark.domains.assessment.values import PaperQuestion, QuizPaper, QuizResult, ResultLine
from skillmark.domains.people.api import Actor


def quiz_paper(actor: Actor, enrolment_uid: str) -> QuizPaper:
    """Return the next attempt's questions. Errors: `NoSuchEnrolment`, `NoSuchTask`, `NotOpen`, `QuizClosed`."""
    row = own_enrolment(actor, enrolment_uid)
    quiz = open_quiz(row)
    questions = list(quiz.questions.all())
    attempt = row.attempts.count() + 1
    order = paper_order(row.uid, attempt, len(questions))
    return QuizPaper(
        enrolment_uid=row.uid,
        attempt=attempt,
        attempts_allowed=quiz.attempts_allowed,
        pass_mark=quiz.pass_mark,
        questions=tuple(PaperQuestion(i, questions[i].text, tuple(questions[i].options)) for i in order),
    )


def open_quiz(row: Enrolment) -> Quiz:
    """Return the quiz of an enrolment if an attempt may be made now."""
    if row.quiz is None:
        raise NoSuchTask()
    if state_of(row) == "withdrawn":
        raise NotOpen()
    if is_over(row, row.quiz):
        raise QuizClosed()
    return row.quiz


def is_over(row: Enrolment, quiz: Quiz) -> bool:
    attempts = list(row.attempts.all())
    return len(attempts) >= quiz.attempts_allowed or any(one.is_passed for one in attempts)


def quiz_result(actor: Actor, enrolment_uid: str, attempt: int) -> QuizResult:
    """Return how one attempt went. Errors: `NoSuchEnrolment`, `NoSuchTask`, `NoSuchAttempt`, `Erased`."""
    row = own_enrolment(actor, enrolment_uid)
    if row.quiz is None:
        raise NoSuchTask()
    made = row.attempts.filter(number=attempt).first()
    if made is None:
        raise NoSuchAttempt()
    return view_result(row, row.quiz, made)


def view_result(row: Enrolment, quiz: Quiz, made: QuizAttempt) -> QuizResult:
    questions = list(quiz.questions.all())
    answers = open_answers(row.holder_id, made.sealed_answers)
    is_revealed = is_over(row, quiz)
    order = paper_order(row.uid, made.number, len(questions))
    return QuizResult(
        enrolment_uid=row.uid,
        attempt=made.number,
        attempts_allowed=quiz.attempts_allowed,
        right=made.right,
        asked=made.asked,
        pass_mark=quiz.pass_mark,
        is_passed=made.is_passed,
        is_revealed=is_revealed,
        answered_at=made.answered_at,
        lines=tuple(_line(questions[i], answers[i], is_revealed=is_revealed) for i in order),
    )


def _line(question: Question, chosen: int | None, *, is_revealed: bool) -> ResultLine:
    is_right = chosen == question.correct
    tells = is_revealed or is_right
    return ResultLine(
        text=question.text,
        options=tuple(question.options),
        chosen=chosen,
        is_right=is_right,
        correct=question.correct if tells else None,
        explanation=question.explanation if tells else "",
        outcome=question.outcome,
    )
