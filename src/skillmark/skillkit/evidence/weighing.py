"""From rows to posterior: one person or many at once, the best figure, and the ends of the interval.

The interval does not sample. Two things are uncertain: how common the skill is (the prior's middle) and how kind our
guesses of false passes are (all of them at once: guesses made by the same people err together). Four fixed sigma points
stand on the 90 % circle of the two: the prior alone, and prior and guesses together at 60 degrees, each way. `low` is
the lesser posterior of the two unkind points, `high` the greater of the two kind ones; each is the posterior of a model
of the same form, so everything that is monotone for `p` is so for them. Errors of estimated rates are independent
rather than shared, so that with many of them the interval is too wide, never too narrow.
"""

from dataclasses import dataclass

import numpy as np

from skillmark.skillkit.evidence.ability import (
    PRIOR_SD,
    SIZE,
    Floats,
    likelihoods,
    masses,
    prior_masses,
    shares,
)
from skillmark.skillkit.evidence.decay import SkillKind, kernel
from skillmark.skillkit.evidence.dependence import together, without_each
from skillmark.skillkit.evidence.items import Assessment
from skillmark.skillkit.evidence.rates import FALSE_PASS, RELIABILITY, SLIP, discrimination_of
from skillmark.skillkit.evidence.table import Facts, Table

Z90 = 1.6448536269514722
"""Normal quantile of a two-sided 90 % interval."""

FLOOR = 0.15
"""Log-odds moved by checked evidence about the skill itself, below which the answer is "not enough evidence". Own
guess: about two thirds of a completion badge."""

WITH_PRIOR, WITH_GUESSES = 0.5, float(np.sqrt(0.75))
"""The second sigma point stands at 60 degrees on the circle; off the points the radius is short by at most 13 %."""

KINDNESS = (0.0, Z90 * WITH_GUESSES, -Z90 * WITH_GUESSES)
"""By how many of their own standard deviations all false-pass floors are moved: as guessed, unkind, kind."""

_STEPS = SIZE - 1
_LOG_PRIOR = np.log(prior_masses())
_LOG_LOW = np.log(prior_masses(-Z90 * PRIOR_SD)), np.log(prior_masses(-Z90 * WITH_PRIOR * PRIOR_SD))
_LOG_HIGH = np.log(prior_masses(Z90 * PRIOR_SD)), np.log(prior_masses(Z90 * WITH_PRIOR * PRIOR_SD))

