"""Shares with their uncertainty: exact intervals from counts, and a rate as a normal on log-odds.

Intervals are 90 % unless said otherwise. Exact means Clopper and Pearson (1934): never too narrow, whatever the share.
It draws no random number: where a spread has to be carried on, it is by quantile midpoints.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused

Floats = npt.NDArray[np.float64]

CONFIDENCE = 0.90
_EDGE = 1e-9
"""Rates are kept this far from 0 and 1, where log-odds have no value."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, low first."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise Refused("An interval needs its low end first.", code="skillkit.interval_out_of_order")

    def holds(self, figure: float) -> bool:
        """Whether the figure lies inside, ends included."""
        return self.low <= figure <= self.high


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that is not known for sure: normal on log-odds with this middle and standard deviation."""

    log_odds: float
    sd: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.log_odds) and 0.0 <= self.sd < math.inf):
            raise Refused("A rate needs finite log-odds and a spread of 0 or more.", code="skillkit.rate_out_of_range")

    @classmethod
    def around(cls, p: float, sd: float = 0.0) -> "Rate":
        """The rate whose middle is this share (0..1), with a standard deviation on log-odds."""
        if not 0.0 <= p <= 1.0:
            raise Refused("A rate lies between 0 and 1.", code="skillkit.rate_out_of_range")
        inside = min(1.0 - _EDGE, max(_EDGE, p))
        return cls(math.log(inside / (1.0 - inside)), sd)

    @property
    def p(self) -> float:
        """The middle (median) as a share."""
        return float(special.expit(self.log_odds))

    @property
    def interval(self) -> Interval:
        """The 90 % interval as shares."""
        reach = self.sd * float(special.ndtri(0.5 + CONFIDENCE / 2))
        return Interval(float(special.expit(self.log_odds - reach)), float(special.expit(self.log_odds + reach)))

    def points(self, count: int) -> Floats:
        """That many equally likely shares, ascending: midpoints of equal slices of the distribution; shape (count,)."""
        slices = (np.arange(count) + 0.5) / count
        return np.asarray(special.expit(self.log_odds + self.sd * special.ndtri(slices)), np.float64)


def exact_interval(events: int, of: int, confidence: float = CONFIDENCE) -> Interval:
    """Clopper and Pearson's interval of a share; 0..1 where nothing was counted. Errors: Refused on odd counts."""
    check_counts(events, of)
    tail = (1.0 - confidence) / 2.0
    low = float(special.betaincinv(events, of - events + 1, tail)) if events else 0.0
    high = float(special.betaincinv(events + 1, of - events, 1.0 - tail)) if events < of else 1.0
    return Interval(low, high)


def share_points(events: int, of: int, count: int) -> Floats:
    """Equally likely values of a share after these counts, from a flat start: midpoints of Beta(events+1, rest+1)."""
    check_counts(events, of)
    slices = (np.arange(count) + 0.5) / count
    return np.asarray(special.betaincinv(events + 1, of - events + 1, slices), np.float64)


def weighted_quantiles(values: Floats, weights: Floats, at: tuple[float, ...]) -> list[float]:
    """Quantiles of weighted values, any shape; each is the first value whose cumulated weight reaches it."""
    flat = np.argsort(values, axis=None, kind="stable")
    ordered = values.ravel()[flat]
    reached = np.cumsum(weights.ravel()[flat])
    places = np.searchsorted(reached, np.array(at) * reached[-1] * (1 - 1e-12))
    return [float(ordered[min(place, ordered.size - 1)]) for place in places]


def check_counts(events: int, of: int) -> None:
    """Refuse counts that cannot be."""
    if not 0 <= events <= of:
        raise Refused("Counts need 0 <= part <= whole.", code="skillkit.counts_out_of_range")
