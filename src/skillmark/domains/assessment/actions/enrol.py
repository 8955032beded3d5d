"""Beginning, leaving and finishing. Self-paced: pausing is staying away, and nothing runs out."""

from django.db import IntegrityError, transaction

from skillmark.domains.achievements.api import AchievementView, find_achievement
from skillmark.domains.assessment.errors import AlreadyComplete, NoLongerOffered, NothingToDo
from skillmark.domains.assessment.events import EnrolmentCompleted
from skillmark.domains.assessment.facts import facts_of
from skillmark.domains.assessment.models import Completion, Enrolment
from skillmark.domains.assessment.permissions import ENROL
from skillmark.domains.assessment.queries.definitions import newest_tasks
from skillmark.domains.assessment.queries.enrolments import own_enrolment, requirements_of, state_of, view_enrolment
from skillmark.domains.assessment.values import EnrolmentView
from skillmark.domains.people.api import Actor, NotAllowed, Scope, require
from skillmark.kernel import audit
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce


@transaction.atomic
def enrol(*, actor: Actor, achievement_uid: str) -> EnrolmentView:
    """Begin the published version of an achievement, or come back to it: doing it twice gives the same enrolment.

    Errors: not found (or not published), `NoLongerOffered`, `NothingToDo`, `NotAllowed`.
    """
    require(actor, ENROL, Scope())
    if actor.person_uid is None:
        raise NotAllowed()
    view = find_achievement(achievement_uid)
    if view.retired_at is not None:
        raise NoLongerOffered()
    row = Enrolment.objects.filter(holder__uid=actor.person_uid, version__uid=view.version_uid).first()
    if row is None:
        row, made = _begin(actor.person_uid, view)
    else:
        made = row.withdrawn_at is not None
        if made:
            Enrolment.objects.filter(pk=row.pk).update(withdrawn_at=None)
    if made:
        _note(actor, "assessment.enrol", row.uid, view)
    return view_enrolment(own_enrolment(actor, row.uid))


def _begin(holder_uid: str, view: AchievementView) -> tuple[Enrolment, bool]:
    quiz, project = newest_tasks(view)
    if quiz is None and project is None:
        raise NothingToDo()
    try:
        with transaction.atomic():
            row = Enrolment.objects.create(
                holder_id=holder_uid,
                achievement_id=view.uid,
                version_id=view.version_uid,
                organisation_id=view.organisation.uid,
                quiz=quiz,
                project=project,
            )
    except IntegrityError:  # a second press of the button won
        return Enrolment.objects.get(holder__uid=holder_uid, version__uid=view.version_uid), False
    return row, True


@transaction.atomic
def withdraw(*, actor: Actor, enrolment_uid: str) -> EnrolmentView:
    """Leave; everything done so far is kept for coming back. Errors: `NoSuchEnrolment`, `AlreadyComplete`."""
    row = own_enrolment(actor, enrolment_uid, lock=True)
    if state_of(row) == "complete":
        raise AlreadyComplete()
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        row.save(update_fields=["withdrawn_at"])
        _note(actor, "assessment.withdraw", row.uid, view_enrolment(row).achievement)
    return view_enrolment(row)


def settle(actor: Actor, row: Enrolment) -> bool:
    """Complete the enrolment if everything is passed: one row, one event. Call inside the transaction that passed it.

    The caller holds the enrolment's lock and hands over a fresh row.
    """
    if state_of(row) != "open" or any(one.state != "passed" for one in requirements_of(row)):
        return False
    completed_at = now()
    Completion.objects.create(enrolment=row, facts=facts_of(row, completed_at), completed_at=completed_at)
    announce(
        EnrolmentCompleted(enrolment_uid=row.uid, holder_uid=row.holder_id, achievement_version_uid=row.version_id)
    )
    audit.record(actor=actor, action="assessment.complete", object_kind="enrolment", object_uid=row.uid)
    return True


def _note(actor: Actor, action: str, enrolment_uid: str, view: AchievementView) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="enrolment",
        object_uid=enrolment_uid,
        organisation_uid=view.organisation.uid,
        detail={"version_uid": view.version_uid},
    )
