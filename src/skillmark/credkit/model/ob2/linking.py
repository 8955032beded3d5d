"""Following the links of an assertion through the documents that are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object, as_text
from skillmark.credkit.model.ob2.values import Key2, Revocation, RevocationState

MAX_KEYS = 20


@dataclass(slots=True)
class Library:
    """Documents by address, with what was looked for in vain and what did not fit its address."""

    documents: Mapping[str, JsonObject]
    missing: list[str] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    def holds(self, uri: str) -> bool:
        """Whether the document of this address is at hand."""
        return uri in self.documents

    def follow(self, value: Json, where: str) -> JsonObject:
        """The document a link leads to: the one held under its address, else the one written in its place."""
        uri = as_text(value.get("id") if isinstance(value, dict) else value)
        if self.holds(uri):
            found = self.documents[uri]
            if as_text(found.get("id")) not in ("", uri):
                words = "A document is not the one its address promises: it names another id."
                self.faults.append(Finding("ob2.address", where, words))
            return found
        if uri.startswith(("http://", "https://")) and uri not in self.missing:
            self.missing.append(uri)
        return as_object(value)


def read_keys(library: Library, assertion: JsonObject, issuer: JsonObject, *, is_issuer_held: bool) -> tuple[Key2, ...]:
    """The keys that may have signed: the one the assertion names, if the issuer names it too, else all the issuer's."""
    wanted = as_text(verification_of(assertion).get("creator"))
    issuer_uri, keys = as_text(issuer.get("id")), []
    for entry in as_list(issuer.get("publicKey"))[:MAX_KEYS]:
        uri = as_text(entry.get("id") if isinstance(entry, dict) else entry)
        if wanted and uri != wanted:
            continue
        found = library.follow(entry, "issuer.publicKey")
        owner, pem = as_text(found.get("owner")), as_text(found.get("publicKeyPem"))
        comes_from_issuer = isinstance(entry, dict) or library.holds(uri)
        if pem:
            keys.append(Key2(uri, pem, is_issuer_held and comes_from_issuer and owner == issuer_uri))
    return tuple(keys)


def read_revocation(library: Library, assertion: JsonObject, issuer: JsonObject, *, is_issuer_held: bool) -> Revocation:
    """Whether a signed assertion stands in the issuer's list of what was revoked."""
    link = issuer.get("revocationList")
    if link is None:
        return Revocation(RevocationState.NOT_KEPT if is_issuer_held else RevocationState.UNKNOWN)
    listed = library.follow(link, "issuer.revocationList")
    uri = as_text(link.get("id") if isinstance(link, dict) else link)
    if not library.holds(uri) or not is_issuer_held:
        return Revocation(RevocationState.UNKNOWN)
    if as_text(listed.get("issuer")) not in ("", as_text(issuer.get("id"))):
        library.faults.append(Finding("ob2.list_issuer", "issuer.revocationList", "The list is another issuer's."))
        return Revocation(RevocationState.UNKNOWN)
    names = {as_text(assertion.get("id")), as_text(assertion.get("uid"))} - {""}
    return _find(listed, names)


def _find(listed: JsonObject, names: set[str]) -> Revocation:
    if "revokedAssertions" not in listed and "type" not in listed:  # version 1: an object of uid and reason
        hit = next((name for name in names if name in listed), None)
        return Revocation(RevocationState.REVOKED, as_text(listed[hit])) if hit else Revocation(RevocationState.CLEAR)
    for entry in as_list(listed.get("revokedAssertions")):
        members = as_object(entry) if isinstance(entry, dict) else {"id": entry}
        hits = {as_text(members.get("id")), as_text(members.get("uid"))} & names
        if hits and members.get("revoked") is not False:
            return Revocation(RevocationState.REVOKED, as_text(members.get("revocationReason")))
    return Revocation(RevocationState.CLEAR)


def verification_of(document: JsonObject) -> JsonObject:
    """`verification`, or `verify` as version 1 called it and the context of version 2 still does."""
    return as_object(document.get("verification", document.get("verify")))
