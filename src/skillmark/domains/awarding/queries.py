"""Reads of the awarding domain: frozen values out, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from skillmark.domains.awarding.errors import NoSuchAward, NotIssued
from skillmark.domains.awarding.models import Award, SignedCredential
from skillmark.domains.awarding.permissions import READ_CREDENTIAL, SEE, SEE_ALL
from skillmark.domains.people.api import NotAllowed, Scope, open_for, require
from skillmark.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class AwardView:
    """One award. `state` is decided (not signed yet), issued or revoked; `rule_met` is why, as it stood then."""

    uid: str
    holder_uid: str
    achievement_version_uid: str
    organisation_uid: str
    state: str
    credential_id: str
    source_uid: str
    earned_at: datetime
    decided_at: datetime
    issued_at: datetime | None
    expires_at: datetime | None
    rule_met: dict[str, Any]
    revoked_at: datetime | None
    revoke_reason: str
    refused_why: str = ""


@dataclass(frozen=True, slots=True)
class AwardCounts:
    """What the register says in public: how many were ever signed, and how many of those were withdrawn."""

    issued: int
    revoked: int
    issuers: int


def view_award(row: Award) -> AwardView:
    state = "revoked" if row.revoked_at else "issued" if row.issued_at else "decided"
    return AwardView(
        uid=row.uid,
        holder_uid=row.holder_id,
        achievement_version_uid=row.achievement_version_uid,
        organisation_uid=row.organisation_id,
        state=state,
        credential_id=row.credential_id,
        source_uid=row.source_uid,
        earned_at=row.earned_at,
        decided_at=row.decided_at,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        rule_met=dict(row.rule_met),
        revoked_at=row.revoked_at,
        revoke_reason=row.revoke_reason,
        refused_why=row.refused_why,
    )


def awards_of(actor: Actor, organisation_uid: str) -> list[AwardView]:
    """Return an organisation's awards, newest first. Errors: `NotAllowed`. Cost: one query."""
    require(actor, SEE_ALL, Scope(organisation_uid=organisation_uid))
    return [
        view_award(row)
        for row in Award.objects.filter(organisation__uid=organisation_uid).order_by("-decided_at", "-pk")
    ]


def award(actor: Actor, uid: str) -> AwardView:
    """Return one award to its issuer or its holder. Errors: `NoSuchAward`, also for somebody else's."""
    row = _row(uid)
    try:
        require(actor, SEE, Scope(organisation_uid=row.organisation_id, holder_uid=row.holder_id))
    except NotAllowed as error:
        raise NoSuchAward() from error
    return view_award(row)


def credential_of(actor: Actor, award_uid: str) -> bytes:
    """Return the signed document to its holder (or the house). Errors: `NoSuchAward`, `NotIssued`, `Erased`."""
    row = _row(award_uid)
    try:
        require(actor, READ_CREDENTIAL, Scope(holder_uid=row.holder_id))
    except NotAllowed as error:
        raise NoSuchAward() from error
    signed = SignedCredential.objects.filter(award=row).first()
    if signed is None:
        raise NotIssued()
    return open_for(row.holder_id, bytes(signed.sealed))


def withdrawn_reason(credential_id: str) -> str | None:
    """Return why the credential of that id was withdrawn, or None if it was not, or is not ours. Public."""
    row = Award.objects.filter(credential_id=credential_id, revoked_at__isnull=False).first()
    return row.revoke_reason if row else None


def count_awards() -> AwardCounts:
    """Count for the front page. Public. Cost: three counts."""
    issued = Award.objects.filter(issued_at__isnull=False)
    return AwardCounts(
        issued.count(),
        issued.filter(revoked_at__isnull=False).count(),
        issued.values("organisation").distinct().count(),
    )


def _row(uid: str) -> Award:
    row = Award.objects.filter(uid=uid).first()
    if row is None:
        raise NoSuchAward()
    return row
