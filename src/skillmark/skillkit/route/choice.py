"""The set of offers: an exact choice in three rounds, each keeping what the round before achieved.

1. most goal weight closed and, at equal weight, most musts, 2. least cost, 3. fewest hours. Weights are rounded to
thousandths and hours to minutes, so that every round is in whole numbers. Offers that wait for each other in a
circle are cut off with a loop constraint and the round is solved again. Before all that, offers that another one beats
in every respect are left out.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from skillmark.skillkit.route.closing import Closers
from skillmark.skillkit.route.offers import Limits, Offer
from skillmark.skillkit.route.prerequisites import Requirements, stuck
from skillmark.skillkit.route.program import Program, Solution
from skillmark.skillkit.values import Ask

WEIGHT_UNIT = 1_000
_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """Uids chosen; weight closed and its upper bound, both in goal weight; how many asks the chosen set closes."""

    uids: frozenset[str]
    weight: float
    bound: float
    asks: int
    proven: bool


def choose(
    asks: Sequence[Ask],
    offers: Sequence[Offer],
    closers: Closers,
    requirements: Requirements,
    limits: Limits,
    *,
    weight_only: bool = False,
) -> Choice:
    """The best set within the limits. `weight_only` stops after the first round (for "what if")."""
    model = _Model(asks, keep_undominated(offers, closers, requirements, limits), closers, requirements, limits)
    first = model.round(model.gains, keep=not weight_only)
    last, proven = first, first.proven
    if not weight_only:
        for goal in (model.costs, model.minutes):
            last = model.round(goal, keep=True)
            proven = proven and last.proven
    return Choice(
        uids=model.chosen(last),
        weight=model.weight_of(-first.objective),
        bound=model.weight_of(-first.bound),
        asks=sum(last.values[column] > 0.5 for column in model.closed),
        proven=proven,
    )


class _Model:
    def __init__(
        self, asks: Sequence[Ask], offers: Sequence[Offer], closers: Closers, requirements: Requirements, limits: Limits
    ) -> None:
        self.program, self.requirements = Program(), requirements
        self.take = {offer.uid: self.program.column(whole=True) for offer in offers}
        self.closed = [self.program.column(whole=False) for _ in asks]
        weights = [round(ask.weight * WEIGHT_UNIT) for ask in asks]
        self.weight_step = math.gcd(*weights) or 1
        self.musts_factor = 1 + sum(ask.must for ask in asks)
        self.gains = {
            column: -float(weight // self.weight_step * self.musts_factor + ask.must)
            for column, weight, ask in zip(self.closed, weights, asks, strict=True)
        }
        self.costs = {self.take[offer.uid]: float(offer.cost_minor) for offer in offers}
        self.minutes = {self.take[offer.uid]: float(round(offer.hours * _MINUTES)) for offer in offers}
        self.last: Solution | None = None
        self._limit(offers, limits)
        self._close(closers)
        self._require()

    def round(self, goal: Mapping[int, float], *, keep: bool) -> Solution:
        step = math.gcd(*(round(value) for value in goal.values())) or 1
        goal = {column: value / step for column, value in goal.items()}
        while True:
            solution = self.program.solve(goal, hint=self.last.values if self.last else None)
            circle = stuck(self.chosen(solution), self.requirements)
            if not circle:
                break
            self._cut(circle, self.chosen(solution))
            self.last = None
        self.last = solution
        if keep:
            self.program.at_most(goal, round(solution.objective) + 0.5)
        return replace(solution, objective=solution.objective * step, bound=math.floor(solution.bound + 1e-6) * step)

    def weight_of(self, gain: float) -> float:
        """The goal weight in a gain: the musts stand below the unit of the weight."""
        return math.floor(round(gain) / self.musts_factor) * self.weight_step / WEIGHT_UNIT

    def chosen(self, solution: Solution) -> frozenset[str]:
        return frozenset(uid for uid, column in self.take.items() if solution.values and solution.values[column] > 0.5)

    def _limit(self, offers: Sequence[Offer], limits: Limits) -> None:
        if limits.budget_minor is not None:
            self.program.at_most(self.costs, limits.budget_minor + 0.5)
        if limits.weeks is not None:
            weeks = {self.take[offer.uid]: float(offer.weeks(limits.hours_per_week)) for offer in offers}
            self.program.at_most(weeks, limits.weeks + 0.5)

    def _close(self, closers: Closers) -> None:
        for column, singles, pairs in zip(self.closed, closers.singles, closers.pairs, strict=True):
            ways = [self.take[uid] for uid in singles if uid in self.take]
            for first, second in pairs:
                if first in self.take and second in self.take:
                    both = self.program.column(whole=False)
                    self.program.at_most({both: 1.0, self.take[first]: -1.0}, 0.0)
                    self.program.at_most({both: 1.0, self.take[second]: -1.0}, 0.0)
                    ways.append(both)
            self.program.at_most({column: 1.0} | dict.fromkeys(ways, -1.0), 0.0)

    def _require(self) -> None:
        for uid, column in self.take.items():
            for need in self.requirements[uid]:
                ways = sorted(self.take[other] for other in need if other in self.take)
                self.program.at_most({column: 1.0} | dict.fromkeys(ways, -1.0), 0.0)

    def _cut(self, circle: set[str], chosen: frozenset[str]) -> None:
        """Someone in the circle must come first, and so have from outside what it lacks now."""
        done = chosen - circle
        outside = {
            self.take[other]
            for uid in circle
            for need in self.requirements[uid]
            if need.isdisjoint(done)
            for other in need - circle
            if other in self.take
        }
        for uid in sorted(circle):
            self.program.at_most({self.take[uid]: 1.0} | dict.fromkeys(sorted(outside), -1.0), 0.0)


def keep_undominated(
    offers: Sequence[Offer], closers: Closers, requirements: Requirements, limits: Limits
) -> list[Offer]:
    """The offers without those that others with the same role beat in cost, hours and weeks; by uid.

    Exact: of offers that close the same asks in the same way and stand in no prerequisite, one is enough, or two where
    they count in pairs.
    """
    needed = {uid for offer in offers for need in requirements[offer.uid] for uid in need}
    roles = _roles(closers)
    groups: dict[object, list[Offer]] = {}
    kept = []
    for offer in sorted(offers, key=lambda one: one.uid):
        if requirements[offer.uid] or offer.uid in needed:
            kept.append(offer)
        else:
            groups.setdefault(roles.get(offer.uid, offer.uid), []).append(offer)
    for group in groups.values():
        kept.extend(_front(group, limits))
    return sorted(kept, key=lambda one: one.uid)


def _roles(closers: Closers) -> dict[str, object]:
    """A name for what each offer can do: asks closed alone. Offers that count in a pair keep their own role."""
    alone: dict[str, list[int]] = {}
    for place, singles in enumerate(closers.singles):
        for uid in singles:
            alone.setdefault(uid, []).append(place)
    paired = {uid for pairs in closers.pairs for pair in pairs for uid in pair}
    return {uid: tuple(places) for uid, places in alone.items() if uid not in paired}


def _front(group: list[Offer], limits: Limits) -> list[Offer]:
    figures = {
        offer.uid: (offer.cost_minor, round(offer.hours * _MINUTES), offer.weeks(limits.hours_per_week))
        for offer in group
    }
    kept: list[Offer] = []
    for offer in sorted(group, key=lambda one: (figures[one.uid], one.uid)):
        mine = figures[offer.uid]
        if not any(all(a <= b for a, b in zip(figures[other.uid], mine, strict=True)) for other in kept):
            kept.append(offer)
    return kept
