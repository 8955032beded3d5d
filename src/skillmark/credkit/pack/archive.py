"""The pack file: JSON, one object, size-bounded. Reading checks its shape and nothing else; `verify` weighs it.

A pack carries one credential, learner record or presentation (as JSON or as a compact JWT), the issuer's key
statements and status lists, endorsements that travel beside it, and documents by address: the issuer and badge of an
Open Badges 2 assertion, a key of an https issuer, a file whose digest a credential states.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject, Limits, read_object, write_json
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.times import format_time, parse_time
from skillmark.credkit.proof.jose import is_compact
from skillmark.credkit.proof.sdjwt import is_sd_jwt

FORMAT = "skillmark-pack/1"
_LIMITS = Limits(max_bytes=16_000_000, max_depth=48, max_values=120_000)
MAX_PARTS = 50
_BEGINNING = write_json({"format": FORMAT})[:-1]


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack carries, as its maker put it in: nothing here is checked. `made_at` is only its maker's word.

    Status lists, endorsements and documents are the bytes that would have been fetched: JSON, or a compact JWT.
    """

    made_at: datetime
    credential: bytes
    key_statements: tuple[JsonObject, ...]
    status_lists: Mapping[str, bytes]
    endorsements: tuple[bytes, ...] = ()
    documents: Mapping[str, bytes] = field(default_factory=dict)


def make_pack(
    credential: bytes,
    *,
    key_statements: Sequence[JsonObject],
    status_lists: Mapping[str, bytes],
    made_at: datetime,
    endorsements: Sequence[bytes] = (),
    documents: Mapping[str, bytes] | None = None,
) -> bytes:
    """One file with what was signed, its issuer's key statements, and its signed status lists by address.

    `endorsements` and `documents` (by address) as in `Pack`. Raises `Malformed` for a credential that is neither JSON
    nor a compact JWT.
    """
    body: JsonObject = {
        "format": FORMAT,
        "madeAt": format_time(made_at),
        "credential": _signed_value(credential),
        "keyStatements": list(key_statements),
        "statusLists": [{"url": url, "credential": _signed_value(data)} for url, data in sorted(status_lists.items())],
    }
    if endorsements:
        body["endorsements"] = [_signed_value(data) for data in endorsements]
    if documents:
        body["documents"] = [
            {"url": url, "bytes": base64.b64encode(data).decode()} for url, data in sorted(documents.items())
        ]
    return write_json(body)


def is_pack(data: bytes) -> bool:
    """Whether the bytes begin as `make_pack` writes them."""
    return data.startswith(_BEGINNING)


def read_pack(data: bytes) -> Pack:
    """Open a pack. Raises `Malformed` or `Refused`."""
    body = read_object(data, _LIMITS)
    made_at = body.get("madeAt")
    if body.get("format") != FORMAT or not isinstance(made_at, str):
        raise _bad_format()
    statements, lists = as_list(body.get("keyStatements")), as_list(body.get("statusLists"))
    endorsements, documents = as_list(body.get("endorsements")), as_list(body.get("documents"))
    if len(statements) + len(lists) + len(endorsements) + len(documents) > MAX_PARTS:
        raise Refused("pack.too_many_parts", "The pack carries too much.")
    if not all(isinstance(entry, dict) for entry in statements):
        raise _bad_format()
    return Pack(
        made_at=parse_time(made_at),
        credential=_signed_bytes(body.get("credential")),
        key_statements=tuple(entry for entry in statements if isinstance(entry, dict)),
        status_lists=dict(_list_entry(entry) for entry in lists),
        endorsements=tuple(_signed_bytes(entry) for entry in endorsements),
        documents=dict(_document(entry) for entry in documents),
    )


def _signed_value(data: bytes) -> Json:
    """A compact token as text, anything else as the JSON object it must be."""
    return data.strip().decode("ascii") if is_compact(data) or is_sd_jwt(data) else read_object(data)


def _signed_bytes(value: Json) -> bytes:
    if isinstance(value, dict):
        return write_json(value)
    data = value.encode() if isinstance(value, str) else b""
    if is_compact(data) or is_sd_jwt(data):
        return data
    raise _bad_format()


def _list_entry(entry: Json) -> tuple[str, bytes]:
    if (
        isinstance(entry, dict)
        and isinstance(entry.get("url"), str)
        and isinstance(entry.get("credential"), dict | str)
    ):
        return str(entry["url"]), _signed_bytes(entry["credential"])
    raise Malformed("pack.bad_format", "The pack carries a status list that is not one.")


def _document(entry: Json) -> tuple[str, bytes]:
    url, text = (entry.get("url"), entry.get("bytes")) if isinstance(entry, dict) else (None, None)
    if not isinstance(url, str) or not isinstance(text, str):
        raise _bad_format()
    try:
        return url, base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _bad_format() from None


def _bad_format() -> Malformed:
    return Malformed("pack.bad_format", "The file is not a pack.")
