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
    beliefs = _beliefs([held], [skill], at, table, weighed, [tuple(Level)])[0]
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
    return _beliefs([held], [skill], at, table, weigh_rows(table, kind), [tuple(levels)])[0]


def beliefs_by_skill(
    held: Mapping[str, Sequence[EvidenceItem]],
    levels: Mapping[str, Sequence[Level]],
    at: datetime,
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    rates: RatesOf = error_rates,
) -> dict[str, tuple[Belief, ...]]:
    """Beliefs about several skills of one person in one go, at the levels named for each."""
    skills = list(levels)
    people = [held.get(skill, ()) for skill in skills]
    table = read(people, skills, at, rates=rates)
    found = _beliefs(people, skills, at, table, weigh_rows(table, kind), [levels[skill] for skill in skills])
    return dict(zip(skills, found, strict=True))


def _beliefs(
    held: Sequence[Sequence[EvidenceItem]],
    skills: Sequence[str],
    at: datetime,
    table: Table,
    weighed: Weighed,
    levels: Sequence[Sequence[Level]],
) -> list[tuple[Belief, ...]]:
    """One tuple for each owner in the table."""
    found = figures(weighed)
    ends = (logits(found.p) - start()).tolist()
    p, low, high, enough = (figure.tolist() for figure in (found.p, found.low, found.high, found.enough))
    moved = left_out(table, weighed) if table.rows else np.zeros((0, 4))
    told = _told(table)
    beliefs = []
    for owner, (items, skill) in enumerate(zip(held, skills, strict=True)):
        quiet = _quiet(items, skill, at)
        mine = told.get(owner, [])
        beliefs.append(
            tuple(
                Belief(
                    skill,
                    level,
                    p[owner][level - 1],
                    low[owner][level - 1],
                    high[owner][level - 1],
                    (*_reasons(mine, moved[:, level - 1], level, ends[owner][level - 1]), *quiet),
                    enough[owner][level - 1],
                )
                for level in levels[owner]
            )
        )
    return beliefs


def _reasons(told: Sequence["_Told"], moved: Floats, level: Level, whole: float) -> list[Reason]:
    weights = [float(moved[one.cluster]) if one.leads else 0.0 for one in told]
    parts = [_start(level)]
    left = whole - math.fsum(weights)
    if abs(left) > TINY:
        parts.append(Reason("What several pieces say only together.", left, "", "together"))
    rows = sorted(zip(weights, told, strict=True), key=lambda pair: -abs(pair[0]))
    parts.extend(Reason(one.text, weight, one.uid, one.kind) for weight, one in rows)
    return parts


def _quiet(items: Iterable[EvidenceItem], skill: str, at: datetime) -> list[Reason]:
    silent = [item for item in items if item.skill == skill and not counts(item, at)]
    return [_silent(item) for item in sorted(silent, key=_silent_place)]


class _Told(NamedTuple):
    """A row in words; only the best assessed of copies leads, and carries what the cluster moves."""

    text: str
    uid: str
    kind: str
    cluster: int
    leads: bool


def _told(table: Table) -> dict[int, list[_Told]]:
    """By owner; who leads comes first."""
    told: dict[int, list[_Told]] = {}
    if not table.rows:
        return told
    sizes = np.bincount(table.groups.source_of_cluster).tolist()
    sources = table.groups.source_of_cluster.tolist()
    owners = table.groups.owner_of_cluster.tolist()
    for row, (cluster, leads) in zip(table.rows, _leading(table), strict=True):
        why = _why(row, sizes[sources[cluster]] > 1) if leads else "The same achievement is counted already."
        text = f"{describe(row.item)} {why}" if why else describe(row.item)
        told.setdefault(owners[cluster], []).append(_Told(text, row.uid, row.item.kind.value, cluster, leads))
    return {owner: sorted(some, key=lambda one: not one.leads) for owner, some in told.items()}


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


def _start(level: Level) -> Reason:
    text = f"Starting point before any evidence: {round(PRIOR[level] * 100)} in 100."
    return Reason(text, float(start()[level - 1]), "", "start")


def _silent(item: EvidenceItem) -> Reason:
    why = "Revoked: it counts for nothing." if item.revoked else "Still to come: it counts for nothing yet."
    return Reason(f"{describe(item)} {why}", 0.0, item.uid, item.kind.value)


def _silent_place(item: EvidenceItem) -> tuple[str, str]:
    return (item.uid, describe(item))
