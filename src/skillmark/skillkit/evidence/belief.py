"""From evidence to belief: log-odds added up, dependence discounted, a 90 % interval, and a reason for each part.

Starting point + sum of weights = log-odds of the best figure; the reasons carry exactly these terms. Variances add, and
the interval is the normal approximation on log-odds. Items of one issuer and achievement are one cluster, of which the
strongest counts; further achievements of the same issuer count half, a quarter and so on. The order of the items never
matters. Cost: linear in the number of items but for one sort.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.evidence.weights import NOTHING, Weight, weigh
from skillmark.skillkit.values import Belief, Level, Reason

PRIOR = {Level.FOUNDATION: 0.35, Level.INDEPENDENT: 0.30, Level.ADVANCED: 0.25, Level.EXPERT: 0.20}
"""P(has it) for a person of whom only an interest in the skill is known. Own guess; must not rise with the level."""

PRIOR_SD = 0.6
"""Standard deviation of the starting log-odds: 90 in 100 of true shares between about 14 and 53 for 0.30. Own guess."""

Z90 = 1.6448536269514722
"""Normal quantile of a two-sided 90 % interval."""

SAME_ISSUER = 0.5
"""Each further achievement of the same issuer counts this share of the one before. Own guess."""

FLOOR = 0.3
"""Verified log-odds below which the answer is "not enough evidence". Own guess: less than half a completion badge."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An item with the weight that it has beside the others, and why it is less than its own."""

    item: EvidenceItem
    weight: Weight
    why: str = ""


def believe(items: Iterable[EvidenceItem], skill: str, level: Level, at: datetime) -> Belief:
    """How sure one may be at that time that the person has `skill` at `level` or above."""
    counted = count(items, skill, level, at)
    start = logit(PRIOR[level])
    moved = math.fsum(one.weight.log_odds for one in counted)
    sd = math.sqrt(PRIOR_SD**2 + math.fsum(one.weight.sd**2 for one in counted))
    middle = start + moved
    solid = math.fsum(one.weight.log_odds for one in counted if is_solid(one.item))
    return Belief(
        skill=skill,
        level=level,
        p=expit(middle),
        low=expit(middle - Z90 * sd),
        high=expit(middle + Z90 * sd),
        reasons=(_start(level, start), *(_reason(one) for one in counted)),
        enough=solid >= FLOOR,
    )


def believe_all(
    items: Sequence[EvidenceItem], asks: Iterable[tuple[str, Level]], at: datetime
) -> dict[tuple[str, Level], Belief]:
    """Beliefs for many (skill, level) pairs, each looking only at its own skill's items."""
    by_skill: dict[str, list[EvidenceItem]] = {}
    for item in items:
        by_skill.setdefault(item.skill, []).append(item)
    return {(skill, level): believe(by_skill.get(skill, ()), skill, level, at) for skill, level in asks}


def count(items: Iterable[EvidenceItem], skill: str, level: Level, at: datetime) -> list[Counted]:
    """The items about `skill`, strongest first, each with its weight after dependence (zero where it adds nothing)."""
    weighed = [(weigh(item, level, at), item) for item in items if item.skill == skill and item.earned_at <= at]
    weighed.sort(key=lambda pair: (-pair[0].log_odds, pair[0].sd, _key(pair[1]), pair[1].uid))
    seen: set[tuple[str, str]] = set()
    by_issuer: dict[str, int] = {}
    counted = []
    for weight, item in weighed:
        key = _key(item)
        if key in seen:
            counted.append(Counted(item, NOTHING, "The same achievement is counted already."))
            continue
        if weight.log_odds == 0.0:
            counted.append(Counted(item, NOTHING, _why_nothing(item)))
            continue
        seen.add(key)
        before = by_issuer.get(key[0], 0)
        by_issuer[key[0]] = before + 1
        why = "Counted in part: the same issuer vouches for another one." if before else ""
        counted.append(Counted(item, weight.times(SAME_ISSUER**before), why))
    return counted


def is_solid(item: EvidenceItem) -> bool:
    """Whether it can carry a belief over the evidence floor: checked, and not the person's own word."""
    return item.verified and item.kind is not Kind.SELF


def verified_only(items: Iterable[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """What an employer's ranking may use: checked, not the person's own word, not revoked."""
    return tuple(item for item in items if is_solid(item) and not item.revoked)


def at_level(item: EvidenceItem, skill: str, level: Level) -> EvidenceItem:
    """The same facts as evidence for another skill and level (a template made concrete)."""
    return replace(item, skill=skill, level=level)


def logit(p: float) -> float:
    """Natural log-odds of a probability inside 0..1."""
    return math.log(p / (1.0 - p))


def expit(log_odds: float) -> float:
    """The probability of natural log-odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def _key(item: EvidenceItem) -> tuple[str, str]:
    """(source, cluster): at most one item of a cluster counts. What has no issuer stands for itself; own words once."""
    if item.kind is Kind.SELF:
        return ("self:", "")
    if not item.issuer:
        return (f"item:{item.uid}", "")
    return (f"issuer:{item.issuer}", item.achievement or f"item:{item.uid}")


def _start(level: Level, log_odds: float) -> Reason:
    return Reason(f"Starting point before any evidence: {round(PRIOR[level] * 100)} in 100.", log_odds, "", "start")


def _reason(one: Counted) -> Reason:
    return Reason(f"{_describe(one.item)} {one.why}".strip(), one.weight.log_odds, one.item.uid, one.item.kind.value)


def _why_nothing(item: EvidenceItem) -> str:
    return "Revoked: it counts for nothing." if item.revoked else "Too far below this level to count."


_ASSESSED = {
    Assessment.NONE: "Completed, nothing assessed",
    Assessment.UNSTATED: "How it was assessed is not stated",
    Assessment.QUIZ: "Quiz",
    Assessment.EXAM: "Exam",
    Assessment.PROJECT: "Project judged",
    Assessment.PORTFOLIO: "Portfolio judged",
    Assessment.OBSERVED: "Seen at work by an assessor",
}
_WATCHED = {
    Supervision.NONE: "nobody watched",
    Supervision.ONLINE: "watched online",
    Supervision.ONSITE: "watched on site",
    Supervision.UNSTATED: "supervision not stated",
}
_PLAIN = {Kind.SELF: "Your own word", Kind.EXPERIENCE: "Experience", Kind.ENDORSEMENT: "Endorsement"}


def _describe(item: EvidenceItem) -> str:
    if item.kind in _PLAIN and item.assessment in (Assessment.NONE, Assessment.UNSTATED):
        words = _PLAIN[item.kind]
    elif item.assessment in (Assessment.NONE, Assessment.UNSTATED):
        words = _ASSESSED[item.assessment]
    else:
        identity = "identity checked" if item.identity_checked else "identity not checked"
        words = f"{_ASSESSED[item.assessment]}, {_WATCHED[item.supervision]}, {identity}"
    checked = "" if item.verified else ", not verified"
    return f"{words}{checked}, at {item.level.word}."
