"""The door of the hiring domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.hiring.actions import (
    LONGEST_ADVERT,
    LONGEST_TITLE,
    MOST_ASKS,
    close_opening,
    edit_profile,
    open_opening,
    reveal,
    seal_shortlist,
)
from skillmark.domains.hiring.errors import (
    BadOpening,
    NobodyToSeal,
    NoSuchCandidate,
    NoSuchOpening,
    NothingAsked,
    NotSealed,
    OpeningClosed,
    Sealed,
)
from skillmark.domains.hiring.permissions import HIRE
from skillmark.domains.hiring.queries import SeenBy, code_of, contacts, opening, openings_of, seen_by
from skillmark.domains.hiring.shortlist import FLOOR, preview, shortlist
from skillmark.domains.hiring.values import Contact, OpeningView, SealView, ShortlistRow, ShortlistView

__all__ = [
    "FLOOR",
    "HIRE",
    "LONGEST_ADVERT",
    "LONGEST_TITLE",
    "MOST_ASKS",
    "BadOpening",
    "Contact",
    "NoSuchCandidate",
    "NoSuchOpening",
    "NobodyToSeal",
    "NotSealed",
    "NothingAsked",
    "OpeningClosed",
    "OpeningView",
    "SealView",
    "Sealed",
    "SeenBy",
    "ShortlistRow",
    "ShortlistView",
    "close_opening",
    "code_of",
    "contacts",
    "edit_profile",
    "open_opening",
    "opening",
    "openings_of",
    "preview",
    "reveal",
    "seal_shortlist",
    "seen_by",
    "shortlist",
]
