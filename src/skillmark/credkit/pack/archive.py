"""The pack file: JSON, one object, size-bounded. Reading checks its shape and nothing else; `verify` weighs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject, Limits, read_object, write_json
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.times import format_time, parse_time

FORMAT = "skillmark-pack/1"
_LIMITS = Limits(max_bytes=16_000_000, max_depth=48, max_values=120_000)
MAX_PARTS = 50
_BEGINNING = write_json({"format": FORMAT})[:-1]


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack carries, as its maker put it in: nothing here is checked. `made_at` is only its maker's word."""

    made_at: datetime
    credential: bytes
    key_statements: tuple[JsonObject, ...]
    status_lists: Mapping[str, JsonObject]


def make_pack(
    credential: bytes,
    *,
    key_statements: Sequence[JsonObject],
    status_lists: Mapping[str, bytes],
    made_at: datetime,
) -> bytes:
    """One file with the signed credential, its issuer's key statements, and its signed status lists by address."""
    body: JsonObject = {
        "format": FORMAT,
        "madeAt": format_time(made_at),
        "credential": read_object(credential),
        "keyStatements": list(key_statements),
        "statusLists": [{"url": url, "credential": read_object(data)} for url, data in sorted(status_lists.items())],
    }
    return write_json(body)


def is_pack(data: bytes) -> bool:
    """Whether the bytes begin as `make_pack` writes them."""
    return data.startswith(_BEGINNING)


def read_pack(data: bytes) -> Pack:
    """Open a pack. Raises `Malformed` or `Refused`."""
    body = read_object(data, _LIMITS)
    made_at, credential = body.get("madeAt"), body.get("credential")
    if body.get("format") != FORMAT or not isinstance(made_at, str) or not isinstance(credential, dict):
        raise Malformed("pack.bad_format", "The file is not a pack.")
    statements, lists = as_list(body.get("keyStatements")), as_list(body.get("statusLists"))
    if len(statements) + len(lists) > MAX_PARTS:
        raise Refused("pack.too_many_parts", "The pack carries too much.")
    if not all(isinstance(entry, dict) for entry in statements):
        raise Malformed("pack.bad_format", "The file is not a pack.")
    return Pack(
        made_at=parse_time(made_at),
        credential=write_json(credential),
        key_statements=tuple(entry for entry in statements if isinstance(entry, dict)),
        status_lists=dict(_list_entry(entry) for entry in lists),
    )


def _list_entry(entry: Json) -> tuple[str, JsonObject]:
    if isinstance(entry, dict):
        url, credential = entry.get("url"), entry.get("credential")
        if isinstance(url, str) and isinstance(credential, dict):
            return url, credential
    raise Malformed("pack.bad_format", "The pack carries a status list that is not one.")
