"""One assertion and the documents around it, read together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject, as_list, as_text
from skillmark.credkit.model.ob2.linking import Library, read_keys, read_revocation, verification_of
from skillmark.credkit.model.ob2.recipient import read_recipient
from skillmark.credkit.model.ob2.rules import FORMS, assertion_faults, badge_faults, issuer_faults, notes_on
from skillmark.credkit.model.ob2.scope import host_of, is_in_scope
from skillmark.credkit.model.ob2.summary import summarise
from skillmark.credkit.model.ob2.values import Badge2, Form, Revocation, RevocationState
from skillmark.credkit.model.structure.reading import types_of
from skillmark.credkit.model.vocabulary import OB2_URLS

_NO_DOCUMENTS: Mapping[str, JsonObject] = {}


def is_badge2(document: JsonObject) -> bool:
    """Whether this is an assertion of Open Badges 1.1, 2.0 or 2.1, by its vocabulary and what it has."""
    has_parts = "badge" in document and "recipient" in document
    is_named = "Assertion" in types_of(document) or bool(set(OB2_URLS) & _named(document))
    return is_named and "credentialSubject" not in document and (has_parts or document.get("revoked") is True)


def read_badge2(
    document: JsonObject, documents: Mapping[str, JsonObject] = _NO_DOCUMENTS, *, is_signed: bool
) -> Badge2:
    """An assertion with what is given of the documents around it, by address. Never raises; follows no address.

    `is_signed` says that `document` is the payload of a JWS whose signature is judged elsewhere, with `keys`. The
    caller answers for it that each of `documents` came from its address: a hosted badge rests on that. Cost: linear.
    """
    library = Library(documents)
    form = _form(document, is_signed=is_signed)
    linked = _link(library, document, form)
    assertion, badge, issuer, held = linked.assertion, linked.badge, linked.issuer, linked.is_issuer_held
    keys = read_keys(library, assertion, issuer, is_issuer_held=held) if form is Form.SIGNED else ()
    revocation = _revocation(library, linked, form)
    faults = _faults(document, linked, form, is_signed=is_signed)
    return Badge2(
        form=form,
        uri=_uri_of(document),
        assertion=assertion,
        badge=badge,
        issuer=issuer,
        recipient=read_recipient(linked.shown),
        summary=summarise(linked.shown, badge, issuer),
        keys=keys,
        revocation=revocation,
        is_hosted_copy=linked.is_hosted_copy,
        is_issuer_held=held,
        missing=tuple(library.missing),
        faults=(*faults, *library.faults),
        notes=() if linked.is_revoked else tuple(notes_on(assertion)),
    )


class _Linked(NamedTuple):
    """The documents of one badge. `shown` is the assertion to show: one that was taken back may say nothing else."""

    assertion: JsonObject
    shown: JsonObject
    badge: JsonObject
    issuer: JsonObject
    is_hosted_copy: bool
    is_issuer_held: bool
    is_revoked: bool


def _link(library: Library, document: JsonObject, form: Form) -> _Linked:
    """Of a hosted assertion the copy held under its address is the one that counts."""
    uri, assertion = _uri_of(document), document
    is_hosted_copy = form is Form.HOSTED and library.holds(uri)
    if form is Form.HOSTED and uri:
        found = library.follow(uri, "id")
        assertion = found if is_hosted_copy else document
    is_revoked = assertion.get("revoked") is True
    shown = document if is_revoked and "badge" not in assertion else assertion
    badge = library.follow(shown.get("badge"), "badge")
    issuer = library.follow(badge.get("issuer"), "badge.issuer")
    is_issuer_held = issuer is library.documents.get(as_text(issuer.get("id")))
    return _Linked(assertion, shown, badge, issuer, is_hosted_copy, is_issuer_held, is_revoked)


def _revocation(library: Library, linked: _Linked, form: Form) -> Revocation:
    if linked.is_revoked:
        return Revocation(RevocationState.REVOKED, as_text(linked.assertion.get("revocationReason")))
    if form is Form.SIGNED:
        return read_revocation(library, linked.assertion, linked.issuer, is_issuer_held=linked.is_issuer_held)
    return Revocation(RevocationState.CLEAR if linked.is_hosted_copy else RevocationState.UNKNOWN)


def _faults(document: JsonObject, linked: _Linked, form: Form, *, is_signed: bool) -> list[Finding]:
    faults = [*_form_faults(document, linked.assertion, is_signed=is_signed)]
    if not linked.is_revoked:
        faults += _content_faults(linked.assertion, linked.badge, linked.issuer)
    if form is Form.HOSTED and linked.issuer:
        faults += _scope_faults(_uri_of(document), linked)
    return faults


def _named(document: JsonObject) -> set[str]:
    return {entry for entry in as_list(document.get("@context")) if isinstance(entry, str)}


def _uri_of(document: JsonObject) -> str:
    """The id; version 1 had the address of a hosted assertion in `verify.url`."""
    return as_text(document.get("id")) or as_text(verification_of(document).get("url"))


def _form(document: JsonObject, *, is_signed: bool) -> Form:
    """As it says of itself; where it says nothing, as it came."""
    said = _said(document)
    if len(said) == 1:
        return Form(said.pop())
    return Form.SIGNED if is_signed else Form.HOSTED


def _content_faults(assertion: JsonObject, badge: JsonObject, issuer: JsonObject) -> Iterator[Finding]:
    yield from assertion_faults(assertion)
    if badge:
        yield from badge_faults(badge)
    if issuer:
        yield from issuer_faults(issuer)


def _form_faults(document: JsonObject, assertion: JsonObject, *, is_signed: bool) -> Iterator[Finding]:
    """That it came as it says, and that the hosted copy is still of this badge."""
    said = _said(document) | _said(assertion)
    if len(said) > 1:
        yield Finding("ob2.verification", "verification", "It says two things about how it is to be verified.")
    elif said == {"signed"} and not is_signed:
        yield Finding("ob2.not_signed", "verification", "It says that it is signed, and came without a signature.")
    if assertion is not document and assertion.get("revoked") is not True:
        for name in ("badge", "recipient"):
            mine, theirs = _core(document, name), _core(assertion, name)
            is_salted_anew = mine[1:] != theirs[1:] and all(mine) and all(theirs)
            if name in document and mine != theirs and not is_salted_anew:
                words = f"The {name} in this copy is not the one at the issuer's."
                yield Finding("ob2.copy_differs", name, words)


def _said(document: JsonObject) -> set[str]:
    return {FORMS[kind] for kind in types_of(verification_of(document)) if kind in FORMS}


def _core(document: JsonObject, name: str) -> tuple[str, ...]:
    """What must be the same in both copies: which badge, and the recipient, unless salted anew each time."""
    value = document.get(name)
    if name == "badge" or not isinstance(value, dict):
        return (as_text(value.get("id") if isinstance(value, dict) else value),)
    return as_text(value.get("identity")), as_text(value.get("salt"))


def _scope_faults(uri: str, linked: _Linked) -> Iterator[Finding]:
    badge_uri = as_text(linked.badge.get("id"))
    if not host_of(uri):
        yield Finding("ob2.no_host", "id", "A hosted badge needs a web address as its id.")
    elif not is_in_scope(uri, badge_uri, linked.issuer, is_issuer_held=linked.is_issuer_held):
        yield Finding("ob2.out_of_scope", "id", "It is hosted where its issuer does not host badges.")
