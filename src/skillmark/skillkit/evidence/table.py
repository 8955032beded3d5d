"""Items read into arrays: one row each, sorted so that the order in which they came cannot matter.

A row holds the error rates, what it is about, its age, and the numbers of its owner, source and cluster. Rows with the
same facts share one likelihood. Nothing here weighs anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from skillmark.skillkit.evidence.ability import Floats
from skillmark.skillkit.evidence.decay import quarters
from skillmark.skillkit.evidence.dependence import Groups, Places
from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind
from skillmark.skillkit.evidence.rates import Rates, error_rates

_WITNESSED = (Kind.EXPERIENCE, Kind.ENDORSEMENT, Kind.OUTCOME, Kind.REASSESSMENT)

RatesOf = Callable[[EvidenceItem], Rates]
Facts = tuple[Rates, int, int, bool]
"""Rates, level, age in quarters, passed: what a likelihood depends on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item that counts, and as what."""

    item: EvidenceItem
    facts: Facts
    share: float
    """1 for the skill itself, below 1 for a related one."""
    solid: bool
    owner: int
    source: tuple[str, str]
    cluster: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in canonical order, the distinct facts among them, and how they hang together."""

    rows: list[Row]
    facts: list[Facts]
    fact_of_row: Places
    share: Floats
    solid: Floats
    groups: Groups


def is_solid(item: EvidenceItem) -> bool:
    """Whether it can carry a belief over the evidence floor: checked, and not the person's own word."""
    return item.verified and item.kind is not Kind.SELF


def counts(item: EvidenceItem, at: datetime) -> bool:
    """Whether it says anything at all at that time."""
    return not item.revoked and item.earned_at <= at


def read(
    people: Sequence[Iterable[EvidenceItem]],
    skill: str,
    at: datetime,
    *,
    related: Mapping[str, float] | None = None,
    rates: RatesOf = error_rates,
) -> Table:
    """What each of the people holds about `skill`, or about skills that lend it a share."""
    shares = {**(related or {}), skill: 1.0}
    rows = [
        Row(
            item,
            (rates(item), int(item.level), quarters(item, at), item.passed),
            share,
            is_solid(item) and item.skill == skill,
            owner,
            *_place(item),
        )
        for owner, items in enumerate(people)
        for item in items
        if (share := shares.get(item.skill, 0.0)) > 0.0 and counts(item, at)
    ]
    rows.sort(key=_order)
    return _table(rows, len(people))


def _order(row: Row) -> tuple[object, ...]:
    rates, level, age, passed = row.facts
    figures = (level, age, passed, rates.false_pass, rates.discrimination, rates.slip, rates.sd, row.share)
    return (row.owner, row.source, row.cluster, *figures, row.item.uid, row.solid)


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


def _table(rows: list[Row], owners: int) -> Table:
    facts: dict[Facts, int] = {}
    fact_of_row = [facts.setdefault(row.facts, len(facts)) for row in rows]
    owner_of_source: list[int] = []
    source_of_cluster: list[int] = []
    cluster_of_row: list[int] = []
    before: tuple[object, object] = (None, None)
    for row in rows:
        source = (row.owner, row.source)
        if source != before[0]:
            owner_of_source.append(row.owner)
        if (source, row.cluster) != before:
            source_of_cluster.append(len(owner_of_source) - 1)
        cluster_of_row.append(len(source_of_cluster) - 1)
        before = (source, row.cluster)
    groups = Groups(
        _places(owner_of_source), _places(source_of_cluster), _places(cluster_of_row), _artefacts(rows), owners
    )
    return Table(
        rows,
        list(facts),
        _places(fact_of_row),
        np.array([row.share for row in rows]),
        np.array([row.solid for row in rows], dtype=np.float64),
        groups,
    )


def _artefacts(rows: list[Row]) -> Places:
    sources: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for row in rows:
        if row.item.artefact:
            sources.setdefault((row.owner, row.item.artefact), set()).add((*row.source, row.cluster))
    shared = {key: place for place, key in enumerate(key for key, some in sources.items() if len(some) > 1)}
    return _places([shared.get((row.owner, row.item.artefact), -1) for row in rows])


def _places(numbers: list[int]) -> Places:
    return np.array(numbers, dtype=np.intp)
