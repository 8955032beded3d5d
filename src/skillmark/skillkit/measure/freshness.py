"""Is what an achievement teaches still asked for: its share of demand now against then, and how fast a skill fades.

Everything comes from named demand snapshots and nothing else, so anyone with the same snapshots gets the same figures;
each answer carries their names and digests. This is apart from an issuer's `validUntil`, which is about the person.
Shares: adverts that ask for the skill among all adverts of the snapshot. Ratio of two shares: normal on its logarithm
with a half added to counts (Katz and others 1978; Walter 1975). Trend over several: logistic regression of the share on
time, its spread widened by what the fit leaves over (quasi-likelihood, McCullagh and Nelder 1989, 4.5).
Limits: a snapshot is only as good as where its adverts come from; a share says nothing about how many jobs there are.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.shares import CONFIDENCE, Floats, Interval

METHOD = "skillmark-freshness-1"
"""Named in every answer; a change of the arithmetic changes it."""

LEAST_ASKED = 10
"""Fewer adverts than this ask for it, in both snapshots together, and nothing is said. Own guess."""

_DAYS_A_YEAR = 365.25
_STEPS = 50


@dataclass(frozen=True, slots=True)
class DemandSnapshot:
    """What adverts asked for at one time: `adverts` in all, and for each skill in how many of them. Immutable."""

    name: str
    on: date
    adverts: int
    asking: Mapping[str, int]

    def __post_init__(self) -> None:
        if self.adverts < 0 or any(not 0 <= count <= self.adverts for count in self.asking.values()):
            raise Refused("Counts need 0 <= part <= whole.", code="skillkit.counts_out_of_range")

    @property
    def digest(self) -> str:
        """SHA-256 over date, adverts and counts in the order of the skills, as hexadecimal. The name is not in it."""
        facts = [self.on.isoformat(), self.adverts, sorted((s, n) for s, n in self.asking.items() if n)]
        return hashlib.sha256(json.dumps(facts, separators=(",", ":"), ensure_ascii=True).encode()).hexdigest()

    @property
    def label(self) -> str:
        """Name and the first sixteen letters of the digest, to state beside a figure."""
        return f"{self.name}@{self.digest[:16]}"


@dataclass(frozen=True, slots=True)
class Freshness:
    """Share of demand now as a multiple of then (1: as much as then), with its 90 % interval.

    `enough` is False where too few adverts ask for it: then the figures are None. `basis` names method and snapshots.
    """

    now: float | None
    interval: Interval | None
    enough: bool
    basis: tuple[str, ...]
    by_skill: tuple[tuple[str, float | None], ...] = ()

    @property
    def is_fading(self) -> bool:
        """Whether it is surely asked for less than then."""
        return self.interval is not None and self.interval.high < 1.0


@dataclass(frozen=True, slots=True)
class Trend:
    """How a skill's share of demand moves. Rates are log-odds a year, about the relative change where shares are small.

    `half_life_years` is set only where the skill fades: years until the odds are half. Its interval is open above
    (infinite) where it may as well not fade at all; None where it does not fade.
    """

    skill: str
    rate_per_year: float | None
    interval: Interval | None
    half_life_years: float | None
    half_life_interval: Interval | None
    enough: bool
    basis: tuple[str, ...]

    @property
    def is_emerging(self) -> bool:
        """Whether it is surely asked for more and more."""
        return self.interval is not None and self.interval.low > 0.0

    @property
    def is_fading(self) -> bool:
        """Whether it is surely asked for less and less."""
        return self.interval is not None and self.interval.high < 0.0


def freshness(skills: Iterable[str], then: DemandSnapshot, now: DemandSnapshot) -> Freshness:
    """How fresh an achievement is that teaches these skills: their share of demand now against then.

    Shares of several skills are added up, so that what is asked for most counts most; adverts asking for two of them
    count twice in both snapshots. Errors: Refused where `now` is not after `then`.
    """
    if now.on <= then.on:
        raise Refused("The later snapshot comes second.", code="skillkit.snapshots_out_of_order")
    taught = sorted(set(skills))
    basis = (METHOD, then.label, now.label)
    before, after = (sum(shot.asking.get(skill, 0) for skill in taught) for shot in (then, now))
    each = tuple((skill, _ratio(then, now, then.asking.get(skill, 0), now.asking.get(skill, 0))) for skill in taught)
    figure = _ratio(then, now, before, after)
    if figure is None:
        return Freshness(None, None, False, basis, each)
    spread = math.sqrt(_log_variance(before, then.adverts) + _log_variance(after, now.adverts))
    reach = float(special.ndtri(0.5 + CONFIDENCE / 2)) * spread
    return Freshness(figure, Interval(figure * math.exp(-reach), figure * math.exp(reach)), True, basis, each)


def trend(skill: str, snapshots: Sequence[DemandSnapshot]) -> Trend:
    """The skill's trend over two or more snapshots of different days; order does not matter.

    With two, the spread is that of counting alone; with more it also holds what the straight line leaves over. Not
    enough: fewer than two days, or fewer than `LEAST_ASKED` adverts that ask for it.
    """
    shots = sorted((one for one in snapshots if one.adverts), key=lambda one: (one.on, one.name, one.digest))
    basis = (METHOD, *(one.label for one in shots))
    asked = sum(one.asking.get(skill, 0) for one in shots)
    if len({one.on for one in shots}) < 2 or asked < LEAST_ASKED:
        return Trend(skill, None, None, None, None, False, basis)
    years = np.array([(one.on - shots[0].on).days / _DAYS_A_YEAR for one in shots])
    rate, reach = _fit(years, *_counts(skill, shots))
    interval = Interval(rate - reach, rate + reach)
    if rate >= 0.0:
        return Trend(skill, rate, interval, None, None, True, basis)
    slowest = math.inf if interval.high >= 0.0 else math.log(2) / -interval.high
    half_lives = Interval(math.log(2) / -interval.low, slowest)
    return Trend(skill, rate, interval, math.log(2) / -rate, half_lives, True, basis)


def _ratio(then: DemandSnapshot, now: DemandSnapshot, before: int, after: int) -> float | None:
    if before + after < LEAST_ASKED or not (then.adverts and now.adverts):
        return None
    return (after + 0.5) / (now.adverts + 0.5) / ((before + 0.5) / (then.adverts + 0.5))


def _log_variance(asked: int, adverts: int) -> float:
    """Variance of the logarithm of a share, with a half added."""
    return max(0.0, 1.0 / (asked + 0.5) - 1.0 / (adverts + 0.5))


def _counts(skill: str, shots: Sequence[DemandSnapshot]) -> tuple[Floats, Floats]:
    """Counts with a half added on both sides, so that an empty snapshot has log-odds too (Haldane 1956)."""
    asked = np.array([one.asking.get(skill, 0) for one in shots], np.float64)
    return asked + 0.5, np.array([one.adverts for one in shots], np.float64) + 1.0


def _fit(years: Floats, asked: Floats, adverts: Floats) -> tuple[float, float]:
    """Slope of the log-odds a year and half its 90 % interval (Newton's method).

    The interval is never narrower than counting alone makes it (normal), nor than what the line leaves over (Student).
    """
    design = np.stack([np.ones_like(years), years - years.mean()], axis=1)
    share = asked.sum() / adverts.sum()
    at = np.array([math.log(share / (1.0 - share)), 0.0])
    for _ in range(_STEPS):
        p = special.expit(design @ at)
        curvature = (design.T * (adverts * p * (1.0 - p))) @ design
        step = np.linalg.solve(curvature, design.T @ (asked - adverts * p))
        at = at + np.clip(step, -2.0, 2.0)
        if float(np.abs(step).max()) < 1e-12:
            break
    p = special.expit(design @ at)
    weight = adverts * p * (1.0 - p)
    free = len(years) - 2
    counting = math.sqrt(float(np.linalg.inv((design.T * weight) @ design)[1, 1]))
    reach = float(special.ndtri(0.5 + CONFIDENCE / 2)) * counting
    if free:
        left_over = float(((asked - adverts * p) ** 2 / weight).sum()) / free
        reach = max(reach, float(special.stdtrit(free, 0.5 + CONFIDENCE / 2)) * counting * math.sqrt(left_over))
    return float(at[1]), reach
