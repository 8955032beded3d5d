"""What can be earned, as offers for the planner. The one place where an achievement becomes an offer."""

from collections.abc import Iterable
from datetime import UTC, datetime

from skillmark.domains.achievements.api import AchievementView, achievements_towards, evidence_about
from skillmark.skillkit.route import Offer
from skillmark.skillkit.values import Level

_TEMPLATE_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Any instant: the planner puts its own in the place of it."""


def offers_towards(asked: Iterable[str]) -> tuple[Offer, ...]:
    """Return every offer that teaches one of these skills, and all that one needs before. Cost: as the catalogue's."""
    return tuple(offer for view in achievements_towards(asked) if (offer := offer_of(view)))


def offer_of(view: AchievementView) -> Offer | None:
    """Return the offer, or None where hours or price are not stated: a plan does not guess either.

    What is done online goes at one's own pace; what needs a place has a timetable, so its typical weeks are the least.
    """
    if not view.workload_hours or view.price_minor is None or not view.skills:
        return None
    return Offer(
        uid=view.uid,
        title=view.name,
        teaches=tuple((skill.identity, skill.level) for skill in view.skills),
        evidence=evidence_about(view, view.skills[0].identity, Level(view.skills[0].level), _TEMPLATE_TIME),
        cost_minor=view.price_minor,
        currency=view.currency,
        hours=view.workload_hours,
        weeks_min=1 if view.participation == "online" else view.typical_weeks or 1,
        after_all=view.prerequisites,
        language=view.language,
        country=view.country,
        participation=view.participation,
        provider=view.organisation.key,
    )
