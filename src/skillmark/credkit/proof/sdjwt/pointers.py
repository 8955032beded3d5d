"""Places in a JSON value: paths, and JSON pointers (RFC 6901) as people write them."""

from __future__ import annotations

from typing import TypeAlias

from skillmark.credkit.codec.strict_json import Json
from skillmark.credkit.errors import Malformed

Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 48


def pointer_of(path: Path) -> str:
    """`("address", "street")` as `/address/street`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def find_path(value: Json, pointer: str) -> Path:
    """The path of what a pointer names in a value. Raises `Malformed` when there is nothing, or for the whole."""
    steps = pointer.split("/")
    path: list[str | int] = []
    if len(steps) < 2 or steps[0]:
        raise _nothing()
    for step in (step.replace("~1", "/").replace("~0", "~") for step in steps[1:]):
        if isinstance(value, dict) and step in value:
            value = value[step]
            path.append(step)
        elif isinstance(value, list) and step in {str(index) for index in range(len(value))}:
            value = value[int(step)]
            path.append(int(step))
        else:
            raise _nothing()
    return tuple(path)


def _nothing() -> Malformed:
    return Malformed("sdjwt.no_such_claim", "There is no claim in the place that was named.")
