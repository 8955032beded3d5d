"""The world put together: abilities, achievements, sittings, and what others get to see of them."""

from dataclasses import dataclass

import numpy as np

from skillmark.skillkit.evidence import THRESHOLD, EvidenceItem
from skillmark.skillkit.values import Level
from skillmark.testing.simulation.abilities import Abilities, make_abilities
from skillmark.testing.simulation.attempts import Luck, Marks, Sittings, seen_items, sit
from skillmark.testing.simulation.followed import Followed, follow
from skillmark.testing.simulation.issuers import Achievement, make_achievements
from skillmark.testing.simulation.settings import Settings


@dataclass(frozen=True, slots=True)
class World:
    """Everything that is so, and everything that is seen."""

    settings: Settings
    abilities: Abilities
    achievements: list[Achievement]
    sittings: list[Sittings]
    """One for each achievement, in the same order."""
    followed: list[list[Followed]]
    """For each achievement, what was seen later of those who passed."""
    items: list[list[EvidenceItem]]
    """For each person, all that others get to see; what was seen later included."""

    @property
    def skills(self) -> list[str]:
        """Their keys, in the order of the columns of abilities."""
        return [f"s{place}" for place in range(self.settings.skills)]

    def has_level(self, skill: str, level: Level) -> Marks:
        """Who really has it now, in the order of the people."""
        return np.asarray(self.abilities.now[:, int(skill[1:])] >= THRESHOLD[level])


def simulate(settings: Settings, seed: int) -> World:
    """Make the world of that seed. Cost: about 0.1 s for the default settings."""
    source = np.random.Generator(np.random.PCG64(seed))
    abilities = make_abilities(settings, source)
    achievements = make_achievements(settings, source)
    anywhere = source.standard_normal(settings.people)
    luck = {issuer: Luck(anywhere, *source.standard_normal((2, settings.people))) for issuer in _issuers(achievements)}
    sittings = [sit(one, abilities, luck[one.template.issuer], settings, source) for one in achievements]
    items: list[list[EvidenceItem]] = [[] for _ in range(settings.people)]
    followed = []
    for one in sittings:
        later = list(follow(one, abilities, settings, source))
        followed.append(later)
        for person, item in seen_items(one, settings, source):
            items[person].append(item)
        for seen in later:
            items[seen.person].append(seen.item)
    return World(settings, abilities, achievements, sittings, followed, items)


def _issuers(achievements: list[Achievement]) -> list[str]:
    return list(dict.fromkeys(one.template.issuer for one in achievements))
