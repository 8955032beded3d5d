"""A status list as a credential of its own, to be signed like any other, and read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.json_values import JsonObject, as_object
from skillmark.credkit.model.structure import STATUS_LIST_TYPE, issuer_id, time_of, types_of
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.vocabulary import VC_V2_URL
from skillmark.credkit.status.bits import decode_bits, encode_bits

PURPOSES = ("revocation", "suspension")


@dataclass(frozen=True, slots=True)
class StatusList:
    """What a status list credential says. Its signature is somebody else's question."""

    uri: str
    issuer: str
    purpose: str
    bits: bytes
    starts_at: datetime | None
    ends_at: datetime | None


def status_list_credential(
    *, list_uri: str, issuer_did: str, purpose: str, bits: bytes, valid_from: datetime, valid_until: datetime
) -> JsonObject:
    """An unsigned BitstringStatusListCredential. `valid_until` is when readers must ask again."""
    return {
        "@context": [VC_V2_URL],
        "id": list_uri,
        "type": ["VerifiableCredential", STATUS_LIST_TYPE],
        "issuer": issuer_did,
        "validFrom": format_time(valid_from),
        "validUntil": format_time(valid_until),
        "credentialSubject": {
            "id": f"{list_uri}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode_bits(bits),
        },
    }


def read_status_list(document: JsonObject) -> StatusList:
    """The list in a status list credential. Raises `CredkitError`."""
    subject = as_object(document.get("credentialSubject"))
    purpose, encoded, uri = subject.get("statusPurpose"), subject.get("encodedList"), document.get("id")
    if STATUS_LIST_TYPE not in types_of(document) or not isinstance(purpose, str) or not isinstance(encoded, str):
        raise Malformed("status.not_a_list", "What should be a status list is not one.")
    return StatusList(
        uri=uri if isinstance(uri, str) else "",
        issuer=issuer_id(document),
        purpose=purpose,
        bits=decode_bits(encoded),
        starts_at=time_of(document, "validFrom"),
        ends_at=time_of(document, "validUntil"),
    )
