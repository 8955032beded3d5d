"""Between the two ways to say how an assessment errs: shares of people, as counts show them, and the pass curve.

Among those who lack the level, a share passes by the floor and a share because ability lies just below the threshold.
Counts show the sum; a curve needs the floor. Both ways assume that those who sit it are spread as the prior of the
evidence model says. Only the floor is learned: slip and discrimination stay as the facts have them.
"""

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np

from skillmark.skillkit.evidence.ability import CUT_MARGIN, THRESHOLD
from skillmark.skillkit.evidence.rates import FLOOR_MAX, FLOOR_MIN, Rates
from skillmark.skillkit.measure.bits import error_rates
from skillmark.skillkit.measure.rates.observations import Prior
from skillmark.skillkit.measure.shares import Rate
from skillmark.skillkit.values import Level

SD_MOST = 1.0
"""The floor's spread on log-odds is never called larger: where counts cannot tell the floor from the threshold. Own
guess."""

_POINTS = 41


@lru_cache(maxsize=1024)
def errors_of(rates: Rates, level: Level) -> tuple[float, float]:
    """(P(pass | below the level), P(fail | at or above it)) that a pass curve means."""
    shape = (rates.discrimination, THRESHOLD[level], 0.0, 1.0)
    return error_rates(rates.false_pass, rates.slip, *shape, margin=CUT_MARGIN)


def prior_of(rates: Rates, level: Level) -> Prior:
    """What a curve lets one expect of counts. The floor's spread becomes that of the share; the slip's is the same."""
    low, high = (errors_of(replace(rates, false_pass=_moved(rates, step)), level)[0] for step in (-1.0, 1.0))
    wrong, missed = errors_of(rates, level)
    sd = (Rate.around(high).log_odds - Rate.around(low).log_odds) / 2.0
    return Prior(Rate.around(wrong, sd), Rate.around(missed, rates.sd))


def curve_of(stated: Rates, level: Level, false_pass: Rate) -> Rates:
    """The stated curve with the floor that an estimated share of false passes means, and that floor's spread.

    The middle is the floor at the share's middle. What no floor can give (a share below that of the threshold alone)
    becomes the least floor.
    """
    near = errors_of(replace(stated, false_pass=FLOOR_MIN), level)[0]
    slope = (1.0 - stated.slip - near) / (1.0 - stated.slip - FLOOR_MIN)
    most = min(FLOOR_MAX, 0.99 - stated.slip)
    floors = np.clip(FLOOR_MIN + (false_pass.points(_POINTS) - near) / slope, FLOOR_MIN, most)
    log_odds = np.log(floors / (1.0 - floors))
    middle = float(np.median(floors))
    return replace(stated, false_pass=middle, sd=min(SD_MOST, max(0.1, float(log_odds.std()))))


def _moved(rates: Rates, steps: float) -> float:
    log_odds = math.log(rates.false_pass / (1.0 - rates.false_pass)) + steps * rates.sd
    return min(1.0 / (1.0 + math.exp(-log_odds)), (1.0 - rates.slip) * 0.99)
