"""Reads of standing: beliefs, computed when asked, from the projection.

What is revoked, or has expired by the moment of asking, is out altogether: it carries no weight and gives no reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from skillmark.domains.people.api import Scope, require
from skillmark.domains.standing.facts import item_of
from skillmark.domains.standing.models import HeldEvidence
from skillmark.domains.standing.permissions import SEE
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.skillkit.evidence import EvidenceItem, believe
from skillmark.skillkit.values import Ask, Belief


def evidence(actor: Actor, person_uid: str) -> tuple[EvidenceItem, ...]:
    """Return everything that speaks of a person's skills now, for planning. One query. Errors: `NotAllowed`."""
    require(actor, SEE, Scope(holder_uid=person_uid))
    rows = HeldEvidence.objects.filter(person_id=person_uid).order_by("pk")
    return tuple(_in_force((item_of(row.facts) for row in rows), now()))


def beliefs(actor: Actor, person_uid: str, asks: Sequence[Ask], *, verified_only: bool = False) -> dict[str, Belief]:
    """Return by skill identity how sure one may be, at the level each ask wants. Errors: `NotAllowed`."""
    require(actor, SEE, Scope(holder_uid=person_uid))
    return beliefs_of_many([person_uid], asks, verified_only=verified_only)[person_uid]


def beliefs_of_many(
    person_uids: Iterable[str], asks: Sequence[Ask], *, verified_only: bool = True
) -> dict[str, dict[str, Belief]]:
    """Return beliefs of several people, for callers that have asked each for consent. One query; a skill nobody
    shows anything for is left out of that person's answer.
    """
    wanted = {ask.skill: ask.level for ask in asks}
    held = evidence_of_many(person_uids, wanted, verified_only=verified_only)
    at = now()
    return {
        uid: {
            skill: believe(items, skill, level, at)
            for skill, level in wanted.items()
            if any(item.skill == skill for item in items)
        }
        for uid, items in held.items()
    }


def evidence_of_many(
    person_uids: Iterable[str], skills: Iterable[str], *, verified_only: bool = True
) -> dict[str, tuple[EvidenceItem, ...]]:
    """Return what speaks now of these skills, for callers that have asked each person for consent. One query."""
    uids = list(person_uids)
    rows = HeldEvidence.objects.filter(person_id__in=uids, skill__in=set(skills)).order_by("pk")
    if verified_only:
        rows = rows.filter(is_verified=True)
    held: dict[Any, list[EvidenceItem]] = {uid: [] for uid in uids}
    for person_uid, facts in rows.values_list("person_id", "facts"):
        held[person_uid].append(item_of(facts))
    at = now()
    return {uid: tuple(_in_force(items, at)) for uid, items in held.items()}


def _in_force(items: Iterable[EvidenceItem], at: datetime) -> Iterator[EvidenceItem]:
    return (item for item in items if not item.revoked and (item.valid_until is None or item.valid_until > at))
