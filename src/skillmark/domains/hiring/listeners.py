"""When a person is erased, the notes of who saw them go with them. Consent is asked for anew on every read."""

from datetime import datetime

from skillmark.domains.hiring.models import Reveal
from skillmark.domains.people.events import PersonErased
from skillmark.kernel.outbox import listener


@listener("hiring", PersonErased)
def on_person_erased(event: PersonErased, occurred_at: datetime) -> None:
    Reveal.objects.filter(person_id=event.person_uid).delete()
