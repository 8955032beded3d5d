"""Do two assessors agree, does a test agree with itself: kappa, KR-20, and what a reliability says as counts.

Formulas: kappa by Cohen (1960) with the large-sample error of Fleiss, Cohen and Everitt (1969); KR-20 by Kuder and
Richardson (1937); a test against its parallel form by the bivariate normal of Peng and Subkoviak (1980).
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.rates.observations import Agreement
from skillmark.skillkit.measure.shares import CONFIDENCE, Floats, Interval

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(64)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance: 1 is full, 0 is what chance gives. `agreed` is the bare share of works agreed on."""

    kappa: float
    interval: Interval
    agreed: float
    works: int


def kappa(agreement: Agreement) -> Kappa | None:
    """Kappa of two assessors who are not told apart; None without works, or where all went one way.

    Splits count half to each side. The interval is for large samples: below about 30 works it is too narrow.
    """
    works = agreement.works
    if works == 0:
        return None
    passed = (agreement.both_passed + agreement.split / 2.0) / works
    chance = passed**2 + (1.0 - passed) ** 2
    agreed = 1.0 - agreement.split / works
    if chance >= 1.0:
        return None
    figure = (agreed - chance) / (1.0 - chance)
    reach = float(special.ndtri(0.5 + CONFIDENCE / 2)) * _error(agreement, passed, agreed, chance)
    return Kappa(figure, Interval(max(-1.0, figure - reach), min(1.0, figure + reach)), agreed, works)


def kr20(correct: npt.NDArray[np.bool_]) -> float | None:
    """Reliability of a test from who got which item right; shape (people, items). None where it has no value.

    It lies at or below 1 and may be negative, which means that the items do not measure one thing.
    """
    people, items = correct.shape
    if people < 2 or items < 2:
        return None
    scores, easy = correct.sum(axis=1), correct.mean(axis=0)
    spread = float(scores.var())
    return None if spread == 0.0 else items / (items - 1) * (1.0 - float((easy * (1.0 - easy)).sum()) / spread)


def agreement_of_reliability(people: int, reliability: float, pass_rate: float) -> Agreement:
    """How a test of this reliability (0..1) would agree with its parallel form, as counts over that many people.

    So item statistics enter the rates in the same way as two assessors do. Rounded to whole people.
    """
    if not (0.0 <= reliability <= 1.0 and 0.0 <= pass_rate <= 1.0 and people >= 0):
        raise Refused("A reliability and a pass rate lie between 0 and 1.", code="skillkit.reliability_out_of_range")
    both = round(people * both_above(pass_rate, reliability))
    one_side = round(people * pass_rate)
    split = min(people - both, 2 * max(0, one_side - both))
    return Agreement(both, split, people - both - split)


def both_above(share_above: float, correlation: float) -> float:
    """P(both of two normal scores pass the cut that `share_above` pass), for a correlation of 0..1.

    Plackett's (1954) integral over the correlation, with r = sin(t), by 64 Gauss-Legendre nodes: 1e-9 or better.
    """
    if share_above in (0.0, 1.0):
        return share_above
    cut = float(special.ndtri(1.0 - share_above))
    end = math.asin(min(1.0, correlation))
    angles = end * (_NODES + 1.0) / 2.0
    inside = np.exp(-(cut**2) / (1.0 + np.sin(angles))) / (2.0 * math.pi)
    return share_above**2 + float((_WEIGHTS * inside).sum()) * end / 2.0


def _error(agreement: Agreement, passed: float, agreed: float, chance: float) -> float:
    """Fleiss, Cohen and Everitt's standard error for the symmetric two by two table."""
    works = agreement.works
    table: Floats = np.array(
        [
            [agreement.both_passed / works, agreement.split / works / 2],
            [agreement.split / works / 2, agreement.both_failed / works],
        ]
    )
    edge = np.array([passed, 1.0 - passed])
    sums = edge[:, None] + edge[None, :]
    on = float((np.diag(table) * ((1.0 - chance) - 2.0 * edge * (1.0 - agreed)) ** 2).sum())
    off = (1.0 - agreed) ** 2 * float((table * sums**2)[~np.eye(2, dtype=bool)].sum())
    rest = (agreed * chance - 2.0 * chance + agreed) ** 2
    return math.sqrt(max(0.0, on + off - rest) / works) / (1.0 - chance) ** 2
