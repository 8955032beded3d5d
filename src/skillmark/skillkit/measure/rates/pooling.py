"""Error rates with partial pooling: facts cell, issuer, achievement, version; each borrows from the one above.

Model: the log-odds of both rates of a child are normal about those of its parent (a hierarchical logistic-normal model,
as in Gelman and others, Bayesian Data Analysis, chapter 5). The levels form a tree, so two sweeps of messages give the
exact posterior on the grid (Pearl 1988): no sampling, no iteration, the same figures on every machine and in any order.
How far children stray is not known: three scales of the guessed widths are weighed by how well they explain what was
seen. Limit: an issuer that is lax in one facts cell is not held to be lax in another; cells share nothing.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.rates.likelihood import FALSE_PASS_GRID, SLIP_GRID, log_likelihood
from skillmark.skillkit.measure.rates.observations import Prior, Seen
from skillmark.skillkit.measure.shares import CONFIDENCE, Floats, Interval, Rate

WIDTHS = (0.8, 0.5, 0.3)
"""How far an issuer strays from its cell, an achievement from its issuer, a version from its achievement: standard
deviations of log-odds before scaling. Own guesses; issuers differ most."""

SCALES = (0.5, 1.0, 2.0)
"""Multiples of the widths that are weighed against each other, equally likely beforehand."""

Node = tuple[str, ...]
"""A place or a beginning of one: (cell,), (cell, issuer) ..."""

_Grid = Floats
_TINY = -1e30


@dataclass(frozen=True, slots=True)
class Estimate:
    """Both error rates of one node, with 90 % intervals that already hold the bound for checks not at random."""

    node: Node
    false_pass: Rate
    false_pass_interval: Interval
    slip: Rate
    slip_interval: Interval
    checked: int
    """People checked later at or below this node: 0 means that only the stated facts speak."""


def pooled_rates(
    seen: Iterable[Seen], priors: Mapping[str, Prior], *, selection_odds: float = 2.0
) -> dict[Node, Estimate]:
    """Estimates of every cell, issuer, achievement and version that something was seen of.

    `selection_odds` (1 or more; 2 is our own guess): people with the skill may be up to so many times likelier, or less
    likely, to be seen by a check not drawn at random. Middles take neither side; intervals are the widest of both
    (a sensitivity bound in the manner of Rosenbaum 2002). Errors: Refused without a prior for a cell. Cost: about 10 ms
    a version and year (1,000: 10 s, measured 2026-11-22), and some 70 kB of memory a node.
    """
    everything = list(seen)
    if selection_odds < 1.0:
        raise Refused("Odds of selection are 1 or more.", code="skillkit.selection_out_of_range")
    missing = {one.place[0] for one in everything} - set(priors)
    if missing:
        raise Refused("Every facts cell needs its prior.", code="skillkit.prior_missing")
    middle = _posteriors(everything, priors, 1.0)
    sides = [middle]
    if selection_odds > 1.0 and any(not check.at_random for one in everything for check in one.checks):
        sides += [_posteriors(everything, priors, odds) for odds in (1.0 / selection_odds, selection_odds)]
    checked = _checked(everything)
    return {node: _estimate(node, [side[node] for side in sides], checked[node]) for node in middle}


def rate_for(node: Node, estimates: Mapping[Node, Estimate], priors: Mapping[str, Prior]) -> Prior:
    """Both rates of a place, seen or not: the nearest node above it that was seen, wider for each step down.

    Errors: Refused where not even the cell has a prior.
    """
    for depth in range(len(node), 0, -1):
        found = estimates.get(node[:depth])
        if found is not None:
            return Prior(_wider(found.false_pass, depth, len(node)), _wider(found.slip, depth, len(node)))
    prior = priors.get(node[0]) if node else None
    if prior is None:
        raise Refused("Every facts cell needs its prior.", code="skillkit.prior_missing")
    return Prior(_wider(prior.false_pass, 1, len(node)), _wider(prior.slip, 1, len(node)))


def _wider(rate: Rate, have: int, want: int) -> Rate:
    return Rate(rate.log_odds, float(np.sqrt(rate.sd**2 + sum(width**2 for width in WIDTHS[have - 1 : want - 1]))))


def _posteriors(seen: list[Seen], priors: Mapping[str, Prior], odds: float) -> dict[Node, _Grid]:
    """Posterior of each node over the grid (sums to 1), averaged over the scales by how well each explains its cell."""
    own: dict[Node, _Grid] = {}
    for one in sorted(seen, key=lambda one: (one.place, one.year)):
        own[one.place] = own.get(one.place, np.zeros(())) + log_likelihood(one, odds)
    found: dict[Node, _Grid] = {}
    for cell in sorted({node[0] for node in own}):
        leaves = {node: grid for node, grid in own.items() if node[0] == cell}
        runs = [_Tree(leaves, _log_prior(priors[cell]), scale).sweep() for scale in SCALES]
        weights = special.softmax([evidence for evidence, _ in runs])
        for node in runs[0][1]:
            found[node] = sum(weight * run[node] for weight, (_, run) in zip(weights, runs, strict=True))
    return found


class _Tree:
    """Messages up and down one cell's tree, for one scale. Grids hold natural logs."""

    def __init__(self, leaves: Mapping[Node, _Grid], prior: _Grid, scale: float) -> None:
        self.leaves, self.prior = leaves, prior
        self.steps = [(_kernel(FALSE_PASS_GRID, width * scale), _kernel(SLIP_GRID, width * scale)) for width in WIDTHS]
        self.children: dict[Node, set[Node]] = {}
        for leaf in leaves:
            for depth in range(1, len(leaf)):
                self.children.setdefault(leaf[:depth], set()).add(leaf[: depth + 1])
        self.below: dict[Node, _Grid] = {}
        self.upward: dict[Node, _Grid] = {}

    def sweep(self) -> tuple[float, dict[Node, _Grid]]:
        """The log evidence of the cell, and the posterior of each node."""
        root = next(iter(self.leaves))[:1]
        joint = self.prior + self._gather(root)
        evidence = float(special.logsumexp(joint))
        return evidence, {node: np.exp(grid) for node, grid in self._spread(root, joint - evidence)}

    def _gather(self, node: Node) -> _Grid:
        total = self.leaves.get(node, np.zeros((FALSE_PASS_GRID.size, SLIP_GRID.size)))
        for child in sorted(self.children.get(node, ())):
            self.upward[child] = _through(self._gather(child), self.steps[len(node) - 1], up=True)
            total = total + self.upward[child]
        self.below[node] = total
        return total

    def _spread(self, node: Node, posterior: _Grid) -> Iterable[tuple[Node, _Grid]]:
        yield node, posterior
        for child in sorted(self.children.get(node, ())):
            without = np.maximum(posterior, _TINY) - np.maximum(self.upward[child], _TINY)
            joint = _through(without, self.steps[len(node) - 1], up=False) + self.below[child]
            yield from self._spread(child, joint - special.logsumexp(joint))


