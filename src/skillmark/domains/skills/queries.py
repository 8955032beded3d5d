"""Reads of the skills domain: frozen values out, never rows. All of it is public.

A URI may stand in several versions; what is shown is the current one, else the latest that has it. Labels come in the
reader's language where the framework has it, else in the framework's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language

from skillmark.domains.skills.errors import NoSuchOccupation, NoSuchSkill
from skillmark.domains.skills.models import Framework, Occupation, OccupationSkill, Skill
from skillmark.skillkit.values import TargetProfile
from skillmark.skillkit.values import profile_of_occupation as make_profile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """One version held. `left_out_count`: published relations that name a concept which this version lacks.

    `languages`: its own first, then those that were added.
    """

    uid: str
    key: str
    title: str
    version: str
    attribution: str
    licence: str
    language: str
    imported_at: datetime
    skill_count: int
    occupation_count: int
    relation_count: int
    left_out_count: int
    is_current: bool
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillView:
    """One skill. `identity` says which skill it is across frameworks; compare that, never `uri`."""

    uri: str
    identity: str
    label: str
    alt_labels: tuple[str, ...]
    description: str
    framework_key: str
    version: str
    kind: str
    framework_title: str = ""
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class OccupationView:
    """One occupation with what it asks for."""

    uri: str
    identity: str
    label: str
    alt_labels: tuple[str, ...]
    description: str
    framework_key: str
    essential: tuple[SkillView, ...]
    optional: tuple[SkillView, ...]
    attribution: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class OccupationName:
    """An occupation without its skills, for lists."""

    uri: str
    identity: str
    label: str
    framework_key: str


def view_framework(row: Framework) -> FrameworkView:
    return FrameworkView(
        row.uid,
        row.key,
        row.title,
        row.version,
        row.attribution,
        row.licence,
        row.language,
        row.imported_at,
        row.skill_count,
        row.occupation_count,
        row.relation_count,
        row.left_out_count,
        row.is_current,
        (row.language, *sorted(row.translations)),
    )


def view_skill(row: Skill) -> SkillView:
    """`row` comes with its framework selected."""
    return SkillView(
        row.uri,
        row.identity_uri,
        _said(row.labels, row.framework.language, ""),
        tuple(_said(row.alt_labels, row.framework.language, [])),
        _said(row.descriptions, row.framework.language, ""),
        row.framework.key,
        row.framework.version,
        row.kind,
        row.framework.title,
        row.framework.is_current,
    )


def _said(texts: Mapping[str, T], own: str, nothing: T) -> T:
    reader = get_language() or own
    for language in (reader, reader.split("-")[0], own):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), nothing)


def frameworks() -> tuple[FrameworkView, ...]:
    """Every version held, current ones first, with the attribution that pages must show."""
    rows = Framework.objects.order_by("-is_current", "title", "-imported_at")
    return tuple(view_framework(row) for row in rows)


def find_skill(uri: str) -> SkillView:
    """Errors: `NoSuchSkill`."""
    found = find_skills([uri])
    if uri not in found:
        raise NoSuchSkill()
    return found[uri]


def find_skills(uris: Iterable[str]) -> dict[str, SkillView]:
    """Return several by URI; unknown ones are left out. Cost: one query."""
    found: dict[str, SkillView] = {}
    for row in _newest_first(Skill.objects.filter(uri__in=set(uris)).select_related("framework")):
        found.setdefault(row.uri, view_skill(row))
    return found


def identities(uris: Iterable[str]) -> dict[str, str]:
    """Return URI to identity for each; a URI that no framework here has is its own identity. Cost: one query."""
    wanted = set(uris)
    known = dict(Skill.objects.filter(uri__in=wanted).values_list("uri", "identity_uri"))
    return {uri: known.get(uri, uri) for uri in wanted}


def labels(identities: Iterable[str]) -> dict[str, str]:
    """Return identity to a label, preferring the concept whose URI the identity is; unknown ones are left out."""
    wanted = set(identities)
    found: dict[str, str] = {}
    rows = _newest_first(Skill.objects.filter(identity_uri__in=wanted).select_related("framework"))
    for row in sorted(rows, key=lambda row: row.uri != row.identity_uri):
        found.setdefault(row.identity_uri, _said(row.labels, row.framework.language, ""))
    return found


def same_skills(identity: str) -> tuple[SkillView, ...]:
    """Every current concept that is this skill, in whatever framework. Cost: one query."""
    rows = Skill.objects.filter(identity_uri=identity, framework__is_current=True).select_related("framework")
    return tuple(view_skill(row) for row in rows.order_by("framework__title"))


def find_occupation(uri: str) -> OccupationView:
    """Return an occupation with its essential and optional skills. Errors: `NoSuchOccupation`. Cost: two queries."""
    rows = Occupation.objects.filter(uri=uri).select_related("framework")
    row = rows.order_by("-framework__is_current", "-framework__imported_at").first()
    if row is None:
        raise NoSuchOccupation()
    language = row.framework.language
    asked = OccupationSkill.objects.filter(occupation=row).select_related("skill__framework")
    skills = sorted(((ask.is_essential, view_skill(ask.skill)) for ask in asked), key=lambda pair: pair[1].label)
    return OccupationView(
        row.uri,
        row.identity_uri,
        _said(row.labels, language, ""),
        tuple(_said(row.alt_labels, language, [])),
        _said(row.descriptions, language, ""),
        row.framework.key,
        tuple(skill for is_essential, skill in skills if is_essential),
        tuple(skill for is_essential, skill in skills if not is_essential),
        row.framework.attribution,
        row.code,
    )


def occupations_asking_for(identity: str, limit: int = 20) -> tuple[tuple[OccupationName, bool], ...]:
    """Return current occupations that ask for this skill and whether it is essential there, essential first."""
    asks = OccupationSkill.objects.filter(
        skill__identity_uri=identity, occupation__framework__is_current=True
    ).select_related("occupation__framework")
    found: dict[str, tuple[OccupationName, bool]] = {}
    for ask in asks.order_by("-is_essential", "occupation__uri"):
        found.setdefault(ask.occupation.identity_uri, (view_occupation_name(ask.occupation), ask.is_essential))
    return tuple(sorted(found.values(), key=lambda pair: (not pair[1], pair[0].label))[:limit])


def view_occupation_name(row: Occupation) -> OccupationName:
    """`row` comes with its framework selected."""
    return OccupationName(row.uri, row.identity_uri, _said(row.labels, row.framework.language, ""), row.framework.key)


def profile_of_occupation(uri: str) -> TargetProfile:
    """Return what an occupation asks for, skills as identities. Errors: `NoSuchOccupation`."""
    found = find_occupation(uri)
    return make_profile(
        found.label,
        found.uri,
        [(skill.identity, skill.label) for skill in found.essential],
        [(skill.identity, skill.label) for skill in found.optional],
    )


def _newest_first(rows: QuerySet[Skill]) -> QuerySet[Skill]:
    return rows.order_by("-framework__is_current", "-framework__imported_at")
