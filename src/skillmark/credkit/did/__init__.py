"""Decentralised identifiers: did:key, did:jwk and did:web, and keys at https addresses. No fetching here.

What a document or an address serves is read through a `Fetcher` that someone else provides.
"""

from skillmark.credkit.did.document import (
    DidDocument,
    KeyRecord,
    build_did_document,
    read_did_document,
)
from skillmark.credkit.did.key_url import resolve_key_set, resolve_key_url
from skillmark.credkit.did.methods import KeyMethod
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
    "resolve_key_set",
    "resolve_key_url",
    "split_did_url",
]
