"""Setting tasks: who may, what is refused, that each setting is kept."""

from typing import Any

import pytest
from tests.unit.assessment.stage import QUESTIONS, RUBRIC

from skillmark.domains.assessment import api
from skillmark.domains.people.api import ANYONE, NotAllowed
from skillmark.testing.cast import Cast

pytestmark = pytest.mark.django_db


def question(**changes: Any) -> api.QuizQuestion:
    return api.QuizQuestion(**{"text": "Which?", "options": ["a", "b"], "correct": 0, **changes})


@pytest.mark.parametrize(
    "questions",
    [
        [],
        [question(text=" ")],
        [question(options=["only one"])],
        [question(options=["same", "same"])],
        [question(options=["a", ""])],
        [question(correct=2)],
        [question(correct=-1)],
    ],
)
def test_a_broken_quiz_is_refused(cast: Cast, achievement_uid: str, questions: list[api.QuizQuestion]) -> None:
    with pytest.raises(api.BadQuiz):
        api.set_quiz(actor=cast.bea, achievement_uid=achievement_uid, questions=questions, pass_mark=0.5)


@pytest.mark.parametrize("pass_mark", [0, -0.1, 1.01, 70])
def test_a_pass_mark_is_a_share(cast: Cast, achievement_uid: str, pass_mark: float) -> None:
    with pytest.raises(api.BadQuiz):
        api.set_quiz(actor=cast.bea, achievement_uid=achievement_uid, questions=QUESTIONS, pass_mark=pass_mark)


@pytest.mark.parametrize(
    ("brief", "rubric"),
    [
        ("", RUBRIC),
        ("Make it.", []),
        ("Make it.", [RUBRIC[0], RUBRIC[0]]),
        ("Make it.", [api.RubricCriterion("x", ["only one"], 1)]),
        ("Make it.", [api.RubricCriterion("x", ["a", "b"], 3)]),
        ("Make it.", [api.RubricCriterion("x" * 121, ["a", "b"], 1)]),
    ],
)
def test_a_broken_project_is_refused(
    cast: Cast, achievement_uid: str, brief: str, rubric: list[api.RubricCriterion]
) -> None:
    with pytest.raises(api.BadProject):
        api.set_project(actor=cast.bea, achievement_uid=achievement_uid, brief=brief, rubric=rubric)


def test_strangers_neither_set_nor_see_the_answers(cast: Cast, achievement_uid: str) -> None:
    for stranger in (cast.mallory, cast.alice, cast.sam, ANYONE):
        with pytest.raises(NotAllowed):
            api.tasks_of(stranger, achievement_uid)
        with pytest.raises(NotAllowed):
            api.set_quiz(actor=stranger, achievement_uid=achievement_uid, questions=QUESTIONS, pass_mark=0.5)
        with pytest.raises(NotAllowed):
            api.set_project(actor=stranger, achievement_uid=achievement_uid, brief="x", rubric=RUBRIC)


def test_each_setting_is_a_new_edition(cast: Cast, achievement_uid: str) -> None:
    second = api.set_quiz(actor=cast.bea, achievement_uid=achievement_uid, questions=QUESTIONS, pass_mark=0.5)
    assert second.edition == 2
    tasks = api.tasks_of(cast.bea, achievement_uid)
    assert tasks.quiz == second
    assert tasks.quiz is not None and tasks.quiz.questions[0].correct == 1


def test_the_public_outline_holds_no_answer(achievement_uid: str) -> None:
    outline = api.outline_of(achievement_uid)
    assert (outline.questions, outline.pass_mark, outline.attempts_allowed) == (4, 0.75, 2)
    assert "nothing equals NULL" not in repr(outline)
