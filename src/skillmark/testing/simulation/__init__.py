"""A world with known truth: people with abilities, issuers honest, lax and cheating, and what both leave behind.

    world = simulate(Settings(), seed=1)
    world.items[person], world.has_level("s0", Level.ADVANCED)[person]

For trying a rule of proof against what is really so. The same settings and seed give the same world; numpy's PCG64 is
the only source of chance. It believes nothing itself, and knows no database.
"""

from skillmark.testing.simulation.issuers import Achievement, Manner
from skillmark.testing.simulation.settings import AT, WORLDS, Settings
from skillmark.testing.simulation.world import World, simulate

__all__ = ["AT", "WORLDS", "Achievement", "Manner", "Settings", "World", "simulate"]
