"""What an assessment gets wrong: how often someone passes without the skill, or fails with it, from stated facts.

P(pass | ability) = c + (1 - c - d) * logistic(a * (ability - cut)), with c the false-pass floor (somebody else sits it,
copying, lax marking), d the slip (a bad day), a the discrimination. Every number is a guess of ours until it can be
estimated from what was seen later; the literature gives order and direction, and the paper stands beside it.

The rule that the tests hold: whatever guards an assessment (someone watching, an identity check, a higher pass mark,
fewer attempts, a larger practical share, no AI where it matters) only multiplies c by at most 1, and touches neither a
nor d. The likelihood ratio of "guarded" to "not guarded" then rises with ability, so more of it never lowers a belief
at any level. What an issuer writes in words is not read here at all.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.evidence.ability import OGIVE
from skillmark.skillkit.evidence.items import AiPolicy, Assessment, EvidenceItem, Kind, Supervision


@dataclass(frozen=True, slots=True, order=True)
class Rates:
    """Error rates of one assessment. `sd` is how unsure we are of `false_pass`: the standard deviation of its logit."""

    false_pass: float
    slip: float
    discrimination: float
    """Logits of passing per prior standard deviation of ability."""
    sd: float

    def __post_init__(self) -> None:
        floor, slip = self.false_pass, self.slip
        if not (0.0 < floor < 1.0 and 0.0 < slip < 1.0 and floor + slip < 1.0):
            raise Refused("Error rates lie above 0 and together below 1.", code="skillkit.rates_out_of_range")
        if not (0.0 < self.discrimination < math.inf and 0.0 <= self.sd < math.inf):
            raise Refused("Discrimination lies above 0, the spread not below it.", code="skillkit.rates_out_of_range")


def discrimination_of(reliability: float) -> float:
    """Logits per standard deviation of ability, of a test with that reliability (0..1, both ends out).

    With error variance (1 - r) / r in units of the ability's variance the pass curve is a normal ogive of slope
    sqrt(r / (1 - r)); 1.7 turns it into a logistic one (Lord and Novick 1968, part 5; Haley 1952).
    """
    return OGIVE * math.sqrt(reliability / (1.0 - reliability))


# Reliability of the decision by kind of assessment. Exams: .90 is the least for decisions about single people by
# Nunnally and Bernstein (1994, p. 265). Observation at work with several assessors about .8, one alone nearer .5
# (Viswesvaran, Ones and Schmidt 1996: one rater of job performance .52). Portfolios about .6 with two raters (Koretz
# 1998 reports from .33 to .8). Projects, quizzes and what is not stated: own guesses between them.
RELIABILITY: dict[Assessment, float] = {
    Assessment.NONE: 0.30,
    Assessment.UNSTATED: 0.30,
    Assessment.QUIZ: 0.70,
    Assessment.PORTFOLIO: 0.60,
    Assessment.PROJECT: 0.65,
    Assessment.EXAM: 0.90,
    Assessment.OBSERVED: 0.80,
}

SELF_RELIABILITY = 0.085
"""Self-assessment correlates .29 with measured ability (Zell and Krizan 2014, 22 meta-analyses): .29 squared."""

WORD_RELIABILITY = 0.40
"""Experience and endorsements that nobody assessed. Own guess, below one rater's .52 (Viswesvaran and others 1996)."""

# False-pass floor by (nobody watched, watched online, watched on site), identity not checked. Own guesses. Order:
# unproctored scores run d = 0.20 above proctored ones (Steger, Schroeders and Gnambs 2020), most where answers can be
# looked up, as in quizzes; self-reported online cheating in exams is 45 % overall (Newton and Essex 2024).
FALSE_PASS: dict[Assessment, tuple[float, float, float]] = {
    Assessment.NONE: (0.55, 0.55, 0.50),
    Assessment.UNSTATED: (0.55, 0.55, 0.50),
    Assessment.QUIZ: (0.18, 0.12, 0.08),
    Assessment.PORTFOLIO: (0.16, 0.10, 0.06),
    Assessment.PROJECT: (0.13, 0.08, 0.05),
    Assessment.EXAM: (0.18, 0.03, 0.02),
    Assessment.OBSERVED: (0.15, 0.05, 0.02),
}
_COLUMN = {Supervision.NONE: 0, Supervision.UNSTATED: 0, Supervision.ONLINE: 1, Supervision.ONSITE: 2}

SELF_FALSE_PASS = 0.10
EXPERIENCE_FALSE_PASS = 0.25
ENDORSEMENT_FALSE_PASS = 0.50
OUTCOME_FALSE_PASS = 0.10
REASSESSMENT_FALSE_PASS = 0.05
"""What is no assessed credential; re-assessments and outcomes never have a higher floor than this. Own guesses."""

IDENTITY_WATCHED = 0.20
IDENTITY_UNWATCHED = 0.85
"""The floor is multiplied by this where the identity was checked; little where nobody watched. Own guesses."""

PASS_MARK_USUAL = 0.6
PASS_MARK_REACH = 0.2
"""The floor falls by the factor exp(usual - stated), at most this far either way. Own guess."""

ONE_ATTEMPT = 0.90
MANY_ATTEMPTS = 1.25
FEW_ATTEMPTS = 3
"""One attempt only, and more than a few. Own guess; a retake at luck alone adds about its own chance again."""

