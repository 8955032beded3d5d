"""The shape of any JSON value. Read and checked by `codec.strict_json`."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
JsonObject: TypeAlias = dict[str, Json]


def as_list(value: Json) -> list[Json]:
    """JSON-LD's "one or several": a list as it is, nothing as none, anything else as one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def as_object(value: Json) -> JsonObject:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_text(value: Json) -> str:
    """The text, or the text of a language-tagged value, or an empty one."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list):
        value = value[0] if value else None
        return as_text(value) if not isinstance(value, list) else ""
    return value if isinstance(value, str) else ""
