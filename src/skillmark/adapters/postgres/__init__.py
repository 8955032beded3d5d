"""The embedded PostgreSQL: a server that any command can lease, and that ends with the last of them.

Use `lease(data_root)`; everything else serves it. Works on Linux and macOS; elsewhere set DATABASE_URL.
What does not live here: migrations, settings, backup.
"""

from .errors import BinariesMissing, OtherVersion, PlaceUnusable, PostgresError, StartFailed, StillInUse
from .leases import Lease, discard, is_running, lease, wait_until_stopped

__all__ = [
    "BinariesMissing",
    "Lease",
    "OtherVersion",
    "PlaceUnusable",
    "PostgresError",
    "StartFailed",
    "StillInUse",
    "discard",
    "is_running",
    "lease",
    "wait_until_stopped",
]
