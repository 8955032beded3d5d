"""How likely what was seen is, on a grid of the two error rates, with the share who have the skill integrated out.

Grid: log-odds of the false-pass rate along the first axis, of the slip rate along the second. The share with the skill
among those who sat it is a nuisance of each version and year, flat between 0 and 1. Where those without the skill would
pass at least as often as those with it the likelihood is zero: that corner is the mirror image of the same data.
"""

from functools import lru_cache

import numpy as np
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.measure.rates.observations import Agreement, Seen
from skillmark.skillkit.measure.shares import Floats

FALSE_PASS_GRID: Floats = np.linspace(-6.0, 4.0, 41)
SLIP_GRID: Floats = np.linspace(-6.0, 2.0, 33)
"""Log-odds: rates from 0.2 % to 98 % and to 88 %, a quarter apart."""

_SHARES: Floats = (np.arange(25) + 0.5) / 25
_MARKING_SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
_FALSE_PASS: Floats = special.expit(FALSE_PASS_GRID)[:, None, None]
_SLIP: Floats = special.expit(SLIP_GRID)[None, :, None]
_SHARE: Floats = _SHARES[None, None, :]
_PASSES: Floats = _SHARE * (1.0 - _SLIP) + (1.0 - _SHARE) * _FALSE_PASS
_LOG_PASS, _LOG_FAIL = np.log(_PASSES), np.log1p(-_PASSES)
_LEAST = 1e-300
_MIRRORED = (_FALSE_PASS >= 1.0 - _SLIP)[:, :, 0]


def log_likelihood(seen: Seen, selection_odds: float) -> Floats:
    """Natural log of P(what was seen | rates), up to a constant; shape (41, 33).

    `selection_odds`: how many times likelier someone with the skill is to be seen than someone without it, for checks
    that were not drawn at random. Cost: 34,000 points, 0.5 ms; 15 ms where assessors were compared.
    """
    total = seen.passed * _LOG_PASS + (seen.sat - seen.passed) * _LOG_FAIL
    for check in seen.checks:
        odds = 1.0 if check.at_random else selection_odds
        shown, not_shown = _log_chances(check.after_pass, odds, check.false_pass, check.slip)
        total += check.shown * shown + (check.checked - check.shown) * not_shown
    if seen.agreement is not None and seen.agreement.works:
        total += _of_agreement(seen.agreement)
    top = total.max(axis=2)
    summed = np.log(np.exp(total - top[:, :, None]).sum(axis=2)) + top
    return np.asarray(np.where(_MIRRORED, -np.inf, summed), np.float64)


@lru_cache(maxsize=32)
def _log_chances(after_pass: bool, odds: float, false_pass: float, slip: float) -> tuple[Floats, Floats]:
    """Logs of P(shown) and P(not shown) at a check of someone who passed, or failed, at every point. 540 kB kept each.

    Those seen hold a share that Bayes' rule gives, tilted by the odds of being seen; the check then errs itself.
    """
    if after_pass:
        have, have_not = _SHARE * (1.0 - _SLIP), (1.0 - _SHARE) * _FALSE_PASS
    else:
        have, have_not = _SHARE * _SLIP, (1.0 - _SHARE) * (1.0 - _FALSE_PASS)
    able = have * odds / (have * odds + have_not)
    shown = able * (1.0 - slip) + (1.0 - able) * false_pass
    return np.log(np.maximum(shown, _LEAST)), np.log(np.maximum(1.0 - shown, _LEAST))


def _of_agreement(agreement: Agreement) -> Floats:
    """Assessors who judge apart see only their own marking: not someone else's work, nor help that nobody saw.

    So marking is an unknown share of each error rate (a tenth to nine tenths, own guess): much disagreement shows that
    the rates are high, and agreement never shows that they are low. Two raters and a latent class: Hui and Walter 1980.
    """
    parts = []
    for share in _MARKING_SHARES:
        wrong, hit = share * _FALSE_PASS, 1.0 - share * _SLIP
        both = _SHARE * hit**2 + (1.0 - _SHARE) * wrong**2
        neither = _SHARE * (1.0 - hit) ** 2 + (1.0 - _SHARE) * (1.0 - wrong) ** 2
        split = np.maximum(1.0 - both - neither, _LEAST)
        counts = ((agreement.both_passed, both), (agreement.both_failed, neither), (agreement.split, split))
        parts.append(sum(count * np.log(np.maximum(chance, _LEAST)) for count, chance in counts))
    return np.asarray(special.logsumexp(np.stack(parts), axis=0), np.float64)
