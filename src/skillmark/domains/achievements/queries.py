"""Reads of the achievements domain: frozen values out, never rows. Drafts ask who reads, the rest is public."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from skillmark.domains.achievements.errors import NoSuchAchievement
from skillmark.domains.achievements.models import Achievement, AchievementVersion
from skillmark.domains.achievements.permissions import SEE_DRAFTS
from skillmark.domains.achievements.values import PARTS, AchievementView, Edition, view_versions
from skillmark.domains.people.api import Scope, require
from skillmark.kernel.actor import Actor


def rows() -> QuerySet[AchievementVersion]:
    """Versions with what their values need. Room-internal."""
    return AchievementVersion.objects.select_related("achievement").prefetch_related(*PARTS)


def newest_published() -> QuerySet[AchievementVersion]:
    """The latest published version of each achievement, retired ones too. Room-internal."""
    latest = AchievementVersion.objects.filter(achievement=OuterRef("achievement"), published_at__isnull=False)
    return rows().filter(pk=Subquery(latest.order_by("-number").values("pk")[:1]))


def view_one(row: AchievementVersion) -> AchievementView:
    """Read one row again with its parts. Room-internal."""
    return view_versions([rows().get(pk=row.pk)])[0]


def find_achievement(uid: str) -> AchievementView:
    """Return the latest published version, also of a retired achievement. Errors: `NoSuchAchievement`."""
    found = find_achievements([uid])
    if uid not in found:
        raise NoSuchAchievement()
    return found[uid]


def find_achievements(uids: Iterable[str]) -> dict[str, AchievementView]:
    """Return several by uid, latest published version each; unknown ones are left out. Cost: five queries."""
    found = view_versions(newest_published().filter(achievement__uid__in=set(uids)))
    return {view.uid: view for view in found}


def find_version(version_uid: str) -> AchievementView:
    """Return one published version, whatever came after it. Errors: `NoSuchAchievement`."""
    found = find_versions([version_uid])
    if version_uid not in found:
        raise NoSuchAchievement()
    return found[version_uid]


def find_versions(version_uids: Iterable[str]) -> dict[str, AchievementView]:
    """Return several published versions by uid; unknown ones are left out. Cost: five queries."""
    found = view_versions(rows().filter(uid__in=set(version_uids), published_at__isnull=False))
    return {view.version_uid: view for view in found}


def editions_of(uid: str) -> tuple[Edition, ...]:
    """Return the published versions of an achievement, newest first. Cost: one query."""
    found = AchievementVersion.objects.filter(achievement__uid=uid, published_at__isnull=False).order_by("-number")
    return tuple(Edition(row.uid, row.number, row.name, row.published_at) for row in found)


def achievements_of(actor: Actor, organisation_uid: str) -> tuple[AchievementView, ...]:
    """Return the newest version of each of an organisation's achievements: its draft where there is one.

    Errors: `NotAllowed`.
    """
    require(actor, SEE_DRAFTS, Scope(organisation_uid=organisation_uid))
    newest = AchievementVersion.objects.order_by("achievement", "-number").distinct("achievement").values("pk")
    found = rows().filter(pk__in=newest, achievement__organisation=organisation_uid)
    return view_versions(found.order_by("name", "pk"))


def newest_version(actor: Actor, achievement_uid: str) -> AchievementView:
    """Return the draft, else the last published version. Errors: `NoSuchAchievement`, `NotAllowed`."""
    achievement = Achievement.objects.filter(uid=achievement_uid).first()
    if achievement is None:
        raise NoSuchAchievement()
    require(actor, SEE_DRAFTS, Scope(organisation_uid=achievement.organisation_id))
    row = rows().filter(achievement=achievement).order_by("-number").first()
    if row is None:
        raise NoSuchAchievement()
    return view_versions([row])[0]
