"""Reads of the authority domain. DID documents, keys in use and status lists are public; secrets never leave `keys`."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import build_did_document
from skillmark.credkit.pack import make_key_statement
from skillmark.domains.authority import addresses, lists
from skillmark.domains.authority.errors import NoSuchList
from skillmark.domains.authority.keys import key_records, signer_for
from skillmark.domains.authority.models import IssuingKey, LogEntry, StatusList, StatusSlot
from skillmark.domains.people.api import NoSuchOrganisation, find_organisation
from skillmark.kernel.clock import now

_DID_PATH = re.compile(r"/o/([a-z0-9_-]{1,60})/did\.json")
_LIST_PATH = re.compile(r"/status/([A-Za-z0-9_-]{1,40})")


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key as anyone may see it. `used_until_at` is None while it is in use."""

    uid: str
    public_multikey: str
    is_demo: bool
    used_from_at: datetime
    used_until_at: datetime | None


def view_key(row: IssuingKey) -> KeyView:
    return KeyView(row.uid, row.public_multikey, row.is_demo, row.used_from_at, row.used_until_at)


def keys_of(organisation_uid: str) -> tuple[KeyView, ...]:
    """Return every key of an organisation, newest first. Public. Cost: one query."""
    rows = IssuingKey.objects.filter(organisation__uid=organisation_uid).order_by("-used_from_at", "-pk")
    return tuple(view_key(row) for row in rows)


def can_issue(organisation_uid: str) -> bool:
    return IssuingKey.objects.filter(organisation__uid=organisation_uid, used_until_at=None).exists()


def did_of(organisation_uid: str) -> str:
    """Return the organisation's DID. Errors: `NoSuchOrganisation`."""
    return addresses.did(find_organisation(uid=organisation_uid).key)


def did_document(organisation_key: str) -> bytes:
    """Return the DID document that is served at `/o/KEY/did.json`. Errors: `NoSuchOrganisation` when it has no keys."""
    organisation = find_organisation(key=organisation_key)
    records = key_records(organisation.uid)
    if not records:
        raise NoSuchOrganisation()
    return json.dumps(build_did_document(addresses.did(organisation.key), records), indent=1).encode()


def key_statement(organisation_uid: str) -> JsonObject:
    """Return the DID document of this moment, dated and signed with the key in use: what a pack carries.

    Errors: `CannotIssue`, `DemoKeyRefused`, `Unavailable`.
    """
    signer = signer_for(organisation_uid)
    document = build_did_document(did_of(organisation_uid), key_records(organisation_uid))
    return make_key_statement(document, signer=signer, stated_at=now())


def status_list(list_uid: str) -> bytes:
    """Return the signed status list credential, signed again when the last signature is older than an hour.

    Errors: `NoSuchList`.
    """
    row = StatusList.objects.filter(uid=list_uid).first()
    if row is None:
        raise NoSuchList()
    return lists.current_document(row)


def document_at(url: str) -> bytes | None:
    """Return our own document at a public address (a DID document or a status list), or None for any other address."""
    path = addresses.path_of(url)
    try:
        if found := _DID_PATH.fullmatch(path or ""):
            return did_document(found[1])
        if found := _LIST_PATH.fullmatch(path or ""):
            return status_list(found[1])
    except (NoSuchOrganisation, NoSuchList):
        return None
    return None


def is_marked(award_uid: str, purpose: str) -> bool:
    """Whether an award's bit of that purpose is 1. For the house's own use."""
    return StatusSlot.objects.filter(award_uid=award_uid, purpose=purpose, set_at__isnull=False).exists()


def count_leaves() -> int:
    """How many leaves the log has. Public. Cost: one count."""
    return LogEntry.objects.count()
