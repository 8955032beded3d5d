"""How far one item moves a belief: ln P(award | has it) / P(award | has it not), and how sure we are of that.

Every number is a first guess of ours until it can be estimated; what is known from the literature is the direction
and the order, and the paper is named beside it. Decision and sensitivity: docs/decisions/0006-first-evidence-model.md.
Invariant that the tests hold: more supervision, an identity check, a higher pass mark, fewer attempts and a larger
practical share never lower the weight, and the spread is at most `MAX_SPREAD` of the weight, which is what makes the
low end of the interval rise with each new piece of positive evidence.
"""

from dataclasses import dataclass
from datetime import datetime

from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.values import Level

# Log-odds by (nobody watched, watched online, watched on site). Own guesses. Order: unproctored scores run about
# d = 0.20 above proctored ones (Steger, Schroeders and Gnambs 2020), so a pass says less; knowledge tests and work
# samples both predict work (operational validity .40 and .33, Sackett et al. 2022), completion is no test at all.
TABLE: dict[Assessment, tuple[float, float, float]] = {
    Assessment.NONE: (0.7, 0.7, 0.8),
    Assessment.UNSTATED: (0.7, 0.7, 0.8),
    Assessment.QUIZ: (1.1, 1.6, 1.9),
    Assessment.PORTFOLIO: (1.3, 1.6, 2.0),
    Assessment.PROJECT: (1.5, 1.9, 2.3),
    Assessment.EXAM: (1.3, 2.6, 2.8),
    Assessment.OBSERVED: (1.5, 2.3, 2.8),
}
_COLUMN = {Supervision.NONE: 0, Supervision.UNSTATED: 0, Supervision.ONLINE: 1, Supervision.ONSITE: 2}

IDENTITY_WATCHED = 0.6
IDENTITY_UNWATCHED = 0.2
"""Added when the identity was checked; worth more where someone watched. Own guesses."""

# Own guesses, for what is no assessed credential. Self-assessment correlates about .29 with measured ability
# (Zell and Krizan 2014), so it says a little and not nothing.
SELF_WEIGHT = 0.4
EXPERIENCE_WEIGHT = 1.2
ENDORSEMENT_WEIGHT = 0.6

SPREAD_STATED = 0.18
SPREAD_UNSTATED = 0.30
SPREAD_UNASSESSED = 0.50
MAX_SPREAD = 0.50
"""Standard deviation of the weight as a share of it: facts stated, facts missing, nothing assessed. Own guesses."""

BELOW = (1.0, 0.25, 0.05, 0.0)
"""Share that counts when the evidence stands 0, 1, 2, 3 levels below the level asked about. Own guess."""

EXPIRED_SHARE = 0.5
"""Share that counts after `valid_until`. Own guess; decay by kind of skill belongs to the next model."""

MAX_WEIGHT = 4.0
"""No single item moves more than this (odds of about 55 to 1). Own guess."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Log-odds moved and its standard deviation."""

    log_odds: float
    sd: float

    def times(self, share: float) -> "Weight":
        """The same evidence counted in part."""
        return Weight(self.log_odds * share, self.sd * share)


NOTHING = Weight(0.0, 0.0)


def weigh(item: EvidenceItem, level: Level, at: datetime) -> Weight:
    """What the item alone says about its skill at `level`, at that time. Revoked or not yet earned: nothing."""
    if item.revoked or item.earned_at > at:
        return NOTHING
    full = full_weight(item)
    share = BELOW[max(0, level - item.level)]
    if item.valid_until is not None and at > item.valid_until:
        share *= EXPIRED_SHARE
    return full.times(share)


def full_weight(item: EvidenceItem) -> Weight:
    """The weight at the item's own level, while it is valid."""
    log_odds, spread = _assessed(item)
    if not item.verified:
        log_odds, spread = min(log_odds, SELF_WEIGHT), SPREAD_UNASSESSED
    return Weight(log_odds, log_odds * spread)


def _assessed(item: EvidenceItem) -> tuple[float, float]:
    if item.kind is Kind.SELF:
        return SELF_WEIGHT, SPREAD_UNASSESSED
    log_odds = TABLE[item.assessment][_COLUMN[item.supervision]]
    if item.assessment in (Assessment.NONE, Assessment.UNSTATED):
        if item.kind is Kind.EXPERIENCE:
            log_odds = EXPERIENCE_WEIGHT
        elif item.kind is Kind.ENDORSEMENT:
            log_odds = ENDORSEMENT_WEIGHT
        return log_odds, SPREAD_UNASSESSED
    log_odds += _identity(item) + _details(item)
    stated = item.supervision is not Supervision.UNSTATED
    return min(MAX_WEIGHT, log_odds), SPREAD_STATED if stated else SPREAD_UNSTATED


def _identity(item: EvidenceItem) -> float:
    if not item.identity_checked:
        return 0.0
    return IDENTITY_WATCHED if _COLUMN[item.supervision] else IDENTITY_UNWATCHED


def _details(item: EvidenceItem) -> float:
    """Pass mark, attempts and practical share: at most about a third of a log-odds unit each way. Own guesses."""
    moved = 0.0
    if item.pass_mark is not None:
        moved += max(-0.2, min(0.2, item.pass_mark - 0.6))
    if item.attempts_allowed is not None:
        moved += 0.1 if item.attempts_allowed == 1 else 0.0 if item.attempts_allowed <= 3 else -0.2
    if item.practical_share is not None:
        moved += 0.2 * item.practical_share
    return moved
