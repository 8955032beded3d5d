"""A newer copy of a credential, from the place its issuer names (1EdTech Credential Refresh Service 1.0).

Asked for once, only after the credential's own signature held, so that nobody but the issuer names the place; and
taken only when the same issuer signed it for the same subject. Anything else leaves the credential as it was handed in.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.json_values import JsonObject, as_list, as_object
from skillmark.credkit.model.structure import issuer_id, time_of
from skillmark.credkit.report import Warn
from skillmark.credkit.verify.context import Context
from skillmark.credkit.verify.facts import Facts, examine
from skillmark.credkit.verify.opening import open_credential

REFRESH_TYPE = "1EdTechCredentialRefresh"
_NOT_HAD = Warn("refresh.not_had", "The issuer offers newer copies, but none could be had. This one was checked.")
_NOT_TAKEN = Warn(
    "refresh.not_taken", "What the issuer's address gave as a newer copy is not one. This one was checked."
)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The facts to go on with, the bytes of the newer copy if there is one, and what to say of it."""

    facts: Facts
    data: bytes = b""
    warning: Warn | None = None


def refresh(facts: Facts, context: Context) -> Refreshed:
    """The newer copy where the policy asks for it and the issuer has one; else the same facts. Cost: one fetch."""
    uri = _address_of(facts.document)
    if not uri or not context.policy.refresh or not facts.is_sound:
        return Refreshed(facts)
    try:
        data = context.fetcher.fetch(uri)
    except CredkitError:
        return Refreshed(facts, warning=_NOT_HAD)
    try:
        newer = examine(open_credential(data), context.keys, context.at, context.skew_s)
    except CredkitError:
        return Refreshed(facts, warning=_NOT_TAKEN)
    if not newer.is_sound or not _is_newer(newer.document, facts.document):
        return Refreshed(facts, warning=_NOT_TAKEN)
    if newer.document == facts.document:
        return Refreshed(facts)
    return Refreshed(newer, data, Warn("refresh.taken", "The issuer had a newer copy of it. That one was checked."))


def _address_of(document: JsonObject) -> str:
    for entry in as_list(document.get("refreshService")):
        service = as_object(entry)
        uri = service.get("id")
        if REFRESH_TYPE in as_list(service.get("type")) and isinstance(uri, str) and uri.startswith("https://"):
            return uri
    return ""


def _is_newer(newer: JsonObject, older: JsonObject) -> bool:
    """By the same issuer, about the same subject and of the same kind, and not from an earlier day."""
    dates = [time_of(document, "validFrom", "issuanceDate") for document in (newer, older)]
    return (
        issuer_id(newer) == issuer_id(older)
        and _subject(newer) == _subject(older)
        and set(as_list(newer.get("type"))) == set(as_list(older.get("type")))
        and not (dates[0] and dates[1] and dates[0] < dates[1])
    )


def _subject(document: JsonObject) -> list[tuple[object, object]]:
    subjects = [as_object(entry) for entry in as_list(document.get("credentialSubject"))]
    return [(subject.get("id"), subject.get("identifier")) for subject in subjects]
