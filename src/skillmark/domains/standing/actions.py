"""Writes of standing: rebuild one person's projection, and take in a signal from above."""

from datetime import datetime

from django.db import transaction

from skillmark.domains.people.api import Scope, require
from skillmark.domains.record.api import evidence_of
from skillmark.domains.standing.errors import BadSignal
from skillmark.domains.standing.events import StandingChanged
from skillmark.domains.standing.facts import facts_of
from skillmark.domains.standing.models import HeldEvidence, Signal
from skillmark.domains.standing.permissions import OBSERVE
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.outbox import announce
from skillmark.skillkit.values import Level


@transaction.atomic
def rebuild(*, person_uid: str) -> int:
    """Copy up what the record says of one person and return how many facts that is. Cost: theirs alone."""
    HeldEvidence.objects.filter(person_id=person_uid).delete()
    rows = [
        HeldEvidence(person_id=person_uid, skill=item.skill, is_verified=item.verified, facts=facts_of(item))
        for item in evidence_of(person_uid)
    ]
    HeldEvidence.objects.bulk_create(rows)
    announce(StandingChanged(person_uid=person_uid))
    return len(rows)


@transaction.atomic
def observe(
    *,
    actor: Actor,
    person_uid: str,
    skill: str,
    level: Level,
    kind: str,
    shown: bool,
    source_uid: str,
    observed_at: datetime,
) -> None:
    """Take in what was seen later: an outcome, an endorsement, a re-assessment. The same source counts once.

    It is stored and not yet weighed: the model that recalibrates from signals is not built. Errors: `BadSignal`.
    """
    require(actor, OBSERVE, Scope(holder_uid=person_uid))
    if kind not in Signal.Kind.values or not skill or not source_uid or observed_at.tzinfo is None:
        raise BadSignal()
    Signal.objects.get_or_create(
        kind=kind,
        source_uid=source_uid,
        skill=skill,
        defaults={"person_id": person_uid, "level": int(level), "shown": shown, "observed_at": observed_at},
    )
    audit.record(actor=actor, action=OBSERVE, object_kind="person", object_uid=person_uid, detail={"kind": kind})
