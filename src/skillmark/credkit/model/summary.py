"""What a page shows of a credential: plain values read from its JSON, nothing checked.

Reads any well-formed JSON object; what is missing is empty. Texts come from strangers: escape them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object, as_text
from skillmark.credkit.model.structure import issuer_id, time_of, types_of


@dataclass(frozen=True, slots=True)
class SkillShown:
    """One aligned skill as the credential names it."""

    uri: str
    name: str
    framework: str
    level: str


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """One piece of evidence as the credential names it."""

    uri: str
    name: str
    narrative: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """One result: what was measured, and what came out."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A credential at a glance. Empty strings and None stand for what it does not say."""

    uri: str
    kinds: tuple[str, ...]
    title: str
    description: str
    issuer_uri: str
    issuer_name: str
    issuer_website: str
    issuer_country: str
    subject_uri: str
    starts_at: datetime | None
    ends_at: datetime | None
    achievement_uri: str
    criteria: str
    criteria_uri: str
    image_uri: str
    image_alt: str
    skills: tuple[SkillShown, ...]
    results: tuple[ResultShown, ...]
    evidence: tuple[EvidenceShown, ...]
    learning_outcomes: tuple[str, ...]
    workload: str
    eqf_level: str
    ects_credits: str
    assessment_types: tuple[str, ...]
    participation: str
    supervision: str
    quality_assurance: str
    language: str


def read_summary(document: JsonObject) -> Summary:
    """The values a page shows. Never raises; trust none of them before `verify` says so."""
    issuer = as_object(document.get("issuer"))
    subject = _first(document.get("credentialSubject"))
    achievement = _first(subject.get("achievement"))
    criteria = _first(achievement.get("criteria"))
    statement = _first(achievement.get("microCredential"))
    image = next(iter(as_list(achievement.get("image") or document.get("image"))), None)
    return Summary(
        uri=as_text(document.get("id")),
        kinds=tuple(sorted(types_of(document))),
        title=as_text(achievement.get("name")) or as_text(document.get("name")),
        description=_first_text(
            achievement.get("description"), document.get("description"), subject.get("endorsementComment")
        ),
        issuer_uri=issuer_id(document),
        issuer_name=as_text(issuer.get("name")),
        issuer_website=as_text(issuer.get("url")),
        issuer_country=as_text(_first(issuer.get("address")).get("addressCountry")),
        subject_uri=as_text(subject.get("id")),
        starts_at=time_of(document, "validFrom", "issuanceDate"),
        ends_at=time_of(document, "validUntil", "expirationDate"),
        achievement_uri=as_text(achievement.get("id")),
        criteria=as_text(criteria.get("narrative")),
        criteria_uri=as_text(criteria.get("id")),
        image_uri=image if isinstance(image, str) else as_text(as_object(image).get("id")),
        image_alt=as_text(as_object(image).get("caption")),
        skills=tuple(_skill(entry) for entry in _objects(achievement.get("alignment"))),
        results=_results(subject, achievement),
        evidence=tuple(_evidence(entry) for entry in _objects(document.get("evidence"))),
        learning_outcomes=_texts(statement.get("learningOutcomes")),
        workload=as_text(statement.get("workload")),
        eqf_level=_number(statement.get("eqfLevel")),
        ects_credits=_number(statement.get("ectsCredits")),
        assessment_types=_texts(statement.get("assessmentType")),
        participation=as_text(statement.get("participationForm")),
        supervision=as_text(statement.get("supervision")),
        quality_assurance=as_text(statement.get("qualityAssurance")),
        language=as_text(achievement.get("inLanguage")),
    )


def _skill(entry: JsonObject) -> SkillShown:
    return SkillShown(
        uri=as_text(entry.get("targetUrl")),
        name=as_text(entry.get("targetName")),
        framework=as_text(entry.get("targetFramework")),
        level=as_text(entry.get("skillLevel")),
    )


def _evidence(entry: JsonObject) -> EvidenceShown:
    return EvidenceShown(as_text(entry.get("id")), as_text(entry.get("name")), as_text(entry.get("narrative")))


def _results(subject: JsonObject, achievement: JsonObject) -> tuple[ResultShown, ...]:
    names = {
        as_text(entry.get("id")): as_text(entry.get("name")) for entry in _objects(achievement.get("resultDescription"))
    }
    return tuple(
        ResultShown(
            names.get(as_text(entry.get("resultDescription")), ""),
            as_text(entry.get("value")) or as_text(entry.get("status")),
        )
        for entry in _objects(subject.get("result"))
    )


def _first_text(*values: Json) -> str:
    return next((text for value in values if (text := as_text(value))), "")


def _first(value: Json) -> JsonObject:
    return as_object(next(iter(as_list(value)), None))


def _objects(value: Json) -> list[JsonObject]:
    return [entry for entry in as_list(value) if isinstance(entry, dict)]


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(text for entry in as_list(value) if (text := as_text(entry)))


def _number(value: Json) -> str:
    value = next(iter(as_list(value)), None)
    value = value.get("@value") if isinstance(value, dict) else value
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else as_text(value)
