"""Groups of look-alikes, and how many really different achievements there are for a skill.

Groups: average linkage (Sokal and Michener 1958) within what hangs together at the threshold, so that a chain of small
steps does not join its ends. Effective number: inverse Simpson (Simpson 1949; Hill 1973, order 2), the number of
equally common groups that would give the same chance that two picked at random are of one group. The range shows how
much it owes to the threshold. Order and names change nothing; uids only settle exact ties.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csgraph  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.measure.lookalikes.similarity import Matrix, Taught, similar_pairs, similarities
from skillmark.skillkit.measure.shares import Floats, Interval
from skillmark.skillkit.values import Level

ALIKE = 0.60
"""Two that are this alike teach the same. Own guess: the same skills and levels in quite other words just reach it."""

AROUND = 0.10
"""How far the threshold is moved to show what it does to the effective number. Own choice."""

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The least that one pays in that currency, and for which offer."""

    currency: str
    cost_minor: int
    uid: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """What there is for a skill at a level or above: "17 offers teach this; 3 assess it under supervision"."""

    skill: str
    level: Level
    offers: int
    assessed: int
    supervised: int
    effective: float
    """How many really different ones, by offers; 0 without any."""
    effective_range: Interval
    """The same with the threshold moved up and down by `AROUND`."""
    effective_by_awards: float | None
    """The same weighed by awards: near 1 where one kind takes nearly all. None where nothing was awarded."""
    clusters: tuple[tuple[str, ...], ...]
    cheapest: tuple[Cheapest, ...]
    cheapest_supervised: tuple[Cheapest, ...]


def clusters(offers: Iterable[Taught], alike: float = ALIKE) -> tuple[tuple[str, ...], ...]:
    """Uids in groups that teach the same, largest first; an offer like no other stands alone. For a whole catalogue.

    Cost: the square of the offers for the pairs (5,000: 5 s and 240 MB, measured 2026-11-22), and the cube of the
    largest part that hangs together (400: 0.4 s).
    """
    some = sorted(offers, key=lambda one: one.uid)
    if not some:
        return ()
    groups: list[list[int]] = []
    for members in _parts(similar_pairs(some, alike - _ROUNDING)):
        if len(members) <= 2:
            groups.append(members)
            continue
        inside = _average_linkage(similarities([some[place] for place in members]), alike)
        groups.extend([members[place] for place in group] for group in inside)
    return _named(some, groups)


def effective_number(sizes: Iterable[float]) -> float:
    """Inverse Simpson of group sizes (any unit, 0 or more): from 1 (one group has all) to their number; 0 for none."""
    weights: Floats = np.array(list(sizes), np.float64)
    total = float(weights.sum())
    return total**2 / float((weights**2).sum()) if total > 0 else 0.0


def crowd(offers: Iterable[Taught], skill: str, level: Level) -> Crowd:
    """What the catalogue holds for one skill at that level or above, look-alikes grouped."""
    some = sorted((one for one in offers if _teaches(one, skill, level)), key=lambda one: one.uid)
    if not some:
        return Crowd(skill, level, 0, 0, 0, 0.0, Interval(0.0, 0.0), None, (), (), ())
    near = similarities(some)
    groups = _average_linkage(near, ALIKE)
    numbers = [effective_number(map(len, _average_linkage(near, ALIKE + step))) for step in (-AROUND, 0.0, AROUND)]
    awards = [sum(some[place].awarded for place in group) for group in groups]
    watched = [one for one in some if one.assessed and one.supervised]
    return Crowd(
        skill=skill,
        level=level,
        offers=len(some),
        assessed=sum(one.assessed for one in some),
        supervised=len(watched),
        effective=numbers[1],
        effective_range=Interval(min(numbers), max(numbers)),
        effective_by_awards=effective_number(awards) if any(awards) else None,
        clusters=_named(some, groups),
        cheapest=_cheapest(some),
        cheapest_supervised=_cheapest(watched),
    )


def _teaches(offer: Taught, skill: str, level: Level) -> bool:
    return any(taught == skill and at >= level for taught, at in offer.skills)


def _cheapest(offers: Sequence[Taught]) -> tuple[Cheapest, ...]:
    """One for each currency; amounts in different currencies are never compared."""
    best: dict[str, Cheapest] = {}
    for one in sorted(offers, key=lambda one: (one.cost_minor, one.uid)):
        best.setdefault(one.currency, Cheapest(one.currency, one.cost_minor, one.uid))
    return tuple(best[currency] for currency in sorted(best))


def _named(offers: Sequence[Taught], groups: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    named = [tuple(sorted(offers[place].uid for place in group)) for group in groups]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def _parts(near: Matrix) -> list[list[int]]:
    """Places that hang together, directly or through others."""
    _, part = csgraph.connected_components(near, directed=False)
    order = np.argsort(part, kind="stable")
    return [[int(place) for place in some] for some in np.split(order, np.flatnonzero(np.diff(part[order])) + 1)]


def _average_linkage(near: Floats, alike: float) -> list[list[int]]:
    """Join the two most alike groups while their mean similarity reaches the threshold."""
    groups = [[place] for place in range(len(near))]
    mean = np.array(near, np.float64)
    np.fill_diagonal(mean, -1.0)
    sizes = np.ones(len(near))
    while True:
        first, second = sorted(divmod(int(np.argmax(np.round(mean, 12))), len(mean)))
        if mean[first, second] < alike - _ROUNDING:
            return [group for group in groups if group]
        joined = (sizes[first] * mean[first] + sizes[second] * mean[second]) / (sizes[first] + sizes[second])
        joined[[first, second]] = -1.0
        joined[sizes == 0] = -1.0
        mean[first], mean[:, first] = joined, joined
        mean[second], mean[:, second] = -1.0, -1.0
        sizes[first], sizes[second] = sizes[first] + sizes[second], 0.0
        groups[first], groups[second] = [*groups[first], *groups[second]], []
