"""JSON pointers (RFC 6901) and the part of a document that they choose (vc-di-ecdsa sections 3.4.10 to 3.4.13).

What is chosen comes with the way to it: the `id` and `type` of every object on the way, and its `@context`. An array
keeps the order of what is left. Knows JSON only, no statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused

MAX_POINTER_LENGTH = 2_000
_INDEX = re.compile(r"(0|[1-9][0-9]{0,8})\Z")
_BAD_ESCAPE = re.compile(r"~(?![01])")
ALWAYS_SHOWN = ("@context", "id", "type")


@dataclass(slots=True)
class _Branch:
    """What is wanted below one place: all of it, or some members."""

    is_whole: bool = False
    below: dict[str, _Branch] = field(default_factory=dict)


def parse_pointer(pointer: str) -> tuple[str, ...]:
    """The unescaped steps of a pointer, none for the whole document. Raises `Malformed`."""
    if len(pointer) > MAX_POINTER_LENGTH or (pointer and not pointer.startswith("/")) or _BAD_ESCAPE.search(pointer):
        raise Malformed("sd.bad_pointer", "A JSON pointer begins with / and escapes ~ as ~0 and / as ~1.")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def write_pointer(steps: Iterable[str]) -> str:
    """The pointer of unescaped steps."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def select(document: JsonObject, pointers: Iterable[str], *, with_blank_ids: bool = False) -> JsonObject:
    """The part of the document that the pointers choose, all of it new. Give it without its proof.

    An `id` that is a blank node's does not come along (section 3.4.11) unless asked for.
    Raises `Malformed` for a pointer that is none, `Refused` for one that leads nowhere. No pointers: the way alone.
    """
    root = _Branch()
    for pointer in pointers:
        branch = root
        for step in parse_pointer(pointer):
            branch = branch.below.setdefault(step, _Branch())
        branch.is_whole = True
    return _Picker(with_blank_ids).members(document, root)


class _Picker:
    """The walk of `select`. Also walks what is chosen whole, so that no pointer into it leads nowhere unnoticed."""

    def __init__(self, with_blank_ids: bool) -> None:
        self.with_blank_ids = with_blank_ids

    def value(self, value: Json, branch: _Branch) -> Json:
        if isinstance(value, dict):
            return self.members(value, branch)
        if isinstance(value, list):
            return self.items(value, branch)
        if branch.below:
            raise _nowhere()
        return value

    def members(self, value: JsonObject, branch: _Branch) -> JsonObject:
        if any(name not in value for name in branch.below):
            raise _nowhere()
        picked: JsonObject = {}
        for name, member in value.items():
            inner = branch.below.get(name)
            part = self.value(member, inner) if inner else None
            if branch.is_whole or self.comes_along(name, member):
                picked[name] = _copy(member)
            elif inner:
                picked[name] = part
        return picked

    def items(self, value: list[Json], branch: _Branch) -> list[Json]:
        if any(not _INDEX.match(step) or int(step) >= len(value) for step in branch.below):
            raise _nowhere()
        chosen = sorted(((int(step), inner) for step, inner in branch.below.items()), key=lambda pair: pair[0])
        parts = [self.value(value[index], inner) for index, inner in chosen]
        return [_copy(item) for item in value] if branch.is_whole else parts

    def comes_along(self, name: str, member: Json) -> bool:
        is_blank = name == "id" and isinstance(member, str) and member.startswith("_:")
        return name in ALWAYS_SHOWN and (self.with_blank_ids or not is_blank)


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _copy(member) for name, member in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _nowhere() -> Refused:
    return Refused("sd.pointer_nowhere", "A JSON pointer names a part that the document does not have.")
