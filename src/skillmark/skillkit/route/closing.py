"""Which offers close which asks, computed with the very rule that pages use (`evidence.believe` and `values.verdict`).

An ask counts as closable by one offer alone, or by two together; three weak awards that only together would do are not
planned for (conservative: the plan may do better than it says, never worse). Pairs are looked at among the
`PAIR_OFFERS` cheapest offers that do not close the ask alone. Offers that say the same facts share one computation.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from skillmark.skillkit.evidence import EvidenceItem, believe
from skillmark.skillkit.route.offers import Offer
from skillmark.skillkit.values import Ask, Verdict, verdict

PAIR_OFFERS = 8


@dataclass(slots=True)
class Closers:
    """For each open ask, by its place: offers that close it alone, and pairs that close it together (uids)."""

    singles: list[list[str]] = field(default_factory=list)
    pairs: list[list[tuple[str, str]]] = field(default_factory=list)

    @property
    def useful(self) -> set[str]:
        """Every offer that closes something, alone or in a pair."""
        return {uid for some in self.singles for uid in some} | {
            uid for some in self.pairs for pair in some for uid in pair
        }

    def within(self, uids: Collection[str]) -> "Closers":
        """The same, of those offers only."""
        return Closers(
            [[uid for uid in some if uid in uids] for some in self.singles],
            [[pair for pair in some if pair[0] in uids and pair[1] in uids] for some in self.pairs],
        )


def find_closers(held: Sequence[EvidenceItem], asks: Sequence[Ask], offers: Sequence[Offer], at: datetime) -> Closers:
    """The closers of each ask; `asks` are those not met yet."""
    closers = Closers()
    teachers: dict[str, list[tuple[Offer, EvidenceItem]]] = {ask.skill: [] for ask in asks}
    for offer in offers:
        for skill in {skill for skill, _ in offer.teaches if skill in teachers}:
            level = max(level for taught, level in offer.teaches if taught == skill)
            teachers[skill].append((offer, offer.award(skill, level, at)))
    for ask in asks:
        trial = _Trial([item for item in held if item.skill == ask.skill], ask, at)
        alone: list[tuple[Offer, EvidenceItem]] = []
        rest: list[tuple[Offer, EvidenceItem]] = []
        for offer, award in teachers[ask.skill]:
            (alone if trial.closes(award) else rest).append((offer, award))
        closers.singles.append([offer.uid for offer, _ in alone])
        closers.pairs.append(_pairs(rest, trial))
    return closers


def _pairs(rest: list[tuple[Offer, EvidenceItem]], trial: "_Trial") -> list[tuple[str, str]]:
    rest = sorted(rest, key=lambda one: (one[0].cost_minor, one[0].hours, one[0].uid))[:PAIR_OFFERS]
    return [
        (first.uid, second.uid)
        for place, (first, award) in enumerate(rest)
        for second, other in rest[place + 1 :]
        if trial.closes(award, other)
    ]


class _Trial:
    """Does the ask become Met with these awards added? Answers are kept by what can change them."""

    def __init__(self, held: list[EvidenceItem], ask: Ask, at: datetime) -> None:
        self.held, self.ask, self.at = held, ask, at
        self.issuers = {item.issuer for item in held}
        self.answers: dict[Hashable, bool] = {}

    def closes(self, *awards: EvidenceItem) -> bool:
        key = self._key(awards)
        if key not in self.answers:
            belief = believe([*self.held, *awards], self.ask.skill, self.ask.level, self.at)
            self.answers[key] = verdict(belief, self.ask.need) is Verdict.MET
        return self.answers[key]

    def _key(self, awards: tuple[EvidenceItem, ...]) -> Hashable:
        """The facts without identifiers, but with every equality among identifiers that the model looks at."""
        facts = tuple(replace(award, uid="", issuer="", achievement="") for award in awards)
        sources = tuple((award.issuer, award.achievement) if award.issuer in self.issuers else () for award in awards)
        if len(awards) == 1:
            return (facts, sources)
        first, second = awards
        alike = (first.issuer == second.issuer, first.achievement == second.achievement)
        return (facts, sources, alike)
