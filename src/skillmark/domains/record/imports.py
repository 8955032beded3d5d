"""Badge files from elsewhere: checked now, kept sealed as they came, with what was found and why.

A file that holds is labelled verified. One that could not be checked in full, or does not hold, is kept all the same,
as something the person states, with the reasons beside it: a lost status list is not a revocation.
"""

from typing import cast

from django.db import transaction

from skillmark.credkit import errors as credkit
from skillmark.credkit.did import Fetcher
from skillmark.credkit.model import read_summary
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, open_credential, verify
from skillmark.domains.people.api import Scope, find_person, require, seal_for
from skillmark.domains.record.errors import BadEntry
from skillmark.domains.record.events import RecordChanged
from skillmark.domains.record.models import Entry, Kind, Provenance
from skillmark.domains.record.permissions import WRITE
from skillmark.domains.record.values import EntryView, view_entry
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce
from skillmark.kernel.seams import resolve


@transaction.atomic
def import_badge(*, actor: Actor, person_uid: str, data: bytes) -> EntryView:
    """Check a badge file (JSON, or a PNG or SVG that carries one) and keep it. Errors: `NotAllowed`, `BadEntry`.

    The recipient is compared with the person's own address: somebody else's badge is never labelled verified.
    """
    require(actor, WRITE, Scope(holder_uid=person_uid))
    try:
        opened = open_credential(data)
    except credkit.CredkitError as error:
        raise BadEntry(error.hint) from error
    fetcher = cast(Fetcher, resolve("fetcher"))
    email = find_person(uid=person_uid).email
    report = verify(data, policy=STANDARD, fetcher=fetcher, at=now(), recipient=email)
    summary = read_summary(opened.document)
    row = Entry.objects.create(
        holder_id=person_uid,
        kind=Kind.CREDENTIAL,
        provenance=Provenance.VERIFIED if report.answer is Answer.HOLDS else Provenance.STATED,
        title=(summary.title or "Untitled badge")[:200],
        organisation_name=summary.issuer_name[:200],
        earned_at=summary.starts_at,
        expires_at=summary.ends_at,
        sealed_file=seal_for(person_uid, data),
        file_report=report.as_json(),
    )
    audit.record(actor=actor, action="record.import_badge", object_kind="entry", object_uid=row.uid)
    announce(RecordChanged(person_uid))
    return view_entry(row)
