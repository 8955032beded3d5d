"""How far one item alone moves a belief at a level, in log-odds, with its spread: a summary of the curve, for pages.

The curve itself (`rates`) is what the posterior uses; the summary starts from the prior and is not added up anywhere.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from skillmark.skillkit.evidence.ability import shares
from skillmark.skillkit.evidence.decay import SkillKind
from skillmark.skillkit.evidence.items import EvidenceItem
from skillmark.skillkit.evidence.table import read
from skillmark.skillkit.evidence.weighing import KINDNESS, logits, posterior_masses, start, weigh_rows
from skillmark.skillkit.values import Level

MAX_SPREAD = 0.50
"""The spread of a pass is at most this share of its weight, in all that stated facts can give (a test holds it)."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Log-odds moved and its standard deviation, of which the uncertain floor alone is the source."""

    log_odds: float
    sd: float


NOTHING = Weight(0.0, 0.0)


def weigh(item: EvidenceItem, level: Level, at: datetime, *, kind: SkillKind = SkillKind.UNSTATED) -> Weight:
    """What the item alone says about its skill at `level`, at that time. Revoked or not yet earned: nothing."""
    table = read([[item]], item.skill, at)
    if not table.rows:
        return NOTHING
    weighed = weigh_rows(table, kind)
    rises = np.concatenate(np.split(weighed.up - weighed.down, 3, axis=1))
    guessed, unkind, kinder = (logits(shares(posterior_masses(rises))) - start())[:, level - 1]
    return Weight(float(guessed), float(kinder - unkind) / (2.0 * KINDNESS[1]))


def full_weight(item: EvidenceItem) -> Weight:
    """The weight at the item's own level, while it is fresh and valid."""
    return weigh(replace(item, revoked=False, valid_until=None), item.level, item.earned_at)
