"""From rows to posterior: one person or many at once, the best figure, and the ends of the interval.

The interval does not sample. Two things are uncertain: how common the skill is (the prior's middle) and how kind our
guesses of false passes are (all of them at once: guesses made by the same people err together). Four fixed sigma points
stand on the 90 % circle of the two: the prior alone, and prior and guesses together at 60 degrees, each way. `low` is
the lesser posterior of the two unkind points, `high` the greater of the two kind ones; each is the posterior of a model
of the same form, so everything that is monotone for `p` is so for them. Errors of estimated rates are independent
rather than shared, so that with many of them the interval is too wide, never too narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from skillmark.skillkit.evidence.ability import (
    PRIOR_SD,
    SIZE,
    Floats,
    masses,
    pass_curve,
    prior_masses,
    shares,
)
from skillmark.skillkit.evidence.decay import SkillKind, aged
from skillmark.skillkit.evidence.dependence import together, without_each
from skillmark.skillkit.evidence.items import Assessment
from skillmark.skillkit.evidence.rates import FALSE_PASS, RELIABILITY, SD_STATED, SLIP, discrimination_of
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

STEPS = SIZE - 1
"""Steps from cell to cell."""

KEPT_FACTS = 8_192
"""Curves kept for each kind of skill: about 12 MB at most."""

_KNOWN: dict[SkillKind, dict[Facts, Floats]] = {}
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
    """Rises of passes and falls of failures for every owner; columns are the three of `KINDNESS`, one after another.

    `row` is the same for every row, by itself and as guessed: a rise if passed, a fall if failed.
    """

    up: Floats
    down: Floats
    solid_up: Floats
    solid_down: Floats
    row: Floats


@dataclass(frozen=True, slots=True)
class Figures:
    """owners x 4 levels each; `enough` as booleans."""

    p: Floats
    low: Floats
    high: Floats
    enough: np.typing.NDArray[np.bool_]


def weigh_rows(table: Table, kind: SkillKind) -> Weighed:
    """What each owner's rows say together."""
    rises = _row_rises(table, kind)
    up, solid_up = _side(rises, table, False)
    down, solid_down = _side(rises, table, True)
    return Weighed(up, down, solid_up, solid_down, rises[:, :STEPS])


def _side(side: Floats, table: Table, failed: bool) -> tuple[Floats, Floats]:
    """(total, total of what is solid) of the passes, or of the failures, for every owner."""
    rows = np.flatnonzero(table.failed == failed)
    owners = table.groups.owners
    if len(rows) == 0:
        return np.zeros((owners, 3 * STEPS)), np.zeros((owners, STEPS))
    groups, _ = table.groups.only(rows)
    side, solid, direct = side[rows], table.solid[rows], table.direct[rows]
    if solid.all():
        total = together(side, groups)
        return total, total[:, :STEPS]
    total = together(np.concatenate((side, side[:, :STEPS] * solid[:, None]), axis=1), groups)
    every = total[:, : 3 * STEPS]
    if not direct.all():
        every = np.minimum(every, together(side * direct[:, None], groups) + np.tile(RELATED_CAP, 3))
    return every, total[:, 3 * STEPS :]


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


def left_out(table: Table, weighed: Weighed) -> Floats:
    """clusters x 4: log-odds by which each cluster moves its owner's belief, found by leaving it out."""
    owner = table.groups.owner_of_cluster
    rest = _rest(weighed, table, False) - _rest(weighed, table, True)
    every = as_guessed(weighed)
    moved: Floats = logits(shares(masses(every, _LOG_PRIOR)))[owner] - logits(shares(masses(rest, _LOG_PRIOR)))
    return moved


def as_guessed(weighed: Weighed) -> Floats:
    """owners x steps: total rises with every rate as guessed."""
    return weighed.up[:, :STEPS] - weighed.down[:, :STEPS]


def start() -> Floats:
    """4 log-odds before any evidence."""
    return _START


def posterior_masses(rises: Floats) -> Floats:
    """owners x cells, from total rises (owners x steps) at the figures as guessed."""
    return masses(rises, _LOG_PRIOR)


