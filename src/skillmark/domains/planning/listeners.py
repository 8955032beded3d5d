"""When a person is erased, their goals and plans go. Nothing else is listened to: a plan is judged when asked for."""

from datetime import datetime

from skillmark.domains.people.events import PersonErased
from skillmark.domains.planning.models import Goal
from skillmark.kernel.outbox import listener


@listener("planning", PersonErased)
def on_person_erased(event: PersonErased, occurred_at: datetime) -> None:
    Goal.objects.filter(person_id=event.person_uid).delete()
