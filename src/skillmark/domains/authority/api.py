"""The door of the authority domain. Nothing else in it may be imported from outside."""

from skillmark.domains.authority.actions import (
    StatusSlotView,
    close_lists,
    open_issuing,
    reserve_slots,
    rotate_key,
    set_status,
)
from skillmark.domains.authority.addresses import did_document_url, issuer_url, status_list_url
from skillmark.domains.authority.errors import AlreadyOpen, CannotIssue, DemoKeyRefused, NoSuchList, NoSuchSlot
from skillmark.domains.authority.keys import key_records, signer_for
from skillmark.domains.authority.leaves import Leaf, enter_leaf, leaf_hash
from skillmark.domains.authority.models import Purpose
from skillmark.domains.authority.queries import (
    KeyView,
    can_issue,
    count_leaves,
    did_document,
    did_of,
    document_at,
    is_marked,
    key_statement,
    keys_of,
    status_list,
)

__all__ = [
    "AlreadyOpen",
    "CannotIssue",
    "DemoKeyRefused",
    "KeyView",
    "Leaf",
    "NoSuchList",
    "NoSuchSlot",
    "Purpose",
    "StatusSlotView",
    "can_issue",
    "close_lists",
    "count_leaves",
    "did_document",
    "did_document_url",
    "did_of",
    "document_at",
    "enter_leaf",
    "is_marked",
    "issuer_url",
    "key_records",
    "key_statement",
    "keys_of",
    "leaf_hash",
    "open_issuing",
    "reserve_slots",
    "rotate_key",
    "set_status",
    "signer_for",
    "status_list",
    "status_list_url",
]
