"""The parts of a badge as JSON: who earned it, the achievement, results, evidence, status entries."""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.model.build.members import filled
from skillmark.credkit.model.build.profile import identifiers, picture, profile
from skillmark.credkit.model.json_values import Json, JsonObject
from skillmark.credkit.model.results import Alignment, Result, ResultDescription, RubricCriterionLevel
from skillmark.credkit.model.values import (
    Achievement,
    Evidence,
    MicroCredentialStatement,
    Recipient,
    Related,
    StatusSlot,
    format_workload,
)


def status_entry(slot: StatusSlot) -> JsonObject:
    """A BitstringStatusListEntry (W3C Bitstring Status List section 2.1)."""
    return {
        "id": f"{slot.list_uri}#{slot.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": slot.purpose,
        "statusListIndex": str(slot.index),
        "statusListCredential": slot.list_uri,
    }


def recipient_of(recipient: Recipient) -> JsonObject:
    """The subject of an achievement so far: who, by identifier or hash."""
    return {
        "id": recipient.did,
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": identity.identity_hash,
                "identityType": identity.kind,
                "salt": identity.salt,
            }
            for identity in recipient.identities
        ],
    }


def achievement_of(achievement: Achievement, statement: MicroCredentialStatement | None) -> JsonObject:
    """An Achievement, with what the EU asks of a micro-credential inside."""
    return filled(
        {
            "id": achievement.uri,
            "type": ["Achievement"],
            "achievementType": achievement.kind,
            "name": achievement.name,
            "description": achievement.description,
            "criteria": filled({"id": achievement.criteria_uri, "narrative": achievement.criteria}),
            "alignment": _alignments(achievement.alignments),
            "resultDescription": [_result_description(item) for item in achievement.result_descriptions],
            "image": picture(achievement.picture),
            "creditsAvailable": achievement.credits_available,
            "tag": list(achievement.tags),
            "inLanguage": achievement.language,
            "version": achievement.version,
            "humanCode": achievement.human_code,
            "creator": profile(achievement.creator) if achievement.creator else None,
            "fieldOfStudy": achievement.field_of_study,
            "specialization": achievement.specialization,
            "otherIdentifier": identifiers(achievement.other_identifiers),
            "related": [_related(item) for item in achievement.related],
            "endorsement": [*achievement.endorsements],
            "microCredential": _statement(statement) if statement else None,
        }
    )


def _statement(statement: MicroCredentialStatement) -> JsonObject:
    return filled(
        {
            "type": "MicroCredentialStatement",
            "learningOutcomes": list(statement.learning_outcomes),
            "workload": format_workload(statement.workload_minutes),
            "ectsCredits": statement.ects_credits,
            "eqfLevel": statement.eqf_level,
            "assessmentType": [kind.value for kind in statement.assessment_types],
            "participationForm": statement.participation.value,
            "supervision": statement.supervision.value if statement.supervision else None,
            "qualityAssurance": statement.quality_assurance,
            "prerequisites": statement.prerequisites,
            "stackability": statement.stackability,
        }
    )


def _related(related: Related) -> JsonObject:
    return filled({"id": related.uri, "type": ["Related"], "inLanguage": related.language, "version": related.version})


def _alignments(alignments: Sequence[Alignment]) -> list[Json]:
    return [_alignment(alignment) for alignment in alignments]


def _alignment(alignment: Alignment) -> JsonObject:
    return filled(
        {
            "type": ["Alignment"],
            "targetUrl": alignment.uri,
            "targetName": alignment.name,
            "targetDescription": alignment.description,
            "targetFramework": alignment.framework,
            "targetCode": alignment.code,
            "targetType": alignment.kind,
            "skillLevel": alignment.level,
        }
    )


def _result_description(description: ResultDescription) -> JsonObject:
    return filled(
        {
            "id": description.uri,
            "type": ["ResultDescription"],
            "name": description.name,
            "resultType": description.kind,
            "valueMin": description.value_min,
            "valueMax": description.value_max,
            "requiredValue": description.required_value,
            "allowedValue": list(description.allowed_values),
            "requiredLevel": description.required_level,
            "rubricCriterionLevel": [_level(level) for level in description.levels],
            "alignment": _alignments(description.alignments),
        }
    )


def _level(level: RubricCriterionLevel) -> JsonObject:
    return filled(
        {
            "id": level.uri,
            "type": ["RubricCriterionLevel"],
            "name": level.name,
            "description": level.description,
            "level": level.level,
            "points": level.points,
            "alignment": _alignments(level.alignments),
        }
    )


def result_of(result: Result) -> JsonObject:
    """A Result."""
    return filled(
        {
            "type": ["Result"],
            "resultDescription": result.description_uri,
            "value": result.value,
            "status": result.status,
            "achievedLevel": result.achieved_level,
            "alignment": _alignments(result.alignments),
        }
    )


def evidence_of(evidence: Evidence) -> JsonObject:
    """An Evidence."""
    return filled(
        {
            "id": evidence.uri,
            "type": ["Evidence"],
            "name": evidence.name,
            "description": evidence.description,
            "narrative": evidence.narrative,
            "genre": evidence.genre,
            "audience": evidence.audience,
        }
    )
