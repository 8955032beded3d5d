"""Links to one entry. A link is a secret of 128 bits; we keep its hash, so that a copy of the database opens nothing.

A link's last day and a credential's end date have nothing to do with each other. Closing takes effect at once. Nobody
who opens a link is noted, only that it was opened.
"""

import hashlib
import secrets
from datetime import date

from django.db import transaction
from django.db.models import Count, Max

from skillmark.credkit.verify import open_credential
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM, NotAllowed, Scope, find_person, open_for, require
from skillmark.domains.record.actions import own_row
from skillmark.domains.record.errors import BadShare, NoSuchShare, NothingSigned, ShareClosed
from skillmark.domains.record.models import Entry, Share, ShareOpening
from skillmark.domains.record.permissions import SEE, SHARE
from skillmark.domains.record.values import SharedView, ShareView, is_open, view_entry, view_share
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now, today

TOKEN_BYTES = 16


@transaction.atomic
def share(*, actor: Actor, entry_uid: str, closes_on: date | None = None, shows_name: bool = True) -> ShareView:
    """Make a link to an entry. The view's `token` is the only copy there will be. Errors: `NoSuchEntry`, `BadShare`."""
    row = own_row(actor, entry_uid, SHARE)
    zone = find_person(uid=row.holder_id).time_zone
    if closes_on is not None and closes_on < today(zone):
        raise BadShare()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Share.objects.create(entry=row, token_sha256=_hash(token), closes_on=closes_on, shows_name=shows_name)
    audit.record(actor=actor, action="record.share", object_kind="share", object_uid=made.uid)
    return view_share(made, zone=zone, token=token)


@transaction.atomic
def close_share(*, actor: Actor, share_uid: str) -> None:
    """Close a link now. Closing a closed one changes nothing. Errors: `NoSuchShare`, also for somebody else's."""
    row = Share.objects.select_related("entry").filter(uid=share_uid).first()
    if row is None:
        raise NoSuchShare()
    try:
        require(actor, SHARE, Scope(holder_uid=row.entry.holder_id))
    except NotAllowed as error:
        raise NoSuchShare() from error
    if row.closed_at is None:
        row.closed_at = now()
        row.save(update_fields=["closed_at"])
        audit.record(actor=actor, action="record.close_share", object_kind="share", object_uid=row.uid)


def shares_of(actor: Actor, person_uid: str) -> tuple[ShareView, ...]:
    """Return every link a person made, newest first. Errors: `NotAllowed`. Cost: two queries, counted there."""
    require(actor, SEE, Scope(holder_uid=person_uid))
    zone = find_person(uid=person_uid).time_zone
    rows = Share.objects.filter(entry__holder__uid=person_uid).select_related("entry").order_by("-made_at", "-pk")
    counted = rows.annotate(opened_count=Count("openings"), last_opened_at=Max("openings__opened_at"))
    return tuple(
        view_share(row, zone=zone, opened_count=row.opened_count, last_opened_at=row.last_opened_at) for row in counted
    )


def open_share(token: str, *, counted: bool = False) -> SharedView:
    """Return what a link shows. Public. With `counted` the opening is noted, without who.

    Errors: `NoSuchShare`, `ShareClosed`, `Erased`.
    """
    row = Share.objects.select_related("entry").filter(token_sha256=_hash(token)).first()
    if row is None:
        raise NoSuchShare()
    holder = find_person(uid=row.entry.holder_id)
    if not is_open(row, holder.time_zone):
        raise ShareClosed()
    if counted:
        ShareOpening.objects.create(share=row)
    return SharedView(
        share_uid=row.uid,
        entry=view_entry(row.entry),
        credential=as_document(signed_bytes(row.entry)) if view_entry(row.entry).has_file else None,
        holder_name=holder.display_name if row.shows_name else None,
        closes_on=row.closes_on,
    )


def credential_of(actor: Actor, entry_uid: str) -> bytes:
    """Return the signed file of one's own entry. Errors: `NoSuchEntry`, `NothingSigned`, `Erased`."""
    return signed_bytes(own_row(actor, entry_uid, SEE))


def signed_bytes(row: Entry) -> bytes:
    """Return the signed file behind an entry, opened with its holder's key. The caller has asked who may."""
    if row.award_uid:
        return awarding.credential_of(SYSTEM, row.award_uid)
    if row.sealed_file is not None:
        return open_for(row.holder_id, bytes(row.sealed_file))
    raise NothingSigned()


def as_document(data: bytes) -> bytes:
    """The credential itself, as it was signed: a JSON text or a compact token, out of whatever carries it.

    Errors: credkit's, for a file that carries none; what was imported does.
    """
    return open_credential(data).signed


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
