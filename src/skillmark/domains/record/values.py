"""What leaves this domain: frozen values. Rows become values here and nowhere else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from skillmark.domains.achievements.api import TaughtSkill
from skillmark.domains.record.models import Entry, Share
from skillmark.kernel.clock import now, today
from skillmark.skillkit.values import Level


@dataclass(frozen=True, slots=True)
class EntryView:
    """One thing somebody holds. `status` is holds, revoked or expired, at the moment of asking.

    `award_uid`, `achievement_version_uid` and `issuer_uid` (an organisation's) are "" for what was not awarded here.
    """

    uid: str
    holder_uid: str
    kind: str
    title: str
    organisation_name: str
    provenance: str
    award_uid: str
    started_on: date | None
    ended_on: date | None
    earned_at: datetime | None
    expires_at: datetime | None
    status: str
    revoked_at: datetime | None
    revoke_reason: str
    skills: tuple[TaughtSkill, ...]
    achievement_version_uid: str
    issuer_uid: str
    added_at: datetime
    has_file: bool
    file_report: dict[str, Any] | None

    @property
    def year(self) -> int:
        """The year it stands under on the line of time."""
        return self.sorted_by.year

    @property
    def sorted_by(self) -> date:
        """The day that places it on the line of time: earned, else ended, else begun, else added."""
        instant = self.earned_at or self.added_at
        return self.earned_at.date() if self.earned_at else self.ended_on or self.started_on or instant.date()


@dataclass(frozen=True, slots=True)
class ShareView:
    """One link. `token` is filled once, by `share`; afterwards only its hash exists."""

    uid: str
    entry_uid: str
    entry_title: str
    token: str
    closes_on: date | None
    shows_name: bool
    made_at: datetime
    closed_at: datetime | None
    is_open: bool
    opened_count: int
    last_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class SharedView:
    """What a link shows. `credential` is the signed document, None for the holder's own statement."""

    share_uid: str
    entry: EntryView
    credential: bytes | None
    holder_name: str | None
    closes_on: date | None


def view_entry(row: Entry) -> EntryView:
    status = "revoked" if row.revoked_at else "expired" if row.expires_at and row.expires_at <= now() else "holds"
    return EntryView(
        uid=row.uid,
        holder_uid=row.holder_id,
        kind=row.kind,
        title=row.title,
        organisation_name=row.organisation_name,
        provenance=row.provenance,
        award_uid=row.award_uid or "",
        started_on=row.started_on,
        ended_on=row.ended_on,
        earned_at=row.earned_at,
        expires_at=row.expires_at,
        status=status,
        revoked_at=row.revoked_at,
        revoke_reason=row.revoke_reason,
        skills=tuple(read_skill(skill) for skill in row.skills),
        achievement_version_uid=row.achievement_version_uid,
        issuer_uid=row.issuer_uid,
        added_at=row.added_at,
        has_file=bool(row.award_uid) or row.sealed_file is not None,
        file_report=row.file_report,
    )


def view_share(
    row: Share, *, zone: str, token: str = "", opened_count: int = 0, last_opened_at: datetime | None = None
) -> ShareView:
    """`zone` is where the holder lives: a last day ends there."""
    return ShareView(
        uid=row.uid,
        entry_uid=row.entry.uid,
        entry_title=row.entry.title,
        token=token,
        closes_on=row.closes_on,
        shows_name=row.shows_name,
        made_at=row.made_at,
        closed_at=row.closed_at,
        is_open=is_open(row, zone),
        opened_count=opened_count,
        last_opened_at=last_opened_at,
    )


def is_open(row: Share, zone: str) -> bool:
    return row.closed_at is None and (row.closes_on is None or today(zone) <= row.closes_on)


def write_skill(skill: TaughtSkill) -> dict[str, Any]:
    return {"uri": skill.uri, "identity": skill.identity, "label": skill.label, "level": int(skill.level)}


def read_skill(stored: dict[str, Any]) -> TaughtSkill:
    return TaughtSkill(stored["uri"], stored["identity"], stored["label"], Level(stored["level"]))
