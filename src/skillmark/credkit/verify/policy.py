"""What a reader is content with. A name for each accepted profile; there is no default one."""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.pack import Anchors


@dataclass(frozen=True, slots=True)
class Policy:
    """How far to go along.

    `clock_skew_s`: seconds by which two honest clocks may differ. `accept_as_of_pack`: whether the dated word of a
    pack is enough where nothing better can be reached; the report then says so. `anchors`: what the reader trusts
    beforehand. `refresh`: whether to ask the issuer for a newer copy where the credential names a place for it (it
    tells the issuer that somebody looked). `check_endorsements`: whether to look at endorsements too.
    `accept_lists_of_others`: whether a status list fetched from the address that the credential names counts when a
    party other than the issuer signed it, as W3C allows and shared status services do.

    Of presentations: `require_challenge`, whether one is worth anything without proof that it was made for this
    reader now; `holder_is_subject`, whether what is presented must be about whoever presents it.
    """

    name: str
    clock_skew_s: int = 300
    accept_as_of_pack: bool = False
    anchors: Anchors | None = None
    refresh: bool = False
    check_endorsements: bool = True
    accept_lists_of_others: bool = False
    require_challenge: bool = False
    holder_is_subject: bool = True


STANDARD = Policy("standard", refresh=True)
"""Only the issuer's answer now, or what the reader trusted before. A pack's own word is not enough."""

OFFLINE = Policy("offline", accept_as_of_pack=True)
"""For work without a network: where nothing better can be had, a pack's dated word is taken, and the report says so."""

LOGIN = Policy("login", refresh=True, require_challenge=True)
"""For a door that a presentation opens: as STANDARD, and made for this door, now, by whom the credentials are about."""
