"""Work handed in: for its holder, and for the assessors of the organisation that issues the achievement."""

from django.db.models import QuerySet

from skillmark.domains.achievements.api import find_version, find_versions
from skillmark.domains.assessment.errors import NoSuchFile, NoSuchSubmission, NoSuchTask
from skillmark.domains.assessment.models import Enrolment, EvidenceFile, Judgement, Submission
from skillmark.domains.assessment.permissions import JUDGE, SEE_WORK
from skillmark.domains.assessment.queries.definitions import rubric_of
from skillmark.domains.assessment.queries.enrolments import own_enrolment
from skillmark.domains.assessment.sealing import open_label, open_text
from skillmark.domains.assessment.values import (
    Decision,
    EvidenceContent,
    EvidenceFileView,
    JudgementView,
    ProjectView,
    SubmissionView,
    WaitingView,
)
from skillmark.domains.people.api import Actor, Erased, Scope, find_people, may, open_for, require
from skillmark.kernel.blobs import blobs


def project_of(actor: Actor, enrolment_uid: str) -> ProjectView:
    """Return the project of the actor's own enrolment. Errors: `NoSuchEnrolment`, `NoSuchTask`."""
    row = own_enrolment(actor, enrolment_uid)
    if row.project is None:
        raise NoSuchTask()
    submissions = tuple(view_submission(one) for one in _submissions().filter(enrolment=row).order_by("number"))
    return ProjectView(row.uid, row.project.brief, rubric_of(row.project), submissions)


def queue(actor: Actor, organisation_uid: str) -> tuple[WaitingView, ...]:
    """Return the work that waits for an assessor, longest first. Errors: `NotAllowed`.

    Work of people who withdrew does not wait. Cost: about eight queries.
    """
    require(actor, JUDGE, Scope(organisation_uid=organisation_uid))
    rows = list(_waiting().filter(enrolment__organisation__uid=organisation_uid))
    views = find_versions(row.enrolment.version_id for row in rows)
    names = find_people([row.enrolment.holder_id for row in rows])
    return tuple(
        WaitingView(
            submission_uid=row.uid,
            achievement=views[row.enrolment.version_id],
            holder_uid=row.enrolment.holder_id,
            holder_name=names[row.enrolment.holder_id].display_name,
            number=row.number,
            handed_in_at=row.handed_in_at,
            is_own=row.enrolment.holder_id == actor.person_uid,
        )
        for row in rows
    )


def submission(actor: Actor, uid: str) -> SubmissionView:
    """Return one piece of work to its holder or an assessor. Errors: `NoSuchSubmission`, for others too."""
    return view_submission(visible_submission(actor, uid))


def earlier_tries(actor: Actor, uid: str) -> tuple[SubmissionView, ...]:
    """Return what was handed in before a submission of the same enrolment, newest first. Errors: `NoSuchSubmission`."""
    row = visible_submission(actor, uid)
    rows = _submissions().filter(enrolment=row.enrolment, number__lt=row.number)
    return tuple(view_submission(one) for one in rows.order_by("-number"))


def evidence_file(actor: Actor, uid: str) -> EvidenceContent:
    """Return a file byte for byte. Errors: `NoSuchFile`, `Erased`, `Unavailable`. Cost: one blob in memory."""
    row = EvidenceFile.objects.filter(uid=uid).select_related("submission__enrolment").first()
    if row is None or not _may_see(actor, row.submission.enrolment):
        raise NoSuchFile()
    holder_uid = row.submission.enrolment.holder_id
    label = open_label(holder_uid, row.sealed_label)
    return EvidenceContent(
        str(label["name"]), str(label["content_type"]), open_for(holder_uid, blobs().get(row.blob_key))
    )


def visible_submission(actor: Actor, uid: str) -> Submission:
    row = _submissions().filter(uid=uid).first()
    if row is None or not _may_see(actor, row.enrolment):
        raise NoSuchSubmission()
    return row


def _may_see(actor: Actor, enrolment: Enrolment) -> bool:
    on = Scope(organisation_uid=enrolment.organisation_id, holder_uid=enrolment.holder_id)
    return may(actor, SEE_WORK, on)


def view_submission(row: Submission) -> SubmissionView:
    """Open what is sealed; where the holder was erased, say so and leave it empty."""
    enrolment = row.enrolment
    assert enrolment.project is not None
    try:
        text = open_text(enrolment.holder_id, row.sealed_text)
        link = open_text(enrolment.holder_id, row.sealed_link)
        files = tuple(_view_file(enrolment.holder_id, one) for one in row.files.all())
        is_erased = False
    except Erased:
        text, link, files, is_erased = "", "", (), True
    judged: Judgement | None = getattr(row, "judgement", None)
    return SubmissionView(
        uid=row.uid,
        enrolment_uid=enrolment.uid,
        holder_uid=enrolment.holder_id,
        achievement=find_version(enrolment.version_id),
        number=row.number,
        handed_in_at=row.handed_in_at,
        text=text,
        link=link,
        files=files,
        brief=enrolment.project.brief,
        rubric=rubric_of(enrolment.project),
        judgement=_view_judgement(enrolment.holder_id, judged) if judged else None,
        is_erased=is_erased,
    )


def _view_file(holder_uid: str, row: EvidenceFile) -> EvidenceFileView:
    label = open_label(holder_uid, row.sealed_label)
    return EvidenceFileView(
        row.uid, str(label["name"]), str(label["content_type"]), int(label["size"]), str(label["sha256"])
    )


def _view_judgement(holder_uid: str, row: Judgement) -> JudgementView:
    try:
        comment = open_text(holder_uid, row.sealed_comment)
    except Erased:
        comment = ""
    decision: Decision = row.decision  # type: ignore[assignment]
    return JudgementView(row.uid, row.assessor_id, decision, dict(row.scores), comment, row.judged_at)


def _submissions() -> QuerySet[Submission]:
    return Submission.objects.select_related("enrolment__project", "judgement").prefetch_related("files")


def _waiting() -> QuerySet[Submission]:
    rows = Submission.objects.select_related("enrolment").order_by("handed_in_at", "pk")
    return rows.filter(judgement__isnull=True, enrolment__withdrawn_at__isnull=True)
