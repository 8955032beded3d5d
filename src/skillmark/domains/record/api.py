"""The door of the record domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.record.actions import MAX_SKILLS, OWN_KINDS, add_entry, remove_entry
from skillmark.domains.record.errors import (
    BadEntry,
    BadShare,
    NoSuchEntry,
    NoSuchShare,
    NothingSigned,
    ShareClosed,
)
from skillmark.domains.record.evidence import evidence_of
from skillmark.domains.record.imports import import_badge
from skillmark.domains.record.models import Kind as EntryKind
from skillmark.domains.record.models import Provenance
from skillmark.domains.record.packs import pack_of, pack_of_share
from skillmark.domains.record.queries import entries_of, entry, export_of
from skillmark.domains.record.sharing import close_share, credential_of, open_share, share, shares_of
from skillmark.domains.record.values import EntryView, SharedView, ShareView

__all__ = [
    "MAX_SKILLS",
    "OWN_KINDS",
    "BadEntry",
    "BadShare",
    "EntryKind",
    "EntryView",
    "NoSuchEntry",
    "NoSuchShare",
    "NothingSigned",
    "Provenance",
    "ShareClosed",
    "ShareView",
    "SharedView",
    "add_entry",
    "close_share",
    "credential_of",
    "entries_of",
    "entry",
    "evidence_of",
    "export_of",
    "import_badge",
    "open_share",
    "pack_of",
    "pack_of_share",
    "remove_entry",
    "share",
    "shares_of",
]
