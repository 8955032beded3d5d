"""What was seen later of those who passed: re-assessments drawn at random, and outcomes of whoever was seen at work.

Both happen now, and both err themselves, by the rates that the model gives them. They are evidence about the person,
and together they are what an issuer's error rates are estimated from (`seen_of`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.evidence import THRESHOLD, Assessment, EvidenceItem, Kind, Supervision, error_rates
from skillmark.skillkit.measure.rates import Check, Seen
from skillmark.skillkit.measure.rates.curves import errors_of
from skillmark.testing.simulation.abilities import Abilities
from skillmark.testing.simulation.attempts import A_DAY, Places, Sittings, pass_chance
from skillmark.testing.simulation.settings import AT, Settings

_CHECKED = {
    Kind.REASSESSMENT: (Assessment.EXAM, Supervision.ONSITE, True),
    Kind.OUTCOME: (Assessment.UNSTATED, Supervision.UNSTATED, False),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One person who passed, and what was seen later."""

    person: int
    item: EvidenceItem
    at_random: bool


def follow(
    sittings: Sittings, abilities: Abilities, settings: Settings, source: np.random.Generator
) -> Iterator[Followed]:
    """Draw some of those who passed for a new test, and see some of them at work."""
    passed = sittings.people[sittings.passed]
    drawn = passed[source.random(len(passed)) < settings.reassessed]
    yield from _check(sittings, drawn, abilities, settings, Kind.REASSESSMENT, source)
    template = sittings.achievement.template
    ability = abilities.now[passed, int(template.skill[1:])]
    wish = special.logit(settings.outcome_share) + settings.outcome_selection * (ability - THRESHOLD[template.level])
    seen = passed[source.random(len(passed)) < special.expit(wish)]
    yield from _check(sittings, seen, abilities, settings, Kind.OUTCOME, source)


def _check(
    sittings: Sittings,
    people: Places,
    abilities: Abilities,
    settings: Settings,
    kind: Kind,
    source: np.random.Generator,
) -> Iterator[Followed]:
    about = sittings.achievement.template
    template = _template(kind, about)
    truth = replace(error_rates(template), discrimination=error_rates(template).discrimination * settings.slope_factor)
    ability = abilities.now[people, int(about.skill[1:])]
    shown = source.random(len(people)) < pass_chance(ability, truth, THRESHOLD[about.level])
    for person, passed in zip(people.tolist(), shown.tolist(), strict=True):
        uid, issuer = f"{kind}/{about.uid}/{person}", _seer(kind, person)
        item = replace(template, uid=uid, passed=passed, issuer=issuer, achievement=f"{issuer}/{about.uid}")
        yield Followed(person, item, kind is Kind.REASSESSMENT)


def _template(kind: Kind, about: EvidenceItem) -> EvidenceItem:
    return EvidenceItem("", kind, about.skill, about.level, "", "", *_CHECKED[kind], AT - A_DAY)


def _seer(kind: Kind, person: int) -> str:
    return "quality-body" if kind is Kind.REASSESSMENT else f"employer-{person % 7}"


def seen_of(sittings: Sittings, followed: list[Followed]) -> Seen:
    """The same as counts, as `measure.rates` takes them: sittings, passes and later checks of one achievement."""
    template = sittings.achievement.template
    place = (sittings.achievement.cell, template.issuer, template.achievement, "1")
    checks = []
    for kind in _CHECKED:
        some = [one for one in followed if one.item.kind is kind]
        if some:
            false_pass, slip = errors_of(error_rates(_template(kind, template)), template.level)
            shown = sum(one.item.passed for one in some)
            checks.append(Check(True, len(some), shown, false_pass, slip, kind is Kind.REASSESSMENT))
    return Seen(place, AT.year, len(sittings.people), int(sittings.passed.sum()), tuple(checks))
