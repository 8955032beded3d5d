"""The world in which two offers close an occupation's gap."""

from tests.gap_world import world

__all__ = ["world"]
