"""The plan: gap, choice, order, weeks and reasons, from what is held to a goal. Same inputs, same plan.

The order of `catalogue` and of `held` does not matter: both are sorted by uid first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.evidence import EvidenceItem, believe, believe_all
from skillmark.skillkit.route.choice import Choice, choose
from skillmark.skillkit.route.closing import Closers, find_closers
from skillmark.skillkit.route.explain import (
    not_needed,
    out_of_reach,
    relaxations,
    step_reasons,
    summary,
    without,
)
from skillmark.skillkit.route.offers import Limits, Offer
from skillmark.skillkit.route.plans import Move, Plan, Relaxation, Skipped, Step
from skillmark.skillkit.route.prerequisites import Requirements, find_requirements, within_reach
from skillmark.skillkit.route.schedule import Slot, order, place
from skillmark.skillkit.values import Ask, Belief, TargetProfile, Verdict, verdict


def plan(
    held: Sequence[EvidenceItem],
    goal: TargetProfile,
    catalogue: Sequence[Offer],
    limits: Limits,
    at: datetime,
) -> Plan:
    """The provably best set of offers towards the goal within the limits, in order, with reasons.

    `at` (aware) is when the held evidence is judged; new awards are judged as if earned then. Nothing in it is random
    and nothing depends on a clock. Raises Refused where two offers share a uid.
    """
    if len({offer.uid for offer in catalogue}) != len(catalogue):
        raise Refused("Each offer needs its own uid.", code="skillkit.offer_twice")
    return _Planning(held, goal, catalogue, limits, at).run()


@dataclass(slots=True)
class _Reach:
    """What is possible under one set of limits."""

    offers: dict[str, Offer]
    closers: Closers
    requirements: Requirements
    excluded: tuple[Skipped, ...]


class _Planning:
    def __init__(
        self,
        held: Sequence[EvidenceItem],
        goal: TargetProfile,
        catalogue: Sequence[Offer],
        limits: Limits,
        at: datetime,
    ) -> None:
        self.held = sorted(held, key=lambda item: (item.uid, item.skill, item.level))
        self.goal, self.limits, self.at = goal, limits, at
        self.catalogue = sorted(catalogue, key=lambda offer: offer.uid)
        beliefs = believe_all(self.held, ((ask.skill, ask.level) for ask in goal.asks), at)
        self.before = {ask.skill: beliefs[ask.skill, ask.level] for ask in goal.asks}
        self.met = tuple(ask for ask in goal.asks if _met(self.before[ask.skill], ask))
        self.open = tuple(ask for ask in goal.asks if not _met(self.before[ask.skill], ask))
        self.known: dict[frozenset[str], _Reach] = {}

    def run(self) -> Plan:
        reach = self._reach(self.limits)
        choice = choose(self.open, list(reach.offers.values()), reach.closers, reach.requirements, self.limits)
        chosen = {uid: reach.offers[uid] for uid in sorted(choice.uids)}
        ordered = order(chosen, reach.requirements, self._gain, self.limits)
        slots = place(ordered, self.limits)
        after = self._beliefs(ordered)
        closed = tuple(ask for ask in self.open if _met(after[ask.skill], ask))
        still_open = tuple(ask for ask in self.open if ask not in closed)
        return Plan(
            steps=self._steps(slots, chosen, reach),
            met_before=self.met,
            closed=closed,
            still_open=still_open,
            total_hours=sum(offer.hours for offer in ordered),
            total_weeks=sum(slot.weeks for slot in slots),
            total_cost_minor=sum(offer.cost_minor for offer in ordered),
            currency=self.limits.currency,
            ends_on=slots[-1].ends_on if slots else None,
            objective=choice.weight,
            bound=choice.bound,
            proven=choice.proven,
            beliefs_before=tuple(self.before.values()),
            beliefs_after=tuple(after.values()),
            not_needed=not_needed(self.catalogue, self.met, self.open),
            excluded=reach.excluded,
            relax=self._relax(choice) if still_open else (),
            summary=summary(self.goal.asks, self.open, closed, self.held),
        )

    def _reach(self, limits: Limits) -> _Reach:
        skipped = {offer.uid: why for offer in self.catalogue if (why := out_of_reach(offer, limits))}
        key = frozenset(skipped)
        if key not in self.known:
            self.known[key] = self._reach_without(skipped)
        return self.known[key]

    def _reach_without(self, skipped: Mapping[str, Skipped]) -> _Reach:
        offers = [offer for offer in self.catalogue if offer.uid not in skipped]
        requirements = find_requirements(offers, self.held, self.at)
        unlocked = within_reach([offer.uid for offer in offers], requirements)
        closers = find_closers(self.held, self.open, [one for one in offers if one.uid in unlocked], self.at)
        wanted = within_reach(closers.useful, requirements)
        skills = {ask.skill for ask in self.open}
        excluded = tuple(
            skipped[offer.uid]
            for offer in self.catalogue
            if offer.uid in skipped and any(skill in skills for skill, _ in offer.teaches)
        )
        reached = {offer.uid: offer for offer in offers if offer.uid in wanted}
        return _Reach(reached, closers, requirements, excluded)

    def _beliefs(self, offers: Sequence[Offer]) -> dict[str, Belief]:
        items = [*self.held, *(award for offer in offers for award in offer.awards(self.at))]
        beliefs = believe_all(items, ((ask.skill, ask.level) for ask in self.goal.asks), self.at)
        return {ask.skill: beliefs[ask.skill, ask.level] for ask in self.goal.asks}

    def _gain(self, placed: Sequence[Offer], offer: Offer) -> float:
        taught = {skill for skill, _ in offer.teaches}
        asks = [ask for ask in self.open if ask.skill in taught]
        before, after = self._some(placed, asks), self._some([*placed, offer], asks)
        return sum(ask.weight for ask in asks if _met(after[ask.skill], ask) and not _met(before[ask.skill], ask))

    def _some(self, offers: Sequence[Offer], asks: Sequence[Ask]) -> dict[str, Belief]:
        items = [*self.held, *(award for offer in offers for award in offer.awards(self.at))]
        return {ask.skill: believe(items, ask.skill, ask.level, self.at) for ask in asks}

    def _steps(self, slots: Sequence[Slot], chosen: Mapping[str, Offer], reach: _Reach) -> tuple[Step, ...]:
        steps, placed, before = list[Step](), list[Offer](), self.before
        for slot in slots:
            placed.append(slot.offer)
            after = self._beliefs(placed)
            moves = tuple(
                Move(ask, old, new, verdict(old, ask.need), verdict(new, ask.need))
                for ask in self.open
                if (old := before[ask.skill]).p < (new := after[ask.skill]).p
            )
            reasons = step_reasons(
                slot.offer, moves, self.open, reach.closers, reach.offers, chosen, reach.requirements
            )
            rate = slot.offer.hours / slot.weeks
            steps.append(Step(slot.offer, slot.starts_on, slot.ends_on, slot.weeks, rate, moves, reasons))
            before = after
        return tuple(steps)

    def _relax(self, choice: Choice) -> tuple[Relaxation, ...]:
        reaches = {}
        for limit in ("budget", "deadline", "never_issuers"):
            limits = without(limit, self.limits)
            if limits is not None:
                reach = self._reach(limits)
                reaches[limit] = (limits, list(reach.offers.values()), reach.closers, reach.requirements)
        return relaxations(self.open, reaches, choice)


def _met(belief: Belief, ask: Ask) -> bool:
    return verdict(belief, ask.need) is Verdict.MET
