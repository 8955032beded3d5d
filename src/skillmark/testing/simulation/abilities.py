"""Abilities: what people can do now, and what they could do in each quarter before.

Abilities of one person hang together through one factor. The past is walked backwards from the present: ability then is
ability now, plus what was lost since, plus a random walk, at the pace that the evidence model takes for its decay.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.evidence.ability import Floats
from skillmark.skillkit.evidence.decay import DRIFT_AT_HALF_LIFE, HALF_LIFE_YEARS, VARIANCE_AT_HALF_LIFE
from skillmark.testing.simulation.settings import Settings


@dataclass(frozen=True, slots=True)
class Abilities:
    """`past` is people x skills x quarters of a year back; quarter 0 is now."""

    past: Floats

    @property
    def now(self) -> Floats:
        """people x skills."""
        return self.past[:, :, 0]

    def then(self, people: npt.NDArray[np.intp], skill: int, quarter: npt.NDArray[np.intp]) -> Floats:
        """Ability of these people so many quarters ago."""
        return np.asarray(self.past[people, skill, quarter], np.float64)


def make_abilities(settings: Settings, source: np.random.Generator) -> Abilities:
    """Draw everyone's abilities."""
    shape = (settings.people, settings.skills)
    shared = np.sqrt(settings.correlation) * source.standard_normal((settings.people, 1))
    own = np.sqrt(1.0 - settings.correlation) * source.standard_normal(shape)
    now = shared + own
    if settings.tails > 2.0:
        chi = source.chisquare(settings.tails, shape) / settings.tails
        now = now / np.sqrt(chi) * np.sqrt((settings.tails - 2.0) / settings.tails)
    now = now + settings.mean_ability + settings.prior_shift_sd * source.standard_normal(settings.skills)
    back = round(settings.years * 4) + 1
    pace = settings.decay_factor / 4.0 / HALF_LIFE_YEARS[settings.kind]
    steps = DRIFT_AT_HALF_LIFE * pace + np.sqrt(VARIANCE_AT_HALF_LIFE * pace) * source.standard_normal((*shape, back))
    steps[:, :, 0] = now
    return Abilities(np.cumsum(steps, axis=2))
