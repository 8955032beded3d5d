"""Checklists: what a review goes through, element by element, and what a machine can say of each. Pure.

`annex-i/1` follows Annex I of the EU Council recommendation on micro-credentials (2022/C 243/02). Its learner and its
date come with each award and are checked there. A changed list gets a new key; a review keeps its own.
The machine judges presence only. Whether what is stated is true and good is the assurer's to say.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skillmark.domains.achievements.api import AchievementView, Assessment, Participation, missing_elements
from skillmark.domains.assurance.values import ChecklistLine, Finding


@dataclass(frozen=True, slots=True)
class Element:
    """`field` is the achievement's field whose absence fails it; `ask` is what the assurer answers."""

    key: str
    field: str
    name: Promise
    ask: Promise


ANNEX_I = "annex-i/1"
TERMS = {"assessment": Assessment, "participation": Participation}
CHECKLISTS: dict[str, tuple[Element, ...]] = {
    ANNEX_I: (
        Element("title", "name", _("Title"), _("Does the title say the skill?")),
        Element("country", "country", _("Country"), _("Is it where the issuer is at home or teaches?")),
        Element("awarding_body", "", _("Awarding body"), _("Is the issuer who it says it is?")),
        Element("outcomes", "outcomes", _("Learning outcomes"), _("Can each outcome be watched and tested?")),
        Element("workload", "workload_hours", _("Workload"), _("Are the hours believable, tests included?")),
        Element("level", "eqf_level", _("Level"), _("Does the level fit the outcomes?")),
        Element("assessment", "assessment", _("Type of assessment"), _("Does the test show the outcomes?")),
        Element("participation", "participation", _("Form of participation"), _("Is it held as stated?")),
        Element("quality", "quality_assurance", _("Quality assurance"), _("Does who is named check it?")),
    )
}


def checklist_of(view: AchievementView, key: str = ANNEX_I) -> tuple[ChecklistLine, ...]:
    """Return each element with what the machine finds in the definition: holds or fails. Errors: KeyError for a key."""
    missing = {found.field: str(found.words) for found in missing_elements(view)}
    return tuple(_line(element, view, missing) for element in CHECKLISTS[key])


def _line(element: Element, view: AchievementView, missing: dict[str, str]) -> ChecklistLine:
    if element.key == "awarding_body":
        words = view.organisation.legal_name or view.organisation.name
        return ChecklistLine(element.key, str(element.name), str(element.ask), "holds", words)
    words = missing.get(element.field, "")
    state: Finding = "fails" if element.field in missing else "holds"
    return ChecklistLine(element.key, str(element.name), str(element.ask), state, words or _stated(view, element.field))


def _stated(view: AchievementView, field: str) -> str:
    """What the definition says, short enough for a table."""
    if field == "outcomes":
        return "; ".join(view.outcomes)
    if field == "workload_hours":
        return gettext("%(hours)g hours") % {"hours": view.workload_hours}
    if field == "eqf_level":
        return _level(view)
    if field in TERMS:
        return str(TERMS[field](getattr(view, field)).label)
    return str(getattr(view, field))


def _level(view: AchievementView) -> str:
    if view.eqf_level is None:
        return gettext("Outside the European framework, and says so.")
    return gettext("European framework, level %(level)d") % {"level": view.eqf_level}
