"""Writes of the record: what lands by award, what a person says of themselves, what they take away again.

Keyword-only, one transaction, audit and outbox inside it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from skillmark.domains.achievements.api import TaughtSkill, find_version
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM, NotAllowed, Scope, find_person, require
from skillmark.domains.record.errors import BadEntry, NoSuchEntry
from skillmark.domains.record.events import RecordChanged
from skillmark.domains.record.models import Entry, Kind, Provenance
from skillmark.domains.record.permissions import WRITE
from skillmark.domains.record.values import EntryView, view_entry, write_skill
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import today
from skillmark.kernel.outbox import announce

MAX_SKILLS = 30
OWN_KINDS = (Kind.DEGREE, Kind.JOB, Kind.LICENCE, Kind.PROJECT, Kind.SKILL)
EARLIEST = date(1920, 1, 1)


@transaction.atomic
def add_entry(
    *,
    actor: Actor,
    person_uid: str,
    kind: str,
    title: str,
    organisation_name: str = "",
    started_on: date | None = None,
    ended_on: date | None = None,
    skills: Sequence[TaughtSkill] = (),
) -> EntryView:
    """Add what a person says of themselves; it is labelled as stated and weighs accordingly.

    Errors: `NotAllowed`, `NoSuchPerson`, `BadEntry`.
    """
    require(actor, WRITE, Scope(holder_uid=person_uid))
    _check(kind, title, started_on, ended_on, skills, zone=find_person(uid=person_uid).time_zone)
    row = Entry.objects.create(
        holder_id=person_uid,
        kind=kind,
        title=title.strip()[:200],
        organisation_name=organisation_name.strip()[:200],
        started_on=started_on,
        ended_on=ended_on,
        skills=[write_skill(skill) for skill in skills],
    )
    _changed(actor, "record.add_entry", row)
    return view_entry(row)


@transaction.atomic
def remove_entry(*, actor: Actor, entry_uid: str) -> None:
    """Take one's own statement or an imported file out again, and its links with it.

    What was awarded here stays: it can be kept private, not undone. Errors: `NoSuchEntry`, `BadEntry`.
    """
    row = own_row(actor, entry_uid, WRITE)
    if row.award_uid:
        raise BadEntry("What was awarded to you stays in your record. It is private unless you share it.")
    _changed(actor, "record.remove_entry", row)
    row.delete()


@transaction.atomic
def land_award(*, award_uid: str) -> None:
    """Bring a signed award into its holder's record; a second call changes nothing. For the house's own listener."""
    award = awarding.award(SYSTEM, award_uid)
    achievement = find_version(award.achievement_version_uid)
    row, made = Entry.objects.get_or_create(
        award_uid=award.uid,
        defaults={
            "holder_id": award.holder_uid,
            "kind": Kind.CREDENTIAL,
            "provenance": Provenance.VERIFIED,
            "title": achievement.name,
            "organisation_name": achievement.organisation.name,
            "achievement_version_uid": award.achievement_version_uid,
            "issuer_uid": award.organisation_uid,
            "skills": [write_skill(skill) for skill in achievement.skills],
            "earned_at": award.earned_at,
            "expires_at": award.expires_at,
        },
    )
    if made:
        _changed(SYSTEM, "record.land_award", row)


@transaction.atomic
def mark_withdrawn(*, award_uid: str, withdrawn_at: datetime) -> None:
    """Note that an award was withdrawn, with the reason its issuer gave. For the house's own listener."""
    row = Entry.objects.select_for_update().filter(award_uid=award_uid, revoked_at=None).first()
    if row is None:
        return
    row.revoked_at, row.revoke_reason = withdrawn_at, awarding.award(SYSTEM, award_uid).revoke_reason
    row.save(update_fields=["revoked_at", "revoke_reason"])
    _changed(SYSTEM, "record.mark_withdrawn", row)


@transaction.atomic
def forget_person(person_uid: str) -> None:
    """Delete an erased person's entries, links and openings."""
    Entry.objects.filter(holder__uid=person_uid).delete()


def own_row(actor: Actor, entry_uid: str, action: str) -> Entry:
    """Return the row of an entry that is the actor's. Errors: `NoSuchEntry`, also for somebody else's."""
    row = Entry.objects.filter(uid=entry_uid).first()
    if row is None:
        raise NoSuchEntry()
    try:
        require(actor, action, Scope(holder_uid=row.holder_id))
    except NotAllowed as error:
        raise NoSuchEntry() from error
    return row


def _check(
    kind: str,
    title: str,
    started_on: date | None,
    ended_on: date | None,
    skills: Sequence[TaughtSkill],
    *,
    zone: str,
) -> None:
    if kind not in OWN_KINDS:
        raise BadEntry("Choose a degree, a job, a licence, a project or a skill.")
    if not title.strip():
        raise BadEntry("Give it a title.")
    if any(day is not None and not EARLIEST <= day <= today(zone) for day in (started_on, ended_on)):
        raise BadEntry("A date lies in the future or very long ago.")
    if started_on and ended_on and ended_on < started_on:
        raise BadEntry("It ends before it starts.")
    if len(skills) > MAX_SKILLS:
        raise BadEntry(f"Name at most {MAX_SKILLS} skills for one entry.")


def _changed(actor: Actor, action: str, row: Entry) -> None:
    audit.record(actor=actor, action=action, object_kind="entry", object_uid=row.uid)
    announce(RecordChanged(row.holder_id))
