"""What a holder may choose from: the smallest parts of a credential that can be shown alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Refused
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import without_proof
from skillmark.credkit.proof.data_integrity.sd.derive import find_base_proof
from skillmark.credkit.proof.data_integrity.sd.pointers import ALWAYS_SHOWN, parse_pointer, write_pointer
from skillmark.credkit.proof.data_integrity.sd.statements import Statements, read_statements
from skillmark.credkit.proof.data_integrity.sd.value import read_base_value


@dataclass(frozen=True, slots=True)
class Choice:
    """One part that a holder may show: its JSON pointer, and whether every copy shows it anyhow."""

    pointer: str
    value: Json
    is_mandatory: bool


def list_choices(document: JsonObject, *, source: HashSource) -> tuple[Choice, ...]:
    """Every smallest part of a document with a base proof, in its order. Raises `CredkitError`.

    Not what comes along with a part of its object anyhow (`id`, `type`). Cost: an expansion for each array and each
    object with an `id`.
    """
    base = read_base_value(find_base_proof(document).value)
    mandatory = [parse_pointer(pointer) for pointer in base.mandatory_pointers]
    statements = read_statements(without_proof(document), source.contexts, base.hmac_key)

    def is_mandatory(steps: tuple[str, ...]) -> bool:
        return any(steps[: len(whole)] == whole for whole in mandatory)

    found = _parts((), statements.marked, document, statements)
    return tuple(Choice(write_pointer(steps), value, is_mandatory(steps)) for steps, value in found)


def _parts(
    steps: tuple[str, ...], marked: Json, value: Json, statements: Statements
) -> Iterator[tuple[tuple[str, ...], Json]]:
    """Walks the marked document, in which an object without `id` is no object of statements, and the given one."""
    inner = _inner_steps(marked)
    if not inner or not isinstance(value, dict | list) or not _is_divisible(steps, inner, value, statements):
        yield steps, value
        return
    for step in inner:
        yield from _parts((*steps, step), _member(marked, step), _member(value, step), statements)


def _inner_steps(marked: Json) -> list[str]:
    if isinstance(marked, dict) and "id" in marked:
        return [name for name in marked if name not in ALWAYS_SHOWN]
    return [str(index) for index in range(len(marked))] if isinstance(marked, list) else []


def _member(value: Json, step: str) -> Json:
    return value[int(step)] if isinstance(value, list) else value[step] if isinstance(value, dict) else None


def _is_divisible(
    steps: tuple[str, ...], inner: list[str], value: JsonObject | list[Json], statements: Statements
) -> bool:
    """Whether a first member can be shown without the others. Lists in order and JSON literals are signed as one."""
    if len(inner) < 2 or (isinstance(value, dict) and "id" not in value):
        return True
    try:
        statements.select([write_pointer((*steps, inner[0]))])
    except Refused:
        return False
    return True
