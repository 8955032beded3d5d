"""What must come before what. A requirement is a set of offers of which one is needed; held ones are left out."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from skillmark.skillkit.evidence import EvidenceItem, believe
from skillmark.skillkit.route.offers import Offer
from skillmark.skillkit.values import Level

PREREQUISITE_NEED = 0.5
"""A skill needed first counts as there from this probability on: a course, not an employer, asks for it. Own guess."""

Requirements = Mapping[str, tuple[frozenset[str], ...]]
"""Offer uid to its requirements still unmet at the start; an empty set can never be met."""


def find_requirements(offers: Sequence[Offer], held: Sequence[EvidenceItem], at: datetime) -> Requirements:
    """The unmet requirements of each offer, with the offers among `offers` that would meet each."""
    have = {item.achievement for item in held if item.achievement and not item.revoked and item.earned_at <= at}
    by_achievement = {offer.uid for offer in offers if offer.evidence.achievement in have}
    uids = {offer.uid for offer in offers}
    teachers = _Teachers(offers, held, at)

    def of(offer: Offer) -> tuple[frozenset[str], ...]:
        groups = [(uid,) for uid in offer.after_all] + list(offer.after_any)
        unmet = [
            frozenset(uid for uid in group if uid in uids and uid != offer.uid)
            for group in groups
            if not any(uid in have or uid in by_achievement for uid in group)
        ]
        unmet += [
            teachers.of(skill, level) - {offer.uid}
            for skill, level in offer.after_skills
            if not teachers.held(skill, level)
        ]
        return tuple(dict.fromkeys(unmet))

    return {offer.uid: of(offer) for offer in offers}


def within_reach(useful: Collection[str], requirements: Requirements) -> set[str]:
    """The useful offers and all that could be needed before them, less those that nothing can unlock."""
    reachable = {uid for uid, needs in requirements.items() if not needs}
    grown = True
    while grown:
        more = {
            uid
            for uid, needs in requirements.items()
            if uid not in reachable and all(not need.isdisjoint(reachable) for need in needs)
        }
        reachable |= more
        grown = bool(more)
    wanted, queue = set(), [uid for uid in useful if uid in reachable]
    while queue:
        uid = queue.pop()
        if uid in wanted:
            continue
        wanted.add(uid)
        queue.extend(other for need in requirements[uid] for other in need if other in reachable)
    return wanted


def stuck(chosen: Collection[str], requirements: Requirements) -> set[str]:
    """The chosen offers that no order can reach, because they wait for each other; empty when an order exists."""
    left, done = set(chosen), set[str]()
    while ready := {uid for uid in left if all(not need.isdisjoint(done) for need in requirements[uid])}:
        done |= ready
        left -= ready
    return left


class _Teachers:
    def __init__(self, offers: Sequence[Offer], held: Sequence[EvidenceItem], at: datetime) -> None:
        self.by_skill: dict[str, list[tuple[Level, str]]] = {}
        for offer in offers:
            for skill, level in offer.teaches:
                self.by_skill.setdefault(skill, []).append((level, offer.uid))
        self.items, self.at = held, at
        self.known: dict[tuple[str, Level], bool] = {}

    def of(self, skill: str, level: Level) -> frozenset[str]:
        return frozenset(uid for taught, uid in self.by_skill.get(skill, ()) if taught >= level)

    def held(self, skill: str, level: Level) -> bool:
        if (skill, level) not in self.known:
            self.known[skill, level] = believe(self.items, skill, level, self.at).p >= PREREQUISITE_NEED
        return self.known[skill, level]
