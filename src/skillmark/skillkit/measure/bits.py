"""How much a pass tells about a skill, in bits, per version and year.

I(pass; has the skill at the level) = H(pass) - share H(1 - slip) - (1 - share) H(false pass), with H the entropy of a
coin in bits (Shannon 1948; Cover and Thomas, Elements of Information Theory, 2.4). The share of those who sat it and
have the skill is not asked for: it follows from the pass rate and the two error rates. What follows without more:
H(pass) is the most that any test can tell, so where everyone passes it tells nothing; and with slips held, more false
passes tell less (the information is convex in the false-pass rate and zero where it meets 1 - slip).
No text, name or price comes in, so nothing that an issuer writes can move the figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.measure.shares import (
    CONFIDENCE,
    Floats,
    Rate,
    check_counts,
    share_points,
    weighted_quantiles,
)

LEAST_SAT = 10
"""Fewer people than this and the answer is "unknown". Own guess: at 10 the pass rate is known to about a quarter."""

_RATE_POINTS = 21
_SHARE_POINTS = 41


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who sat one version in one year and how many passed."""

    version: str
    year: int
    sat: int
    passed: int

    def __post_init__(self) -> None:
        check_counts(self.passed, self.sat)


@dataclass(frozen=True, slots=True)
class Bits:
    """Information of a pass or fail, 0..1 bit, with its 90 % interval. `enough` is False below `LEAST_SAT`."""

    version: str
    year: int
    bits: float
    low: float
    high: float
    pass_rate: float | None
    enough: bool


def information(share: Floats | float, false_pass: Floats | float, slip: Floats | float) -> Floats:
    """Bits between result and skill where `share` of those who sit it have the skill; arguments broadcast.

    Zero where those without the skill pass at least as often as those with it: then a pass speaks for nobody.
    """
    share, false_pass, hit = np.asarray(share), np.asarray(false_pass), 1.0 - np.asarray(slip)
    passes = share * hit + (1.0 - share) * false_pass
    told = _entropy(passes) - share * _entropy(hit) - (1.0 - share) * _entropy(false_pass)
    return np.asarray(np.where(false_pass < hit, np.maximum(told, 0.0), 0.0), np.float64)


def information_at(pass_rate: Floats | float, false_pass: Floats | float, slip: Floats | float) -> Floats:
    """The same from the pass rate. Zero where the rates cannot give it (it lies outside false_pass..1 - slip)."""
    pass_rate, false_pass, hit = np.asarray(pass_rate), np.asarray(false_pass), 1.0 - np.asarray(slip)
    possible = _possible(pass_rate, false_pass, hit)
    share = np.where(possible, pass_rate - false_pass, 0.0) / np.where(possible, hit - false_pass, 1.0)
    return np.where(possible, information(np.clip(share, 0.0, 1.0), false_pass, 1.0 - hit), 0.0)


def estimate_bits(cohort: Cohort, false_pass: Rate, slip: Rate) -> Bits:
    """Bits of one cohort, with the uncertainty of pass rate and both error rates carried through.

    The figure is taken at the pass rate that was seen, as the mean over error rates that can give it; the interval also
    over pass rates. The share with the skill is flat beforehand, so error rates that leave it more room weigh more.
    Cost: some 18,000 points, about 3 ms.
    """
    a = false_pass.points(_RATE_POINTS)[:, None, None]
    hit = 1.0 - slip.points(_RATE_POINTS)[None, :, None]
    rates = share_points(cohort.passed, cohort.sat, _SHARE_POINTS)[None, None, :]
    told, weight = _told(rates, a, hit)
    seen = cohort.passed / cohort.sat if cohort.sat else None
    low, high = 0.0, float(np.max(_entropy(rates)))
    if weight.sum() > 0:
        tail = (1.0 - CONFIDENCE) / 2.0
        low, high = weighted_quantiles(told, weight, (tail, 1.0 - tail))
    if seen is not None:
        told, weight = _told(np.array([[[seen]]]), a, hit)
    figure = float((told * weight).sum() / weight.sum()) if weight.sum() > 0 else 0.0
    enough = cohort.sat >= LEAST_SAT
    return Bits(cohort.version, cohort.year, figure, min(low, figure), max(high, figure), seen, enough)


def bits_by_year(cohorts: Iterable[Cohort], rates: Mapping[str, tuple[Rate, Rate]]) -> list[Bits]:
    """Bits of each version and year in that order; `rates` has (false pass, slip) by version. Cohorts of one version
    and year are added up. Errors: KeyError for a version without rates."""
    counts: dict[tuple[str, int], tuple[int, int]] = {}
    for one in cohorts:
        sat, passed = counts.get((one.version, one.year), (0, 0))
        counts[one.version, one.year] = (sat + one.sat, passed + one.passed)
    return [
        estimate_bits(Cohort(version, year, *counts[version, year]), *rates[version])
        for version, year in sorted(counts)
    ]


def is_inflated(before: Bits, after: Bits) -> bool:
    """Whether a pass surely tells less than it did: the later interval lies wholly below the earlier one."""
    return before.enough and after.enough and after.high < before.low


def error_rates(
    floor: float, slip: float, steepness: float, threshold: float, mean: float, sd: float, *, margin: float = 0.0
) -> tuple[float, float]:
    """(P(pass | below the threshold), P(fail | at or above it)) of a pass curve over a normal ability.

    The curve is floor + (1 - floor - slip) logistic(steepness (ability - threshold) - margin), the four-parameter
    logistic of Barton and Lord (1981); `margin` in logits is how far passing is set above the threshold. This joins
    the latent model to bits: a test without any floor still errs near the threshold. Integrated on 2,001 points over
    eight standard deviations.
    """
    z = np.linspace(-8.0, 8.0, 2001)
    ability, density = mean + sd * z, np.exp(-z * z / 2.0)
    passes = floor + (1.0 - floor - slip) * special.expit(steepness * (ability - threshold) - margin)
    has = ability >= threshold
    wrong = float((density * passes)[~has].sum() / max(density[~has].sum(), 1e-300))
    missed = float((density * (1.0 - passes))[has].sum() / max(density[has].sum(), 1e-300))
    return wrong, missed


def _told(pass_rate: Floats, false_pass: Floats, hit: Floats) -> tuple[Floats, Floats]:
    """Bits at each point and its weight: a flat share makes the pass rate flat between false_pass and hit."""
    possible = _possible(pass_rate, false_pass, hit)
    weight = np.where(possible, 1.0 / np.where(possible, hit - false_pass, 1.0), 0.0)
    return information_at(pass_rate, false_pass, 1.0 - hit), np.broadcast_to(weight, possible.shape)


def _possible(pass_rate: Floats, false_pass: Floats, hit: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray((false_pass < hit) & (false_pass <= pass_rate) & (pass_rate <= hit))


def _entropy(p: Floats) -> Floats:
    """Entropy of a coin in bits."""
    return np.asarray((special.entr(p) + special.entr(1.0 - p)) / np.log(2.0), np.float64)
