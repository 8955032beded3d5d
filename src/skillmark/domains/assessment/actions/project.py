"""Handing in evidence, and judging it. Both are kept for good; a second try is a further submission."""

import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import IntegrityError, transaction

from skillmark.domains.assessment import evidence
from skillmark.domains.assessment.actions.enrol import settle
from skillmark.domains.assessment.errors import (
    AlreadyJudged,
    BadEvidence,
    BadJudgement,
    CommentMissing,
    NoSuchTask,
    NothingToHandIn,
    NotOpen,
    OwnWork,
    RubricNotMet,
)
from skillmark.domains.assessment.events import WorkJudged
from skillmark.domains.assessment.models import Enrolment, EvidenceFile, Judgement, Submission
from skillmark.domains.assessment.permissions import JUDGE
from skillmark.domains.assessment.queries.enrolments import own_enrolment, requirements_of, state_of
from skillmark.domains.assessment.queries.work import view_submission, visible_submission
from skillmark.domains.assessment.rules import is_scored, meets_rubric
from skillmark.domains.assessment.sealing import seal_label, seal_text
from skillmark.domains.assessment.values import Decision, SubmissionView, UploadedEvidence
from skillmark.domains.people.api import SYSTEM, Actor, NotAllowed, Scope, require, seal_for
from skillmark.kernel import audit
from skillmark.kernel.blobs import blobs
from skillmark.kernel.outbox import announce

MAX_COMMENT_CHARACTERS = 4_000


def submit_evidence(
    *,
    actor: Actor,
    enrolment_uid: str,
    text: str = "",
    files: Sequence[UploadedEvidence] = (),
    link: str = "",
) -> SubmissionView:
    """Hand in work for the project: a text, a link, files, any of them.

    Each file at most `settings.MAX_UPLOAD_BYTES`. If it fails, the blobs written so far are taken away again.
    Errors: `NoSuchEnrolment`, `NoSuchTask`, `NotOpen`, `NothingToHandIn`, `BadEvidence`, `TooLarge`.
    """
    clean_text, clean_link = evidence.clean_text(text), evidence.clean_link(link)
    clean_files = evidence.clean_files(files, max_bytes=settings.MAX_UPLOAD_BYTES)
    if not (clean_text or clean_link or clean_files):
        raise BadEvidence()
    keys: list[str] = []
    try:
        with transaction.atomic():
            row = own_enrolment(actor, enrolment_uid, lock=True)
            made = _hand_in(row, clean_text, clean_link)
            for position, file in enumerate(clean_files):
                keys.append(_keep(row.holder_id, made, position, file))
            audit.record(
                actor=actor,
                action="assessment.submit_evidence",
                object_kind="submission",
                object_uid=made.uid,
                detail={"files": len(clean_files)},
            )
            return view_submission(visible_submission(actor, made.uid))
    except BaseException:
        for key in keys:
            blobs().delete(key)
        raise


def _hand_in(row: Enrolment, text: str, link: str) -> Submission:
    project = next((one for one in requirements_of(row) if one.kind == "project"), None)
    if project is None:
        raise NoSuchTask()
    if state_of(row) == "withdrawn":
        raise NotOpen()
    if project.state not in {"todo", "resubmit"}:
        raise NothingToHandIn()
    return Submission.objects.create(
        enrolment=row,
        number=row.submissions.count() + 1,
        sealed_text=seal_text(row.holder_id, text),
        sealed_link=seal_text(row.holder_id, link),
    )


def _keep(holder_uid: str, made: Submission, position: int, file: UploadedEvidence) -> str:
    """Store one file and return its blob's key."""
    blob = blobs().put(seal_for(holder_uid, file.data))
    label: dict[str, str | int] = {
        "name": file.name,
        "content_type": file.content_type,
        "size": len(file.data),
        "sha256": hashlib.sha256(file.data).hexdigest(),
    }
    EvidenceFile.objects.create(
        submission=made, position=position, sealed_label=seal_label(holder_uid, label), blob_key=blob.key
    )
    return blob.key


@transaction.atomic
def judge(
    *, actor: Actor, submission_uid: str, scores: Mapping[str, int], decision: Decision, comment: str = ""
) -> SubmissionView:
    """Decide about a submission. `scores`: criterion's name to the level reached, from 1, one for each criterion.

    Errors: `NoSuchSubmission`, `NotAllowed`, `OwnWork`, `AlreadyJudged`, `NotOpen`, `BadJudgement`, `CommentMissing`,
    `RubricNotMet`.
    """
    row = visible_submission(actor, submission_uid)
    enrolment = own_enrolment(SYSTEM, row.enrolment.uid, lock=True)
    view = view_submission(row)
    if actor.person_uid is None:
        raise NotAllowed()
    if actor.person_uid == enrolment.holder_id:
        raise OwnWork()
    require(actor, JUDGE, Scope(organisation_uid=view.achievement.organisation.uid))
    _check(view, enrolment, scores, decision, comment)
    _decide(actor.person_uid, row, scores, decision, comment.strip()[:MAX_COMMENT_CHARACTERS])
    audit.record(
        actor=actor,
        action="assessment.judge",
        object_kind="submission",
        object_uid=row.uid,
        organisation_uid=view.achievement.organisation.uid,
        detail={"decision": decision},
    )
    announce(
        WorkJudged(
            submission_uid=row.uid, enrolment_uid=enrolment.uid, holder_uid=enrolment.holder_id, decision=decision
        )
    )
    settle(actor, own_enrolment(SYSTEM, enrolment.uid))
    return view_submission(visible_submission(actor, submission_uid))


def _check(view: SubmissionView, enrolment: Enrolment, scores: Mapping[str, int], decision: str, comment: str) -> None:
    if Judgement.objects.filter(submission__uid=view.uid).exists():
        raise AlreadyJudged()
    if state_of(enrolment) == "withdrawn":
        raise NotOpen()
    if decision not in Judgement.Decision.values or not is_scored(view.rubric, scores):
        raise BadJudgement()
    if decision == Judgement.Decision.PASS and not meets_rubric(view.rubric, scores):
        raise RubricNotMet()
    if decision != Judgement.Decision.PASS and not comment.strip():
        raise CommentMissing()


def _decide(assessor_uid: str, row: Submission, scores: Mapping[str, int], decision: str, comment: str) -> None:
    try:
        with transaction.atomic():
            Judgement.objects.create(
                submission=row,
                assessor_id=assessor_uid,
                decision=decision,
                scores=dict(scores),
                sealed_comment=seal_text(row.enrolment.holder_id, comment),
            )
    except IntegrityError as error:
        raise AlreadyJudged() from error
