"""The embedded PostgreSQL: a server that any command can lease, and that ends with the last of them.

Use `lease(data_root)`; everything else serves it. Works on Linux and macOS; elsewhere set DATABASE_URL.
`dumps` is apart, since only it needs the database driver at
once. What does not live here: migrations, settings, what a backup holds besides the database.
"""

from .errors import BinariesMissing, DumpFailed, OtherVersion, PlaceUnusable, PostgresError, StartFailed, StillInUse
from .leases import Lease, discard, is_running, lease, wait_until_stopped

__all__ = [
    "BinariesMissing",
    "DumpFailed",
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
