"""Reads of the assurance domain. All public: whoever relies on a credential sees who vouched and who took it back."""

from django.db.models import QuerySet

from skillmark.domains.achievements.api import find_version
from skillmark.domains.assurance.checklist import CHECKLISTS
from skillmark.domains.assurance.errors import NoSuchEndorsement, NoSuchReview
from skillmark.domains.assurance.models import Accreditation, Endorsement, Review, ReviewLine
from skillmark.domains.assurance.values import (
    AccreditationView,
    EndorsementView,
    Finding,
    ReviewLineView,
    ReviewView,
)
from skillmark.domains.people.api import find_organisation
from skillmark.kernel.clock import today


def accreditations_of(organisation_uid: str) -> tuple[AccreditationView, ...]:
    """Return what bodies said of an organisation, newest first, withdrawn and ended ones too."""
    rows = Accreditation.objects.filter(organisation__uid=organisation_uid)
    return _views(rows)


def register() -> tuple[AccreditationView, ...]:
    """Return the whole register, newest first. Cost: one query, and one per organisation named."""
    return _views(Accreditation.objects.all())


def _views(rows: QuerySet[Accreditation]) -> tuple[AccreditationView, ...]:
    listed = list(rows.order_by("-decided_at", "-pk"))
    houses = {uid for row in listed for uid in (row.body_id, row.organisation_id)}
    named = {uid: find_organisation(uid=uid) for uid in houses}
    day = today()
    return tuple(
        AccreditationView(
            uid=row.uid,
            body=named[row.body_id],
            organisation_uid=row.organisation_id,
            scope=row.scope,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            withdrawn_at=row.withdrawn_at,
            organisation=named[row.organisation_id],
            decision=row.decision,
            decided_at=row.decided_at,
            withdraw_reason=row.withdraw_reason,
            is_current=row.withdrawn_at is None
            and row.valid_from <= day
            and (row.valid_until is None or day <= row.valid_until),
        )
        for row in listed
    )


def view_accreditation(row: Accreditation) -> AccreditationView:
    [view] = _views(Accreditation.objects.filter(pk=row.pk))
    return view


def reviews_of(achievement_uid: str) -> tuple[ReviewView, ...]:
    """Return every review of any version of an achievement, newest first."""
    rows = Review.objects.filter(achievement__uid=achievement_uid).prefetch_related("lines")
    return tuple(view_review(row) for row in rows.order_by("-made_at", "-pk"))


def review(uid: str) -> ReviewView:
    """Errors: `NoSuchReview`."""
    row = Review.objects.filter(uid=uid).prefetch_related("lines").first()
    if row is None:
        raise NoSuchReview()
    return view_review(row)


def endorsements_of(achievement_version_uid: str) -> tuple[EndorsementView, ...]:
    """Return who stands or stood behind a version, newest first."""
    rows = Endorsement.objects.filter(version__uid=achievement_version_uid).select_related("review")
    return tuple(view_endorsement(row) for row in rows.order_by("-given_at", "-pk"))


def endorsement(uid: str) -> EndorsementView:
    """Errors: `NoSuchEndorsement`."""
    row = Endorsement.objects.filter(uid=uid).select_related("review").first()
    if row is None:
        raise NoSuchEndorsement()
    return view_endorsement(row)


def view_review(row: Review) -> ReviewView:
    names = {element.key: str(element.name) for element in CHECKLISTS[row.checklist]}
    return ReviewView(
        uid=row.uid,
        body=find_organisation(uid=row.body_id),
        achievement=find_version(row.version_id),
        checklist=row.checklist,
        made_at=row.made_at,
        lines=tuple(_view_line(line, names[line.element]) for line in row.lines.all()),
    )


def _view_line(line: ReviewLine, name: str) -> ReviewLineView:
    return ReviewLineView(
        line.element, name, _finding(line.machine), line.machine_words, _finding(line.found), line.note
    )


def _finding(stored: str) -> Finding:
    known: dict[str, Finding] = {"holds": "holds", "fails": "fails", "unsure": "unsure"}
    return known[stored]


def view_endorsement(row: Endorsement) -> EndorsementView:
    return EndorsementView(
        uid=row.uid,
        body=find_organisation(uid=row.body_id),
        achievement_version_uid=row.version_id,
        review_uid=row.review.uid,
        statement=row.statement,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
        withdraw_reason=row.withdraw_reason,
    )
