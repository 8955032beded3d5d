"""Keys at https addresses, as 1EdTech has them (Open Badges 3.0 section 8.5, "Dereferencing the Public Key").

The `kid` of a JWT or the `verificationMethod` of a proof may be an address that serves

- a JWK (`iss`, where it has one, is whose it is: implementation guide, "Key provenance"),
- a JWK Set, whose key is named by the fragment or by the whole address as its `kid`,
- a verification method, or a document that lists it: an issuer's Profile, or a controlled identifier document.

Whether the one who serves a key is the issuer is not decided here.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from skillmark.credkit.codec.strict_json import Json, JsonObject, Limits, read_object
from skillmark.credkit.did.document import MAX_KEYS, DidDocument, read_keys
from skillmark.credkit.did.methods import KeyMethod, Purposes, absolute, name_method
from skillmark.credkit.did.resolve import Fetcher
from skillmark.credkit.errors import CredkitError, Malformed, Refused
from skillmark.credkit.keys import multikey_from_jwk
from skillmark.credkit.model.json_values import as_list

_PURPOSES = frozenset({"assertionMethod", "authentication"})
_LIMITS = Limits(max_bytes=300_000, max_depth=16, max_values=6_000)
_MAX_LENGTH = 2_000
_NOT_THERE = ("key.not_at_address", "The key that signed it is not at the address it names.")


def resolve_key_url(url: str, fetcher: Fetcher) -> KeyMethod:
    """The key at an https address, with one fetch. Its `id` is the address; `controller` is "" when nothing says whose.

    Raises `Malformed` for another scheme or for what is not there, `Refused` for a key not read here, and whatever the
    fetcher raises.
    """
    address, _, fragment = url.partition("#")
    _check_address(url)
    found = read_object(fetcher.fetch(address), _LIMITS)
    if "keys" in found:
        return _from_jwk(_pick(found["keys"], url, fragment), url)
    if "kty" in found:
        if found.get("kid", url) not in (url, address, fragment) and fragment:
            raise Malformed(*_NOT_THERE)
        return _from_jwk(found, url)
    return _from_document(found, url, address)


def resolve_key_set(owner: str, fetcher: Fetcher) -> DidDocument:
    """The keys that the site of an https address publishes for it, with one fetch: `/.well-known/jwks.json`.

    As 1EdTech's implementation guide has it ("Key provenance"): a key whose `iss` names another owner is left out, one
    without `iss` has the controller "". A key is named by its `kid`, behind the set's address unless it is one itself.
    Keys of kinds not read here are left out. Raises as `resolve_key_url`, and `Malformed` for one name of two keys.
    """
    _check_address(owner)
    url = f"https://{urlsplit(owner).netloc}/.well-known/jwks.json"
    keys: dict[str, KeyMethod] = {}
    for jwk in _entries(read_object(fetcher.fetch(url), _LIMITS).get("keys")):
        key = _read_listed(jwk, url)
        if key and key.controller in ("", owner) and keys.setdefault(key.id, key) != key:
            raise Malformed("did.same_id", "The issuer's key list gives one name to two keys.")
    return DidDocument(owner, tuple(keys.values()))


def _read_listed(jwk: JsonObject, url: str) -> KeyMethod | None:
    try:
        key = _from_jwk(jwk, url)
    except CredkitError:
        return None
    name = jwk.get("kid", key.public_multikey)
    if not isinstance(name, str):
        return None
    return replace(key, id=name if name.startswith("https://") else f"{url}#{name}")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and not (parts.username or parts.password)
    except ValueError:
        named = False
    if not url.startswith("https://") or not named or len(url) > _MAX_LENGTH or not url.isascii() or " " in url:
        raise Malformed("key.bad_address", "A key is not named by an https address.")


def _pick(keys: Json, url: str, fragment: str) -> JsonObject:
    """The one key of a set that the address names; a set of one needs no name."""
    entries = _entries(keys)
    named = [entry for entry in entries if entry.get("kid") in ((url, fragment) if fragment else (url,))]
    if not named and not fragment and len(entries) == 1:
        named = entries
    if len(named) != 1:
        raise Malformed(*_NOT_THERE)
    return named[0]


def _entries(keys: Json) -> list[JsonObject]:
    entries = [entry for entry in as_list(keys)[: MAX_KEYS + 1] if isinstance(entry, dict)]
    if len(entries) > MAX_KEYS:
        raise Refused("did.too_many_keys", "The issuer's key list is too long.")
    return entries


def _from_jwk(jwk: JsonObject, url: str) -> KeyMethod:
    owner = jwk.get("iss", "")
    if not isinstance(owner, str):
        raise Malformed("key.bad_jwk", "A published key says in no readable way whose it is.")
    return KeyMethod(url, owner, multikey_from_jwk(jwk), asserts=True, authenticates=True)


def _from_document(found: JsonObject, url: str, address: str) -> KeyMethod:
    """A method by itself, or one that a Profile or a controlled identifier document lists under this very id.

    A document that names purposes is held to them; one that names none, as Profiles do, serves its keys for any.
    """
    base, anything = found.get("id"), Purposes((url,), (url,))
    if base == url and not _PURPOSES & set(found):
        key = name_method(found, url, anything)
    elif base == address:
        plain = [entry for entry in as_list(found.get("publicKey")) if isinstance(entry, dict)]
        if not _PURPOSES & set(found):
            plain += [entry for entry in as_list(found.get("verificationMethod")) if isinstance(entry, dict)]
        named = [entry for entry in plain if absolute(address, str(entry.get("id"))) == url]
        listed = [key for key in read_keys(found, address) if key.id == url] if _PURPOSES & set(found) else []
        if not named and not listed:
            raise Malformed(*_NOT_THERE)
        key = listed[0] if listed else name_method(named[0], url, anything)
    else:
        raise Malformed(*_NOT_THERE)
    if key is None:
        raise Refused("key.kind_unknown", "The key that signed it is not sound, or not of a kind that is read here.")
    return key
