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
from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.times import format_time, parse_time
from skillmark.credkit.model.vocabulary import MULTIKEY_V1_URL, NAMESPACE

MAX_KEYS = 200
_IN_USE_FROM: JsonObject = {
    "inUseFrom": {"@id": NAMESPACE + "inUseFrom", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
}


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One key of ours and its time: from, until (retired) and revoked (do not trust later signatures)."""

    public_multikey: str
    in_use_from: datetime
    in_use_until: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeyMethod:
    """One key as a DID document lists it. `asserts` is whether it may sign credentials."""

    id: str
    controller: str
    public_multikey: str
    asserts: bool
    in_use_from: datetime | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


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
    names: list[Json] = [method["id"] for method in methods]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", MULTIKEY_V1_URL, dict(_IN_USE_FROM)],
        "id": did,
        "verificationMethod": list(methods),
        "assertionMethod": names,
    }


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
    """The Multikey keys of a document. Raises `Malformed` when it is not the document of `did`.

    Keys of other kinds are left out: what needs them ends in "key not found", never in a pass.
    """
    if document.get("id") != did:
        raise Malformed("did.wrong_document", "The issuer's key list is for another issuer.")
    methods = _as_list(document.get("verificationMethod"))
    assertions = _as_list(document.get("assertionMethod"))
    named = {_absolute(did, entry) for entry in assertions if isinstance(entry, str)}
    embedded = [entry for entry in assertions if isinstance(entry, dict)]
    if len(methods) + len(embedded) > MAX_KEYS:
        raise Malformed("did.too_many_keys", "The issuer's key list is too long.")
    keys = [_read_method(did, entry, None) for entry in embedded]
    keys += [_read_method(did, entry, named) for entry in methods if isinstance(entry, dict)]
    return DidDocument(did, tuple(key for key in keys if key))


def _read_method(did: str, entry: JsonObject, asserting: set[str] | None) -> KeyMethod | None:
    name, controller, multikey = entry.get("id"), entry.get("controller"), entry.get("publicKeyMultibase")
    if not (isinstance(name, str) and isinstance(controller, str) and isinstance(multikey, str)):
        return None
    if entry.get("type") not in ("Multikey", "Ed25519VerificationKey2020"):
        return None
    name = _absolute(did, name)
    if not name.startswith(did + "#"):
        return None
    return KeyMethod(
        id=name,
        controller=controller,
        public_multikey=multikey,
        asserts=asserting is None or name in asserting,
        in_use_from=_time(entry, "inUseFrom"),
        expires_at=_time(entry, "expires"),
        revoked_at=_time(entry, "revoked"),
    )


def _time(entry: JsonObject, name: str) -> datetime | None:
    value = entry.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Malformed("did.bad_time", "The issuer's key list holds a time that is not one.")
    return parse_time(value)


def _absolute(did: str, name: str) -> str:
    return did + name if name.startswith("#") else name


def _as_list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]