def _through(log_grid: _Grid, step: tuple[Floats, Floats], *, up: bool) -> _Grid:
    """A message across an edge: a normal step along both axes. Kernels hold the parent in rows, children in columns."""
    first, second = (step[0], step[1].T) if up else (step[0].T, step[1])
    top = float(log_grid.max())
    return np.asarray(np.log(np.maximum(first @ np.exp(log_grid - top) @ second, 1e-300)) + top, np.float64)


def _kernel(grid: Floats, sd: float) -> Floats:
    """P(child's cell | parent) for a normal step, by areas of the cells, so that a step finer than the grid is none."""
    half = (grid[1] - grid[0]) / 2.0
    edges = np.concatenate(([-np.inf], grid[:-1] + half, [np.inf]))
    return np.asarray(np.diff(special.ndtr((edges[None, :] - grid[:, None]) / sd), axis=1), np.float64)


def _log_prior(prior: Prior) -> _Grid:
    first = -0.5 * ((FALSE_PASS_GRID - prior.false_pass.log_odds) / max(prior.false_pass.sd, 0.05)) ** 2
    second = -0.5 * ((SLIP_GRID - prior.slip.log_odds) / max(prior.slip.sd, 0.05)) ** 2
    both = first[:, None] + second[None, :]
    return np.asarray(both - special.logsumexp(both), np.float64)


def _estimate(node: Node, sides: list[_Grid], checked: int) -> Estimate:
    wrong = [_summary(FALSE_PASS_GRID, side.sum(axis=1)) for side in sides]
    slips = [_summary(SLIP_GRID, side.sum(axis=0)) for side in sides]
    return Estimate(node, wrong[0][0], _widest(wrong), slips[0][0], _widest(slips), checked)


def _summary(grid: Floats, weights: Floats) -> tuple[Rate, Interval]:
    mean = float(weights @ grid)
    sd = math.sqrt(max(0.0, float(weights @ (grid - mean) ** 2)))
    half = (grid[1] - grid[0]) / 2.0
    reached = np.concatenate(([0.0], np.cumsum(weights))) / weights.sum()
    edges = np.concatenate((grid - half, [grid[-1] + half]))
    tail = (1.0 - CONFIDENCE) / 2.0
    low, high = (float(special.expit(np.interp(at, reached, edges))) for at in (tail, 1.0 - tail))
    return Rate(mean, sd), Interval(low, high)


def _widest(found: list[tuple[Rate, Interval]]) -> Interval:
    return Interval(min(one.low for _, one in found), max(one.high for _, one in found))


def _checked(seen: list[Seen]) -> dict[Node, int]:
    counts: dict[Node, int] = {}
    for one in seen:
        number = sum(check.checked for check in one.checks)
        for depth in range(1, len(one.place) + 1):
            counts[one.place[:depth]] = counts.get(one.place[:depth], 0) + number
    return counts
