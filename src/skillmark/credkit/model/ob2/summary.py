"""An Open Badges 2 assertion in the words of the summary that pages show."""

from __future__ import annotations

from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object, as_text
from skillmark.credkit.model.ob2.times import read_instant
from skillmark.credkit.model.structure.reading import types_of
from skillmark.credkit.model.summary import EvidenceShown, SkillShown, Summary


def summarise(assertion: JsonObject, badge: JsonObject, issuer: JsonObject) -> Summary:
    """The values a page shows. Never raises; trust none of them before they were verified."""
    start, end = read_instant(assertion.get("issuedOn")), read_instant(assertion.get("expires"))
    criteria, image = badge.get("criteria"), badge.get("image", assertion.get("image"))
    return Summary(
        uri=as_text(assertion.get("id")),
        kinds=tuple(sorted(types_of(assertion))),
        title=as_text(badge.get("name")),
        description=as_text(badge.get("description")),
        issuer_uri=_uri(issuer) or _uri(badge.get("issuer")),
        issuer_name=as_text(issuer.get("name")),
        issuer_website=as_text(issuer.get("url")),
        issuer_country="",
        subject_uri="",
        starts_at=start.at if start else None,
        ends_at=end.at if end else None,
        achievement_uri=_uri(badge) or _uri(assertion.get("badge")),
        criteria=as_text(as_object(criteria).get("narrative")),
        criteria_uri=_uri(criteria),
        image_uri=_uri(image),
        image_alt=as_text(as_object(image).get("caption")),
        skills=tuple(_skill(as_object(entry)) for entry in as_list(badge.get("alignment"))),
        results=(),
        evidence=_evidence(assertion),
        learning_outcomes=(),
        workload="",
        eqf_level="",
        ects_credits="",
        assessment_types=(),
        participation="",
        supervision="",
        quality_assurance="",
        language=as_text(badge.get("@language")),
    )


def _uri(value: Json) -> str:
    return as_text(value.get("id") if isinstance(value, dict) else value)


def _skill(entry: JsonObject) -> SkillShown:
    """Version 1 wrote `name` and `url` where version 2 writes `targetName` and `targetUrl`."""
    return SkillShown(
        uri=as_text(entry.get("targetUrl", entry.get("url"))),
        name=as_text(entry.get("targetName", entry.get("name"))),
        framework=as_text(entry.get("targetFramework")),
        level="",
    )


def _evidence(assertion: JsonObject) -> tuple[EvidenceShown, ...]:
    found = tuple(
        EvidenceShown(_uri(entry), as_text(as_object(entry).get("name")), as_text(as_object(entry).get("narrative")))
        for entry in as_list(assertion.get("evidence"))
    )
    narrative = as_text(assertion.get("narrative"))
    return (*found, EvidenceShown("", "", narrative)) if narrative else found
