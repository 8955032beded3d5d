"""Writes of the awarding domain: decide, withdraw. Keyword-only, one transaction, audit, outbox. Signing: `issuing`."""

import calendar
import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from skillmark.domains.achievements.api import find_version
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding.errors import AlreadyRevoked, NoSuchAward, NotIssued, NotPublished, ReasonMissing
from skillmark.domains.awarding.events import AwardRevoked
from skillmark.domains.awarding.models import Award
from skillmark.domains.awarding.permissions import DECIDE, REVOKE
from skillmark.domains.awarding.queries import AwardView, view_award
from skillmark.domains.people.api import SYSTEM, Scope, find_person, require
from skillmark.kernel import audit, jobs
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce

ISSUE_JOB = "awarding.issue"
BY_HAND = "by_hand"
MAX_REASON = 400


@transaction.atomic
def decide_award(
    *,
    actor: Actor,
    holder_uid: str,
    achievement_version_uid: str,
    source_uid: str,
    rule_met: Mapping[str, Any],
    earned_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> AwardView:
    """Decide that somebody earned a version of an achievement, keep why, and put the signing on the queue.

    Idempotent on holder, version and source: said again, the first decision is returned, and tried again where it could
    not be signed. Without `expires_at` the achievement's own period counts from `earned_at`.
    Errors: `NotAllowed`, `NotPublished`, `NoSuchPerson`, `NoSuchAchievement`.
    """
    achievement = find_version(achievement_version_uid)
    organisation_uid = achievement.organisation.uid
    require(actor, DECIDE, Scope(organisation_uid=organisation_uid))
    if not achievement.is_published:
        raise NotPublished()
    find_person(uid=holder_uid)
    earned = earned_at or now()
    row, made = Award.objects.get_or_create(
        holder__uid=holder_uid,
        achievement_version_uid=achievement_version_uid,
        source_uid=source_uid,
        defaults={
            "holder_id": holder_uid,
            "organisation_id": organisation_uid,
            "rule_met": dict(rule_met),
            "earned_at": earned,
            "expires_at": expires_at or _end_of_period(earned, achievement.expires_after_months),
            "decided_by_uid": actor.person_uid or "",
        },
    )
    if made:
        _note(actor, "awarding.decide", row)
    if made or row.refused_why:
        jobs.defer(ISSUE_JOB, lock=f"award:{row.uid}", award_uid=row.uid)
    return view_award(row)


def award_by_hand(*, actor: Actor, holder_uid: str, achievement_version_uid: str, reason: str) -> AwardView:
    """Award without an enrolment, with the reason in words. The same person and version again: the first decision.

    Errors: `ReasonMissing`, and what `decide_award` raises.
    """
    return decide_award(
        actor=actor,
        holder_uid=holder_uid,
        achievement_version_uid=achievement_version_uid,
        source_uid=BY_HAND,
        rule_met={"kind": BY_HAND, "reason": _reason(reason)},
    )


@transaction.atomic
def revoke(*, actor: Actor, award_uid: str, reason: str) -> AwardView:
    """Withdraw a signed award: its bit is set, the list signed again and a leaf entered, together, for good.

    Errors: `NoSuchAward`, `NotAllowed`, `ReasonMissing`, `NotIssued`, `AlreadyRevoked`.
    """
    row = Award.objects.select_for_update().filter(uid=award_uid).first()
    if row is None:
        raise NoSuchAward()
    require(actor, REVOKE, Scope(organisation_uid=row.organisation_id))
    words = _reason(reason)
    if row.issued_at is None:
        raise NotIssued()
    if row.revoked_at is not None:
        raise AlreadyRevoked()
    row.revoked_at, row.revoke_reason = now(), words
    row.save(update_fields=["revoked_at", "revoke_reason"])
    authority.set_status(actor=SYSTEM, award_uid=row.uid, purpose=authority.Purpose.REVOCATION, is_set=True)
    digest = hashlib.sha256(f"revoke {row.credential_id}".encode()).digest()
    authority.enter_leaf(organisation_uid=row.organisation_id, kind="revoke", digest=digest)
    _note(actor, "awarding.revoke", row)
    announce(AwardRevoked(row.uid, row.holder_id, row.organisation_id, row.achievement_version_uid))
    return view_award(row)


@transaction.atomic
def forget_holder(person_uid: str) -> None:
    """Empty what is personal in an erased person's awards. The sealed credentials are noise without their key."""
    Award.objects.filter(holder__uid=person_uid).update(rule_met={}, refused_why="")
    Award.objects.filter(holder__uid=person_uid, revoked_at__isnull=False).update(revoke_reason="")


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise ReasonMissing()
    return words[:MAX_REASON]


def _end_of_period(start: datetime, months: int | None) -> datetime | None:
    """Return the same day some months later, or that month's last day where it has no such day."""
    if not months:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, calendar.monthrange(year, month + 1)[1]))


def _note(actor: Actor, action: str, row: Award) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="award",
        object_uid=row.uid,
        organisation_uid=row.organisation_id,
    )
