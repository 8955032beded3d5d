"""The standing of one person in one skill: every level, ability with its interval, reasons, and what would move it.

Reasons are found by leaving out: a reason's weight is by how many log-odds the belief would be lower without that
piece (and its copies). Such parts do not add up to the whole by themselves; what they say only together stands in a
reason of its own (kind `together`), so that starting point and reasons add up exactly. Order never matters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from skillmark.skillkit.evidence.ability import POINTS, PRIOR, Floats, quantile
from skillmark.skillkit.evidence.decay import SkillKind
from skillmark.skillkit.evidence.items import EvidenceItem, Kind
from skillmark.skillkit.evidence.next_steps import STANDARD, NextStep, next_steps
from skillmark.skillkit.evidence.rates import error_rates
from skillmark.skillkit.evidence.table import RatesOf, Table, counts, read
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

    `candidates` are templates of assessments that could come next; their skill and time are replaced. Cost: measured by
    benchmarks/evidence.py.
    """
    held = list(items)
    table = read([held], skill, at, related=related, rates=rates)
    weighed = weigh_rows(table, kind)
    beliefs = _beliefs(held, skill, at, table, weighed, kind)
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
) -> tuple[Belief, ...]:
    """The four beliefs of a standing alone, from Foundation up."""
    held = list(items)
    table = read([held], skill, at, related=related, rates=rates)
    return _beliefs(held, skill, at, table, weigh_rows(table, kind), kind)


def _beliefs(
    held: Sequence[EvidenceItem], skill: str, at: datetime, table: Table, weighed: Weighed, kind: SkillKind
) -> tuple[Belief, ...]:
    found = figures(weighed)
    reasons = _reasons(held, skill, at, table, weighed, kind, logits(found.p[0]))
    return tuple(
        Belief(
            skill,
            level,
            float(found.p[0, place]),
            float(found.low[0, place]),
            float(found.high[0, place]),
            reasons[place],
            bool(found.enough[0, place]),
        )
        for place, level in enumerate(Level)
    )


def _reasons(
    held: Sequence[EvidenceItem],
    skill: str,
    at: datetime,
    table: Table,
    weighed: Weighed,
    kind: SkillKind,
    ends: Floats,
) -> list[tuple[Reason, ...]]:
    starts = start()
    moved = left_out(table, kind, weighed) if table.rows else np.zeros((0, 4))
    leading = _leading(table)
    silent = sorted(
        (item for item in held if item.skill == skill and not counts(item, at)), key=lambda item: (item.uid, item.level)
    )
    found = []
    for place, level in enumerate(Level):
        weights = moved[:, place]
        parts = [_start(level, float(starts[place]))]
        left = float(ends[place] - starts[place] - weights.sum())
        if abs(left) > TINY:
            parts.append(Reason("What several pieces say only together.", left, "", "together"))
        rows = [
            (float(weights[row_cluster]) if leads else 0.0, leads, number) for number, row_cluster, leads in leading
        ]
        rows.sort(key=lambda one: (-abs(one[0]), not one[1], one[2]))
        parts.extend(_reason(table, number, weight, leads) for weight, leads, number in rows)
        parts.extend(_silent(item) for item in silent)
        found.append(tuple(parts))
    return found


def _leading(table: Table) -> list[tuple[int, int, bool]]:
    """(row, cluster, whether it stands for the cluster): the best assessed of the copies does."""
    best: dict[int, int] = {}
    for number, cluster in enumerate(table.groups.cluster_of_row.tolist()):
        if cluster not in best or _strength(table, number) > _strength(table, best[cluster]):
            best[cluster] = number
    return [
        (number, cluster, best[cluster] == number)
        for number, cluster in enumerate(table.groups.cluster_of_row.tolist())
    ]


def _strength(table: Table, number: int) -> tuple[float, ...]:
    row = table.rows[number]
    rates, level, age, _ = row.facts
    return (row.share, float(level), -rates.false_pass, rates.discrimination, -float(age))


def _start(level: Level, log_odds: float) -> Reason:
    return Reason(f"Starting point before any evidence: {round(PRIOR[level] * 100)} in 100.", log_odds, "", "start")


def _reason(table: Table, number: int, weight: float, leads: bool) -> Reason:
    row = table.rows[number]
    why = "" if leads else "The same achievement is counted already."
    if leads and row.share < 1.0:
        why = "About a related skill: it counts in part."
    elif leads and row.source[0] == "issuer" and _others(table, number):
        why = "Counted in part: the same issuer vouches for another one."
    elif leads and row.source[0] == "unassessed" and _others(table, number):
        why = "Counted in part: others were completed without a stated assessment, too."
    return Reason(f"{describe(row.item)} {why}".strip(), weight, row.item.uid, row.item.kind.value)


def _others(table: Table, number: int) -> bool:
    clusters = table.groups.source_of_cluster
    source = clusters[table.groups.cluster_of_row[number]]
    return bool((clusters == source).sum() > 1)


def _silent(item: EvidenceItem) -> Reason:
    why = "Revoked: it counts for nothing." if item.revoked else "Still to come: it counts for nothing yet."
    return Reason(f"{describe(item)} {why}", 0.0, item.uid, Kind(item.kind).value)