def logits(p: Floats) -> Floats:
    """Natural log-odds."""
    return np.log(p) - np.log1p(-p)


def _row_rises(table: Table, kind: SkillKind) -> Floats:
    """Rises of passes and falls of failures, rows x three times steps, not below 0; shares already applied."""
    if not table.facts:
        return np.zeros((0, 3 * STEPS))
    known = fact_rises(table.facts, kind)
    rises = known[table.fact_of_row]
    if (table.bound_of_row != table.fact_of_row).any():
        rises = np.minimum(rises, known[table.bound_of_row])
    return rises if table.direct.all() else rises * table.share[:, None]


def fact_rises(facts: Sequence[Facts], kind: SkillKind) -> Floats:
    """facts x three times steps: how the log-likelihood rises (of a failure: falls) from cell to cell, not below 0.

    As guessed, unkind and kind, side by side. Kept for the facts met last, since people share them.
    """
    known = _KNOWN.setdefault(kind, {})
    new = [one for one in facts if one not in known]
    if len(known) + len(new) > KEPT_FACTS:
        known.clear()
        new = list(facts)
    if new:
        known.update(zip(new, _fact_rises(new, kind), strict=True))
    return np.array([known[one] for one in facts])


def _fact_rises(facts: Sequence[Facts], kind: SkillKind) -> Floats:
    columns = np.array([(*rates, level, age, passed) for level, age, passed, *rates in facts])
    floor, slip, slope, sd, level, age, passed = columns.T
    curve = pass_curve(slope, level.astype(np.intp), slope, np.zeros_like(slope))
    old = pass_curve(slope, level.astype(np.intp), *aged(slope, age, kind))
    logit = np.log(floor) - np.log1p(-floor)
    toward = np.where(passed > 0.0, sd, -sd)
    parts = []
    for step in KINDNESS:
        moved = np.minimum(1.0 / (1.0 + np.exp(-(logit + step * toward))), 0.999 * (1.0 - slip))
        fresh = _rise(curve, moved, slip, passed)
        parts.append(np.minimum(fresh, _rise(old, moved, slip, passed)) if age.any() else fresh)
    return np.concatenate(parts, axis=1)


def _rise(curve: Floats, floor: Floats, slip: Floats, passed: Floats) -> Floats:
    chance = floor[:, None] + (1.0 - floor - slip)[:, None] * curve
    np.log(np.where(passed[:, None] > 0.0, chance, 1.0 - chance), out=chance)
    return np.abs(np.diff(chance, axis=1))


def _rest(weighed: Weighed, table: Table, failed: bool) -> Floats:
    """clusters x steps: what is left of the owner's passes, or failures, without the cluster."""
    rows = np.flatnonzero(table.failed == failed)
    total = (weighed.down if failed else weighed.up)[:, :STEPS]
    rest = total[table.groups.owner_of_cluster]
    if len(rows) == 0:
        return rest
    groups, clusters = table.groups.only(rows)
    left = without_each(weighed.row[rows], groups)
    direct = table.direct[rows]
    if not direct.all():
        left = np.minimum(left, without_each(weighed.row[rows] * direct[:, None], groups) + RELATED_CAP)
    rest[clusters] = left
    return rest


def _moved(rises: Floats) -> Floats:
    return logits(shares(masses(rises, _LOG_PRIOR))) - start()


def _related_cap() -> Floats:
    quiz = Assessment.QUIZ
    rates = (FALSE_PASS[quiz][0], SLIP[quiz], discrimination_of(RELIABILITY[quiz]), SD_STATED)
    facts: list[Facts] = [(level, 0, True, *rates) for level in range(1, 5)]
    envelope: Floats = _fact_rises(facts, SkillKind.UNSTATED)[:, :STEPS].max(axis=0)
    return envelope / 2.0


RELATED_CAP = _related_cap()
"""All related skills together say no more than this: half of unwatched quizzes passed at every level at once, which is
less than one such quiz at the level asked about. Own guess."""

_START: Floats = logits(shares(masses(np.zeros((1, STEPS)), _LOG_PRIOR)))[0]
