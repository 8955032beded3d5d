"""What a reader is content with. A name for each accepted profile; there is no default one."""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.pack import Anchors


@dataclass(frozen=True, slots=True)
class Policy:
    """How far to go along.

    `clock_skew_s`: seconds by which two honest clocks may differ. `accept_as_of_pack`: whether the dated word of a
    pack is enough where nothing better can be reached; the report then says so. `anchors`: what the reader trusts
    beforehand.
    """

    name: str
    clock_skew_s: int = 300
    accept_as_of_pack: bool = False
    anchors: Anchors | None = None


STANDARD = Policy("standard")
"""Only the issuer's answer now, or what the reader trusted before. A pack's own word is not enough."""

OFFLINE = Policy("offline", accept_as_of_pack=True)
"""For work without a network: where nothing better can be had, a pack's dated word is taken, and the report says so."""
