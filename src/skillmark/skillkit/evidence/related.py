"""Which other skills lend evidence to a skill, and what share of it: near ones in the framework, two steps at most.

Links are stated by the framework (broader, needs, is needed by); labels are never compared. What a share means: the
log-likelihood of evidence about the other skill is multiplied by it. `weighing.RELATED_CAP` bounds all of it together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skillmark.skillkit.graph import Broader, SkillRelation

FROM_NARROWER = 0.35
"""Who shows a narrower skill shows part of the broader one. Own guess."""

FROM_BROADER = 0.20
"""A broader skill says less about any one narrower skill. Own guess."""

FROM_NEEDING = 0.30
"""Who shows a skill that needs this one as essential most likely has it. Own guess."""

FROM_NEEDED = 0.10
"""Having what a skill needs says little about having the skill. Own guess."""

OPTIONAL_PART = 0.5
"""An optional link lends half of what an essential one does. Own guess."""

MANY_NEIGHBOURS = 8
"""With more links of one sort than this, each lends proportionally less: a hub says little. Own guess."""

LEAST = 0.02
"""Shares below this are left out."""


@dataclass(frozen=True, slots=True)
class Links:
    """For each skill, the skills one step away with the share that they lend."""

    shares: Mapping[str, Mapping[str, float]]

    def near(self, skill: str) -> dict[str, float]:
        """Shares of the skills within two steps; a way of two steps lends the product, and the best way counts."""
        first = dict(self.shares.get(skill, {}))
        found = dict(first)
        for middle, share in first.items():
            for other, further in self.shares.get(middle, {}).items():
                if other != skill and share * further >= LEAST:
                    found[other] = max(found.get(other, 0.0), share * further)
        return dict(sorted(found.items()))


def links(broader: Iterable[Broader], relations: Iterable[SkillRelation]) -> Links:
    """Read a framework's statements once. Cost: linear."""
    ways: dict[str, dict[str, list[tuple[str, float]]]] = {}

    def lend(giver: str, taker: str, sort: str, share: float) -> None:
        if giver != taker:
            ways.setdefault(taker, {}).setdefault(sort, []).append((giver, share))

    for one in broader:
        lend(one.child, one.parent, "narrower", FROM_NARROWER)
        lend(one.parent, one.child, "broader", FROM_BROADER)
    for other in relations:
        part = 1.0 if other.essential else OPTIONAL_PART
        lend(other.skill, other.related, "needing", FROM_NEEDING * part)
        lend(other.related, other.skill, "needed", FROM_NEEDED * part)
    return Links({taker: _shares(sorts) for taker, sorts in ways.items()})


def _shares(sorts: Mapping[str, list[tuple[str, float]]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for some in sorts.values():
        crowd = min(1.0, MANY_NEIGHBOURS / len(some))
        for giver, share in some:
            if share * crowd >= LEAST:
                found[giver] = max(found.get(giver, 0.0), share * crowd)
    return found
