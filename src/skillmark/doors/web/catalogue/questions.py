"""The five questions of every achievement's page, each answered with its evidence or with "unknown". The third,
which is about the reader, is answered in `serving`.

An answer never fills a gap with a guess: what nobody stated or counted is unknown, and what is only the issuer's word
says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skillmark.domains.achievements.api import AchievementView
from skillmark.domains.assessment.api import TaskOutline
from skillmark.domains.assurance.api import AccreditationView, EndorsementView
from skillmark.domains.skills.api import OccupationName
from skillmark.doors.web.shell import pieces, words
from skillmark.doors.web.shell.marks import provenance
from skillmark.doors.web.shell.markup import el


@dataclass(frozen=True, slots=True)
class Question:
    """One of the five: the question, the answer in a sentence, what it rests on, and the picture or tag beside it."""

    ask: str
    answer: str
    small: str
    why: str | list[str]
    picture: SafeString
    url: str = ""
    link: str = ""


def five_questions(
    view: AchievementView,
    occupations: Sequence[OccupationName],
    accreditations: Sequence[AccreditationView],
    endorsements: Sequence[EndorsementView],
    outline: TaskOutline,
    goal: Question,
) -> tuple[Question, ...]:
    """Always five, always in this order. `accreditations` and `endorsements` are those that stand today."""
    return (
        _asked_for(occupations),
        _credible(view, accreditations, endorsements),
        goal,
        _practical(view, outline),
        _costs(view),
    )


def _unknown(text: str) -> SafeString:
    return el("span", text, class_="tag unsure")


def _asked_for(occupations: Sequence[OccupationName]) -> Question:
    ask, tag = _("Do employers ask for it?"), _unknown(_("Adverts: unknown"))
    why = _("No adverts are counted here yet, so nobody can say how often employers ask for it.")
    if not occupations:
        return Question(ask, _("Unknown"), _("No occupation held here names these skills."), why, tag)
    count = ngettext(
        "%(count)d occupation names a skill it shows", "%(count)d occupations name a skill it shows", len(occupations)
    ) % {"count": len(occupations)}
    names = ", ".join(occupation.label for occupation in occupations[:3])
    small = _("Such as %(names)s. How often adverts ask is unknown.") % {"names": names}
    return Question(ask, count, small, why, tag)


def _credible(
    view: AchievementView, accreditations: Sequence[AccreditationView], endorsements: Sequence[EndorsementView]
) -> Question:
    ask = _("Is the issuer credible?")
    stated = view.quality_assurance or _("The issuer states nothing.")
    why = _("Quality assurance, in the issuer's own words: %(words)s") % {"words": stated}
    endorsed = _names({one.body.name for one in endorsements})
    if not accreditations and endorsements:
        answer = _("This edition is endorsed by %(bodies)s") % {"bodies": endorsed}
        small = _("Nobody in this register has accredited %(maker)s.") % {"maker": view.organisation.name}
        return Question(ask, answer, small, why, provenance("endorsed"))
    if not accreditations:
        small = _("No body in this register has accredited %(maker)s. That is not a bad mark.")
        words_ = small % {"maker": view.organisation.name}
        return Question(ask, _("Unknown"), words_, why, _unknown(_("Track record: unknown")))
    first = accreditations[0]
    answer = _("Accredited by %(body)s") % {"body": first.body.name}
    small = _("For: %(scope)s") % {"scope": first.scope}
    if endorsements:
        small += " " + _("This edition is endorsed by %(bodies)s.") % {"bodies": endorsed}
    return Question(ask, answer, small, why, provenance("verified"))


def _names(found: set[str]) -> str:
    return ", ".join(sorted(found))


def goal_unknown(goal_url: str) -> Question:
    """The answer where nobody is signed in, or no goal is set."""
    small = _("Say what you are aiming at, and your plan shows what this would change, or that you do not need it.")
    why = _("It depends on what you can show already and on the goal. Both stay private to you.")
    tag = _unknown(_("Your goal: unknown"))
    return Question(_("Does it serve your goal?"), _("Unknown"), small, why, tag, goal_url, _("Plan a goal"))


def _practical(view: AchievementView, outline: TaskOutline) -> Question:
    ask = _("Is it practical?")
    parts = []
    if outline.questions:
        parts.append(
            ngettext("A quiz of %(count)d question", "A quiz of %(count)d questions", outline.questions)
            % {"count": outline.questions}
        )
    if outline.rubric:
        parts.append(
            ngettext(
                "a project judged on %(count)d criterion", "a project judged on %(count)d criteria", len(outline.rubric)
            )
            % {"count": len(outline.rubric)}
        )
    small = (_(" and ").join(parts) + ".") if parts else _("What is done in the tests is not set here yet.")
    small = small[:1].upper() + small[1:]
    if view.practical_share is None:
        why = _("The issuer states no share of practical work.")
        return Question(ask, _("Unknown"), small, why, _unknown(_("Share: not stated")))
    answer = _("%(share)s is hands-on") % {"share": words.in_hundred(view.practical_share)}
    why = _("Counted by the issuer over the whole workload. Nobody else has checked it here.")
    return Question(ask, answer, small, why, provenance("stated"))


def _costs(view: AchievementView) -> Question:
    price = words.money(view.price_minor, view.currency or "EUR")
    answer = _("Price %(price)s, about %(hours)s") % {"price": price, "hours": words.hours(view.workload_hours)}
    if view.workload_hours is None or view.price_minor is None:
        answer = _("Price %(price)s, hours %(hours)s") % {"price": price, "hours": words.hours(view.workload_hours)}
    elif view.price_minor == 0:
        answer = _("Free, and about %(hours)s of your time") % {"hours": words.hours(view.workload_hours)}
    small = _("Weeks: not stated.")
    if view.typical_weeks:
        small = _("Typically %(weeks)s.") % {"weeks": words.weeks(view.typical_weeks)}
    why = _("The issuer states price and hours, tests included. What people earned afterwards is not known here.")
    return Question(_("What does it cost you?"), answer, small, why, _unknown(_("Pay afterwards: unknown")))


def figures(view: AchievementView) -> list[pieces.Figure]:
    """What one pays and how long it takes, for the box beside the questions."""
    weeks = _("weeks not stated")
    if view.typical_weeks:
        weeks = _("typically %(weeks)s") % {"weeks": words.weeks(view.typical_weeks)}
    paid = _("paid to the issuer") if view.price_minor else _("stated by the issuer")
    return [
        pieces.Figure(_("You pay"), words.money(view.price_minor, view.currency or "EUR"), paid),
        pieces.Figure(_("Your time"), words.hours(view.workload_hours), weeks),
    ]
