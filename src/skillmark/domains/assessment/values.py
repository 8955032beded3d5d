"""Values of the assessment domain: what is handed to it, and what it hands out. Frozen; never rows.

Scores are shares from 0 to 1. Levels of a rubric count from 1. Options of a question count from 0.
It does not say who may see which of them (that is `queries`), and none carries a right answer but those that say so.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from skillmark.domains.achievements.api import AchievementView

Kind = Literal["quiz", "project"]
State = Literal["todo", "waiting", "resubmit", "passed", "failed"]
Decision = Literal["pass", "fail", "resubmit"]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """As defined, right answer and all: for who sets the quiz. `outcome` is the learning outcome it asks about."""

    text: str
    options: tuple[str, ...] | list[str]
    correct: int
    explanation: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """`descriptors` describe level 1, 2 and so on; `pass_at` is the lowest level that passes."""

    name: str
    descriptors: tuple[str, ...] | list[str]
    pass_at: int


@dataclass(frozen=True, slots=True)
class UploadedEvidence:
    """One file as it came in. Name and type are what the sender claims."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class QuizDefinition:
    uid: str
    edition: int
    pass_mark: float
    attempts_allowed: int
    questions: tuple[QuizQuestion, ...]
    set_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectDefinition:
    uid: str
    edition: int
    brief: str
    rubric: tuple[RubricCriterion, ...]
    set_at: datetime


@dataclass(frozen=True, slots=True)
class TasksView:
    """The tasks of an achievement as whoever defines it sees them."""

    achievement: AchievementView
    quiz: QuizDefinition | None
    project: ProjectDefinition | None


@dataclass(frozen=True, slots=True)
class TaskOutline:
    """What anybody may know before enrolling: 0 questions is no quiz, an empty rubric no project."""

    questions: int
    pass_mark: float | None
    attempts_allowed: int | None
    brief: str
    rubric: tuple[RubricCriterion, ...]

    @property
    def is_empty(self) -> bool:
        return not self.questions and not self.rubric


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One thing to do. `score` is the best share of right answers so far (a quiz that was tried), else None."""

    kind: Kind
    state: State
    score: float | None = None
    detail: str = ""
    pass_mark: float | None = None
    attempts_used: int = 0
    attempts_allowed: int = 0
    submission_uid: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class EnrolmentView:
    """`state` is open, complete or withdrawn."""

    uid: str
    holder_uid: str
    achievement: AchievementView
    state: Literal["open", "complete", "withdrawn"]
    requirements: tuple[RequirementView, ...]
    enrolled_at: datetime
    completed_at: datetime | None = None

    @property
    def done(self) -> int:
        return sum(one.state == "passed" for one in self.requirements)

    def requirement(self, kind: Kind) -> RequirementView | None:
        return next((one for one in self.requirements if one.kind == kind), None)


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as asked: no right answer in it. `index` is its place in the quiz as defined, from 0."""

    index: int
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuizPaper:
    """One attempt to come. The order of questions is the same however often the page is opened."""

    enrolment_uid: str
    attempt: int
    attempts_allowed: int
    pass_mark: float
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """`correct` and `explanation` are None and "" while they would give the next attempt away."""

    text: str
    options: tuple[str, ...]
    chosen: int | None
    is_right: bool
    correct: int | None
    explanation: str
    outcome: str


@dataclass(frozen=True, slots=True)
class QuizResult:
    enrolment_uid: str
    attempt: int
    attempts_allowed: int
    right: int
    asked: int
    pass_mark: float
    is_passed: bool
    is_revealed: bool
    answered_at: datetime
    lines: tuple[ResultLine, ...]

    @property
    def score(self) -> float:
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class EvidenceFileView:
    """`size` in bytes; `sha256` of the content, lower-case hex."""

    uid: str
    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EvidenceContent:
    """A file byte for byte. `content_type` is the sender's claim: doors never serve it as such."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class JudgementView:
    uid: str
    assessor_uid: str
    decision: Decision
    scores: dict[str, int]
    comment: str
    judged_at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """Work handed in. `is_erased`: the holder's key is gone, so text, link and names are empty."""

    uid: str
    enrolment_uid: str
    holder_uid: str
    achievement: AchievementView
    number: int
    handed_in_at: datetime
    text: str
    link: str
    files: tuple[EvidenceFileView, ...]
    brief: str
    rubric: tuple[RubricCriterion, ...]
    judgement: JudgementView | None
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class WaitingView:
    """One line of an assessor's queue. `is_own`: the asking assessor handed it in and may not judge it."""

    submission_uid: str
    achievement: AchievementView
    holder_uid: str
    holder_name: str
    number: int
    handed_in_at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project as the holder sees it, with everything they handed in, newest last."""

    enrolment_uid: str
    brief: str
    rubric: tuple[RubricCriterion, ...]
    submissions: tuple[SubmissionView, ...]


@dataclass(frozen=True, slots=True)
class CompletionView:
    """`facts`: what was met, as JSON values: score against pass mark, rubric levels, assessor, dates."""

    enrolment_uid: str
    holder_uid: str
    achievement_version_uid: str
    completed_at: datetime
    facts: dict[str, object]
