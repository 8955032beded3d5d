"""Writes of the achievements domain: draft, revise, publish, retire. One transaction each.

A published version is never changed: revising it opens a new draft that starts as its copy, and publishing that draft
makes the next version. Holders keep the version they earned.
"""

from typing import Any, Unpack

from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from skillmark.domains.achievements.errors import (
    BadDefinition,
    Incomplete,
    KeyTaken,
    NoSuchAchievement,
    NothingToPublish,
    Problem,
    Retired,
)
from skillmark.domains.achievements.events import AchievementPublished, AchievementRetired
from skillmark.domains.achievements.fields import Definition, clean
from skillmark.domains.achievements.lint import missing_elements
from skillmark.domains.achievements.models import Achievement, AchievementVersion, Prerequisite, SkillTaught
from skillmark.domains.achievements.permissions import DEFINE, PUBLISH
from skillmark.domains.achievements.queries import view_one
from skillmark.domains.achievements.values import AchievementView
from skillmark.domains.people.api import Scope, find_organisation, require
from skillmark.domains.skills.api import SkillView, find_skills
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.kernel.ids import new_uid
from skillmark.kernel.outbox import announce

_ORDER_LOCK = 0xAC41E7E  # any constant: prerequisites change one at a time, so that no two make a circle together
_RENAMED = {"identity_checked": "is_identity_checked"}


@transaction.atomic
def draft_achievement(
    *, actor: Actor, organisation_uid: str, key: str = "", **fields: Unpack[Definition]
) -> AchievementView:
    """Open a draft. It needs a `name`; country and language default to the organisation's and English.

    Errors: `NotAllowed`, `BadDefinition` (names every field), `KeyTaken`.
    """
    require(actor, DEFINE, Scope(organisation_uid=organisation_uid))
    house = find_organisation(uid=organisation_uid)
    given: dict[str, Any] = {"name": "", "country": house.country, **fields}
    cleaned = clean(given)
    achievement = Achievement(organisation_id=house.uid)
    achievement.key = _key(key or cleaned["name"], achievement.uid)
    try:
        with transaction.atomic():
            achievement.save()
    except IntegrityError as error:
        raise KeyTaken() from error
    version = AchievementVersion(achievement=achievement, number=1)
    _write(version, cleaned)
    _note(actor, DEFINE, achievement, organisation_uid, {"version": 1, "opened": True})
    return view_one(version)


def _key(text: str, uid: str) -> str:
    return slugify(text)[:80].strip("-") or slugify(uid)


@transaction.atomic
def revise(*, actor: Actor, achievement_uid: str, **fields: Unpack[Definition]) -> AchievementView:
    """Change the draft, opening one as a copy of the published version if there is none. Only given fields change.

    Errors: `NoSuchAchievement`, `NotAllowed`, `Retired`, `BadDefinition`.
    """
    achievement = _locked(actor, DEFINE, achievement_uid)
    cleaned = clean(dict(fields))
    version = _draft_of(achievement)
    _write(version, cleaned)
    _note(actor, DEFINE, achievement, achievement.organisation_id, {"version": version.number})
    return view_one(version)


@transaction.atomic
def publish(*, actor: Actor, achievement_uid: str) -> AchievementView:
    """Publish the draft as the next version. Errors: `Incomplete` naming what is missing, `NothingToPublish`,
    `NoSuchAchievement`, `NotAllowed`, `Retired`."""
    achievement = _locked(actor, PUBLISH, achievement_uid)
    version = achievement.versions.filter(published_at__isnull=True).first()
    if version is None:
        raise NothingToPublish()
    findings = missing_elements(view_one(version))
    if findings:
        raise Incomplete(findings)
    _refuse_circle(achievement, [needed.needed for needed in version.prerequisites.select_related("needed")])
    version.search_text = _search_text(version)
    version.published_at = now()
    version.save(update_fields=["search_text", "published_at"])
    organisation_uid = achievement.organisation_id
    _note(actor, PUBLISH, achievement, organisation_uid, {"version": version.number})
    announce(AchievementPublished(achievement.uid, version.uid, organisation_uid))
    return view_one(version)


@transaction.atomic
def retire(*, actor: Actor, achievement_uid: str) -> None:
    """Take it out of the catalogue. Nobody loses anything they hold. Errors: as `revise`."""
    achievement = _locked(actor, PUBLISH, achievement_uid)
    achievement.retired_at = now()
    achievement.save(update_fields=["retired_at"])
    _note(actor, PUBLISH, achievement, achievement.organisation_id, {"retired": True})
    announce(AchievementRetired(achievement.uid, achievement.organisation_id))


@transaction.atomic
def discard_draft(*, actor: Actor, achievement_uid: str) -> None:
    """Throw the draft away; an achievement that was never published goes with it. Errors: as `publish`."""
    achievement = _locked(actor, DEFINE, achievement_uid)
    deleted, _by_model = achievement.versions.filter(published_at__isnull=True).delete()
    if not deleted:
        raise NothingToPublish()
    _note(actor, DEFINE, achievement, achievement.organisation_id, {"discarded": True})
    if not achievement.versions.exists():
        achievement.delete()


