"""The door: from evidence to the belief about one skill at one level, for one person or many.

The same posterior as `standing`, read at one level. Reasons add up exactly to the log-odds of the best figure. The
order of the items never matters; `low` and `high` rise and fall with the evidence as `p` does.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.evidence.decay import SkillKind
from skillmark.skillkit.evidence.items import EvidenceItem
from skillmark.skillkit.evidence.rates import error_rates
from skillmark.skillkit.evidence.standing import beliefs_at, beliefs_by_skill
from skillmark.skillkit.evidence.table import RatesOf, is_solid, read
from skillmark.skillkit.evidence.weighing import figures, left_out, weigh_rows
from skillmark.skillkit.values import Belief, Level

Floats = npt.NDArray[np.float64]

CHUNK_ROWS = 2_048
"""So many items are weighed in one go, so that the arrays stay in the processor's caches."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An item with the log-odds by which it moves the belief beside the others."""

    item: EvidenceItem
    log_odds: float


@dataclass(frozen=True, slots=True)
class Many:
    """Beliefs of many people about one skill at one level, as arrays in the order of the people."""

    skill: str
    level: Level
    p: Floats
    low: Floats
    high: Floats
    enough: npt.NDArray[np.bool_]

    def belief(self, place: int) -> Belief:
        """One of them, without reasons."""
        figures_ = (float(self.p[place]), float(self.low[place]), float(self.high[place]))
        return Belief(self.skill, self.level, *figures_, (), bool(self.enough[place]))


def believe(
    items: Iterable[EvidenceItem],
    skill: str,
    level: Level,
    at: datetime,
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    related: Mapping[str, float] | None = None,
    rates: RatesOf = error_rates,
) -> Belief:
    """How sure one may be at that time that the person has `skill` at `level` or above."""
    return beliefs_at(items, skill, at, kind=kind, related=related, rates=rates, levels=(level,))[0]


def believe_all(
    items: Sequence[EvidenceItem],
    asks: Iterable[tuple[str, Level]],
    at: datetime,
    *,
    kinds: Mapping[str, SkillKind] | None = None,
    rates: RatesOf = error_rates,
) -> dict[tuple[str, Level], Belief]:
    """Beliefs for many (skill, level) pairs, each looking only at its own skill's items. `kinds` by skill."""
    by_skill: dict[str, list[EvidenceItem]] = {}
    for item in items:
        by_skill.setdefault(item.skill, []).append(item)
    wanted: dict[SkillKind, dict[str, list[Level]]] = {}
    for skill, level in dict.fromkeys(asks):
        kind = (kinds or {}).get(skill, SkillKind.UNSTATED)
        wanted.setdefault(kind, {}).setdefault(skill, []).append(level)
    found = {}
    for kind, levels in wanted.items():
        for skill, beliefs in beliefs_by_skill(by_skill, levels, at, kind=kind, rates=rates).items():
            found.update({(skill, belief.level): belief for belief in beliefs})
    return found


def believe_many(
    people: Sequence[Sequence[EvidenceItem]],
    skill: str,
    level: Level,
    at: datetime,
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    related: Mapping[str, float] | None = None,
    rates: RatesOf = error_rates,
) -> Many:
    """The figures of many people at once, without reasons: the same as `believe` up to rounding (1e-12)."""
    parts = []
    for chunk in _chunks(people):
        found = figures(weigh_rows(read(chunk, skill, at, related=related, rates=rates), kind))
        parts.append((found.p, found.low, found.high, found.enough))
    if not parts:
        nothing = np.zeros(0)
        return Many(skill, level, nothing, nothing, nothing, np.zeros(0, dtype=np.bool_))
    p, low, high, enough = (np.concatenate([part[place] for part in parts])[:, level - 1] for place in range(4))
    return Many(skill, level, p, low, high, enough.astype(np.bool_))


def _chunks(people: Sequence[Sequence[EvidenceItem]]) -> Iterable[Sequence[Sequence[EvidenceItem]]]:
    start, rows = 0, 0
    for place, items in enumerate(people):
        rows += len(items) + 1
        if rows >= CHUNK_ROWS:
            yield people[start : place + 1]
            start, rows = place + 1, 0
    if start < len(people):
        yield people[start:]


def count(
    items: Iterable[EvidenceItem],
    skill: str,
    level: Level,
    at: datetime,
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    rates: RatesOf = error_rates,
) -> list[Counted]:
    """The items that count for `skill`, each with what its cluster moves when left out; most moving first."""
    table = read([items], skill, at, rates=rates)
    if not table.rows:
        return []
    moved = left_out(table, weigh_rows(table, kind))[:, level - 1]
    found = [
        Counted(row.item, float(moved[cluster]))
        for row, cluster in zip(table.rows, table.groups.cluster_of_row, strict=True)
    ]
    return sorted(found, key=lambda one: (-abs(one.log_odds), one.item.uid))


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
