"""The latent ability: one number per person and skill, its prior, the levels as thresholds on it, and a grid.

Unit: ability 0 is the middle and 1 the standard deviation among people of whom only an interest in the skill is known.
"Has level L" means ability at or above the threshold of L, so that a higher level can never be surer than a lower one.
The grid's cells never straddle a threshold, and their prior masses are exact, so no evidence gives exactly the prior.
It knows nothing of people or items: arrays in, arrays out.
"""

from itertools import pairwise
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.values import Level

Floats = npt.NDArray[np.float64]

PRIOR = {Level.FOUNDATION: 0.50, Level.INDEPENDENT: 0.30, Level.ADVANCED: 0.18, Level.EXPERT: 0.10}
"""P(has it) for a person of whom only an interest in the skill is known. Own guess. The ratio of neighbours (0.55 to
0.6) is what evidence one level below is worth: nearer ratios would let a pass at one level prove the next."""

PRIOR_SD = 0.30
"""How unsure we are of the prior's middle: at Independent, 90 in 100 of true shares lie in 15..49. Own guess."""

CUT_MARGIN = 0.5
"""Passing is set this many logits above the threshold: who just has the level passes in 38 of 100. Own guess: a
cut is put high where a false pass costs more than a false fail."""

OGIVE = 1.7
"""A logistic curve of slope 1.7 is a normal ogive of slope 1 to within 0.01 (Haley 1952)."""

REACH = 3.5
CELL = 0.125
"""The grid runs to this many standard deviations each way (1 in 2,000 lies outside), in cells of about this width."""

_NORMAL = NormalDist()
THRESHOLD = {level: -_NORMAL.inv_cdf(share) for level, share in PRIOR.items()}


def _edges() -> Floats:
    stops = [-REACH, *(THRESHOLD[level] for level in Level), REACH]
    parts = [
        np.linspace(low, high, max(1, round((high - low) / CELL)), endpoint=False) for low, high in pairwise(stops)
    ]
    return np.concatenate([*parts, [REACH]])


EDGES = _edges()
POINTS: Floats = (EDGES[1:] + EDGES[:-1]) / 2.0
WIDTHS: Floats = np.diff(EDGES)
SIZE = len(POINTS)
ABOVE: Floats = np.array([THRESHOLD[level] < POINTS for level in Level], dtype=np.float64)
"""4 x cells: 1 where a cell counts for the level."""

_CUTS = np.array([THRESHOLD[level] for level in Level])


def prior_masses(shift: float = 0.0) -> Floats:
    """Mass of each cell under a normal prior whose middle is moved by `shift`; the ends hold the tails."""
    below = np.array([_NORMAL.cdf(float(edge) - shift) for edge in EDGES])
    below[0], below[-1] = 0.0, 1.0
    return np.diff(below)


def pass_curve(slope: Floats, level: npt.NDArray[np.intp], flatter: Floats, drift: Floats) -> Floats:
    """P(pass | ability) without floor and slip: rows x cells, from arrays of the same length (`level` 1..4).

    `slope` sets where the cut stands, `flatter` is the slope that is left (the same where the evidence is fresh).
    """
    cut = _CUTS[level - 1] + CUT_MARGIN / slope - drift
    steep: Floats = flatter[:, None] * (cut[:, None] - POINTS)
    np.exp(steep, out=steep)
    steep += 1.0
    np.reciprocal(steep, out=steep)
    return steep


def masses(rises: Floats, log_prior: Floats) -> Floats:
    """Posterior cell masses (rows x cells) from the rise of the log-likelihood between neighbouring cells."""
    logs = np.empty((len(rises), SIZE))
    logs[:, 0] = 0.0
    np.cumsum(rises, axis=1, out=logs[:, 1:])
    logs += log_prior
    logs -= logs.max(axis=1, keepdims=True)
    np.exp(logs, out=logs)
    logs /= logs.sum(axis=1, keepdims=True)
    return logs


def shares(cells: Floats) -> Floats:
    """P(at or above each level), rows x 4, inside (0, 1) so that log-odds stay finite."""
    return np.clip(cells @ ABOVE.T, 1e-12, 1.0 - 1e-12)


def quantile(cells: Floats, q: float) -> float:
    """Ability below which the share `q` of one row of masses lies; linear inside a cell."""
    return float(np.interp(q, np.concatenate(([0.0], np.cumsum(cells))), EDGES))
