"""Items read into arrays: one row each, sorted so that the order in which they came cannot matter.

A row holds the error rates, what it is about, its age, and the numbers of its owner, source and cluster. Rows with the
same facts share one likelihood. Nothing here weighs anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.evidence.ability import Floats
from skillmark.skillkit.evidence.decay import quarters
from skillmark.skillkit.evidence.dependence import Groups, Places
from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind
from skillmark.skillkit.evidence.rates import Rates, error_rates

Flags = npt.NDArray[np.bool_]
_WITNESSED = (Kind.EXPERIENCE, Kind.ENDORSEMENT, Kind.OUTCOME, Kind.REASSESSMENT)

RatesOf = Callable[[EvidenceItem], Rates]
Facts = tuple[int, int, bool, float, float, float, float]
"""Level, age in quarters, passed, then the rates in their order: all that a likelihood depends on."""


class Row(NamedTuple):
    """One item that counts, and as what. The first six fields are its canonical place among the owner's rows."""

    source: tuple[str, str]
    cluster: str
    share: float
    """1 for the skill itself, below 1 for a related one."""
    facts: Facts
    uid: str
    solid: bool
    item: EvidenceItem
    bound: Facts
    """What it would say if it were verified, which what it says never exceeds; the same as `facts` if it is."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in canonical order, the distinct facts among them, and how they hang together."""

    rows: list[Row]
    facts: list[Facts]
    fact_of_row: Places
    bound_of_row: Places
    share: Floats
    direct: Flags
    """About the skill itself."""
    solid: Flags
    failed: Flags
    groups: Groups


def is_solid(item: EvidenceItem) -> bool:
    """Whether it can carry a belief over the evidence floor: checked, and not the person's own word."""
    return item.verified and item.kind is not Kind.SELF


def counts(item: EvidenceItem, at: datetime) -> bool:
    """Whether it says anything at all at that time."""
    return not item.revoked and item.earned_at <= at


def read(
    people: Sequence[Iterable[EvidenceItem]],
    skill: str | Sequence[str],
    at: datetime,
    *,
    related: Mapping[str, float] | None = None,
    rates: RatesOf = error_rates,
) -> Table:
    """What each of the people holds about `skill` (or each about their own), or about skills that lend it a share."""
    skills = [skill] * len(people) if isinstance(skill, str) else skill
    rows: list[Row] = []
    ends: list[int] = []
    for items, own in zip(people, skills, strict=True):
        shares = {**(related or {}), own: 1.0}
        mine = [
            _row(item, share, item.skill == own, at, rates)
            for item in items
            if (share := shares.get(item.skill, 0.0)) > 0.0 and counts(item, at)
        ]
        if len(mine) > 1:
            mine.sort(key=_PLACE)
        rows.extend(mine)
        ends.append(len(rows))
    return _table(rows, ends)


_PLACE = itemgetter(0, 1, 2, 3, 4, 5)


def _row(item: EvidenceItem, share: float, direct: bool, at: datetime, rates: RatesOf) -> Row:
    age = quarters(item, at)
    facts = facts_of(item, age, rates(item))
    bound = facts if item.verified else facts_of(item, age, rates(replace(item, verified=True)))
    source, cluster = _place(item)
    return Row(source, cluster, share, facts, item.uid, direct and is_solid(item), item, bound)


def facts_of(item: EvidenceItem, age: int, rates: Rates) -> Facts:
    """What a likelihood depends on, for an item of that age in quarters."""
    return (int(item.level), age, item.passed, rates.false_pass, rates.slip, rates.discrimination, rates.sd)


def source_of(item: EvidenceItem) -> tuple[str, str]:
    """What vouches for it: an issuer, the person, the item itself, or the habit of finishing."""
    return _place(item)[0]


def _place(item: EvidenceItem) -> tuple[tuple[str, str], str]:
    """(source, cluster). What has no issuer stands for itself; own words are one source and count once.

    Whatever was completed without a known assessment is one source too, whoever issued it: finishing courses is a habit
    of the person, and twenty attendances are not twenty witnesses.
    """
    if item.kind is Kind.SELF:
        return ("self", ""), ""
    if item.kind not in _WITNESSED and item.assessment in (Assessment.NONE, Assessment.UNSTATED):
        return ("unassessed", ""), f"{item.issuer}\n{item.achievement}" if item.achievement else f"\n\n{item.uid}"
    if not item.issuer:
        return ("item", item.uid), ""
    return ("issuer", item.issuer), f"a:{item.achievement}" if item.achievement else f"i:{item.uid}"


def _table(rows: list[Row], ends: list[int]) -> Table:
    facts: dict[Facts, int] = {}
    fact_of_row = [facts.setdefault(row.facts, len(facts)) for row in rows]
    bound_of_row = [facts.setdefault(row.bound, len(facts)) for row in rows]
    owner_of_source: list[int] = []
    source_of_cluster: list[int] = []
    cluster_of_row: list[int] = []
    begin = 0
    for owner, end in enumerate(ends):
        source: tuple[str, str] | None = None
        cluster = ""
        for row in rows[begin:end]:
            if row.source != source:
                owner_of_source.append(owner)
                source_of_cluster.append(len(owner_of_source) - 1)
            elif row.cluster != cluster:
                source_of_cluster.append(len(owner_of_source) - 1)
            source, cluster = row.source, row.cluster
            cluster_of_row.append(len(source_of_cluster) - 1)
        begin = end
    artefacts = _artefacts(rows, ends)
    groups = Groups(_places(owner_of_source), _places(source_of_cluster), _places(cluster_of_row), artefacts, len(ends))
    share = np.array([row.share for row in rows])
    return Table(
        rows,
        list(facts),
        _places(fact_of_row),
        _places(bound_of_row),
        share,
        share == 1.0,
        np.array([row.solid for row in rows], dtype=np.bool_),
        np.array([not row.facts[2] for row in rows], dtype=np.bool_),
        groups,
    )


def _artefacts(rows: list[Row], ends: list[int]) -> Places:
    """-1, or the number of an artefact that several clusters of one owner share."""
    found = np.full(len(rows), -1, dtype=np.intp)
    named = [place for place, row in enumerate(rows) if row.item.artefact]
    if not named:
        return found
    owner = np.searchsorted(ends, named, side="right").tolist()
    clusters: dict[tuple[int, str], set[tuple[object, str]]] = {}
    for one, place in zip(owner, named, strict=True):
        row = rows[place]
        clusters.setdefault((one, row.item.artefact), set()).add((row.source, row.cluster))
    shared = {key: number for number, key in enumerate(key for key, some in clusters.items() if len(some) > 1)}
    for one, place in zip(owner, named, strict=True):
        found[place] = shared.get((one, rows[place].item.artefact), -1)
    return found


def _places(numbers: list[int]) -> Places:
    return np.array(numbers, dtype=np.intp)
