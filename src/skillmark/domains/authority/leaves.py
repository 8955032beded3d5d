"""Leaves of the log: what is entered before anything is signed or changed.

A leaf commits to a digest without giving it away: whoever destroys the salt makes the leaf say nothing about anyone.
The tree over these leaves, its checkpoints and proofs are a later floor; the rows they will stand on are here already.
"""

import hashlib
import secrets
from dataclasses import dataclass

from skillmark.domains.authority.models import LogEntry

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entered leaf. Keep `salt` beside what it speaks of, sealed where that is personal."""

    uid: str
    leaf_hash: str
    salt: bytes


def leaf_hash(salt: bytes, digest: bytes) -> str:
    """SHA-256 over a domain byte (0, RFC 6962 section 2.1 leaf), the 32-byte salt and a 32-byte digest, in hex.

    This must never change: the log is only as old as this function.
    """
    return hashlib.sha256(b"\x00" + salt + digest).hexdigest()


def enter_leaf(*, organisation_uid: str, kind: str, digest: bytes) -> Leaf:
    """Enter a salted leaf in the caller's transaction. `digest` is SHA-256 of the thing. Cost: one insert."""
    salt = secrets.token_bytes(SALT_BYTES)
    row = LogEntry.objects.create(organisation_id=organisation_uid, kind=kind, leaf_hash=leaf_hash(salt, digest))
    return Leaf(row.uid, row.leaf_hash, salt)
