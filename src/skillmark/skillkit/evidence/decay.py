"""What evidence about ability then says about ability now: it drifts down and spreads, by kind of skill.

Ability then, given ability now, is taken as normal around `now + drift` with a variance that grows with the years, and
the pass curve is averaged over it. A logistic averaged over a normal is a flatter logistic, to within 0.02 (the normal
ogive with 1.7 on both sides; MacKay 1992), so this needs no integral: the cut moves by the drift, and the slope becomes
a / sqrt(1 + a^2 v / 1.7^2). Floor and slip stay what they are, so that more supervision keeps its meaning with age.
"""

from datetime import datetime
from enum import StrEnum

import numpy as np

from skillmark.skillkit.evidence.ability import OGIVE, Floats
from skillmark.skillkit.evidence.items import EvidenceItem


class SkillKind(StrEnum):
    """How a skill ages."""

    TOOL = "tool"
    """A technology or product: the thing itself changes."""
    PROCEDURE = "procedure"
    KNOWLEDGE = "knowledge"
    TRANSVERSAL = "transversal"
    """Social and basic skills, used every day."""
    UNSTATED = "unstated"


# Years after which an exam's pass curve is half as steep. Own guesses. Order: without use, cognitive and artificial
# tasks fade faster than physical and natural ones, by d = -1.4 after more than a year (Arthur, Bennett, Stanush and
# McNelly 1998); most people do use what they have, so these are slower by far. Knowledge: most of what is lost of
# school knowledge goes in three to six years, then little (Bahrick 1984). Tools: guess from release cycles.
HALF_LIFE_YEARS: dict[SkillKind, float] = {
    SkillKind.TOOL: 4.0,
    SkillKind.PROCEDURE: 7.0,
    SkillKind.KNOWLEDGE: 10.0,
    SkillKind.UNSTATED: 10.0,
    SkillKind.TRANSVERSAL: 25.0,
}

VARIANCE_AT_HALF_LIFE = 0.35
"""Variance of the change in ability after one half-life: halves a slope of 5 logits (a / sqrt(1 + a^2 v / 2.89))."""

DRIFT_AT_HALF_LIFE = 0.30
"""Mean loss of ability after one half-life, in prior standard deviations. Own guess, a fifth of d for disuse."""

EXPIRED_YEARS = 3.0
"""Past `valid_until` evidence counts as this much older: the issuer says no longer to rely on it. Own guess."""

QUARTERS_MAX = 120
"""Older than thirty years is thirty years old."""

_SECONDS_PER_QUARTER = 365.25 * 86_400 / 4.0


def quarters(item: EvidenceItem, at: datetime) -> int:
    """Age in whole quarters of a year at that time, expiry counted; what is younger than three months is fresh."""
    age = (at - item.earned_at).total_seconds() / _SECONDS_PER_QUARTER
    if item.valid_until is not None and at > item.valid_until:
        age += 4.0 * EXPIRED_YEARS
    return min(QUARTERS_MAX, max(0, int(age)))


def aged(slope: Floats, age: Floats, kind: SkillKind) -> tuple[Floats, Floats]:
    """(slope now, drift) of pass curves that old; `age` in quarters of a year."""
    part = age / (4.0 * HALF_LIFE_YEARS[kind])
    flatter = slope / np.sqrt(1.0 + slope**2 * (VARIANCE_AT_HALF_LIFE / OGIVE**2) * part)
    return flatter, DRIFT_AT_HALF_LIFE * part
