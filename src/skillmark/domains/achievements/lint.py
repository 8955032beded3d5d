"""What must be stated before publishing: EU Council recommendation 2022/C 243/02, Annex I, and what the house asks.

Annex I also asks for the learner and the date of issuing; those come with each award. Each finding says in plain words
what to enter. It judges presence, not quality, but for titles that employers' systems refuse.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from skillmark.domains.achievements.errors import Missing
from skillmark.domains.achievements.values import AchievementView

# "Certificate of completion", "Certificate", "Attendance award", "Diploma of participation": they name no skill.
_EMPTY_TITLE = re.compile(
    r"^\W*((certificate|certification|diploma|award|badge|statement|proof)\W+(of|for)\W+)?"
    r"(the\W+)?(course\W+|program(me)?\W+|training\W+)?"
    r"(completion|completed|attendance|participation|achievement|accomplishment|merit)"
    r"(\W+(certificate|award|badge|diploma))?\W*$|^\W*(certificate|certification|diploma|award|badge|course)\W*$",
    re.IGNORECASE,
)
_NAMES_NO_SKILL = re.compile(r"\bcertificate\W+of\W+(completion|attendance|participation)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be stated. `annex` is its number in Annex I, 0 where the house asks for it."""

    field: str
    name: str | Promise
    annex: int
    todo: str | Promise
    is_stated: Callable[[AchievementView], bool]


@dataclass(frozen=True, slots=True)
class Stated:
    """How one element stands in a definition; `words` says what to do where it is not there."""

    field: str
    name: str
    annex: int
    is_stated: bool
    words: str


def names_no_skill(title: str) -> bool:
    """Answer whether a title says only that something was completed. Such titles are refused by employers' systems."""
    return bool(_EMPTY_TITLE.match(title) or _NAMES_NO_SKILL.search(title))


def _text(field: str) -> Callable[[AchievementView], bool]:
    return lambda view: bool(str(getattr(view, field)).strip())


def _has_title(view: AchievementView) -> bool:
    return bool(view.name.strip()) and not names_no_skill(view.name)


def _has_level(view: AchievementView) -> bool:
    return view.eqf_level is not None or view.is_outside_eqf


# Numbers follow the order of the mandatory elements in Annex I: 1 learner, 2 title, 3 country, 4 awarding body, 5 date,
# 6 outcomes, 7 workload, 8 level, 9 assessment, 10 participation, 11 quality assurance.
ELEMENTS: tuple[Element, ...] = (
    Element("name", _("Title"), 2, _("Give a title that says the skill, not that something was completed."),
            _has_title),
    Element("description", _("Description"), 0, _("Say in a sentence or two what it is."), _text("description")),
    Element("outcomes", _("What the holder can do"), 6, _("Write at least one outcome, one on each line."),
            lambda view: any(outcome.strip() for outcome in view.outcomes)),
    Element("skills", _("Skills"), 0, _("Choose at least one skill and its level."), lambda view: bool(view.skills)),
    Element("criteria", _("Criteria"), 0, _("Say what somebody must do to be given it."), _text("criteria")),
    Element("workload_hours", _("Workload"), 7, _("Enter the hours a typical learner needs, tests included."),
            lambda view: bool(view.workload_hours and view.workload_hours > 0)),
    Element("eqf_level", _("Level"), 8, _("Choose the level in the European framework, or say that none applies."),
            _has_level),
    Element("participation", _("Form of participation"), 10, _("Say whether it is online, on site, both, or at work."),
            _text("participation")),
    Element("assessment", _("Assessment"), 9, _("Say how it is tested, or that completing it is enough."),
            _text("assessment")),
    Element("quality_assurance", _("Quality assurance"), 11,
            _("Name the body that checks the quality, or say “none”."), _text("quality_assurance")),
    Element("language", _("Language"), 0, _("Say in which language it is taught and tested."), _text("language")),
    Element("country", _("Country"), 3, _("Enter the two letters of the country it is issued from."), _text("country")),
    Element("image_alt", _("Words for the picture"), 0,
            _("Describe the badge for somebody who cannot see it."), _text("image_alt")),
)  # fmt: skip


def elements(view: AchievementView) -> tuple[Stated, ...]:
    """Return every mandatory element and how it stands, in the order of the form."""
    return tuple(
        Stated(element.field, str(element.name), element.annex, element.is_stated(view), str(element.todo))
        for element in ELEMENTS
    )


def missing_elements(view: AchievementView) -> tuple[Missing, ...]:
    """Return what must still be stated; empty when the definition may be published."""
    return tuple(
        Missing(found.field, found.words, found.name, found.annex) for found in elements(view) if not found.is_stated
    )
