"""Simpler rules to hold the evidence model against: three of the trade, and this house's own first model.

Each takes what one person holds about one skill and returns a figure for each level, larger for surer. The first three
say no probability; `Curve` gives them one, fitted on people whose true levels are known. Nobody has such people: it
flatters them.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from skillmark.skillkit.evidence import Assessment, EvidenceItem, Supervision

Floats = npt.NDArray[np.float64]
LEVELS = range(1, 5)

# The table of docs/decisions/0006-first-evidence-model.md: nobody watched, online, on site.
WEIGHTS = {
    Assessment.NONE: (0.7, 0.7, 0.8),
    Assessment.UNSTATED: (0.7, 0.7, 0.8),
    Assessment.QUIZ: (1.1, 1.6, 1.9),
    Assessment.PORTFOLIO: (1.3, 1.6, 2.0),
    Assessment.PROJECT: (1.5, 1.9, 2.3),
    Assessment.EXAM: (1.3, 2.6, 2.8),
    Assessment.OBSERVED: (1.5, 2.3, 2.8),
}
_WATCHED = {Supervision.ONLINE: 1, Supervision.ONSITE: 2}
_SHARE_BELOW = (1.0, 0.25, 0.05, 0.0)
_FIRST_PRIOR = (0.35, 0.30, 0.25, 0.20)


def count_badges(held: Sequence[EvidenceItem], stars: Mapping[str, float]) -> list[float]:
    """How many badges at the level or above; every copy is a badge."""
    return [float(sum(one.passed and one.level >= level for one in held)) for level in LEVELS]


def latest_wins(held: Sequence[EvidenceItem], stars: Mapping[str, float]) -> list[float]:
    """1 where the latest badge is at the level or above."""
    passed = [one for one in held if one.passed]
    if not passed:
        return [0.0] * 4
    last = max(passed, key=lambda one: (one.earned_at, one.uid))
    return [float(last.level >= level) for level in LEVELS]


def average_stars(held: Sequence[EvidenceItem], stars: Mapping[str, float]) -> list[float]:
    """The average stars that learners gave the achievements held at the level or above; 0 without any."""
    found = []
    for level in LEVELS:
        some = [stars.get(one.achievement, 3.0) for one in held if one.passed and one.level >= level]
        found.append(sum(some) / len(some) if some else 0.0)
    return found


def first_model(held: Sequence[EvidenceItem], stars: Mapping[str, float]) -> list[float]:
    """Decision 0006: log-odds added up, copies once, an issuer's further achievements halved. A probability already."""
    return [_first(held, level) for level in LEVELS]


def _first(held: Sequence[EvidenceItem], level: int) -> float:
    best: dict[tuple[str, str], float] = {}
    for one in held:
        if one.passed:
            column = _WATCHED.get(one.supervision, 0)
            assessed = one.assessment not in (Assessment.NONE, Assessment.UNSTATED)
            weight = WEIGHTS[one.assessment][column]
            weight += (0.6 if column else 0.2) if one.identity_checked and assessed else 0.0
            weight *= _SHARE_BELOW[max(0, level - one.level)]
            key = (one.issuer, one.achievement)
            best[key] = max(best.get(key, 0.0), min(4.0, weight))
    by_issuer: dict[str, list[float]] = {}
    for (issuer, _), weight in best.items():
        by_issuer.setdefault(issuer, []).append(weight)
    moved = sum(
        weight * 0.5**place for some in by_issuer.values() for place, weight in enumerate(sorted(some, reverse=True))
    )
    prior = _FIRST_PRIOR[level - 1]
    return 1.0 / (1.0 + math.exp(-(math.log(prior / (1.0 - prior)) + moved)))


class Curve:
    """A logistic curve from a rule's figure to a probability, one for each level, fitted by least log loss."""

    def __init__(self, figures: Floats, truth: Floats) -> None:
        self.coefficients = [_fit(figures[:, place], truth[:, place]) for place in range(figures.shape[1])]

    def __call__(self, figures: Floats) -> Floats:
        """people x levels, as the figures."""
        columns = [1.0 / (1.0 + np.exp(-(a + b * figures[:, place]))) for place, (a, b) in enumerate(self.coefficients)]
        return np.stack(columns, axis=1)


def _fit(figures: Floats, truth: Floats) -> tuple[float, float]:
    def loss(two: Floats) -> float:
        log_odds = two[0] + two[1] * figures
        return float(np.mean(np.logaddexp(0.0, log_odds) - truth * log_odds)) + 1e-4 * float(two @ two)

    found = minimize(loss, np.zeros(2), method="BFGS").x
    return float(found[0]), float(found[1])
