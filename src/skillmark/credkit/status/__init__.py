"""W3C Bitstring Status Lists: bits, slots that do not tell the order of awards, lists as credentials, entries."""

from skillmark.credkit.status.bits import MIN_ENTRIES, decode_bits, empty_bits, encode_bits, is_set, set_bits
from skillmark.credkit.status.entries import StatusEntry, read_entries
from skillmark.credkit.status.lists import StatusList, read_status_list, status_list_credential
from skillmark.credkit.status.slots import slot_at

__all__ = [
    "MIN_ENTRIES",
    "StatusEntry",
    "StatusList",
    "decode_bits",
    "empty_bits",
    "encode_bits",
    "is_set",
    "read_entries",
    "read_status_list",
    "set_bits",
    "slot_at",
    "status_list_credential",
]
