"""Files. One seam: bytes in, a reference out. What is private to a person is sealed before it comes here.

The default adapter keeps a local folder; the same protocol fits an object store. A blob's key is random, so that two
people who hand in the same file cannot learn of each other.
"""

from dataclasses import dataclass
from typing import Protocol, cast

from skillmark.kernel.seams import resolve


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Where a blob lies and what it must hash to. `size` in bytes, `sha256` in lower-case hex."""

    key: str
    sha256: str
    size: int


class BlobStore(Protocol):
    def put(self, data: bytes) -> BlobRef: ...

    def get(self, key: str) -> bytes:
        """Errors: `Unavailable` when the store has no such blob."""
        ...

    def delete(self, key: str) -> None: ...


def blobs() -> BlobStore:
    return cast(BlobStore, resolve("blobs"))
