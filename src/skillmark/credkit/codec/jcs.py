"""JSON Canonicalization Scheme, RFC 8785: one byte string for one JSON value."""

from __future__ import annotations

import json

from skillmark.credkit.codec.strict_json import Json
from skillmark.credkit.errors import Refused


def canonicalize(value: Json) -> bytes:
    """The canonical UTF-8 bytes. Values must come from `read_json` (bounded depth, no lone surrogates)."""
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts).encode()


def _write(value: Json, parts: list[str]) -> None:
    if value is None or isinstance(value, bool | str):
        parts.append(json.dumps(value, ensure_ascii=False))
    elif isinstance(value, int | float):
        parts.append(format_number(value))
    elif isinstance(value, list):
        parts.append("[")
        for index, item in enumerate(value):
            parts.append("," if index else "")
            _write(item, parts)
        parts.append("]")
    else:
        _write_object(value, parts)


def _write_object(value: dict[str, Json], parts: list[str]) -> None:
    parts.append("{")
    for index, key in enumerate(sorted(value, key=lambda text: text.encode("utf-16-be"))):  # section 3.2.3
        parts.append(("," if index else "") + json.dumps(key, ensure_ascii=False) + ":")
        _write(value[key], parts)
    parts.append("}")


def format_number(value: float) -> str:
    """A number as ECMAScript prints it (ECMA-262 Number::toString), which RFC 8785 section 3.2.2.3 asks for."""
    if value != value or value in (float("inf"), float("-inf")):
        raise Refused("json.not_a_number", "NaN and Infinity have no JSON form.")
    number = float(value)
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = f"{abs(number)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = (whole + fraction).lstrip("0")
    point = int(exponent or 0) + len(whole)
    if whole == "0":
        point = int(exponent or 0) - (len(fraction) - len(digits))
    digits = digits.rstrip("0")
    return sign + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    """`digits` with the decimal point after `point` of them."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    power = point - 1
    tail = f"e{'+' if power >= 0 else '-'}{abs(power)}"
    return digits[0] + ("." + digits[1:] if count > 1 else "") + tail
