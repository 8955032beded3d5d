"""Rules for a badge (Open Badges 3.0 sections 4.2 and B.1)."""

from __future__ import annotations

from collections.abc import Iterator

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject, as_list
from skillmark.credkit.model.structure.reading import time_of, types_of
from skillmark.credkit.model.structure.shapes import is_url


def badge_faults(document: JsonObject, subject: JsonObject, count: int) -> Iterator[Finding]:
    if count != 1:
        yield Finding("badge.subject", "credentialSubject", "A badge is about exactly one person.")
    if not is_url(document.get("id")):
        yield Finding("badge.id", "id", "A badge needs an id that is an address.")
    if not any(time_of(document, name) for name in ("validFrom", "issuanceDate")):
        yield Finding("badge.valid_from", "validFrom", "A badge says from when it counts.")
    if "AchievementSubject" not in types_of(subject):
        yield Finding("badge.subject_type", "credentialSubject.type", "The subject is not an AchievementSubject.")
    if not is_url(subject.get("id")) and not as_list(subject.get("identifier")):
        yield Finding("badge.recipient", "credentialSubject", "It does not say who earned it.")
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict):
        yield Finding("badge.achievement", "credentialSubject.achievement", "It does not say what was earned.")
        return
    where = "credentialSubject.achievement."
    if not is_url(achievement.get("id")):
        yield Finding("badge.achievement_id", where + "id", "The achievement has no address.")
    if "Achievement" not in types_of(achievement):
        yield Finding("badge.achievement_type", where + "type", "The achievement does not say that it is one.")
    for name in ("name", "description"):
        if not achievement.get(name):
            yield Finding(f"badge.achievement_{name}", where + name, f"The achievement has no {name}.")
    criteria = achievement.get("criteria")
    if not isinstance(criteria, dict) or not (criteria.get("id") or criteria.get("narrative")):
        yield Finding("badge.criteria", where + "criteria", "The achievement does not say how it is earned.")
