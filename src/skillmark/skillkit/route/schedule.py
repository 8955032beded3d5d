"""The order of the chosen offers and their weeks.

One after another: each takes the whole of the weekly hours and at least its own minimum of weeks. That is conservative
(two slow courses could overlap), and it is exactly what the choice assumed, so a deadline that the choice kept is kept.
Order: what is unlocked comes first; among that, what closes most goal weight per week; then fewer weeks, cheaper, uid.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skillmark.skillkit.route.offers import Limits, Offer
from skillmark.skillkit.route.prerequisites import Requirements


@dataclass(frozen=True, slots=True)
class Slot:
    """An offer with its whole weeks; `ends_on` is the last day of the last one."""

    offer: Offer
    starts_on: date
    ends_on: date
    weeks: int


Gain = Callable[[Sequence[Offer], Offer], float]
"""Goal weight that an offer closes when it follows the offers already placed."""


def order(chosen: Mapping[str, Offer], requirements: Requirements, gain: Gain, limits: Limits) -> list[Offer]:
    """The chosen offers so that each comes after what it needs."""
    left, placed = dict(chosen), list[Offer]()
    while left:
        done = {offer.uid for offer in placed}
        ready = [one for one in left.values() if all(not need.isdisjoint(done) for need in requirements[one.uid])]

        def rank(offer: Offer) -> tuple[float, int, int, str]:
            weeks = offer.weeks(limits.hours_per_week)
            return (-gain(placed, offer) / weeks, weeks, offer.cost_minor, offer.uid)

        best = min(ready, key=rank)
        placed.append(left.pop(best.uid))
    return placed


def place(offers: Sequence[Offer], limits: Limits) -> list[Slot]:
    """Dates for the offers in the given order, from the first day that the person named."""
    slots, day = [], limits.start
    for offer in offers:
        weeks = offer.weeks(limits.hours_per_week)
        after = day + timedelta(weeks=weeks)
        slots.append(Slot(offer, day, after - timedelta(days=1), weeks))
        day = after
    return slots
