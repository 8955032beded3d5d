"""Reads of the record: frozen values out, never rows."""

import json
from datetime import UTC, datetime, time
from typing import Any

from skillmark.domains.people.api import Erased, Scope, consent_log, find_person, require
from skillmark.domains.record.actions import own_row
from skillmark.domains.record.errors import NothingSigned
from skillmark.domains.record.models import Entry
from skillmark.domains.record.permissions import SEE
from skillmark.domains.record.sharing import shares_of, signed_bytes
from skillmark.domains.record.values import EntryView, view_entry
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now


def entries_of(actor: Actor, person_uid: str) -> tuple[EntryView, ...]:
    """Return everything a person holds, latest first. Errors: `NotAllowed`. Cost: one query."""
    require(actor, SEE, Scope(holder_uid=person_uid))
    views = [view_entry(row) for row in Entry.objects.filter(holder__uid=person_uid)]
    return tuple(sorted(views, key=lambda view: (view.sorted_by, view.added_at), reverse=True))


def entry(actor: Actor, uid: str) -> EntryView:
    """Return one entry to its holder. Errors: `NoSuchEntry`, also for somebody else's."""
    return view_entry(own_row(actor, uid, SEE))


def export_of(actor: Actor, person_uid: str) -> bytes:
    """Return everything the record keeps about a person as one JSON file, the signed documents as they were signed.

    Errors: `NotAllowed`, `Erased`. Cost: one query, and one unsealing per credential.
    """
    require(actor, SEE, Scope(holder_uid=person_uid))
    person = find_person(uid=person_uid)
    rows = Entry.objects.filter(holder__uid=person_uid).order_by("added_at", "pk")
    document = {
        "exported_at": now().isoformat(),
        "person": {"email": person.email, "display_name": person.display_name, "time_zone": person.time_zone},
        "entries": [_entry_as_json(row) for row in rows],
        "shares": [
            {
                "entry": share.entry_uid,
                "made_at": share.made_at.isoformat(),
                "closes_on": share.closes_on.isoformat() if share.closes_on else None,
                "closed_at": share.closed_at.isoformat() if share.closed_at else None,
                "opened": share.opened_count,
            }
            for share in shares_of(actor, person_uid)
        ],
        "consents": [
            {
                "purpose": consent.purpose,
                "given_at": consent.given_at.isoformat(),
                "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
            }
            for consent in consent_log(actor, person_uid)
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False).encode()


def _entry_as_json(row: Entry) -> dict[str, Any]:
    view = view_entry(row)
    days = {"started_on": view.started_on, "ended_on": view.ended_on}
    instants = {"earned_at": view.earned_at, "expires_at": view.expires_at, "revoked_at": view.revoked_at}
    return {
        "uid": view.uid,
        "kind": view.kind,
        "title": view.title,
        "organisation": view.organisation_name,
        "provenance": view.provenance,
        "status": view.status,
        "revoke_reason": view.revoke_reason,
        "skills": row.skills,
        "signed": _signed_as_text(row),
        **{name: value.isoformat() if value else None for name, value in (days | instants).items()},
    }


def _signed_as_text(row: Entry) -> str | None:
    try:
        return signed_bytes(row).decode("utf-8", "replace")
    except (NothingSigned, Erased):
        return None


def instant_of(view: EntryView) -> datetime:
    """When it was earned, as an instant: for a bare day, noon in UTC."""
    return view.earned_at or datetime.combine(view.sorted_by, time(12), UTC)