def _locked(actor: Actor, action: str, achievement_uid: str) -> Achievement:
    """The achievement under a row lock, once the actor may. Errors: `NoSuchAchievement`, `NotAllowed`, `Retired`."""
    rows = Achievement.objects.select_for_update()
    achievement = rows.filter(uid=achievement_uid).first()
    if achievement is None:
        raise NoSuchAchievement()
    require(actor, action, Scope(organisation_uid=achievement.organisation_id))
    if achievement.retired_at is not None:
        raise Retired()
    return achievement


def _draft_of(achievement: Achievement) -> AchievementVersion:
    """The open draft, or an unsaved-no-longer copy of the last version under the next number."""
    last = achievement.versions.order_by("-number").first()
    if last is None or last.published_at is None:
        return last or AchievementVersion(achievement=achievement, number=1)
    skills, needed = last.skills.all(), last.prerequisites.all()
    parts: list[SkillTaught | Prerequisite] = [*skills, *needed]
    last.pk, last.uid, last.number = None, new_uid(), last.number + 1
    last.published_at, last._state.adding = None, True
    last.save()
    for part in parts:
        part.pk, part.version, part._state.adding = None, last, True
        part.save()
    return last


def _write(version: AchievementVersion, cleaned: dict[str, Any]) -> None:
    """Store what was given. Errors: `BadDefinition`."""
    skills = _known_skills(cleaned.pop("skills")) if "skills" in cleaned else None
    needed = _known_achievements(version, cleaned.pop("prerequisites")) if "prerequisites" in cleaned else None
    for name, value in cleaned.items():
        setattr(version, _RENAMED.get(name, name), value)
    if version.supervision == "supervised_identity_checked":
        version.is_identity_checked = True
    version.saved_at = now()
    version.save()
    if skills is not None:
        version.skills.all().delete()
        SkillTaught.objects.bulk_create(
            SkillTaught(version=version, skill_uri=skill.uri, label=skill.label, level=level, position=place)
            for place, (skill, level) in enumerate(skills)
        )
    if needed is not None:
        version.prerequisites.all().delete()
        Prerequisite.objects.bulk_create(
            Prerequisite(version=version, needed=row, position=place) for place, row in enumerate(needed)
        )


def _known_skills(asked: list[tuple[str, int]]) -> list[tuple[SkillView, int]]:
    known = find_skills(uri for uri, _level in asked)
    unknown = sum(uri not in known for uri, _level in asked)
    if unknown:
        words = _("%(count)d of these skills is in no framework held here. Choose from the list.") % {"count": unknown}
        raise BadDefinition([Problem("skills", words)])
    return [(known[uri], level) for uri, level in asked]


def _known_achievements(version: AchievementVersion, uids: list[str]) -> list[Achievement]:
    known = {row.uid: row for row in Achievement.objects.filter(uid__in=uids, versions__published_at__isnull=False)}
    if len(known) != len(uids):
        words = _("A prerequisite must be an achievement that is published here.")
        raise BadDefinition([Problem("prerequisites", words)])
    needed = [known[uid] for uid in uids]
    _refuse_circle(version.achievement, needed)
    return needed


def _refuse_circle(achievement: Achievement, needed: list[Achievement]) -> None:
    """Refuse prerequisites that would need the achievement itself, over the newest version of each. Takes the lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ORDER_LOCK])
    newest = AchievementVersion.objects.order_by("achievement", "-number").distinct("achievement").values("pk")
    edges: dict[int, list[int]] = {}
    pairs = Prerequisite.objects.filter(version__in=newest).values_list("version__achievement_id", "needed_id")
    for holder, need in pairs:
        edges.setdefault(holder, []).append(need)
    edges[achievement.pk] = []
    waiting, seen = [row.pk for row in needed], set[int]()
    while waiting:
        pk = waiting.pop()
        if pk == achievement.pk:
            raise BadDefinition([Problem("prerequisites", _("This would make it a prerequisite of itself."))])
        if pk not in seen:
            seen.add(pk)
            waiting += edges.get(pk, [])


def _search_text(version: AchievementVersion) -> str:
    """What the catalogue is searched by: the definition's own words, its skills with their synonyms, the maker."""
    skills = find_skills(skill.skill_uri for skill in version.skills.all())
    names = [name for skill in skills.values() for name in (skill.label, *skill.alt_labels)]
    house = find_organisation(uid=version.achievement.organisation_id)
    return "\n".join([version.name, *version.outcomes, *names, version.description, house.name])


def _note(actor: Actor, action: str, achievement: Achievement, organisation_uid: str, detail: dict[str, Any]) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="achievement",
        object_uid=achievement.uid,
        organisation_uid=organisation_uid,
        detail=detail,
    )
