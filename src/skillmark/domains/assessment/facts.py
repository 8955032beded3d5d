"""What a completion states: the reason that an award will carry. JSON values only; no text of or about the person.

The shape is part of what is stored with awards: add keys, never change the meaning of one.
"""

from datetime import datetime

from skillmark.domains.assessment.models import Enrolment
from skillmark.domains.assessment.queries.definitions import rubric_of

SHAPE = 1


def facts_of(row: Enrolment, completed_at: datetime) -> dict[str, object]:
    """Return the facts of an enrolment whose requirements are all passed."""
    facts: dict[str, object] = {
        "shape": SHAPE,
        "enrolled_at": row.enrolled_at.isoformat(),
        "completed_at": completed_at.isoformat(),
    }
    if row.quiz is not None:
        facts["quiz"] = _quiz_facts(row)
    if row.project is not None:
        facts["project"] = _project_facts(row)
    return facts


def _quiz_facts(row: Enrolment) -> dict[str, object]:
    assert row.quiz is not None
    passed = next(one for one in row.attempts.all() if one.is_passed)
    return {
        "edition": row.quiz.edition,
        "right": passed.right,
        "asked": passed.asked,
        "score": round(passed.right / passed.asked, 4),
        "pass_mark": row.quiz.pass_mark,
        "attempt": passed.number,
        "attempts_allowed": row.quiz.attempts_allowed,
        "answered_at": passed.answered_at.isoformat(),
    }


def _project_facts(row: Enrolment) -> dict[str, object]:
    assert row.project is not None
    last = max(row.submissions.all(), key=lambda one: one.number)
    levels = [
        {
            "criterion": one.name,
            "level": last.judgement.scores[one.name],
            "of": len(one.descriptors),
            "pass_at": one.pass_at,
            "words": one.descriptors[last.judgement.scores[one.name] - 1],
        }
        for one in rubric_of(row.project)
    ]
    return {
        "edition": row.project.edition,
        "submission_uid": last.uid,
        "submissions": last.number,
        "handed_in_at": last.handed_in_at.isoformat(),
        "levels": levels,
        "assessor_uid": last.judgement.assessor_id,
        "judged_at": last.judgement.judged_at.isoformat(),
    }
