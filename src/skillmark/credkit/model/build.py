"""From values to the unsigned JSON of an Open Badges 3.0 credential (VC 2.0).

Members without a value are left out. Nothing is checked here: `credkit.issue.prepare` does, before anything is signed.
"""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.model.json_values import Json, JsonObject
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.values import (
    Achievement,
    Alignment,
    Evidence,
    Issuer,
    MicroCredentialStatement,
    Period,
    Picture,
    Recipient,
    Result,
    ResultDescription,
    StatusSlot,
    format_workload,
)
from skillmark.credkit.model.vocabulary import INLINE_CONTEXT, OB_URL, VC_V2_URL


def achievement_credential(
    *,
    uri: str,
    issuer: Issuer,
    achievement: Achievement,
    recipient: Recipient,
    period: Period,
    statement: MicroCredentialStatement | None = None,
    results: Sequence[Result] = (),
    evidence: Sequence[Evidence] = (),
    status: Sequence[StatusSlot] = (),
    name: str = "",
) -> JsonObject:
    """One person's award as an unsigned credential. `uri` must be new for each award; `urn:uuid:` will do."""
    body = _filled(
        {
            "id": uri,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": name or achievement.name,
            "issuer": _issuer(issuer),
            "validFrom": format_time(period.starts_at),
            "validUntil": format_time(period.ends_at) if period.ends_at else None,
            "credentialSubject": _subject(achievement, recipient, statement, results),
            "evidence": [_evidence(item) for item in evidence],
            "credentialStatus": _one_or_all([status_entry(slot) for slot in status]),
        }
    )
    used = _words(body)
    inline: JsonObject = {term: iri for term, iri in INLINE_CONTEXT.items() if term in used}
    contexts: list[Json] = [VC_V2_URL, OB_URL, *([inline] if inline else [])]
    return {"@context": contexts} | body


def _one_or_all(entries: list[JsonObject]) -> Json:
    """One entry stands by itself: 1EdTech's schema knows no array here, VCDM 2.0 section 4.10 allows both."""
    return entries[0] if len(entries) == 1 else [*entries]


def status_entry(slot: StatusSlot) -> JsonObject:
    """A BitstringStatusListEntry (W3C Bitstring Status List section 2.1)."""
    return {
        "id": f"{slot.list_uri}#{slot.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": slot.purpose,
        "statusListIndex": str(slot.index),
        "statusListCredential": slot.list_uri,
    }


def _issuer(issuer: Issuer) -> JsonObject:
    address = _filled({"type": ["Address"], "addressCountry": issuer.country, "addressRegion": issuer.region})
    return _filled(
        {
            "id": issuer.did,
            "type": ["Profile"],
            "name": issuer.name,
            "url": issuer.website,
            "email": issuer.email,
            "image": _picture(issuer.picture),
            "address": address if issuer.country else None,
        }
    )


def _subject(
    achievement: Achievement,
    recipient: Recipient,
    statement: MicroCredentialStatement | None,
    results: Sequence[Result],
) -> JsonObject:
    return _filled(
        {
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
            "achievement": _achievement(achievement, statement),
            "result": [_result(result) for result in results],
        }
    )


def _achievement(achievement: Achievement, statement: MicroCredentialStatement | None) -> JsonObject:
    return _filled(
        {
            "id": achievement.uri,
            "type": ["Achievement"],
            "achievementType": achievement.kind,
            "name": achievement.name,
            "description": achievement.description,
            "criteria": _filled({"id": achievement.criteria_uri, "narrative": achievement.criteria}),
            "alignment": [_alignment(alignment) for alignment in achievement.alignments],
            "resultDescription": [_result_description(item) for item in achievement.result_descriptions],
            "image": _picture(achievement.picture),
            "creditsAvailable": achievement.credits_available,
            "tag": list(achievement.tags),
            "inLanguage": achievement.language,
            "version": achievement.version,
            "humanCode": achievement.human_code,
            "microCredential": _statement(statement) if statement else None,
        }
    )


def _statement(statement: MicroCredentialStatement) -> JsonObject:
    return _filled(
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


def _alignment(alignment: Alignment) -> JsonObject:
    return _filled(
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
    return _filled(
        {
            "id": description.uri,
            "type": ["ResultDescription"],
            "name": description.name,
            "resultType": description.kind,
            "valueMin": description.value_min,
            "valueMax": description.value_max,
            "requiredValue": description.required_value,
            "allowedValue": list(description.allowed_values),
        }
    )


def _result(result: Result) -> JsonObject:
    return _filled(
        {
            "type": ["Result"],
            "resultDescription": result.description_uri,
            "value": result.value,
            "status": result.status,
        }
    )


def _evidence(evidence: Evidence) -> JsonObject:
    return _filled(
        {
            "id": evidence.uri,
            "type": ["Evidence"],
            "name": evidence.name,
            "description": evidence.description,
            "narrative": evidence.narrative,
            "genre": evidence.genre,
        }
    )


def _picture(picture: Picture | None) -> JsonObject | None:
    return {"id": picture.uri, "type": "Image", "caption": picture.alt_text} if picture else None


def _words(value: Json) -> set[str]:
    """Every name and text in a value. Only words of ours that are used are defined: an unused one is not signed."""
    if isinstance(value, dict):
        return set(value).union(*(_words(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_words(item) for item in value))
    return {value} if isinstance(value, str) else set()


def _filled(members: JsonObject) -> JsonObject:
    """The members that say something."""
    return {key: value for key, value in members.items() if value is not None and value not in ("", [], {})}
