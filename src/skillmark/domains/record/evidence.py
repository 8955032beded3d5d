"""What a record says about skills, as plain items for the arithmetic of belief. Names of people and houses stay here.

What the person says of themselves is marked as not verified, whatever it is called; all of it names the person as its
source, so that ten statements do not count as ten witnesses.
"""

from collections.abc import Iterator

from skillmark.domains.achievements.api import AchievementView, find_version
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
ASSESSMENTS = {
    "written_exam": Assessment.EXAM,
    "report": Assessment.PORTFOLIO,
    "practical": Assessment.OBSERVED,
    "project": Assessment.PROJECT,
    "reflection": Assessment.PORTFOLIO,
    "portfolio": Assessment.PORTFOLIO,
    "oral": Assessment.OBSERVED,
    "completion": Assessment.NONE,
}


def evidence_of(person_uid: str) -> tuple[EvidenceItem, ...]:
    """Return one item per entry and skill. For the house's own use (`standing`); no page shows it unasked.

    Cost: one query, and one per distinct achievement version.
    """
    versions: dict[str, AchievementView] = {}
    items: list[EvidenceItem] = []
    for row in Entry.objects.filter(holder=person_uid).order_by("pk"):
        view = view_entry(row)
        version_uid = view.achievement_version_uid
        if version_uid and version_uid not in versions:
            versions[version_uid] = find_version(version_uid)
        items.extend(_items(view, versions.get(version_uid)))
    return tuple(items)


def _items(view: EntryView, achievement: AchievementView | None) -> Iterator[EvidenceItem]:
    for skill in view.skills:
        yield EvidenceItem(
            uid=view.uid,
            kind=KINDS[EntryKind(view.kind)],
            skill=skill.identity,
            level=skill.level,
            issuer=view.issuer_uid or view.holder_uid,
            achievement=achievement.uid if achievement else view.uid,
            assessment=_assessment(achievement),
            supervision=_supervision(achievement),
            identity_checked=bool(achievement and achievement.identity_checked),
            earned_at=instant_of(view),
            practical_share=achievement.practical_share if achievement else None,
            pass_mark=achievement.pass_mark if achievement else None,
            attempts_allowed=achievement.attempts_allowed if achievement else None,
            verified=view.provenance == Provenance.VERIFIED,
            revoked=view.status == "revoked",
            valid_until=view.expires_at,
        )


def _assessment(achievement: AchievementView | None) -> Assessment:
    """An exam that nobody watched is a quiz."""
    if achievement is None:
        return Assessment.UNSTATED
    found = ASSESSMENTS.get(achievement.assessment, Assessment.UNSTATED)
    return Assessment.QUIZ if found is Assessment.EXAM and achievement.supervision == "none" else found


def _supervision(achievement: AchievementView | None) -> Supervision:
    if achievement is None or not achievement.supervision:
        return Supervision.UNSTATED
    if achievement.supervision == "none":
        return Supervision.NONE
    on_site = achievement.participation in {"on_site", "work_experience"}
    return Supervision.ONSITE if on_site else Supervision.ONLINE
