"""What evidence about ability then says about ability now: it drifts down and spreads, by kind of skill.

Ability then, given ability now, is taken as normal around `now + drift` with a variance that grows with the years; the
likelihood is averaged over it (a matrix per kind and quarter of a year, kept). A log-concave kernel keeps every
likelihood order (Karlin 1968), so nothing that held for fresh evidence breaks. Age never adds: where the averaged
likelihood would rise faster than the fresh one, the fresh one is taken.
"""

from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import numpy as np

from skillmark.skillkit.evidence.ability import POINTS, WIDTHS, Floats
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
# McNelly 1998); most people do use what they have, so these are slower by far. Knowledge: half of what is lost of
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


def quarters(item: EvidenceItem, at: datetime) -> int:
    """Age in whole quarters of a year at that time, expiry counted; what is younger than three months is fresh."""
    years = (at - item.earned_at).total_seconds() / (365.25 * 86_400)
    if item.valid_until is not None and at > item.valid_until:
        years += EXPIRED_YEARS
    return min(QUARTERS_MAX, max(0, int(years * 4.0)))


@lru_cache(maxsize=512)
def kernel(kind: SkillKind, age: int) -> Floats:
    """cells now x cells then; each row sums to 1. `age` in quarters of a year, above 0."""
    part = age / 4.0 / HALF_LIFE_YEARS[kind]
    sd = float(np.sqrt(VARIANCE_AT_HALF_LIFE * part))
    apart = (POINTS[None, :] - POINTS[:, None] - DRIFT_AT_HALF_LIFE * part) / sd
    logs = -0.5 * apart**2
    weights: Floats = np.exp(logs - logs.max(axis=1, keepdims=True)) * WIDTHS
    weights /= weights.sum(axis=1, keepdims=True)
    return weights
