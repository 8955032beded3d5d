"""From a DID to its document, through a Fetcher that someone else provides."""

from __future__ import annotations

from typing import Protocol

from skillmark.credkit.codec.strict_json import Limits, read_object
from skillmark.credkit.did.document import DidDocument, KeyMethod, read_did_document
from skillmark.credkit.did.syntax import did_web_url
from skillmark.credkit.errors import Unavailable
from skillmark.credkit.keys import decode_multikey

_DOCUMENT_LIMITS = Limits(max_bytes=300_000, max_depth=12, max_values=6_000)


class Fetcher(Protocol):
    """Reads one public address. Guarding against private addresses, size and time is its duty."""

    def fetch(self, url: str) -> bytes:
        """The body at `url`. Raises `Unavailable` and nothing else."""
        ...


class NoFetcher:
    """Never reaches anything: for work without a network."""

    def fetch(self, url: str) -> bytes:
        raise Unavailable("fetch.offline", "Nothing is fetched here. Bring a pack, or check while connected.")


def resolve(did: str, fetcher: Fetcher) -> DidDocument:
    """The document of a did:key (from the DID itself) or did:web (one fetch). Raises `CredkitError`."""
    if did.startswith("did:key:"):
        return _key_document(did)
    if did.startswith("did:web:"):
        return read_did_document(read_object(fetcher.fetch(did_web_url(did)), _DOCUMENT_LIMITS), did)
    raise Unavailable("did.method_unknown", "This kind of issuer identifier is not read yet.")


def _key_document(did: str) -> DidDocument:
    multikey = did.removeprefix("did:key:")
    decode_multikey(multikey)
    return DidDocument(did, (KeyMethod(f"{did}#{multikey}", did, multikey, asserts=True),))
