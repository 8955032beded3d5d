"""Has an issuer been right: what its badges implied, against what was later seen.

Score: the natural-log score, proper, so that no one gains by saying more or less than they think (Good 1952; Gneiting
and Raftery 2007), in bits above a forecaster that always says the base rate. Beside it what perfect calibration would
have scored, bins of said against seen, and how far the issuer says too much. One person counts once, however many
badges. Fewer than `LEAST_PEOPLE` and the answer is "unknown", which is not "bad". No stars, no sum over parts, and
nothing that money could enter. What was seen of people nobody drew at random widens the intervals by a stated bound.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.shares import CONFIDENCE, Floats, Interval, exact_interval

Ints = npt.NDArray[np.int64]

LEAST_PEOPLE = 20
"""Fewer people seen later and nothing is said. Own guess: at 20 a share is known to about 0.2 either way."""

MOST_SURE = 0.99
"""Implied probabilities are kept within 0.01..0.99, so that a single miss costs at most 6.6 bits. Own guess."""

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Bins of implied probability. Few, since issuers have few checks."""

_PSEUDO = 1.0
"""People added on each side for the spread of scores (Agresti and Coull 1998 add two on each side for a share): without
them an issuer of whom all were shown would seem certain."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One badge and what was later seen: `implied` is what it led one to believe, `base` the share that has the skill
    at that level among all who are checked. Both inside 0..1. `person` is an identifier; several badges share it."""

    person: str
    implied: float
    base: float
    shown: bool
    at_random: bool = True

    def __post_init__(self) -> None:
        if not (0.0 <= self.implied <= 1.0 and 0.0 < self.base < 1.0):
            raise Refused("Implied and base probabilities lie in 0..1.", code="skillkit.implied_out_of_range")


class Word(StrEnum):
    """What may be said of an issuer."""

    UNKNOWN = "unknown"
    INFORMATIVE = "informative"
    """Surely better than the base rate."""
    UNPROVEN = "unproven"
    """Neither surely better nor surely worse than the base rate."""
    MISLEADING = "misleading"
    """Surely worse than the base rate."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Badges that implied about the same: how many people, what was said on average, what was seen (None: nobody)."""

    low: float
    high: float
    people: float
    said: float | None
    seen: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Credibility:
    """An issuer's parts. Figures are None when `word` is unknown. Scores are in bits a person, above the base rate."""

    word: Word
    people: int
    score: float | None = None
    score_interval: Interval | None = None
    score_if_calibrated: float | None = None
    too_much: float | None = None
    """Said minus seen: above 0 the badges promise too much, below 0 too little."""
    too_much_interval: Interval | None = None
    bins: tuple[Bin, ...] = ()
    share_at_random: float = 0.0
    """Share of the people seen who were drawn at random; the rest only widens the intervals."""


def credibility(judged: Iterable[Judged], *, selection_odds: float = 2.0) -> Credibility:
    """The calibration of one issuer. Order does not matter. Cost: linear.

    `selection_odds` (1 or more, 2 is our own guess): how many times likelier a person with the skill may be to be seen
    than one without, or the other way round, where nobody drew; intervals are the widest of both sides.
    """
    if selection_odds < 1.0:
        raise Refused("Odds of selection are 1 or more.", code="skillkit.selection_out_of_range")
    some = sorted(judged, key=lambda one: (one.person, one.implied, one.base, one.shown, one.at_random))
    people = len({one.person for one in some})
    if people < LEAST_PEOPLE:
        return Credibility(Word.UNKNOWN, people)
    table = _Table(some)
    sides = [table.weights(odds) for odds in dict.fromkeys((1.0, 1.0 / selection_odds, selection_odds))]
    score, scores = _figure(table, table.score, sides)
    gap, gaps = _figure(table, table.gap, sides)
    perfect = table.implied * table.score[0] + (1.0 - table.implied) * table.score[1]
    return Credibility(
        word=_word(scores),
        people=people,
        score=score,
        score_interval=scores,
        score_if_calibrated=float(sides[0] @ perfect),
        too_much=gap,
        too_much_interval=gaps,
        bins=table.bins(),
        share_at_random=float(sides[0] @ table.at_random),
    )