# Weights with which the five posteriors are mixed for the interval of ability, so that the mixture has the variance of
# both uncertain things: 2 w1 z^2 + 2 w2 z^2 / 4 = 1 and 2 w2 3 z^2 / 4 = 1.
_W2 = 1.0 / (1.5 * Z90**2)
_W1 = (1.0 - 0.5 * _W2 * Z90**2) / (2.0 * Z90**2)
_W0 = 1.0 - 2.0 * (_W1 + _W2)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Rises of passes and falls of failures for every owner; columns are the three of `KINDNESS`, one after another."""

    up: Floats
    down: Floats
    solid_up: Floats
    solid_down: Floats


@dataclass(frozen=True, slots=True)
class Figures:
    """owners x 4 levels each; `enough` as booleans."""

    p: Floats
    low: Floats
    high: Floats
    enough: np.typing.NDArray[np.bool_]


def weigh_rows(table: Table, kind: SkillKind) -> Weighed:
    """What each owner's rows say together."""
    up, down = row_rises(table, kind)
    solid = table.solid[:, None]
    sides = []
    for side in (up, down):
        if not side.any():
            nothing = np.zeros((table.groups.owners, 3 * _STEPS))
            sides.append((nothing, nothing[:, :_STEPS]))
            continue
        columns = np.concatenate((side, side[:, :_STEPS] * solid), axis=1)
        total = together(columns, table.groups)
        sides.append((_limited(total[:, : 3 * _STEPS], table, side), total[:, 3 * _STEPS :]))
    return Weighed(sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def figures(weighed: Weighed) -> Figures:
    """Probabilities of each level with their 90 % intervals, for every owner."""
    guessed, unkind, kind = np.split(weighed.up - weighed.down, 3, axis=1)
    p = shares(masses(guessed, _LOG_PRIOR))
    low = np.minimum(shares(masses(guessed, _LOG_LOW[0])), shares(masses(unkind, _LOG_LOW[1])))
    high = np.maximum(shares(masses(guessed, _LOG_HIGH[0])), shares(masses(kind, _LOG_HIGH[1])))
    moved = np.abs(_moved(weighed.solid_up)) + np.abs(_moved(-weighed.solid_down))
    return Figures(p, np.minimum(low, p), np.maximum(high, p), moved >= FLOOR)


def ability(weighed: Weighed) -> Floats:
    """owners x cells: the posterior of ability with the uncertain prior and guesses mixed in."""
    guessed, unkind, kind = np.split(weighed.up - weighed.down, 3, axis=1)
    mixed = _W0 * masses(guessed, _LOG_PRIOR)
    mixed += _W1 * (masses(guessed, _LOG_LOW[0]) + masses(guessed, _LOG_HIGH[0]))
    mixed += _W2 * (masses(unkind, _LOG_LOW[1]) + masses(kind, _LOG_HIGH[1]))
    return mixed


def left_out(table: Table, kind: SkillKind, weighed: Weighed) -> Floats:
    """clusters x 4: log-odds by which each cluster moves its owner's belief, found by leaving it out."""
    up, down = (side[:, :_STEPS] for side in row_rises(table, kind))
    owner = table.groups.owner_of_cluster
    rest = _rest(up, table) - _rest(down, table)
    every = (weighed.up - weighed.down)[:, :_STEPS]
    return logits(shares(masses(every, _LOG_PRIOR)))[owner] - logits(shares(masses(rest, _LOG_PRIOR)))


def start() -> Floats:
    """4 log-odds before any evidence."""
    return logits(shares(masses(np.zeros((1, _STEPS)), _LOG_PRIOR)))[0]


def posterior_masses(rises: Floats) -> Floats:
    """owners x cells, from total rises (owners x steps) at the figures as guessed."""
    return masses(rises, _LOG_PRIOR)


def logits(p: Floats) -> Floats:
    """Natural log-odds."""
    return np.log(p) - np.log1p(-p)


def row_rises(table: Table, kind: SkillKind) -> tuple[Floats, Floats]:
    """(rises of passes, falls of failures), rows x three times steps, both not below 0; shares already applied."""
    if not table.rows:
        return np.zeros((0, 3 * _STEPS)), np.zeros((0, 3 * _STEPS))
    rises = fact_rises(table.facts, kind)[table.fact_of_row] * table.share[:, None]
    return np.maximum(rises, 0.0), np.maximum(-rises, 0.0)


def fact_rises(facts: list[Facts], kind: SkillKind) -> Floats:
    """facts x three times steps: rise of the log-likelihood from cell to cell, as guessed, unkind and kind."""
    rates = np.array([(one.false_pass, one.slip, one.discrimination, one.sd) for one, _, _, _ in facts])
    level = np.array([level for _, level, _, _ in facts], dtype=np.intp)
    age = np.array([age for _, _, age, _ in facts])
    passed = np.array([float(passed) for _, _, _, passed in facts])
    floor, slip, slope, sd = rates.T
    base = np.log(floor) - np.log1p(-floor)
    toward = np.where(passed > 0.0, sd, -sd)
    parts = []
    for step in KINDNESS:
        moved = np.minimum(1.0 / (1.0 + np.exp(-(base + step * toward))), (1.0 - slip) * 0.999)
        chances = likelihoods(moved, slip, slope, level, passed)
        parts.append(_aged(chances, age, passed, kind))
    return np.concatenate(parts, axis=1)


def _aged(chances: Floats, age: np.typing.NDArray[np.int_], passed: Floats, kind: SkillKind) -> Floats:
    fresh: Floats = np.diff(np.log(chances), axis=1)
    sign = np.where(passed > 0.0, 1.0, -1.0)[:, None]
    fresh = np.maximum(sign * fresh, 0.0)
    for quarter in np.unique(age[age > 0]):
        rows = age == quarter
        old = np.diff(np.log(chances[rows] @ kernel(kind, int(quarter)).T), axis=1)
        fresh[rows] = np.minimum(fresh[rows], np.maximum(sign[rows] * old, 0.0))
    return fresh * sign


def _limited(total: Floats, table: Table, side: Floats) -> Floats:
    """With related skills: no more than the skill's own evidence plus `RELATED_CAP` says."""
    direct = table.share == 1.0
    if direct.all():
        return total
    own = together(np.where(direct[:, None], side, 0.0), table.groups)
    return np.minimum(total, own + np.tile(RELATED_CAP, 3))


def _rest(side: Floats, table: Table) -> Floats:
    if not side.any():
        return np.zeros((table.groups.clusters, _STEPS))
    rest = without_each(side, table.groups)
    direct = table.share == 1.0
    if direct.all():
        return rest
    own = without_each(np.where(direct[:, None], side, 0.0), table.groups)
    return np.minimum(rest, own + RELATED_CAP)


def _moved(rises: Floats) -> Floats:
    return logits(shares(masses(rises, _LOG_PRIOR))) - start()


def _related_cap() -> Floats:
    quiz = Assessment.QUIZ
    chances = likelihoods(
        np.full(4, FALSE_PASS[quiz][0]),
        np.full(4, SLIP[quiz]),
        np.full(4, discrimination_of(RELIABILITY[quiz])),
        np.arange(1, 5),
        np.ones(4),
    )
    cap: Floats = np.diff(np.log(chances), axis=1).max(axis=0)
    return cap


RELATED_CAP = _related_cap()
"""All related skills together say no more than one unwatched quiz about the skill itself. Own guess."""
