"""The few facts of a document that everybody asks for: its types, its issuer, its times, what it envelops."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.json_values import JsonObject, as_list
from skillmark.credkit.model.times import parse_time

BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
STATUS_LIST_TYPE = "BitstringStatusListCredential"
ENDORSEMENT_TYPE = "EndorsementCredential"
CLR_TYPE = "ClrCredential"
PRESENTATION_TYPE = "VerifiablePresentation"
ENVELOPED_CREDENTIAL = "EnvelopedVerifiableCredential"
ENVELOPED_PRESENTATION = "EnvelopedVerifiablePresentation"
_DATA = re.compile(r"data:(?P<media>[\w.+-]+/[\w.+-]+)(?P<parameters>(;[\w.+=\"-]+)*),(?P<body>\S+)\Z", re.ASCII)


class Envelope(NamedTuple):
    """What a data URL carries: its media type in lower case, and the bytes."""

    media_type: str
    body: bytes


def types_of(document: JsonObject) -> frozenset[str]:
    """The types a JSON object names."""
    return frozenset(kind for kind in as_list(document.get("type")) if isinstance(kind, str))


def issuer_id(document: JsonObject) -> str:
    """The issuer's identifier, or ""."""
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def time_of(document: JsonObject, *names: str) -> datetime | None:
    """The first of the named times that is present and well formed."""
    for name in names:
        value = document.get(name)
        if isinstance(value, str):
            try:
                return parse_time(value)
            except CredkitError:
                return None
    return None


def envelope_of(document: JsonObject) -> Envelope | None:
    """What the data URL in an enveloped credential or presentation carries (VCDM 2.0 sections 4.13.1 and 4.13.2).

    None when its id is no data URL with a media type and a body (RFC 2397). Trust nothing in it: verify it.
    """
    uri = document.get("id")
    found = _DATA.match(uri) if isinstance(uri, str) else None
    if found is None:
        return None
    body = unquote_to_bytes(found["body"])
    if found["parameters"].lower().endswith(";base64"):
        try:
            body = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError):
            return None
    return Envelope(found["media"].lower(), body)
