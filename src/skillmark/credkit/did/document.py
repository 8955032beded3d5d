"""DID documents: the keys of one DID and when each was in use.

A retired key stays listed for assertions with `expires`, a withdrawn one with `revoked` (Multikey, W3C Controlled
Identifiers), so that what it signed in its time keeps verifying. When a key came into use has no published term; ours
is written inline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.did.methods import KeyMethod, Purposes, absolute, read_method
from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.vocabulary import MULTIKEY_V1_URL, NAMESPACE

MAX_KEYS = 200
_IN_USE_FROM: JsonObject = {
    "inUseFrom": {"@id": NAMESPACE + "inUseFrom", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
}


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One key of ours and its time: from, until (retired) and revoked (do not trust later signatures).

    `asserts` is whether it signs credentials, `authenticates` whether it signs presentations.
    """

    public_multikey: str
    in_use_from: datetime
    in_use_until: datetime | None = None
    revoked_at: datetime | None = None
    asserts: bool = True
    authenticates: bool = False


@dataclass(frozen=True, slots=True)
class DidDocument:
    """The keys of one DID."""

    did: str
    keys: tuple[KeyMethod, ...]

    def find_key(self, method_id: str) -> KeyMethod | None:
        """The key of that id, or None."""
        return next((key for key in self.keys if key.id == method_id), None)


def build_did_document(did: str, keys: Sequence[KeyRecord]) -> JsonObject:
    """The document that a did:web serves, every key ever used listed."""
    methods = [_build_method(did, key) for key in keys]
    asserting: list[Json] = [method["id"] for method, key in zip(methods, keys, strict=True) if key.asserts]
    authenticating: list[Json] = [method["id"] for method, key in zip(methods, keys, strict=True) if key.authenticates]
    document: JsonObject = {
        "@context": ["https://www.w3.org/ns/did/v1", MULTIKEY_V1_URL, dict(_IN_USE_FROM)],
        "id": did,
        "verificationMethod": list(methods),
        "assertionMethod": asserting,
    }
    return document | {"authentication": authenticating} if authenticating else document


def _build_method(did: str, key: KeyRecord) -> JsonObject:
    method: JsonObject = {
        "id": f"{did}#{key.public_multikey}",
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": key.public_multikey,
        "inUseFrom": format_time(key.in_use_from),
    }
    if key.in_use_until:
        method["expires"] = format_time(key.in_use_until)
    if key.revoked_at:
        method["revoked"] = format_time(key.revoked_at)
    return method


def read_did_document(document: JsonObject, did: str) -> DidDocument:
    """The keys of a document. Raises `Malformed` when it is not the document of `did`, or gives one id to two keys.

    Keys of other kinds, and weak ones, are left out: what needs them ends in "key not found", never in a pass.
    """
    if document.get("id") != did:
        raise Malformed("did.wrong_document", "The issuer's key list is for another issuer.")
    return DidDocument(did, read_keys(document, did))


def read_keys(document: JsonObject, base: str) -> tuple[KeyMethod, ...]:
    """The keys of a controlled identifier document whose id is `base`, those embedded under a purpose included."""
    by_purpose = {name: as_list(document.get(name)) for name in ("assertionMethod", "authentication")}
    listed = [*as_list(document.get("verificationMethod")), *(entry for some in by_purpose.values() for entry in some)]
    entries = [entry for entry in listed if isinstance(entry, dict)]
    if len(entries) > MAX_KEYS:
        raise Malformed("did.too_many_keys", "The issuer's key list is too long.")
    purposes = Purposes(*({_name(entry, base) for entry in some} for some in by_purpose.values()))
    keys: dict[str, KeyMethod] = {}
    for key in (read_method(entry, base, purposes) for entry in entries):
        if key and keys.setdefault(key.id, key) != key:
            raise Malformed("did.same_id", "The issuer's key list gives one name to two keys.")
    return tuple(keys.values())


def _name(entry: Json, base: str) -> str:
    name = entry.get("id") if isinstance(entry, dict) else entry
    return absolute(base, name) if isinstance(name, str) else ""
