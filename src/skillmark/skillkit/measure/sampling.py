"""Whom to test again: how many from each group, and which people, so that nobody can be hand-picked or spared.

How many: the shares of a budget that make the estimate over all groups least uncertain (Neyman 1934), in whole people
by the priority rule that reaches this optimum exactly (Wright 2012). Which: in the order of a digest of a seed and
the holder's uid. Fix the list first and the seed after (a log head, a public beacon): then neither the issuer nor the
quality body can choose, and everyone can draw again.
"""

import hashlib
import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.acceptance import SecondTest
from skillmark.skillkit.measure.shares import Rate

_POINTS = 21


@dataclass(frozen=True, slots=True)
class Group:
    """Holders of one achievement version. `false_share` is what is believed of the share that lacks the skill."""

    key: str
    holders: int
    false_share: Rate

    def __post_init__(self) -> None:
        if self.holders < 0:
            raise Refused("Counts need 0 <= part <= whole.", code="skillkit.counts_out_of_range")


def share_out(groups: Iterable[Group], people: int, test: SecondTest, *, at_least: int = 1) -> dict[str, int]:
    """How many to test in each group, together at most `people`, never more than there are holders.

    Each group with holders gets `at_least`, however sure one is of it, so that it is never safe to be lax; where the
    budget does not reach that far, the largest groups come first. Order does not matter. Cost: people x log(groups).
    """
    some = sorted((one for one in groups if one.holders), key=lambda one: (-one.holders * _spread(one, test), one.key))
    taken = dict.fromkeys((one.key for one in some), 0)
    if len(taken) != len(some):
        raise Refused("Each group needs its own key.", code="skillkit.group_twice")
    left = people
    for one in some:
        taken[one.key] = min(at_least, one.holders, left)
        left -= taken[one.key]
    line = [(-_priority(one, taken[one.key], test), one.key, one) for one in some]
    heapq.heapify(line)
    while left > 0 and line:
        _, key, one = heapq.heappop(line)
        if taken[key] < one.holders:
            taken[key], left = taken[key] + 1, left - 1
            heapq.heappush(line, (-_priority(one, taken[key], test), key, one))
    return taken


def draw(uids: Sequence[str], people: int, seed: bytes) -> list[str]:
    """The first `people` uids in the order of SHA-256(seed, 0x00, uid). The order given and doubles do not matter.

    Changing this function changes who would have been drawn: it must stay as it is.
    """
    if len(seed) < 16:
        raise Refused("A seed has 16 bytes or more.", code="skillkit.seed_too_short")
    return sorted(set(uids), key=lambda uid: hashlib.sha256(seed + b"\x00" + uid.encode()).digest())[: max(0, people)]


def _spread(group: Group, test: SecondTest) -> float:
    """Standard deviation of one holder's result, averaged over what is believed of the group."""
    fails = [test.fails(float(point)) for point in group.false_share.points(_POINTS)]
    return math.sqrt(sum(p * (1.0 - p) for p in fails) / len(fails))


def _priority(group: Group, taken: int, test: SecondTest) -> float:
    """Wright's priority of one more: holders x spread / sqrt(n (n + 1)); a first one comes before all."""
    if taken == 0:
        return math.inf
    return group.holders * _spread(group, test) / math.sqrt(taken * (taken + 1))
