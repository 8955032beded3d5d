"""The JSON text of a document, cut at its quotes; which of the pieces are values, and what their places are.

After `\\"` has been put aside no quote is left but those around strings, so that every second piece is the inside of a
string. Two texts with the same pieces in all places but the holes, and plain values in the holes, are read by any JSON
reader as the same document but for those values: a plain value holds nothing that a reader of JSON acts upon.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from skillmark.credkit.codec.strict_json import Json, JsonObject

Path: TypeAlias = tuple[str | int, ...]
ASIDE = b"\x01\x01"  # stands for an escaped quote; JSON text never holds this byte itself


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Pieces of one text, and the holes among them: index of the piece, path in the document, in order of the text."""

    pieces: tuple[bytes, ...]
    holes: tuple[tuple[int, Path], ...]


def cut(data: bytes) -> list[bytes] | None:
    """The pieces between quotes, or None for a text that cannot be cut. Cost: a few microseconds."""
    if b'\\"' in data:
        if b"\x01" in data:
            return None
        data = data.replace(b'\\"', ASIDE)
    return data.split(b'"')


def read_skeleton(data: bytes, document: JsonObject, is_wanted: Callable[[Path], bool]) -> Skeleton | None:
    """Cut a text that was read as `document`, and find the wanted strings in it. None when they do not match up."""
    pieces = cut(data)
    if pieces is None:
        return None
    strings = list(_strings(document, ()))
    if len(pieces) != 2 * len(strings) + 1:
        return None
    holes = []
    for number, (path, text) in enumerate(strings):
        index = 2 * number + 1
        if not _spells(pieces[index], text):
            return None
        if path is not None and pieces[index] == text.encode() and is_wanted(path):
            holes.append((index, path))
    return Skeleton(tuple(pieces), tuple(holes))


def with_values(document: JsonObject, values: Mapping[Path, str]) -> JsonObject:
    """A copy of the document with other texts at some places."""
    copied = _filled(document, (), values)
    assert isinstance(copied, dict)
    return copied


def value_at(document: JsonObject, path: Path) -> Json:
    """What stands at a place, or None."""
    found: Json = document
    for step in path:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def _spells(piece: bytes, text: str) -> bool:
    try:
        return bool(json.loads(b'"' + piece.replace(ASIDE, b'\\"') + b'"') == text)
    except ValueError:
        return False


def _strings(value: Json, path: Path) -> Iterator[tuple[Path | None, str]]:
    """Every string in the order of the text; names come without a path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield None, key
            yield from _strings(item, (*path, key))


def _filled(value: Json, path: Path, values: Mapping[Path, str]) -> Json:
    if isinstance(value, dict):
        return {key: _filled(item, (*path, key), values) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, (*path, index), values) for index, item in enumerate(value)]
    return values.get(path, value)