class _Table:
    """The badges as columns; each person's badges share a weight of one. A figure is two columns: if shown, if not."""

    def __init__(self, some: Sequence[Judged]) -> None:
        self.implied: Floats = np.clip([one.implied for one in some], 1.0 - MOST_SURE, MOST_SURE)
        self.base: Floats = np.clip([one.base for one in some], 1.0 - MOST_SURE, MOST_SURE)
        self.shown: Floats = np.array([float(one.shown) for one in some])
        self.at_random: Floats = np.array([float(one.at_random) for one in some])
        _, self.person, counts = np.unique([one.person for one in some], return_inverse=True, return_counts=True)
        self.each: Floats = 1.0 / counts[self.person]
        self.score = (np.log2(self.implied / self.base), np.log2((1 - self.implied) / (1 - self.base)))
        self.gap = (self.implied - 1.0, self.implied)

    def weights(self, odds: float) -> Floats:
        """Weight of each badge, summing to 1. The seen with the skill are `odds` times too many where nobody drew."""
        tilt = np.where((self.at_random < 1) & (self.shown > 0), 1.0 / odds, 1.0)
        raw = self.each * tilt
        return np.asarray(raw / raw.sum(), np.float64)

    def bins(self) -> tuple[Bin, ...]:
        places = np.clip(np.searchsorted(EDGES, self.implied, side="right") - 1, 0, len(EDGES) - 2)
        return tuple(self._bin(place, places == place) for place in range(len(EDGES) - 1))

    def _bin(self, place: int, inside: npt.NDArray[np.bool_]) -> Bin:
        """The exact interval takes whole people: the number of different ones, and the share rounded to them."""
        weight = self.each * inside
        people = float(weight.sum())
        if people == 0.0:
            return Bin(EDGES[place], EDGES[place + 1], 0.0, None, None, None)
        said, seen = float(weight @ self.implied) / people, float(weight @ self.shown) / people
        whole = len(np.unique(self.person[inside]))
        return Bin(EDGES[place], EDGES[place + 1], people, said, seen, exact_interval(round(seen * whole), whole))


def _figure(table: _Table, figure: tuple[Floats, Floats], sides: list[Floats]) -> tuple[float, Interval]:
    """The weighted mean, and the widest interval over both sides of the selection bound."""
    column = np.where(table.shown > 0, *figure)
    extremes = [float(table.each @ one / table.each.sum()) for one in figure]
    ends = [_interval(table.person, column, extremes, weights) for weights in sides]
    middle = float(sides[0] @ column)
    return middle, Interval(min(middle, *(one.low for one in ends)), max(middle, *(one.high for one in ends)))


def _interval(person: Ints, column: Floats, extremes: list[float], weights: Floats) -> Interval:
    """Student's t over persons, and one person each for what everyone shown and nobody shown would have scored."""
    number = int(person.max()) + 1
    share = np.bincount(person, weights, number)
    values = np.append(np.bincount(person, weights * column, number) / share, extremes)
    loads = np.append(share * number, [_PSEUDO, _PSEUDO])
    loads = loads / loads.sum()
    middle = float(loads @ values)
    effective = 1.0 / float(loads @ loads)
    variance = float(loads @ (values - middle) ** 2) * effective / (effective - 1.0)
    reach = float(special.stdtrit(effective - 1.0, 0.5 + CONFIDENCE / 2)) * math.sqrt(variance / effective)
    return Interval(middle - reach, middle + reach)


def _word(scores: Interval) -> Word:
    if scores.low > 0.0:
        return Word.INFORMATIVE
    return Word.MISLEADING if scores.high < 0.0 else Word.UNPROVEN
