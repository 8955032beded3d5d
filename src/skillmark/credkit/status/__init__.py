"""Status lists: W3C Bitstring Status Lists (bits, entries, slots that do not tell the order of awards), older kinds."""

from skillmark.credkit.status.bits import (
    MIN_ENTRIES,
    decode_bits,
    decode_bits_2021,
    empty_bits,
    encode_bits,
    is_set,
    read_value,
    set_bits,
    set_values,
)
from skillmark.credkit.status.entries import (
    ENTRY_2021_TYPE,
    ENTRY_TYPE,
    REVOCATION_LIST_TYPE,
    StatusEntry,
    build_entry,
    read_entries,
)
from skillmark.credkit.status.lists import PURPOSES, StatusList, read_status_list, status_list_credential
from skillmark.credkit.status.revocations import RevocationList, read_revocation_list
from skillmark.credkit.status.slots import slot_at

__all__ = [
    "ENTRY_2021_TYPE",
    "ENTRY_TYPE",
    "MIN_ENTRIES",
    "PURPOSES",
    "REVOCATION_LIST_TYPE",
    "RevocationList",
    "StatusEntry",
    "StatusList",
    "build_entry",
    "decode_bits",
    "decode_bits_2021",
    "empty_bits",
    "encode_bits",
    "is_set",
    "read_entries",
    "read_revocation_list",
    "read_status_list",
    "read_value",
    "set_bits",
    "set_values",
    "slot_at",
    "status_list_credential",
]
