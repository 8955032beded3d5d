"""Which slot the n-th award gets: a keyed permutation, so that neighbours in time are strangers in the list.

A four-round Feistel network over HMAC-SHA256, walked until it lands inside the list. Every serial gives another slot,
so nothing is ever used twice while the serial only counts up; without the secret the order cannot be told. The mapping
must never change for a list that is in use.
"""

from __future__ import annotations

import hashlib
import hmac

from skillmark.credkit.errors import Refused

_ROUNDS = 4
SECRET_BYTES = 32


def slot_at(secret: bytes, serial: int, entries: int) -> int:
    """The slot of award number `serial` (from 0) in a list of `entries`. Raises `Refused` when the list is full.

    `secret` is 32 random bytes per list, kept as long as the list is.
    """
    if len(secret) != SECRET_BYTES:
        raise Refused("status.bad_secret", "The secret of a status list has 32 bytes.")
    if not 0 <= serial < entries:
        raise Refused("status.list_full", "This status list is full. Begin another.")
    half_bits = ((entries - 1).bit_length() + 1) // 2
    slot = _permute(secret, serial, half_bits)
    while slot >= entries:
        slot = _permute(secret, slot, half_bits)
    return slot


def _permute(secret: bytes, value: int, half_bits: int) -> int:
    mask = (1 << half_bits) - 1
    left, right = value >> half_bits, value & mask
    for step in range(_ROUNDS):
        digest = hmac.digest(secret, bytes([step]) + right.to_bytes(4), hashlib.sha256)
        left, right = right, left ^ (int.from_bytes(digest[:4]) & mask)
    return left << half_bits | right
