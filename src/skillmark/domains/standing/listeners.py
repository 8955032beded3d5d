"""When somebody's record changes, their projection is rebuilt; when they are erased, it goes."""

from datetime import datetime

from skillmark.domains.people.events import PersonErased
from skillmark.domains.record.events import RecordChanged
from skillmark.domains.standing.actions import rebuild
from skillmark.domains.standing.models import HeldEvidence, Signal
from skillmark.kernel.outbox import listener


@listener("standing", RecordChanged)
def on_record_changed(event: RecordChanged, occurred_at: datetime) -> None:
    rebuild(person_uid=event.person_uid)


@listener("standing", PersonErased)
def on_person_erased(event: PersonErased, occurred_at: datetime) -> None:
    HeldEvidence.objects.filter(person_id=event.person_uid).delete()
    Signal.objects.filter(person_id=event.person_uid).delete()
