"""From a TOML table to a frozen dataclass, by the dataclass's own types, with errors that name file, entry and field.

Rules: an unknown key is refused (a misspelt one must not vanish); a field without a default must be there; texts are
stripped and may not be empty where the field has no default. It knows text, whole number, number, truth value, date,
enumerations, tuples and nested dataclasses; nothing else.
"""

import tomllib
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class WorldError(Exception):
    """A file of the demo world is wrong. `where` names file, entry and field; `hint` says what to do."""

    code = "demo.world_malformed"

    def __init__(self, where: str, hint: str) -> None:
        super().__init__(f"{where}: {hint}")
        self.where = where
        self.hint = hint


def parse_tables(path: Path) -> Mapping[str, object]:
    """The document of one TOML file, or WorldError with the line at fault."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise WorldError(path.name, "The file is missing. Take it from the installed package.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorldError(path.name, f"This is not TOML: {error}.") from error


def entries(document: Mapping[str, object], name: str, cls: type[T], file: str) -> tuple[T, ...]:
    """Every `[[name]]` of the document as a `cls`."""
    found = document.get(name, [])
    if not isinstance(found, list):
        raise WorldError(f"{file}, {name}", f"Write each as [[{name}]].")
    return tuple(build(cls, row, f"{file}, {name} {number}") for number, row in enumerate(found, start=1))


def build(cls: type[T], row: object, where: str) -> T:
    """One `cls` from one table, or WorldError."""
    if not isinstance(row, dict):
        raise WorldError(where, "Write a table here.")
    known = {field.name: field for field in fields(cls)}  # type: ignore[arg-type]
    if extra := sorted(set(row) - set(known)):
        raise WorldError(f"{where}, {extra[0]}", "This key is not known. Correct its spelling or take it out.")
    hints = get_type_hints(cls)
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in row:
            values[name] = _value(hints[name], row[name], f"{where}, {name}")
        elif field.default is MISSING:
            raise WorldError(f"{where}, {name}", "This is missing. Add it.")
        if values.get(name) == "" and field.default is MISSING:
            raise WorldError(f"{where}, {name}", "This is empty. Write something.")
    return cls(**values)


def _value(wanted: Any, found: object, where: str) -> object:
    if get_origin(wanted) is types.UnionType:
        wanted = next(option for option in get_args(wanted) if option is not type(None))
    if get_origin(wanted) is tuple:
        return _several(get_args(wanted)[0], found, where)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return build(wanted, found, where)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _member(wanted, found, where)
    accepts, words = _SCALARS[wanted]
    if not accepts(found):
        raise WorldError(where, f"Write {words} here.")
    return found.strip() if isinstance(found, str) else found


def _several(wanted: Any, found: object, where: str) -> tuple[object, ...]:
    if not isinstance(found, list):
        raise WorldError(where, "Write a list here.")
    return tuple(_value(wanted, one, f"{where} {number}") for number, one in enumerate(found, start=1))


def _member(wanted: type[Enum], found: object, where: str) -> Enum:
    try:
        return wanted(found)
    except ValueError as error:
        raise WorldError(where, f"Write one of {', '.join(str(one.value) for one in wanted)}.") from error


def _is_whole(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool)


_SCALARS: Mapping[Any, tuple[Callable[[object], bool], str]] = {
    str: (lambda found: isinstance(found, str), "a text"),
    int: (_is_whole, "a whole number"),
    float: (lambda found: isinstance(found, float) or _is_whole(found), "a number"),
    bool: (lambda found: isinstance(found, bool), "true or false"),
    date: (lambda found: isinstance(found, date) and not isinstance(found, datetime), "a date as 2026-11-22"),
}
