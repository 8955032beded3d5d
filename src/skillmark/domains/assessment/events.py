"""What the assessment domain announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class EnrolmentCompleted(Event):
    """Every requirement is met. Announced once per enrolment; the facts are in `api.completion`."""

    name: ClassVar[str] = "assessment.enrolment_completed"
    enrolment_uid: str
    holder_uid: str
    achievement_version_uid: str


@dataclass(frozen=True, slots=True)
class WorkJudged(Event):
    """An assessor decided about a submission. `decision` is pass, fail or resubmit."""

    name: ClassVar[str] = "assessment.work_judged"
    submission_uid: str
    enrolment_uid: str
    holder_uid: str
    decision: str
