"""What tests of assessment and of its pages stand on: a definition, a quiz, a rubric."""

from typing import Any

from skillmark.domains.achievements.api import draft_achievement, publish
from skillmark.domains.assessment.api import (
    QuizQuestion,
    RubricCriterion,
    set_project,
    set_quiz,
    submit_evidence,
    submit_quiz,
)
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills.api import import_framework
from skillmark.testing.cast import Cast

SKILLS = b"""
[framework]
key = "harbour-skills"
title = "Harbour skills"
version = "1"
attribution = "Written for these tests."
licence = "Apache-2.0"

[[skill]]
uri = "https://harbour.example/sql"
label = "Query databases"
"""
DEFINITION: dict[str, Any] = {
    "name": "SQL for analysts",
    "description": "You can get the rows you need out of a database somebody else designed.",
    "field": "data",
    "outcomes": ["Writes a query over three tables", "Checks a figure against its source"],
    "skills": [("https://harbour.example/sql", 2)],
    "criteria": "Pass the quiz and a project marked against a rubric.",
    "workload_hours": 40,
    "typical_weeks": 6,
    "price_minor": 12_000,
    "currency": "EUR",
    "participation": "online",
    "assessment": "project",
    "supervision": "supervised",
    "quality_assurance": "None",
    "eqf_level": 4,
    "image_alt": "Teal shield with a bar chart and the letters NC",
}
QUESTIONS = [
    QuizQuestion(
        "Which finds rows without a value?", ["= NULL", "IS NULL", "= ''"], 1, "Because nothing equals NULL.", "a"
    ),
    QuizQuestion("Which clause sorts?", ["ORDER BY", "GROUP BY"], 0, "Order is asked for, never given.", "a"),
    QuizQuestion("Which join keeps every customer?", ["INNER", "CROSS", "LEFT"], 2, "The left side stays whole.", "b"),
    QuizQuestion(
        "What does COUNT(x) skip?", ["Zeros", "Nulls", "Doubles"], 1, "It counts values, and NULL is none.", "b"
    ),
]
RIGHT: list[int | None] = [1, 0, 2, 1]
WRONG: list[int | None] = [0, 1, 0, 0]
RUBRIC = [
    RubricCriterion(
        "Queries answer the question", ["They do not.", "All three do.", "They would for other periods."], 2
    ),
    RubricCriterion("Figures are checked", ["No check is shown.", "Each figure has its check."], 2),
]
GOOD = {"Queries answer the question": 3, "Figures are checked": 2}
POOR = {"Queries answer the question": 2, "Figures are checked": 1}


def publish_with_tasks(cast: Cast, *, quiz: bool = True, project: bool = True, **fields: Any) -> str:
    """Publish an achievement of Northbank by Bea and return its uid."""
    import_framework(actor=SYSTEM, data=SKILLS)
    view = draft_achievement(
        actor=cast.bea,
        organisation_uid=cast.northbank.uid,
        **{**DEFINITION, **fields},  # type: ignore[arg-type]
    )
    if quiz:
        set_quiz(actor=cast.bea, achievement_uid=view.uid, questions=QUESTIONS, pass_mark=0.75, attempts_allowed=2)
    if project:
        set_project(actor=cast.bea, achievement_uid=view.uid, brief="What sells at the harbour shop?", rubric=RUBRIC)
    publish(actor=cast.bea, achievement_uid=view.uid)
    return view.uid


def pass_quiz(cast: Cast, enrolment_uid: str) -> None:
    submit_quiz(actor=cast.alice, enrolment_uid=enrolment_uid, answers=RIGHT)


def hand_in(cast: Cast, enrolment_uid: str, text: str = "Three queries and how I checked them.") -> str:
    """Hand in words and return the submission's uid."""
    return submit_evidence(actor=cast.alice, enrolment_uid=enrolment_uid, text=text).uid
