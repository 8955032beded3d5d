"""What a record says about skills, as plain items for the arithmetic of belief. Names of people and houses stay here.

What the person says of themselves is marked as not verified, whatever it is called; all of it names the person as its
source, so that ten statements do not count as ten witnesses.
"""

from collections.abc import Iterator
from dataclasses import replace

from skillmark.domains.achievements.api import AchievementView, TaughtSkill, evidence_about, find_version
from skillmark.domains.record.models import Entry, Provenance
from skillmark.domains.record.models import Kind as EntryKind
from skillmark.domains.record.queries import instant_of
from skillmark.domains.record.values import EntryView, view_entry
from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision

KINDS = {
    EntryKind.CREDENTIAL: Kind.CREDENTIAL,
    EntryKind.DEGREE: Kind.DEGREE,
    EntryKind.LICENCE: Kind.LICENCE,
    EntryKind.JOB: Kind.EXPERIENCE,
    EntryKind.PROJECT: Kind.EXPERIENCE,
    EntryKind.SKILL: Kind.SELF,
}


def evidence_of(person_uid: str) -> tuple[EvidenceItem, ...]:
    """Return one item per entry and skill. For the house's own use (`standing`); no page shows it unasked.

    Cost: one query, and one per distinct achievement version.
    """
    versions: dict[str, AchievementView] = {}
    items: list[EvidenceItem] = []
    for row in Entry.objects.filter(holder__uid=person_uid).order_by("pk"):
        view = view_entry(row)
        version_uid = view.achievement_version_uid
        if version_uid and version_uid not in versions:
            versions[version_uid] = find_version(version_uid)
        items.extend(_items(view, versions.get(version_uid)))
    return tuple(items)


def _items(view: EntryView, achievement: AchievementView | None) -> Iterator[EvidenceItem]:
    for skill in view.skills:
        facts = evidence_about(achievement, skill.identity, skill.level, instant_of(view)) if achievement else None
        yield replace(
            facts or _unstated(view, skill),
            uid=view.uid,
            kind=KINDS[EntryKind(view.kind)],
            issuer=view.issuer_uid or view.holder_uid,
            verified=view.provenance == Provenance.VERIFIED,
            revoked=view.status == "revoked",
            valid_until=view.expires_at,
        )


def _unstated(view: EntryView, skill: TaughtSkill) -> EvidenceItem:
    """What no achievement of ours stands behind: nobody here knows how it was found out."""
    return EvidenceItem(
        uid=view.uid,
        kind=KINDS[EntryKind(view.kind)],
        skill=skill.identity,
        level=skill.level,
        issuer=view.issuer_uid or view.holder_uid,
        achievement=view.uid,
        assessment=Assessment.UNSTATED,
        supervision=Supervision.UNSTATED,
        identity_checked=False,
        earned_at=instant_of(view),
    )
