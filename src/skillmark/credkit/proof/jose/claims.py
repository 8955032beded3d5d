"""The registered claims of a JWT (RFC 7519 section 4.1), read and held against the credential they travel with.

A claim that says another thing than the document makes the token `Malformed`: two readers would see two credentials.
What a claim says and the document leaves out is written into the document where a form asks for it (`filled_*`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.structure import time_of
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.vocabulary import VC_V1_URL

JWT_NAMES = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_S, _LAST_S = -62_135_596_800, 253_402_300_799  # the years 1 and 9999
_MAX_NAME_LENGTH = 4_096


@dataclass(frozen=True, slots=True)
class Claims:
    """The registered claims; "" and None for those that are absent. Times are aware, in UTC."""

    issuer: str
    subject: str
    id: str
    not_before: datetime | None
    expires_at: datetime | None
    issued_at: datetime | None


def read_claims(payload: JsonObject) -> Claims:
    """The registered claims of a payload. Raises `Malformed` for one that is not of its type."""
    return Claims(
        issuer=_name(payload, "iss"),
        subject=_name(payload, "sub"),
        id=_name(payload, "jti"),
        not_before=read_date(payload, "nbf"),
        expires_at=read_date(payload, "exp"),
        issued_at=read_date(payload, "iat"),
    )


def read_date(payload: JsonObject, name: str) -> datetime | None:
    """A NumericDate (RFC 7519 section 2), or None when absent. Raises `Malformed`."""
    if name not in payload:
        return None
    value = payload[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not _FIRST_S <= value <= _LAST_S:
        raise Malformed("jose.bad_time", f"The token's {name} is not a time.")
    return _EPOCH + timedelta(seconds=value)


def seconds_of(instant: datetime) -> int:
    """An aware instant as a NumericDate in whole seconds, rounded down."""
    return (instant - _EPOCH) // timedelta(seconds=1)


def time_names(document: JsonObject) -> tuple[str, str]:
    """The members that say from when and until when: VC 1.1's in its documents, VC 2.0's in all others."""
    contexts = as_list(document.get("@context"))
    is_first_version = "validFrom" not in document and (
        "issuanceDate" in document or (bool(contexts) and contexts[0] == VC_V1_URL)
    )
    return ("issuanceDate", "expirationDate") if is_first_version else ("validFrom", "validUntil")


def check_agrees(document: JsonObject, name: str, claimed: str, *, needs_member: bool = False) -> None:
    """Raise `Malformed` when the document names anything else, or, if asked, nothing, where the claim names this."""
    names = identifiers_of(document.get(name))
    if claimed and names != (claimed,) and (names or needs_member):
        raise _contradiction()


def check_time_agrees(document: JsonObject, name: str, claimed: datetime | None) -> None:
    """Raise `Malformed` when the document's time and the claimed one are a second or more apart."""
    if claimed is not None and document.get(name) is not None:
        written = time_of(document, name)
        if written is None or abs(written - claimed) >= timedelta(seconds=1):
            raise _contradiction()


def filled(document: JsonObject, name: str, claimed: str) -> JsonObject:
    """The document with an identifier that only the claim gives: a member, or the `id` of one that is an object."""
    value = document.get(name)
    if not claimed or identifiers_of(value):
        return document
    if isinstance(value, dict):
        return document | {name: value | {"id": claimed}}
    return document | {name: claimed} if value is None else document


def filled_time(document: JsonObject, name: str, claimed: datetime | None) -> JsonObject:
    """The document with a time that only the claim gives, in whole seconds."""
    if claimed is None or document.get(name) is not None:
        return document
    return document | {name: format_time(claimed)}


def identifiers_of(value: Json) -> tuple[str, ...]:
    """The identifiers of one or several things, each a text or an object with an `id`."""
    named = (item.get("id") if isinstance(item, dict) else item for item in as_list(value))
    return tuple(name for name in named if isinstance(name, str))


def _contradiction() -> Malformed:
    return Malformed("jose.contradiction", "The token says one thing around the credential and another inside it.")


def _name(payload: JsonObject, name: str) -> str:
    if name not in payload:
        return ""
    value = payload[name]
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_NAME_LENGTH:
        raise Malformed("jose.bad_claim", f"The token's {name} is not an identifier.")
    return value
