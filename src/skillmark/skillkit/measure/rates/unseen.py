"""What outcomes of some can say about all, when nobody chose at random who was seen.

Two statements, from the least assumed to more: the bounds of Manski (1989), which assume nothing; and the bounds under
"those who have the skill are at most so many times likelier, or less likely, to be seen", after Rosenbaum (2002).
"""

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.shares import Interval, check_counts, exact_interval


def bounds_without_assumption(shown: int, seen: int, all_of_them: int) -> Interval:
    """The share of everyone that the seen alone allow: nobody unseen has it, or all of them have. No sampling error."""
    check_counts(shown, seen)
    check_counts(seen, all_of_them)
    if all_of_them == 0:
        return Interval(0.0, 1.0)
    return Interval(shown / all_of_them, (shown + all_of_them - seen) / all_of_them)


def bounds_by_odds(shown: int, seen: int, selection_odds: float) -> Interval:
    """90 % interval of the share of everyone when odds of being seen differ at most by that factor (1 or more).

    The exact interval of the seen, its ends moved in odds; at 1 it is the interval of a random sample.
    """
    if selection_odds < 1.0:
        raise Refused("Odds of selection are 1 or more.", code="skillkit.selection_out_of_range")
    inside = exact_interval(shown, seen)
    return Interval(tilt(inside.low, 1.0 / selection_odds), tilt(inside.high, selection_odds))


def tilt(p: float, odds: float) -> float:
    """The share whose odds are `odds` times those of `p`."""
    return p * odds / (p * odds + 1.0 - p)
