"""Where Django looks for the assessment domain's tables; one noun or family per file."""

from skillmark.domains.assessment.models.enrolments import Completion, Enrolment
from skillmark.domains.assessment.models.tasks import Criterion, Project, Question, Quiz
from skillmark.domains.assessment.models.work import EvidenceFile, Judgement, QuizAttempt, Submission

__all__ = [
    "Completion",
    "Criterion",
    "Enrolment",
    "EvidenceFile",
    "Judgement",
    "Project",
    "Question",
    "Quiz",
    "QuizAttempt",
    "Submission",
]
