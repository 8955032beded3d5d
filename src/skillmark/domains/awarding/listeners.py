"""What awarding does on others' facts."""

from datetime import datetime

from skillmark.domains.assessment.api import completion
from skillmark.domains.assessment.events import EnrolmentCompleted
from skillmark.domains.awarding.actions import decide_award, forget_holder
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.people.events import PersonErased
from skillmark.kernel.outbox import listener


@listener("awarding", EnrolmentCompleted)
def decide_on_completion(event: EnrolmentCompleted, occurred_at: datetime) -> None:
    """Every requirement is met: decide the award and keep what was met."""
    found = completion(event.enrolment_uid)
    decide_award(
        actor=SYSTEM,
        holder_uid=found.holder_uid,
        achievement_version_uid=found.achievement_version_uid,
        source_uid=event.enrolment_uid,
        rule_met={"kind": "requirements_met", "facts": found.facts},
        earned_at=found.completed_at,
    )


@listener("awarding", PersonErased)
def forget_erased(event: PersonErased, occurred_at: datetime) -> None:
    forget_holder(event.person_uid)
