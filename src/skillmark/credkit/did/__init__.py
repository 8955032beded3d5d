"""Decentralised identifiers: did:key and did:web, their documents, and the Fetcher protocol. No fetching here."""

from skillmark.credkit.did.document import (
    DidDocument,
    KeyMethod,
    KeyRecord,
    build_did_document,
    read_did_document,
)
from skillmark.credkit.did.resolve import Fetcher, NoFetcher, resolve
from skillmark.credkit.did.syntax import did_web_url, is_did, make_did_web, split_did_url

__all__ = [
    "DidDocument",
    "Fetcher",
    "KeyMethod",
    "KeyRecord",
    "NoFetcher",
    "build_did_document",
    "did_web_url",
    "is_did",
    "make_did_web",
    "read_did_document",
    "resolve",
    "split_did_url",
]
