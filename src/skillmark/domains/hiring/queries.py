"""Reads of hiring but for the shortlist: openings, contacts after the seal, and who saw a person's name."""

from dataclasses import dataclass
from datetime import datetime

from skillmark.domains.hiring.codes import code_for
from skillmark.domains.hiring.errors import NoSuchOpening
from skillmark.domains.hiring.models import Opening, Reveal
from skillmark.domains.hiring.permissions import HIRE, REVEAL, SEEN
from skillmark.domains.hiring.values import Contact, OpeningView, view_opening
from skillmark.domains.people.api import BE_FOUND, Scope, find_organisation, find_people, has_consent, may, require
from skillmark.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class SeenBy:
    """One organisation that was shown a person's name, for which opening, and when."""

    organisation_name: str
    opening_title: str
    revealed_at: datetime


def openings_of(actor: Actor, organisation_uid: str) -> tuple[OpeningView, ...]:
    """Return an organisation's openings, open ones first, latest first. Errors: `NotAllowed`. Cost: two queries."""
    require(actor, HIRE, Scope(organisation_uid=organisation_uid))
    rows = Opening.objects.filter(organisation_id=organisation_uid).select_related("seal").order_by("-opened_at")
    return tuple(sorted((view_opening(row) for row in rows), key=lambda view: not view.is_open))


def opening(actor: Actor, uid: str) -> OpeningView:
    """Return one opening. Errors: `NoSuchOpening`, also for another organisation's."""
    return view_opening(own_row(actor, uid, HIRE))


def contacts(actor: Actor, opening_uid: str) -> tuple[Contact, ...]:
    """Return the names already shown, of those who still agree to be found. Errors: `NoSuchOpening`."""
    row = own_row(actor, opening_uid, REVEAL)
    shown = [one for one in Reveal.objects.filter(seal__opening=row) if has_consent(one.person_id, BE_FOUND)]
    people = find_people([one.person_id for one in shown])
    return tuple(
        Contact(one.code, people[one.person_id].display_name, people[one.person_id].email, one.revealed_at)
        for one in shown
        if not people[one.person_id].is_erased
    )


def seen_by(actor: Actor, person_uid: str) -> tuple[SeenBy, ...]:
    """Return who was shown this person's name, latest first: for the person. Errors: `NotAllowed`."""
    require(actor, SEEN, Scope(holder_uid=person_uid))
    rows = Reveal.objects.filter(person_id=person_uid).select_related("seal__opening").order_by("-revealed_at")
    return tuple(
        SeenBy(find_organisation(uid=row.seal.opening.organisation_id).name, row.seal.opening.title, row.revealed_at)
        for row in rows
    )


def code_of(opening_uid: str, person_uid: str) -> str:
    """Return a person's code in an opening: for the house's own use, such as telling a person where they stand.

    Errors: `NoSuchOpening`.
    """
    row = Opening.objects.filter(uid=opening_uid).first()
    if row is None:
        raise NoSuchOpening()
    return code_for(row.salt, person_uid)


def own_row(actor: Actor, uid: str, action: str) -> Opening:
    """Return the row if the actor may; otherwise it does not exist."""
    row = Opening.objects.filter(uid=uid).select_related("seal").first()
    if row is None or not may(actor, action, Scope(organisation_uid=row.organisation_id)):
        raise NoSuchOpening()
    return row
