"""Status lists as documents: the bits are read from the slots each time, so that they cannot disagree.

Bitstring Status List 1.0: at least 131,072 entries, so that looking at a list tells nobody which credential is asked
about. Signed again when a bit changes, and when the last signature is an hour old, so that a copy is never old news.
"""

from datetime import timedelta

from django.db import transaction

from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.status import MIN_ENTRIES, empty_bits, set_bits, status_list_credential
from skillmark.domains.authority import addresses
from skillmark.domains.authority.errors import CannotIssue, DemoKeyRefused
from skillmark.domains.authority.keys import signer_for
from skillmark.domains.authority.models import StatusList, StatusSlot
from skillmark.domains.people.api import find_organisation
from skillmark.kernel.clock import now

FRESH_FOR = timedelta(hours=1)
VALID_FOR = timedelta(days=1)
"""How long a reader may rely on a copy: a withdrawal is known everywhere within a day."""


def open_list(organisation_uid: str, purpose: str) -> StatusList:
    """Open the list that slots are given from. Two at once: the constraint lets one win and both get that one."""
    row, _made = StatusList.objects.get_or_create(
        organisation_id=organisation_uid, purpose=purpose, closed_at=None, defaults={"length_bits": MIN_ENTRIES}
    )
    return row


def close_list(row: StatusList) -> None:
    """Give out no more slots from a list. It is still served, and its bits still change."""
    StatusList.objects.filter(pk=row.pk, closed_at=None).update(closed_at=now())


def current_document(row: StatusList) -> bytes:
    """Return the signed list, signing it again when the last one is older than `FRESH_FOR`.

    Where we can no longer sign (a demo key outside the demo), the last signed one is served for as long as it lasts.
    """
    if row.signed_at is not None and timedelta() <= now() - row.signed_at < FRESH_FOR:
        return bytes(row.signed)
    try:
        return sign_list(row.pk)
    except (CannotIssue, DemoKeyRefused):
        if row.signed_at is None:
            raise
        return bytes(row.signed)


@transaction.atomic
def sign_list(list_id: int) -> bytes:
    """Sign the list as its slots stand, under a lock on its row. Cost: three queries, one signature, about 10 ms."""
    row = StatusList.objects.select_for_update().get(pk=list_id)
    marked = StatusSlot.objects.filter(status_list=row, set_at__isnull=False).values_list("index", flat=True)
    signed_at = now()
    document = status_list_credential(
        list_uri=addresses.status_list_url(row.uid),
        issuer_did=addresses.did(find_organisation(uid=row.organisation_id).key),
        purpose=row.purpose,
        bits=set_bits(empty_bits(row.length_bits), marked),
        valid_from=signed_at,
        valid_until=signed_at + VALID_FOR,
    )
    row.signed = issue(prepare(document), signer=signer_for(row.organisation_id), created_at=signed_at)
    row.signed_at = signed_at
    row.save(update_fields=["signed", "signed_at"])
    return bytes(row.signed)
