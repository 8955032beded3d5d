"""What an award of an achievement will say, as plain facts for the arithmetic of belief.

The one place where the words of a definition (`written_exam`, `supervised`) become the words of `skillkit.evidence`:
the record reads it for what was earned, planning for what could be. It says nothing about any person.
"""

from datetime import datetime

from skillmark.domains.achievements.values import AchievementView
from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.values import Level

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


def evidence_about(view: AchievementView, skill: str, level: Level, at: datetime) -> EvidenceItem:
    """Return the evidence that an award of `view`, earned at `at` (aware), would be about one skill. Pure."""
    return EvidenceItem(
        uid=view.uid,
        kind=Kind.CREDENTIAL,
        skill=skill,
        level=level,
        issuer=view.organisation.uid,
        achievement=view.uid,
        assessment=_assessment(view),
        supervision=_supervision(view),
        identity_checked=view.identity_checked,
        earned_at=at,
        practical_share=view.practical_share,
        pass_mark=view.pass_mark,
        attempts_allowed=view.attempts_allowed,
    )


def _assessment(view: AchievementView) -> Assessment:
    """An exam that nobody watched is a quiz."""
    found = ASSESSMENTS.get(view.assessment, Assessment.UNSTATED)
    return Assessment.QUIZ if found is Assessment.EXAM and view.supervision == "none" else found


def _supervision(view: AchievementView) -> Supervision:
    if not view.supervision:
        return Supervision.UNSTATED
    if view.supervision == "none":
        return Supervision.NONE
    on_site = view.participation in {"on_site", "work_experience"}
    return Supervision.ONSITE if on_site else Supervision.ONLINE
