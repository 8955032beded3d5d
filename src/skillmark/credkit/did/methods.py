"""Verification methods: one key as a document lists it (W3C Controlled Identifiers 1.0 section 2.2).

Read are Multikey, JsonWebKey, JsonWebKey2020 and Ed25519VerificationKey2020, and Open Badges 2.0's CryptographicKey.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed
from skillmark.credkit.keys import KeyKind, kind_of, multikey_from_jwk, multikey_from_pem
from skillmark.credkit.model.times import parse_time

# Which member holds the key, by the method's type.
_MEMBERS = {
    "Multikey": "publicKeyMultibase",
    "Ed25519VerificationKey2020": "publicKeyMultibase",
    "JsonWebKey": "publicKeyJwk",
    "JsonWebKey2020": "publicKeyJwk",
    "CryptographicKey": "publicKeyPem",
}
_KEY_MEMBERS = frozenset({*_MEMBERS.values(), "publicKeyBase58", "publicKeyHex"})


@dataclass(frozen=True, slots=True)
class KeyMethod:
    """One key as a document lists it. `asserts` is whether it may sign credentials, `authenticates` presentations."""

    id: str
    controller: str
    public_multikey: str
    asserts: bool
    authenticates: bool = False
    in_use_from: datetime | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Purposes:
    """Which methods of a document serve which purpose, by absolute id."""

    assertion: Collection[str]
    authentication: Collection[str]


def read_method(entry: JsonObject, base: str, purposes: Purposes) -> KeyMethod | None:
    """The key of one entry, or None when it is of a kind not read here, not sound, or not `base`'s own.

    `base` is the document's id, which relative ids are completed with. Raises `Malformed` for a bad time.
    """
    name = entry.get("id")
    if not isinstance(name, str) or not absolute(base, name).startswith(base + "#"):
        return None
    return name_method(entry, absolute(base, name), purposes)


def name_method(entry: JsonObject, name: str, purposes: Purposes) -> KeyMethod | None:
    """The key of one entry under a name that is known to be its own. None and errors as `read_method`."""
    controller, multikey = entry.get("controller", entry.get("owner")), read_key(entry)
    if not isinstance(controller, str) or not multikey:
        return None
    return KeyMethod(
        id=name,
        controller=controller,
        public_multikey=multikey,
        asserts=name in purposes.assertion,
        authenticates=name in purposes.authentication,
        in_use_from=_time(entry, "inUseFrom"),
        expires_at=_time(entry, "expires"),
        revoked_at=_time(entry, "revoked"),
    )


def read_key(entry: JsonObject) -> str:
    """The multikey that an entry holds, or "" when there is not exactly one, of the type it says, and sound."""
    kind = entry.get("type")
    member = _MEMBERS.get(kind) if isinstance(kind, str) else None
    if member is None or _KEY_MEMBERS & set(entry) != {member} or "secretKeyMultibase" in entry:
        return ""
    value = entry[member]
    try:
        if isinstance(value, dict):
            return multikey_from_jwk(value) if member == "publicKeyJwk" else ""
        if not isinstance(value, str) or member == "publicKeyJwk":
            return ""
        multikey = multikey_from_pem(value) if member == "publicKeyPem" else value
        fits = kind_of(multikey) is KeyKind.ED25519 or kind != "Ed25519VerificationKey2020"
        return multikey if fits else ""
    except CredkitError:
        return ""


def absolute(base: str, name: str) -> str:
    """An id, completed when it is only a fragment."""
    return base + name if name.startswith("#") else name


def _time(entry: JsonObject, name: str) -> datetime | None:
    value = entry.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Malformed("did.bad_time", "The issuer's key list holds a time that is not one.")
    return parse_time(value)
