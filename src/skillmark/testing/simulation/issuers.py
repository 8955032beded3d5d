"""Issuers and their achievements: what they state, and what is so.

An honest issuer's false-pass floor strays from the guess by the guess's own error. A lax one passes far more of those
who lack the skill; a cheating one states a supervised exam with identity check and sells the pass.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Rates, Supervision, error_rates
from skillmark.skillkit.values import Level
from skillmark.testing.simulation.settings import AT, Settings

LAX_LOG_ODDS = 1.8
"""A lax issuer's floor lies this much higher: 0.10 becomes 0.40."""

SOLD_FLOOR = 0.85
"""Who pays a cheating issuer passes, but for a few."""

FLOOR_REACH = (0.001, 0.90)


class Manner(StrEnum):
    """How an issuer goes about it."""

    HONEST = "honest"
    LAX = "lax"
    CHEATING = "cheating"


@dataclass(frozen=True, slots=True)
class Achievement:
    """What is stated (`template`), what is so (`truth`), and how its learners like it."""

    template: EvidenceItem
    truth: Rates
    manner: Manner
    stars: float
    """Average of learners' stars, 1..5: an easy pass is liked."""

    @property
    def stated(self) -> Rates:
        """The rates that follow from what the issuer states."""
        return error_rates(self.template)

    @property
    def cell(self) -> str:
        """Key of the facts stated: achievements that state the same have the same."""
        item = self.template
        return f"{item.assessment}/{item.supervision}/{item.identity_checked}"


_FACTS = (
    (Assessment.EXAM, Supervision.ONSITE, True),
    (Assessment.EXAM, Supervision.ONLINE, True),
    (Assessment.EXAM, Supervision.NONE, False),
    (Assessment.PROJECT, Supervision.ONLINE, False),
    (Assessment.PROJECT, Supervision.NONE, False),
    (Assessment.QUIZ, Supervision.NONE, False),
    (Assessment.OBSERVED, Supervision.ONSITE, False),
    (Assessment.NONE, Supervision.NONE, False),
)
_BEST = _FACTS[0]


def make_achievements(settings: Settings, source: np.random.Generator) -> list[Achievement]:
    """All achievements of all issuers, in the order of the issuers."""
    common = float(source.standard_normal())
    return [
        made
        for issuer in range(settings.issuers)
        for made in _of_issuer(issuer, _manner(issuer, settings), settings, common, source)
    ]


def _manner(issuer: int, settings: Settings) -> Manner:
    """The first are cheating, the next lax: places carry no meaning elsewhere."""
    cheating = round(settings.cheating * settings.issuers)
    lax = round(settings.lax * settings.issuers)
    return Manner.CHEATING if issuer < cheating else Manner.LAX if issuer < cheating + lax else Manner.HONEST


def _of_issuer(
    issuer: int, manner: Manner, settings: Settings, common: float, source: np.random.Generator
) -> Iterator[Achievement]:
    for place in range(settings.achievements_each):
        facts = _BEST if manner is Manner.CHEATING else _FACTS[int(source.integers(len(_FACTS)))]
        skill, level = f"s{int(source.integers(settings.skills))}", Level(int(source.integers(1, 5)))
        name = f"issuer-{issuer}"
        template = EvidenceItem(f"{name}/{place}", Kind.CREDENTIAL, skill, level, name, f"{name}/{place}", *facts, AT)
        own = float(source.standard_normal())
        truth = _truth(error_rates(template), manner, settings, common, own)
        stars = float(np.clip(3.2 + 1.6 * truth.false_pass + 0.3 * source.standard_normal(), 1.0, 5.0))
        yield Achievement(template, truth, manner, stars)


def _truth(stated: Rates, manner: Manner, settings: Settings, common: float, own: float) -> Rates:
    part = settings.floor_common
    strays = settings.floor_error * stated.sd * (math.sqrt(part) * common + math.sqrt(1.0 - part) * own)
    log_odds = math.log(stated.false_pass / (1.0 - stated.false_pass)) + strays
    if manner is Manner.LAX:
        log_odds += LAX_LOG_ODDS
    floor = SOLD_FLOOR if manner is Manner.CHEATING else 1.0 / (1.0 + math.exp(-log_odds))
    floor = min(max(floor, FLOOR_REACH[0]), FLOOR_REACH[1], 0.99 - stated.slip)
    return replace(stated, false_pass=floor, discrimination=stated.discrimination * settings.slope_factor)
