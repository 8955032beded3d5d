"""A status list as a credential of its own, to be signed like any other, and read back.

Bitstring Status List 1.0 section 2.2; StatusList2021 (its predecessor, VC 1.1) is read and never written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object
from skillmark.credkit.model.structure import STATUS_LIST_TYPE, issuer_id, time_of, types_of
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.vocabulary import VC_V2_URL
from skillmark.credkit.status.bits import decode_bits, decode_bits_2021, encode_bits

PURPOSES = ("revocation", "suspension", "message", "refresh")
LIST_2021_TYPE = "StatusList2021Credential"
MAX_PURPOSES = 10
MAX_TTL_MS = 10**12  # thirty years: longer means nothing


@dataclass(frozen=True, slots=True)
class StatusList:
    """What a status list credential says. Its signature is somebody else's question.

    `ttl_s` is the issuer's advice when to ask again, in seconds; it does not make a list that is in date out of date.
    """

    uri: str
    issuer: str
    purposes: tuple[str, ...]
    bits: bytes
    starts_at: datetime | None
    ends_at: datetime | None
    ttl_s: float | None = None

    def ask_again_at(self, fetched_at: datetime) -> datetime | None:
        """When to fetch a kept copy anew: after its ttl or at its end, the earlier; None when it says neither."""
        ttl_ends = fetched_at + timedelta(seconds=self.ttl_s) if self.ttl_s is not None else None
        return min((end for end in (ttl_ends, self.ends_at) if end), default=None)


def status_list_credential(
    *,
    list_uri: str,
    issuer_did: str,
    purpose: str | Sequence[str],
    bits: bytes,
    valid_from: datetime,
    valid_until: datetime,
    ttl_s: int | None = None,
) -> JsonObject:
    """An unsigned BitstringStatusListCredential for one purpose or several.

    `valid_until` is when readers must ask again, `ttl_s` when they should. What the values of
    a list of messages mean is said by each credential's own entry.
    """
    purposes: Json = purpose if isinstance(purpose, str) else [*purpose]
    subject: JsonObject = {
        "id": f"{list_uri}#list",
        "type": "BitstringStatusList",
        "statusPurpose": purposes,
        "encodedList": encode_bits(bits),
    }
    if ttl_s is not None:
        if ttl_s < 0:
            raise Refused("status.bad_ttl", "A status list cannot ask to be fetched before it was.")
        subject["ttl"] = ttl_s * 1000
    return {
        "@context": [VC_V2_URL],
        "id": list_uri,
        "type": ["VerifiableCredential", STATUS_LIST_TYPE],
        "issuer": issuer_did,
        "validFrom": format_time(valid_from),
        "validUntil": format_time(valid_until),
        "credentialSubject": subject,
    }


def read_status_list(document: JsonObject) -> StatusList:
    """The list in a status list credential, of either edition. Raises `CredkitError`."""
    subject = as_object(document.get("credentialSubject"))
    kinds, encoded, uri = types_of(document), subject.get("encodedList"), document.get("id")
    purposes = as_list(subject.get("statusPurpose"))
    is_2021 = LIST_2021_TYPE in kinds and STATUS_LIST_TYPE not in kinds
    expected = "StatusList2021" if is_2021 else "BitstringStatusList"
    is_list = bool(kinds & {STATUS_LIST_TYPE, LIST_2021_TYPE}) and expected in types_of(subject)
    is_named = 0 < len(purposes) <= MAX_PURPOSES and all(isinstance(purpose, str) and purpose for purpose in purposes)
    if not (is_list and is_named and isinstance(encoded, str)):
        raise Malformed("status.not_a_list", "What should be a status list is not one.")
    return StatusList(
        uri=uri if isinstance(uri, str) else "",
        issuer=issuer_id(document),
        purposes=tuple(str(purpose) for purpose in purposes),
        bits=decode_bits_2021(encoded) if is_2021 else decode_bits(encoded),
        starts_at=time_of(document, "validFrom", "issuanceDate"),
        ends_at=time_of(document, "validUntil", "expirationDate"),
        ttl_s=_ttl(subject.get("ttl")),
    )


def _ttl(value: Json) -> float | None:
    if value is None:
        return None
    text = value.isascii() and value.isdigit() and len(value) < 13 if isinstance(value, str) else False
    if isinstance(value, bool) or not (text or (isinstance(value, int | float) and 0 <= value < MAX_TTL_MS)):
        raise Malformed("status.bad_ttl", "A status list does not say how long it may be kept.")
    return float(value) / 1000  # type: ignore[arg-type]
