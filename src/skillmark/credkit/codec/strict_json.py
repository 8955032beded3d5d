"""A JSON reader for bytes from strangers (RFC 8259, I-JSON RFC 7493).

Refuses: more bytes, depth or values than the limits; invalid UTF-8; duplicate keys; lone surrogates; NaN and
infinities; integers that a double cannot hold. A number with an integral value becomes an int, as JavaScript reads it,
so that every implementation canonicalises the same value.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NoReturn

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.json_values import Json, JsonObject

__all__ = ["DEFAULT_LIMITS", "Json", "JsonObject", "Limits", "read_json", "read_object", "write_json"]

MAX_SAFE_INTEGER = 2**53 - 1  # I-JSON, RFC 7493 section 2.2
MAX_NUMBER_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may cost: bytes read, nesting depth, and values (members and items) in all."""

    max_bytes: int = 2_000_000
    max_depth: int = 48
    max_values: int = 20_000


DEFAULT_LIMITS = Limits()


def read_json(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Json:
    """Read one JSON text. Raises `Malformed` for bad bytes and `Refused` for good ones beyond the limits."""
    if len(data) > limits.max_bytes:
        raise Refused("json.too_large", f"The file is larger than {limits.max_bytes // 1000} kB.")
    try:
        text = data.decode("utf-8-sig")
        value: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_constant,
        )
    except UnicodeDecodeError:
        raise Malformed("json.not_utf8", "The file is not UTF-8 text.") from None
    except RecursionError:
        raise Refused("json.too_deep", "The file is nested too deeply.") from None
    except json.JSONDecodeError as problem:
        raise Malformed("json.syntax", f"The file is not JSON: see line {problem.lineno}.") from None
    _walk(value, limits)
    return value


def read_object(data: bytes, limits: Limits = DEFAULT_LIMITS) -> JsonObject:
    """Like `read_json`, for a text that must be an object."""
    value = read_json(data, limits)
    if not isinstance(value, dict):
        raise Malformed("json.not_an_object", "The file holds JSON, but not one object.")
    return value


def write_json(value: Json) -> bytes:
    """Compact UTF-8 in the order of the keys given. The same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _object(pairs: list[tuple[str, Json]]) -> JsonObject:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("json.duplicate_key", "A name appears twice in one object, so it can be read in two ways.")
    return members


def _integer(text: str) -> int:
    if len(text) > MAX_NUMBER_LENGTH or abs(value := int(text)) > MAX_SAFE_INTEGER:
        raise Refused("json.number_too_large", "A number is too large to be read the same way everywhere.")
    return value


def _number(text: str) -> int | float:
    if len(text) > MAX_NUMBER_LENGTH or (value := float(text)) in (float("inf"), float("-inf")):
        raise Refused("json.number_too_large", "A number is too large to be read the same way everywhere.")
    if value.is_integer() and abs(value) <= MAX_SAFE_INTEGER:
        return int(value)
    return value


def _constant(_: str) -> NoReturn:
    raise Malformed("json.not_a_number", "NaN and Infinity are not JSON.")


def _walk(root: Json, limits: Limits) -> None:
    """Depth, amount and lone surrogates, without recursion."""
    count, layer, depth = 0, [root], 0
    while layer:
        depth += 1
        count += len(layer)
        if depth > limits.max_depth + 1:
            raise Refused("json.too_deep", "The file is nested too deeply.")
        if count > limits.max_values:
            raise Refused("json.too_many_values", "The file holds too many values.")
        below: list[Json] = []
        for value in layer:
            if isinstance(value, str):
                _check_text(value)
            elif isinstance(value, list):
                below.extend(value)
            elif isinstance(value, dict):
                for key in value:
                    _check_text(key)
                below.extend(value.values())
        layer = below


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Malformed("json.lone_surrogate", "The file holds half of a character.") from None
