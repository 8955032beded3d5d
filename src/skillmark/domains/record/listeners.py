"""What the record does on others' facts."""

from datetime import datetime

from skillmark.domains.awarding.events import AwardIssued, AwardRevoked
from skillmark.domains.people.events import PersonErased
from skillmark.domains.record.actions import forget_person, land_award, mark_withdrawn
from skillmark.kernel.outbox import listener


@listener("record", AwardIssued)
def land(event: AwardIssued, occurred_at: datetime) -> None:
    land_award(award_uid=event.award_uid)


@listener("record", AwardRevoked)
def withdraw(event: AwardRevoked, occurred_at: datetime) -> None:
    mark_withdrawn(award_uid=event.award_uid, withdrawn_at=occurred_at)


@listener("record", PersonErased)
def forget(event: PersonErased, occurred_at: datetime) -> None:
    forget_person(event.person_uid)
