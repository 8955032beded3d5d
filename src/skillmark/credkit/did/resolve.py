"""From a DID to its document, through a Fetcher that someone else provides."""

from __future__ import annotations

from typing import Protocol

from skillmark.credkit.codec.multibase import decode_base64url
from skillmark.credkit.codec.strict_json import Limits, read_object
from skillmark.credkit.did.document import DidDocument, read_did_document
from skillmark.credkit.did.methods import KeyMethod
from skillmark.credkit.did.syntax import did_web_url, is_did
from skillmark.credkit.errors import Malformed, Refused, Unavailable
from skillmark.credkit.keys import KeyKind, kind_of, multikey_from_jwk

_DOCUMENT_LIMITS = Limits(max_bytes=300_000, max_depth=12, max_values=6_000)
_JWK_LIMITS = Limits(max_bytes=2_000, max_depth=3, max_values=30)


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
    """The document of a did:key or did:jwk (from the DID itself) or did:web (one fetch). Raises `CredkitError`."""
    if did.startswith("did:key:"):
        return _key_document(did)
    if did.startswith("did:jwk:"):
        return _jwk_document(did)
    if did.startswith("did:web:"):
        return read_did_document(read_object(fetcher.fetch(did_web_url(did)), _DOCUMENT_LIMITS), did)
    raise Unavailable("did.method_unknown", "This kind of issuer identifier is not read yet.")


def _key_document(did: str) -> DidDocument:
    """did:key method, section 3.1: the key is named by itself. RSA is not read: those names are not in use."""
    multikey = did.removeprefix("did:key:")
    if kind_of(multikey) is KeyKind.RSA:
        raise Refused("did.key_unfit", "An RSA key is not read as an identifier.")
    return _self_named(did, multikey, multikey)


def _jwk_document(did: str) -> DidDocument:
    """did:jwk method: the JWK in base64url; its one key is `#0`."""
    if not is_did(did):
        raise Malformed("did.bad_syntax", "A key is not named by a well-formed DID.")
    jwk = read_object(decode_base64url("u" + did.removeprefix("did:jwk:")), _JWK_LIMITS)
    return _self_named(did, "0", multikey_from_jwk(jwk))


def _self_named(did: str, fragment: str, multikey: str) -> DidDocument:
    return DidDocument(did, (KeyMethod(f"{did}#{fragment}", did, multikey, asserts=True, authenticates=True),))