PRACTICAL = 0.20
"""A wholly practical assessment lowers the floor by this share. Own guess; knowledge is easier to copy than work."""

AI_FORBIDDEN = 0.95
AI_ALLOWED = 1.15
"""Forbidding AI counts for a little, and where somebody watches to see it kept for more (squared). Own guesses."""

SLIP: dict[Assessment, float] = {
    Assessment.NONE: 0.10,
    Assessment.UNSTATED: 0.10,
    Assessment.QUIZ: 0.05,
    Assessment.PORTFOLIO: 0.05,
    Assessment.PROJECT: 0.05,
    Assessment.EXAM: 0.03,
    Assessment.OBSERVED: 0.05,
}
"""Who clearly has it and still fails. Own guesses."""

SD_STATED = 0.5
SD_UNSTATED = 0.8
SD_UNASSESSED = 0.5
"""Standard deviation of the floor's logit: facts stated, supervision not stated, nothing assessed. Own guesses: 0.5
says that a floor of 0.10 lies between about 0.05 and 0.20 in nine of ten cases."""

FLOOR_MIN, FLOOR_MAX = 0.002, 0.80
"""Nothing is safer than 2 in 1,000, nor more useless than 8 in 10. Own guesses."""


def error_rates(item: EvidenceItem) -> Rates:
    """The rates that follow from the facts of the item alone. Cost: about a microsecond once the facts were seen."""
    return _rates(
        item.kind,
        item.assessment,
        item.supervision,
        item.identity_checked,
        item.practical_share,
        item.pass_mark,
        item.attempts_allowed,
        item.ai_policy,
        item.verified,
    )


@lru_cache(maxsize=4096)
def _rates(
    kind: Kind,
    assessment: Assessment,
    supervision: Supervision,
    identity_checked: bool,
    practical_share: float | None,
    pass_mark: float | None,
    attempts_allowed: int | None,
    ai_policy: AiPolicy,
    verified: bool,
) -> Rates:
    if kind is Kind.SELF:
        return _OWN_WORD
    watched = _COLUMN[supervision] > 0
    if assessment in (Assessment.NONE, Assessment.UNSTATED):
        rates = _UNASSESSED.get(kind) or Rates(
            FALSE_PASS[assessment][_COLUMN[supervision]],
            SLIP[assessment],
            discrimination_of(RELIABILITY[assessment]),
            SD_UNASSESSED,
        )
    else:
        floor = FALSE_PASS[assessment][_COLUMN[supervision]]
        if identity_checked:
            floor *= IDENTITY_WATCHED if watched else IDENTITY_UNWATCHED
        floor *= _details(practical_share, pass_mark, attempts_allowed) * _ai(ai_policy, watched)
        floor = min(floor, _CAPS.get(kind, FLOOR_MAX))
        rates = Rates(
            min(FLOOR_MAX, max(FLOOR_MIN, floor)),
            SLIP[assessment],
            discrimination_of(RELIABILITY[assessment]),
            SD_UNSTATED if supervision is Supervision.UNSTATED else SD_STATED,
        )
    return rates if verified else _no_more_than_own_word(rates)


def _details(practical_share: float | None, pass_mark: float | None, attempts_allowed: int | None) -> float:
    factor = 1.0
    if pass_mark is not None:
        factor *= math.exp(-max(-PASS_MARK_REACH, min(PASS_MARK_REACH, pass_mark - PASS_MARK_USUAL)))
    if attempts_allowed is not None:
        factor *= ONE_ATTEMPT if attempts_allowed == 1 else 1.0 if attempts_allowed <= FEW_ATTEMPTS else MANY_ATTEMPTS
    if practical_share is not None:
        factor *= 1.0 - PRACTICAL * practical_share
    return factor


def _ai(policy: AiPolicy, watched: bool) -> float:
    if policy is AiPolicy.FORBIDDEN:
        return AI_FORBIDDEN**2 if watched else AI_FORBIDDEN
    return AI_ALLOWED if policy is AiPolicy.ALLOWED else 1.0


def _no_more_than_own_word(rates: Rates) -> Rates:
    return Rates(
        max(rates.false_pass, _OWN_WORD.false_pass),
        max(rates.slip, _OWN_WORD.slip),
        min(rates.discrimination, _OWN_WORD.discrimination),
        max(rates.sd, _OWN_WORD.sd),
    )


_OWN_WORD = Rates(SELF_FALSE_PASS, 0.10, discrimination_of(SELF_RELIABILITY), SD_UNASSESSED)
_UNASSESSED = {
    Kind.EXPERIENCE: Rates(EXPERIENCE_FALSE_PASS, 0.10, discrimination_of(WORD_RELIABILITY), SD_UNASSESSED),
    Kind.ENDORSEMENT: Rates(ENDORSEMENT_FALSE_PASS, 0.10, discrimination_of(WORD_RELIABILITY), SD_UNASSESSED),
    Kind.OUTCOME: Rates(OUTCOME_FALSE_PASS, 0.10, discrimination_of(0.52), SD_UNASSESSED),
    Kind.REASSESSMENT: Rates(REASSESSMENT_FALSE_PASS, 0.05, discrimination_of(0.80), SD_UNASSESSED),
}
_CAPS = {Kind.OUTCOME: OUTCOME_FALSE_PASS, Kind.REASSESSMENT: REASSESSMENT_FALSE_PASS}
