"""Writes of the assurance domain: keyword-only, one transaction, audit and outbox inside it."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from skillmark.domains.achievements.api import find_version
from skillmark.domains.assurance.checklist import ANNEX_I, checklist_of
from skillmark.domains.assurance.errors import (
    AlreadyEndorsed,
    AlreadyWithdrawn,
    BadAccreditation,
    BadReview,
    NoSuchAccreditation,
    NoSuchEndorsement,
    NotABody,
    NotSupported,
    OwnHouse,
    ReasonMissing,
)
from skillmark.domains.assurance.events import (
    AccreditationGiven,
    AccreditationWithdrawn,
    EndorsementGiven,
    EndorsementWithdrawn,
)
from skillmark.domains.assurance.models import Accreditation, Endorsement, Review, ReviewLine
from skillmark.domains.assurance.permissions import ASSURE
from skillmark.domains.assurance.queries import review, view_accreditation, view_endorsement
from skillmark.domains.assurance.values import AccreditationView, EndorsementView, Judged, ReviewView
from skillmark.domains.people.api import Actor, NotAllowed, OrganisationKind, Scope, find_organisation, require
from skillmark.kernel import audit
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce

BODIES = {OrganisationKind.ASSURANCE_BODY, OrganisationKind.PROFESSIONAL_BODY}
FINDINGS = {"holds", "fails", "unsure"}


@transaction.atomic
def accredit(
    *,
    actor: Actor,
    body_uid: str,
    organisation_uid: str,
    scope: str,
    valid_from: date,
    valid_until: date | None = None,
    decision: str = "",
) -> AccreditationView:
    """Enter an accreditation. `valid_until` None: without an end; `decision` is its reason in words, public.

    Errors: `NotAllowed`, `NotABody`, `OwnHouse`, `BadAccreditation`, `NoSuchOrganisation`.
    """
    _require_body(actor, body_uid)
    organisation = find_organisation(uid=organisation_uid)
    if organisation.uid == body_uid:
        raise OwnHouse()
    if not 0 < len(scope.strip()) <= 300 or (valid_until is not None and valid_until <= valid_from):
        raise BadAccreditation()
    row = Accreditation.objects.create(
        body_id=body_uid,
        organisation_id=organisation_uid,
        scope=scope.strip(),
        decision=decision.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    _note(actor, "assurance.accredit", "accreditation", row.uid, body_uid)
    announce(AccreditationGiven(accreditation_uid=row.uid, body_uid=body_uid, organisation_uid=organisation_uid))
    return view_accreditation(row)


@transaction.atomic
def withdraw(*, actor: Actor, accreditation_uid: str, reason: str) -> AccreditationView:
    """Take an accreditation back from now on. Errors: `NoSuchAccreditation`, `NotAllowed`, `AlreadyWithdrawn`."""
    row = Accreditation.objects.select_for_update().filter(uid=accreditation_uid).first()
    if row is None:
        raise NoSuchAccreditation()
    _require_body(actor, row.body_id)
    _check_withdrawal(row, reason)
    row.withdrawn_at, row.withdraw_reason = now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    _note(actor, "assurance.withdraw", "accreditation", row.uid, row.body_id)
    announce(
        AccreditationWithdrawn(accreditation_uid=row.uid, body_uid=row.body_id, organisation_uid=row.organisation_id)
    )
    return view_accreditation(row)


@transaction.atomic
def review_achievement(
    *, actor: Actor, body_uid: str, achievement_version_uid: str, judged: Sequence[Judged], checklist: str = ANNEX_I
) -> ReviewView:
    """Keep one review: what the machine finds now and what the assurer found, for each element of the checklist.

    Errors: `NotAllowed`, `NotABody`, `OwnHouse`, `BadReview`, not found.
    """
    _require_body(actor, body_uid)
    view = find_version(achievement_version_uid)
    if view.organisation.uid == body_uid:
        raise OwnHouse()
    lines = checklist_of(view, checklist)
    found = {one.element: one for one in judged}
    _check_review(found, [line.element for line in lines])
    if actor.person_uid is None:
        raise NotAllowed()
    row = Review.objects.create(
        body_id=body_uid,
        achievement_id=view.uid,
        version_id=view.version_uid,
        reviewer_id=actor.person_uid,
        checklist=checklist,
    )
    ReviewLine.objects.bulk_create(
        ReviewLine(
            review=row,
            position=position,
            element=line.element,
            machine=line.machine,
            machine_words=line.words,
            found=found[line.element].found,
            note=found[line.element].note.strip(),
        )
        for position, line in enumerate(lines)
    )
    _note(actor, "assurance.review", "review", row.uid, body_uid)
    return review(row.uid)


@transaction.atomic
def endorse(*, actor: Actor, body_uid: str, achievement_version_uid: str, statement: str = "") -> EndorsementView:
    """Stand behind a version whose latest review by this body holds throughout.

    Errors: `NotAllowed`, `NotABody`, `NotSupported`, `AlreadyEndorsed`.
    """
    _require_body(actor, body_uid)
    latest = (
        Review.objects.filter(body__uid=body_uid, version__uid=achievement_version_uid)
        .order_by("-made_at", "-pk")
        .first()
    )
    if latest is None or latest.lines.exclude(found="holds").exists():
        raise NotSupported()
    try:
        with transaction.atomic():
            row = Endorsement.objects.create(
                body_id=body_uid, version_id=achievement_version_uid, review=latest, statement=statement.strip()
            )
    except IntegrityError as error:
        raise AlreadyEndorsed() from error
    _note(actor, "assurance.endorse", "endorsement", row.uid, body_uid)
    announce(
        EndorsementGiven(endorsement_uid=row.uid, body_uid=body_uid, achievement_version_uid=achievement_version_uid)
    )
    return view_endorsement(row)


@transaction.atomic
def withdraw_endorsement(*, actor: Actor, endorsement_uid: str, reason: str) -> EndorsementView:
    """Take an endorsement back from now on. Errors: `NoSuchEndorsement`, `NotAllowed`, `AlreadyWithdrawn`."""
    row = Endorsement.objects.select_for_update().filter(uid=endorsement_uid).first()
    if row is None:
        raise NoSuchEndorsement()
    _require_body(actor, row.body_id)
    _check_withdrawal(row, reason)
    row.withdrawn_at, row.withdraw_reason = now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    _note(actor, "assurance.withdraw_endorsement", "endorsement", row.uid, row.body_id)
    announce(
        EndorsementWithdrawn(endorsement_uid=row.uid, body_uid=row.body_id, achievement_version_uid=row.version_id)
    )
    return view_endorsement(row)


def _require_body(actor: Actor, body_uid: str) -> None:
    require(actor, ASSURE, Scope(organisation_uid=body_uid))
    if find_organisation(uid=body_uid).kind not in BODIES:
        raise NotABody()


def _check_withdrawal(row: Accreditation | Endorsement, reason: str) -> None:
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if not reason.strip():
        raise ReasonMissing()


def _check_review(found: dict[str, Judged], elements: list[str]) -> None:
    """Every element of the list, no other, each with a known finding, and a note where it does not hold."""
    if found.keys() != set(elements) or any(one.found not in FINDINGS for one in found.values()):
        raise BadReview()
    if any(one.found == "fails" and not one.note.strip() for one in found.values()):
        raise BadReview()


def _note(actor: Actor, action: str, kind: str, uid: str, body_uid: str) -> None:
    audit.record(actor=actor, action=action, object_kind=kind, object_uid=uid, organisation_uid=body_uid)
