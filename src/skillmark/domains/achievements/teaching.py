"""What teaches some of the skills asked for, with everything that must be earned before it. Public."""

from collections.abc import Iterable

from skillmark.domains.achievements.models import Prerequisite, SkillTaught
from skillmark.domains.achievements.queries import find_achievements, newest_published
from skillmark.domains.achievements.values import AchievementView, view_versions
from skillmark.domains.skills.api import identities


def is_needed_by_others(uid: str) -> bool:
    """Answer whether something that can be begun now names it as a prerequisite. Cost: one query."""
    live = newest_published().filter(achievement__retired_at__isnull=True)
    return Prerequisite.objects.filter(needed__uid=uid, version__in=live.values("pk")).exists()


def achievements_towards(asked: Iterable[str]) -> tuple[AchievementView, ...]:
    """Return what can be begun now and teaches one of these skills (identities), and all it needs first, by name.

    Nothing else in the catalogue can bring anybody nearer. Cost: some seven queries, five more for each step of
    prerequisites; grows with what is found and not with the catalogue.
    """
    wanted = set(asked)
    taught = SkillTaught.objects.order_by().values_list("skill_uri", flat=True).distinct()
    uris = [uri for uri, identity in identities(taught).items() if identity in wanted]
    teaching = SkillTaught.objects.filter(skill_uri__in=uris).values("version")
    rows = newest_published().filter(achievement__retired_at__isnull=True, pk__in=teaching)
    found = {view.uid: view for view in view_versions(rows)}
    asked_for = set(found)
    while needed := {uid for view in found.values() for uid in view.prerequisites} - asked_for:
        asked_for |= needed
        found |= {uid: view for uid, view in find_achievements(needed).items() if view.retired_at is None}
    return tuple(sorted(found.values(), key=lambda view: (view.name, view.uid)))
