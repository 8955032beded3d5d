"""What leaves this domain: frozen values. Rows become values here and nowhere else.

Shares lie in 0..1, hours are hours, money is minor units of an ISO 4217 currency; None and "" mean "not stated".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from skillmark.domains.achievements.models import AchievementVersion, SkillTaught
from skillmark.domains.people.api import OrganisationView, find_organisation
from skillmark.domains.skills.api import identities
from skillmark.skillkit.values import Level


@dataclass(frozen=True, slots=True)
class TaughtSkill:
    """A skill vouched for, at a level. Compare by `identity`; `uri` is what the issuer chose."""

    uri: str
    identity: str
    label: str
    level: Level


@dataclass(frozen=True, slots=True)
class AchievementView:
    """One version of one achievement. `uid` stays with the achievement, `version_uid` with this edition."""

    uid: str
    version_uid: str
    version: int
    organisation: OrganisationView
    key: str
    name: str
    description: str
    field: str
    outcomes: tuple[str, ...]
    skills: tuple[TaughtSkill, ...]
    criteria: str
    workload_hours: float | None
    typical_weeks: int | None
    price_minor: int | None
    currency: str
    price_url: str
    participation: str
    delivery: str
    assessment: str
    supervision: str
    identity_checked: bool
    pass_mark: float | None
    attempts_allowed: int | None
    practical_share: float | None
    quality_assurance: str
    eqf_level: int | None
    language: str
    country: str
    prerequisites: tuple[str, ...]
    image_alt: str
    further_information: str
    expires_after_months: int | None
    ects: float | None
    published_at: datetime | None
    is_published: bool
    is_outside_eqf: bool
    retired_at: datetime | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ModuleView:
    """One part of a stack. `achievement_uid` is "" where the part cannot be earned by itself."""

    title: str
    achievement_uid: str
    workload_hours: float | None
    skills: tuple[TaughtSkill, ...]
    is_required: bool
    ects: float | None = None
    price_minor: int | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class StackView:
    """A degree or a stack of achievements, as a set of modules."""

    uid: str
    organisation: OrganisationView
    key: str
    name: str
    description: str
    is_degree: bool
    modules: tuple[ModuleView, ...]
    award: str = ""
    eqf_level: int | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One line of an achievement's history."""

    version_uid: str
    version: int
    name: str
    published_at: datetime | None


def view_versions(rows: Iterable[AchievementVersion]) -> tuple[AchievementView, ...]:
    """Turn rows with `PARTS` prefetched into values. Cost: one query for identities, one an organisation."""
    listed = list(rows)
    taught = [skill for row in listed for skill in row.skills.all()]
    known = identities(skill.skill_uri for skill in taught)
    houses: dict[str, OrganisationView] = {}
    for row in listed:
        uid = row.achievement.organisation_id
        if uid not in houses:
            houses[uid] = find_organisation(uid=uid)
    return tuple(_view(row, houses[row.achievement.organisation_id], known) for row in listed)


PARTS = ("skills", "prerequisites__needed")
"""What `view_versions` needs prefetched, beside `achievement` selected."""


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def view_taught(row: SkillTaught, known: dict[str, str]) -> TaughtSkill:
    return TaughtSkill(row.skill_uri, known.get(row.skill_uri, row.skill_uri), row.label, Level(row.level))


def _view(row: AchievementVersion, house: OrganisationView, known: dict[str, str]) -> AchievementView:
    return AchievementView(
        uid=row.achievement.uid,
        version_uid=row.uid,
        version=row.number,
        organisation=house,
        key=row.achievement.key,
        name=row.name,
        description=row.description,
        field=row.field,
        outcomes=tuple(row.outcomes),
        skills=tuple(view_taught(skill, known) for skill in row.skills.all()),
        criteria=row.criteria,
        workload_hours=number(row.workload_hours),
        typical_weeks=row.typical_weeks,
        price_minor=row.price_minor,
        currency=row.currency,
        price_url=row.price_url,
        participation=row.participation,
        delivery=row.delivery,
        assessment=row.assessment,
        supervision=row.supervision,
        identity_checked=row.is_identity_checked,
        pass_mark=row.pass_mark,
        attempts_allowed=row.attempts_allowed,
        practical_share=row.practical_share,
        quality_assurance=row.quality_assurance,
        eqf_level=row.eqf_level,
        language=row.language,
        country=row.country,
        prerequisites=tuple(needed.needed.uid for needed in row.prerequisites.all()),
        image_alt=row.image_alt,
        further_information=row.further_information,
        expires_after_months=row.expires_after_months,
        ects=number(row.ects),
        published_at=row.published_at,
        is_published=row.published_at is not None,
        is_outside_eqf=row.is_outside_eqf,
        retired_at=row.achievement.retired_at,
        saved_at=row.saved_at,
    )
