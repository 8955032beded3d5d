"""Writes of the authority domain: keys, slots and bits. Keyword-only, one transaction, audit inside it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from skillmark.domains.authority import addresses, lists
from skillmark.domains.authority.errors import AlreadyOpen, CannotIssue, NoSuchSlot
from skillmark.domains.authority.keys import make_key
from skillmark.domains.authority.models import IssuingKey, Purpose, StatusList, StatusSlot
from skillmark.domains.authority.permissions import KEEP, MANAGE_KEYS, SIGN
from skillmark.domains.authority.queries import KeyView, view_key
from skillmark.domains.people.api import Scope, find_organisation, require
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now

TRIES_PER_LIST = 12
"""Random picks before a list counts as full. At half full all twelve are taken once in 4,096 awards."""


@dataclass(frozen=True, slots=True)
class StatusSlotView:
    """One bit of one published list, as a credential names it."""

    list_url: str
    index: int
    purpose: str


@transaction.atomic
def open_issuing(*, actor: Actor, organisation_uid: str) -> KeyView:
    """Give an organisation its first key and its lists. Errors: `NotAllowed`, `NoSuchOrganisation`, `AlreadyOpen`."""
    require(actor, MANAGE_KEYS, Scope(organisation_uid=organisation_uid))
    find_organisation(uid=organisation_uid)
    try:
        with transaction.atomic():
            row = make_key(organisation_uid)
    except IntegrityError as error:
        raise AlreadyOpen() from error
    for purpose in Purpose:
        lists.open_list(organisation_uid, purpose)
    _note(actor, "authority.open_issuing", row)
    return view_key(row)


@transaction.atomic
def rotate_key(*, actor: Actor, organisation_uid: str, distrust_old: bool = False) -> KeyView:
    """End the key in use and begin another. What the old one signed keeps verifying.

    With `distrust_old` (the secret may have leaked) signatures that claim to be made from now on are refused too.
    Errors: `NotAllowed`, `CannotIssue`.
    """
    require(actor, MANAGE_KEYS, Scope(organisation_uid=organisation_uid))
    old = IssuingKey.objects.select_for_update().filter(organisation__uid=organisation_uid, used_until_at=None).first()
    if old is None:
        raise CannotIssue()
    old.used_until_at = now()
    old.distrusted_at = old.used_until_at if distrust_old else None
    old.save(update_fields=["used_until_at", "distrusted_at"])
    row = make_key(organisation_uid)
    _note(actor, "authority.rotate_key", row, old=old.public_multikey, distrusted=distrust_old)
    return view_key(row)


@transaction.atomic
def reserve_slots(
    *, actor: Actor, organisation_uid: str, award_uid: str, purposes: Sequence[Purpose] = tuple(Purpose)
) -> tuple[StatusSlotView, ...]:
    """Give an award one slot per purpose, in the transaction that signs its credential. Asked again: the same slots.

    The index is random among the free ones, so that it tells nothing of order. The constraint, not a lock, keeps two
    awards off one slot. Cost: one query and one insert per purpose. Errors: `NotAllowed`, `CannotIssue`.
    """
    require(actor, SIGN, Scope(organisation_uid=organisation_uid))
    given = {row.purpose: row for row in StatusSlot.objects.select_related("status_list").filter(award_uid=award_uid)}
    rows = [given.get(purpose) or _take_slot(organisation_uid, purpose, award_uid) for purpose in purposes]
    return tuple(StatusSlotView(addresses.status_list_url(row.status_list.uid), row.index, row.purpose) for row in rows)


def _take_slot(organisation_uid: str, purpose: Purpose, award_uid: str) -> StatusSlot:
    while True:
        chosen = StatusList.objects.filter(organisation__uid=organisation_uid, purpose=purpose, closed_at=None).first()
        if chosen is None:
            chosen = lists.open_list(organisation_uid, purpose)
        for _attempt in range(TRIES_PER_LIST):
            row = _try_slot(chosen, secrets.randbelow(chosen.length_bits), award_uid)
            if row is not None:
                return row
        lists.close_list(chosen)


def _try_slot(chosen: StatusList, index: int, award_uid: str) -> StatusSlot | None:
    if StatusSlot.objects.filter(status_list=chosen, index=index).exists():
        return None
    try:
        with transaction.atomic():
            return StatusSlot.objects.create(
                status_list=chosen, index=index, purpose=chosen.purpose, award_uid=award_uid
            )
    except IntegrityError:
        if StatusSlot.objects.filter(award_uid=award_uid, purpose=chosen.purpose).exists():
            raise  # the same award twice at once: the caller did not lock it
        return None


@transaction.atomic
def set_status(*, actor: Actor, award_uid: str, purpose: str, is_set: bool) -> None:
    """Set or clear an award's bit and sign the list again, together.

    Errors: `NotAllowed`, `NoSuchSlot`, `CannotIssue`.
    """
    row = StatusSlot.objects.select_related("status_list").filter(award_uid=award_uid, purpose=purpose).first()
    if row is None:
        raise NoSuchSlot()
    organisation_uid = row.status_list.organisation_id
    require(actor, SIGN, Scope(organisation_uid=organisation_uid))
    if (row.set_at is not None) == is_set:
        return
    row.set_at = now() if is_set else None
    row.save(update_fields=["set_at"])
    lists.sign_list(row.status_list_id)
    audit.record(
        actor=actor,
        action="authority.set_status",
        object_kind="award",
        object_uid=award_uid,
        organisation_uid=organisation_uid,
        detail={"purpose": purpose, "set": is_set},
    )


@transaction.atomic
def close_lists(*, actor: Actor) -> int:
    """Give out no more slots from any list open now; the next award opens fresh ones. Returns how many were closed.

    For a restore: awards made after the backup hold slots that this database no longer knows, and a fresh list is the
    only one that cannot give them twice. Errors: `NotAllowed`.
    """
    require(actor, KEEP, Scope())
    count = StatusList.objects.filter(closed_at=None).update(closed_at=now())
    audit.record(actor=actor, action="authority.close_lists", object_kind="house", object_uid="", detail={"n": count})
    return count


def _note(actor: Actor, action: str, row: IssuingKey, **detail: object) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="issuing_key",
        object_uid=row.uid,
        organisation_uid=row.organisation_id,
        detail=detail,
    )
