"""From a decision to the unsigned credential: what Open Badges 3.0 asks for and every element of the EU's Annex I.

Pure but for the values it is given. The recipient stands in it as a salted hash of their address, never by name.
Nothing is checked here: `credkit.issue.prepare` does, and cannot be skipped.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.model import (
    Achievement,
    Alignment,
    AssessmentType,
    HashedIdentity,
    Issuer,
    MicroCredentialStatement,
    Participation,
    Period,
    Recipient,
    StatusSlot,
    Supervision,
    achievement_credential,
)
from skillmark.domains.achievements.api import AchievementView, TaughtSkill
from skillmark.domains.authority.api import StatusSlotView

ASSESSMENTS = {
    "written_exam": AssessmentType.WRITTEN_EXAM,
    "report": AssessmentType.REPORT,
    "practical": AssessmentType.BEHAVIOURAL,
    "project": AssessmentType.PROFESSIONAL_PRODUCT,
    "reflection": AssessmentType.REFLECTION,
    "portfolio": AssessmentType.PORTFOLIO,
    "oral": AssessmentType.ORAL,
    "completion": AssessmentType.OTHER,
}
PARTICIPATIONS = {
    "online": Participation.ONLINE,
    "on_site": Participation.ON_SITE,
    "blended": Participation.BLENDED,
    "work_experience": Participation.WORK_EXPERIENCE,
}
ESCO = "http://data.europa.eu/esco/"


def build_document(
    *,
    credential_id: str,
    issuer_did: str,
    achievement: AchievementView,
    achievement_url: str,
    recipient: HashedIdentity,
    slots: Sequence[StatusSlotView],
    earned_at: datetime,
    expires_at: datetime | None,
) -> JsonObject:
    """Return the unsigned credential of one award."""
    organisation = achievement.organisation
    return achievement_credential(
        uri=credential_id,
        issuer=Issuer(
            did=issuer_did,
            name=organisation.legal_name or organisation.name,
            country=organisation.country,
            region=organisation.region,
            website=organisation.website,
        ),
        achievement=_achievement(achievement, achievement_url),
        recipient=Recipient(identities=(recipient,)),
        period=Period(earned_at, expires_at),
        statement=_statement(achievement),
        status=[StatusSlot(slot.list_url, slot.index, slot.purpose) for slot in slots],
    )


def _achievement(view: AchievementView, url: str) -> Achievement:
    return Achievement(
        uri=url,
        name=view.name,
        description=view.description,
        criteria=view.criteria,
        alignments=tuple(alignment for skill in view.skills for alignment in _alignments(skill)),
        language=view.language,
        version=str(view.version),
    )


def _alignments(skill: TaughtSkill) -> Iterator[Alignment]:
    """The skill as the issuer chose it, and as it is known elsewhere where the framework states that it is the same."""
    for uri in dict.fromkeys((skill.uri, skill.identity)):
        yield Alignment(
            uri=uri, name=skill.label, framework="ESCO" if uri.startswith(ESCO) else "", level=skill.level.word
        )


def _statement(view: AchievementView) -> MicroCredentialStatement:
    return MicroCredentialStatement(
        learning_outcomes=tuple(view.outcomes),
        workload_minutes=round(float(view.workload_hours or 0) * 60),
        assessment_types=(ASSESSMENTS.get(view.assessment, AssessmentType.OTHER),),
        participation=PARTICIPATIONS.get(view.participation, Participation.ONLINE),
        quality_assurance=view.quality_assurance,
        supervision=_supervision(view),
        eqf_level=view.eqf_level,
        prerequisites="",
    )


def _supervision(view: AchievementView) -> Supervision | None:
    if view.supervision == "supervised_identity_checked":
        on_site = view.participation in {"on_site", "work_experience"}
        return Supervision.IDENTIFIED_ON_SITE if on_site else Supervision.IDENTIFIED_ONLINE
    return {"none": Supervision.NONE, "supervised": Supervision.SUPERVISED}.get(view.supervision)
