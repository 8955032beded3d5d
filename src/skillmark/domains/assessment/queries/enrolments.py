"""What a person is earning, how far they are, and what was met in the end."""

from collections.abc import Iterable
from typing import Literal

from django.db.models import QuerySet

from skillmark.domains.achievements.api import AchievementView, find_version, find_versions
from skillmark.domains.assessment.errors import NoSuchEnrolment
from skillmark.domains.assessment.models import Enrolment
from skillmark.domains.assessment.permissions import STUDY
from skillmark.domains.assessment.rules import project_state, quiz_state
from skillmark.domains.assessment.values import CompletionView, EnrolmentView, RequirementView
from skillmark.domains.people.api import Actor, Scope, may, require


def enrolments_of(actor: Actor, person_uid: str) -> tuple[EnrolmentView, ...]:
    """Return a person's enrolments, newest first. Errors: `NotAllowed`. Cost: about ten queries."""
    require(actor, STUDY, Scope(holder_uid=person_uid))
    rows = list(_with_work().filter(holder__uid=person_uid).order_by("-enrolled_at", "-pk"))
    versions = find_versions(row.version_id for row in rows)
    return tuple(_view(row, versions[row.version_id]) for row in rows)


def enrolment(actor: Actor, uid: str) -> EnrolmentView:
    """Return one enrolment of the actor's own. Errors: `NoSuchEnrolment`, for somebody else's as well."""
    return view_enrolment(own_enrolment(actor, uid))


def completion(enrolment_uid: str) -> CompletionView:
    """Return what was met and when: for the house's own use. Errors: `NoSuchEnrolment` if it is not complete."""
    row = Enrolment.objects.filter(uid=enrolment_uid, completion__isnull=False).select_related("completion").first()
    if row is None:
        raise NoSuchEnrolment()
    done = row.completion
    return CompletionView(row.uid, row.holder_id, row.version_id, done.completed_at, done.facts)


def own_enrolment(actor: Actor, uid: str, *, lock: bool = False) -> Enrolment:
    """Return the row if it is the actor's. With `lock`, nobody else works on it until the transaction ends."""
    if lock:
        list(Enrolment.objects.filter(uid=uid).select_for_update().values_list("pk"))
    row = _with_work().filter(uid=uid).first()
    if row is None or not may(actor, STUDY, Scope(holder_uid=row.holder_id)):
        raise NoSuchEnrolment()
    return row


def view_enrolment(row: Enrolment) -> EnrolmentView:
    return _view(row, find_version(row.version_id))


def _view(row: Enrolment, version: AchievementView) -> EnrolmentView:
    done = getattr(row, "completion", None)
    return EnrolmentView(
        uid=row.uid,
        holder_uid=row.holder_id,
        achievement=version,
        state=state_of(row),
        requirements=requirements_of(row),
        enrolled_at=row.enrolled_at,
        completed_at=done.completed_at if done else None,
    )


def state_of(row: Enrolment) -> Literal["open", "complete", "withdrawn"]:
    if getattr(row, "completion", None) is not None:
        return "complete"
    return "withdrawn" if row.withdrawn_at else "open"


def requirements_of(row: Enrolment) -> tuple[RequirementView, ...]:
    """Return the requirements of an enrolment, quiz first. Reads what was prefetched."""
    return tuple(_requirements(row))


def _requirements(row: Enrolment) -> Iterable[RequirementView]:
    if row.quiz is not None:
        yield _quiz_requirement(row)
    if row.project is not None:
        yield _project_requirement(row)


def _quiz_requirement(row: Enrolment) -> RequirementView:
    assert row.quiz is not None
    attempts = sorted(row.attempts.all(), key=lambda one: one.number)
    passed = next((one for one in attempts if one.is_passed), None)
    best = max(attempts, key=lambda one: one.right / one.asked, default=None)
    return RequirementView(
        kind="quiz",
        state=quiz_state(is_passed=passed is not None, used=len(attempts), allowed=row.quiz.attempts_allowed),
        score=best.right / best.asked if best else None,
        detail=f"{best.right}/{best.asked}" if best else "",
        pass_mark=row.quiz.pass_mark,
        attempts_used=len(attempts),
        attempts_allowed=row.quiz.attempts_allowed,
        since=attempts[-1].answered_at if attempts else None,
    )


def _project_requirement(row: Enrolment) -> RequirementView:
    handed_in = sorted(row.submissions.all(), key=lambda one: one.number)
    last = handed_in[-1] if handed_in else None
    judged = getattr(last, "judgement", None)
    decided_at = judged.judged_at if judged else None
    return RequirementView(
        kind="project",
        state=project_state(handed_in=len(handed_in), last_decision=judged.decision if judged else None),
        detail=str(len(handed_in)) if handed_in else "",
        attempts_used=len(handed_in),
        submission_uid=last.uid if last else "",
        since=decided_at or (last.handed_in_at if last else None),
    )


def _with_work() -> QuerySet[Enrolment]:
    rows = Enrolment.objects.select_related("quiz", "project", "completion")
    return rows.prefetch_related("attempts", "submissions__judgement")
