"""The standing of one person in one skill: every level, ability with its interval, reasons, and what would move it.

Reasons are found by leaving out: a reason's weight is by how many log-odds the belief would be lower without that
piece (and its copies). Such parts do not add up to the whole by themselves; what they say only together stands in a
reason of its own (kind `together`), so that starting point and reasons add up exactly. Order never matters.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np

from skillmark.skillkit.evidence.ability import POINTS, PRIOR, Floats, quantile
from skillmark.skillkit.evidence.decay import SkillKind
from skillmark.skillkit.evidence.items import EvidenceItem
from skillmark.skillkit.evidence.next_steps import STANDARD, NextStep, next_steps
from skillmark.skillkit.evidence.rates import error_rates
from skillmark.skillkit.evidence.table import RatesOf, Row, Table, counts, read
from skillmark.skillkit.evidence.weighing import Weighed, ability, figures, left_out, logits, start, weigh_rows
from skillmark.skillkit.evidence.words import describe
from skillmark.skillkit.values import Belief, Level, Reason

TINY = 1e-9
"""Log-odds below which nothing is said to have moved."""


@dataclass(frozen=True, slots=True)
class Ability:
    """Latent ability: its mean and 90 % interval, in standard deviations among people interested in the skill."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """What all that a person holds lets one believe about one skill."""

    skill: str
    levels: tuple[Belief, ...]
    """One for each level, from Foundation up."""
    ability: Ability
    next: tuple[NextStep, ...]
    """What would tell most about `focus`, best first."""

    def at(self, level: Level) -> Belief:
        """The belief at that level."""
        return self.levels[level - 1]

    @property
    def focus(self) -> Level:
        """The level that is most open: its probability lies nearest to one half."""
        return min(self.levels, key=lambda one: (abs(one.p - 0.5), one.level)).level

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons at `focus`."""
        return self.at(self.focus).reasons

    @property
    def enough(self) -> bool:
        """Whether checked evidence says enough about any level."""
        return any(one.enough for one in self.levels)


def posterior(
    items: Iterable[EvidenceItem],
    skill: str,
    at: datetime,
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    related: Mapping[str, float] | None = None,
    rates: RatesOf = error_rates,
    candidates: Sequence[EvidenceItem] = STANDARD,
) -> Standing:
    """The standing at that time. `related` gives the share that evidence about other skills counts (`near`).

    `candidates` are templates of assessments that could come next; their skill and time are replaced. Cost: a few
    milliseconds for 200 items, most of it for the reasons; measured by benchmarks/standing.py.
    """
    held = list(items)
    table = read([held], skill, at, related=related, rates=rates)
    weighed = weigh_rows(table, kind)
    beliefs = _beliefs(held, skill, at, table, weighed, tuple(Level))
    cells = ability(weighed)[0]
    seen = Ability(float(cells @ POINTS), quantile(cells, 0.05), quantile(cells, 0.95))
    bare = Standing(skill, beliefs, seen, ())
    steps = next_steps(table, weighed, skill, bare.focus, at, candidates, kind=kind, rates=rates)
    return Standing(skill, beliefs, seen, steps)


def beliefs_at(
    items: Iterable[EvidenceItem],
    skill: str,
    at: datetime,
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    related: Mapping[str, float] | None = None,
    rates: RatesOf = error_rates,
    levels: Iterable[Level] = tuple(Level),
) -> tuple[Belief, ...]:
    """The beliefs of a standing alone, at those levels."""
    held = list(items)
    table = read([held], skill, at, related=related, rates=rates)
    return _beliefs(held, skill, at, table, weigh_rows(table, kind), levels)


def _beliefs(
    held: Sequence[EvidenceItem], skill: str, at: datetime, table: Table, weighed: Weighed, levels: Iterable[Level]
) -> tuple[Belief, ...]:
    found = figures(weighed)
    reasons = _reasons(held, skill, at, table, weighed, logits(found.p[0]), levels)
    p, low, high, enough = (figure[0].tolist() for figure in (found.p, found.low, found.high, found.enough))
    return tuple(
        Belief(skill, level, p[level - 1], low[level - 1], high[level - 1], why, enough[level - 1])
        for level, why in reasons.items()
    )


def _reasons(
    held: Sequence[EvidenceItem],
    skill: str,
    at: datetime,
    table: Table,
    weighed: Weighed,
    ends: Floats,
    levels: Iterable[Level],
) -> dict[Level, tuple[Reason, ...]]:
    starts = start()
    moved = left_out(table, weighed) if table.rows else np.zeros((0, 4))
    told = _told(table)
    silent = sorted((item for item in held if item.skill == skill and not counts(item, at)), key=_silent_place)
    quiet = [_silent(item) for item in silent]
    found = {}
    for level in levels:
        weights = moved[:, level - 1].tolist()
        parts = [_start(level, float(starts[level - 1]))]
        left = float(ends[level - 1] - starts[level - 1]) - math.fsum(weights)
        if abs(left) > TINY:
            parts.append(Reason("What several pieces say only together.", left, "", "together"))
        rows = [(weights[one.cluster] if one.leads else 0.0, one) for one in told]
        rows.sort(key=lambda pair: -abs(pair[0]))
        parts.extend(Reason(one.text, weight, one.uid, one.kind) for weight, one in rows)
        found[level] = (*parts, *quiet)
    return found


class _Told(NamedTuple):
    """A row in words; only the best assessed of copies leads, and carries what the cluster moves."""

    text: str
    uid: str
    kind: str
    cluster: int
    leads: bool


def _told(table: Table) -> list[_Told]:
    leading = _leading(table)
    sizes = np.bincount(table.groups.source_of_cluster).tolist()
    sources = table.groups.source_of_cluster.tolist()
    told = []
    for row, (cluster, leads) in zip(table.rows, leading, strict=True):
        why = _why(row, sizes[sources[cluster]] > 1) if leads else "The same achievement is counted already."
        text = f"{describe(row.item)} {why}" if why else describe(row.item)
        told.append(_Told(text, row.uid, row.item.kind.value, cluster, leads))
    return sorted(told, key=lambda one: not one.leads)


def _why(row: Row, others: bool) -> str:
    if row.share < 1.0:
        return "About a related skill: it counts in part."
    if not others:
        return ""
    if row.source[0] == "unassessed":
        return "Counted in part: others were completed without a stated assessment, too."
    return "Counted in part: the same issuer vouches for another one."


def _leading(table: Table) -> list[tuple[int, bool]]:
    """(cluster, whether it stands for the cluster) of each row: the best assessed of the copies does."""
    clusters = table.groups.cluster_of_row.tolist()
    best: dict[int, int] = {}
    for number, cluster in enumerate(clusters):
        if cluster not in best or _strength(table.rows[number]) > _strength(table.rows[best[cluster]]):
            best[cluster] = number
    return [(cluster, best[cluster] == number) for number, cluster in enumerate(clusters)]


def _strength(row: Row) -> tuple[float, ...]:
    level, age, _, floor, _, slope, _ = row.facts
    return (row.share, float(level), -floor, slope, -float(age))


def _start(level: Level, log_odds: float) -> Reason:
    return Reason(f"Starting point before any evidence: {round(PRIOR[level] * 100)} in 100.", log_odds, "", "start")


def _silent(item: EvidenceItem) -> Reason:
    why = "Revoked: it counts for nothing." if item.revoked else "Still to come: it counts for nothing yet."
    return Reason(f"{describe(item)} {why}", 0.0, item.uid, item.kind.value)


def _silent_place(item: EvidenceItem) -> tuple[str, str]:
    return (item.uid, describe(item))
