"""Who sat what, when, and whether they passed, for one achievement as arrays; and the items that others get to see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.evidence import THRESHOLD, EvidenceItem, Rates
from skillmark.skillkit.evidence.ability import CUT_MARGIN, Floats
from skillmark.testing.simulation.abilities import Abilities
from skillmark.testing.simulation.issuers import Achievement
from skillmark.testing.simulation.settings import AT, Settings

Places = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]

QUARTER, A_DAY = timedelta(days=365.25 / 4), timedelta(days=1)
RETAKES_MOST = 2
COPIERS = 5


@dataclass(frozen=True, slots=True)
class Sittings:
    """One achievement's sittings, one row for each person who sat it."""

    achievement: Achievement
    people: Places
    quarter: Places
    """Quarters of a year ago."""
    ability: Floats
    """At that time."""
    chance: Floats
    """True chance of ending with a pass; retakes included, as if luck were new each time."""
    passed: Marks

    @property
    def able(self) -> Marks:
        """Who had the level at that time."""
        return np.asarray(self.ability >= THRESHOLD[self.achievement.template.level])

    @property
    def false_pass(self) -> float:
        """P(pass | sat it without the level): what an estimate is to recover; NaN where nobody lacked it."""
        return _mean(self.chance[~self.able])

    @property
    def slip(self) -> float:
        """P(fail | sat it with the level); NaN where nobody had it."""
        return _mean(1.0 - self.chance[self.able])


@dataclass(frozen=True, slots=True)
class Luck:
    """What is the same each time, standard normal, in the order of the people."""

    anywhere: Floats
    """In getting by without the skill, at every issuer."""
    here: Floats
    """In getting by, at this issuer."""
    marked: Floats
    """In being marked on merit, at this issuer; apart from the others, so that a sitting's chance stays exact."""

    def of(self, people: Places) -> "Luck":
        """Of some of them."""
        return Luck(self.anywhere[people], self.here[people], self.marked[people])


def pass_chance(ability: Floats, rates: Rates, threshold: float) -> Floats:
    """The pass curve: floor + (1 - floor - slip) * logistic."""
    curve = special.expit(rates.discrimination * (ability - threshold) - CUT_MARGIN)
    return np.asarray(rates.false_pass + (1.0 - rates.false_pass - rates.slip) * curve, np.float64)


def sit(
    achievement: Achievement, abilities: Abilities, luck: Luck, settings: Settings, source: np.random.Generator
) -> Sittings:
    """Let people sit it."""
    item = achievement.template
    skill, threshold = int(item.skill[1:]), THRESHOLD[item.level]
    quarter = source.integers(0, abilities.past.shape[2], settings.people)
    everyone = np.arange(settings.people)
    ability = abilities.then(everyone, skill, quarter)
    wish = special.logit(settings.take_share) + settings.self_selection * (ability - threshold)
    sat = np.flatnonzero(source.random(settings.people) < special.expit(wish))
    once = pass_chance(ability[sat], achievement.truth, threshold)
    passed = _try(once, achievement.truth.false_pass, luck.of(sat), settings, source)
    fails = settings.retakes * (1.0 - once)
    chance: Floats = once * (1.0 + fails + fails**2)
    return Sittings(achievement, sat, quarter[sat], ability[sat], chance, passed)


def _try(once: Floats, floor: float, luck: Luck, settings: Settings, source: np.random.Generator) -> Marks:
    """Get by at the chance of the floor, or else pass on merit; up to two retakes, each with some luck of its own."""
    tie, habit = settings.issuer_tie, settings.habit
    merit = (once - floor) / (1.0 - floor)
    passed, trying = np.zeros(len(once), np.bool_), np.ones(len(once), np.bool_)
    for _ in range(1 + RETAKES_MOST):
        first, second = source.standard_normal((2, len(once)))
        getting_by = np.sqrt(habit) * luck.anywhere + np.sqrt(1.0 - habit) * _mixed(luck.here, first, tie)
        on_merit = _mixed(luck.marked, second, tie)
        passed |= trying & ((special.ndtr(getting_by) < floor) | (special.ndtr(on_merit) < merit))
        trying &= ~passed & (source.random(len(once)) < settings.retakes)
    return passed


def _mixed(shared: Floats, own: Floats, tie: float) -> Floats:
    return np.asarray(np.sqrt(tie) * shared + np.sqrt(1.0 - tie) * own, np.float64)


def seen_items(
    sittings: Sittings, settings: Settings, source: np.random.Generator
) -> Iterator[tuple[int, EvidenceItem]]:
    """(person, item) for what others get to see: passes, some failures, copies."""
    template = sittings.achievement.template
    draws = source.random((len(sittings.people), 3))
    for row, person in enumerate(sittings.people.tolist()):
        item = replace(
            template,
            uid=f"{template.uid}/{person}",
            earned_at=AT - int(sittings.quarter[row]) * QUARTER - A_DAY,
            passed=bool(sittings.passed[row]),
        )
        if item.passed or draws[row, 0] < settings.failures_shown:
            yield person, item
        if item.passed and draws[row, 1] < settings.copies:
            yield person, replace(item, uid=f"{item.uid}/copy")
        if item.passed and draws[row, 2] < settings.disguised_copies:
            copier = f"copier-{person % COPIERS}"
            yield person, replace(item, uid=f"{item.uid}/again", issuer=copier, achievement=f"{copier}/{template.uid}")


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")
