"""From a document to its program, by way of the full path.

The holes are filled with placeholders, the full path makes statements, and the placeholders are looked up in them. A
hole is taken only when its placeholder stands there as a whole IRI (not as a type) or as the whole text of a literal;
otherwise it stays part of the shape. Then the program is tried: it must give the bytes of the full path for the
document itself and for other values, lengths and orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skillmark.credkit.codec.jsonld import Contexts, canonical_nquads, to_quads
from skillmark.credkit.codec.rdfc import Quad
from skillmark.credkit.codec.strict_json import Json, JsonObject, write_json
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.shape.holes import SCHEMES, HoleCheck, is_plain_iri, is_plain_text
from skillmark.credkit.shape.lines import Blank, Hole, Statement, Term
from skillmark.credkit.shape.program import MAX_HOLES, MAX_MENTIONS, MAX_STATEMENTS, Statements
from skillmark.credkit.shape.skeleton import Path, value_at, with_values

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_PREFIX_ENDS = (":", "/", "?", "#", "[", "]", "@")
_TRIES = 3
_MAX_LETTERS = 4_000_000
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Compiled:
    """A tried program, the holes it takes in the order of its values, and which of them are IRIs."""

    program: Statements
    holes: tuple[Path, ...]
    iris: frozenset[Path]
    constants: frozenset[bytes]  # texts that are no holes

    def check(self, paths: Sequence[Path]) -> HoleCheck:
        """The check of values given in the order of these paths, all holes of this program among them."""
        iris = [place for place, path in enumerate(paths) if path in self.iris]
        ids = [place for place, path in enumerate(paths) if path in self.holes and path[-1] == "id"]
        return HoleCheck(iris, ids, self.constants)


def compile_statements(document: JsonObject, holes: Sequence[Path], contexts: Contexts) -> Compiled | None:
    """A program for documents like this one, or None where none can be made. Cost: six times the full path or so."""
    texts = {path: text for path in holes if isinstance(text := value_at(document, path), str)}
    if _defines_prefix(document):  # then the full path looks into texts, too
        return None
    try:
        expected = canonical_nquads(document, contexts).encode()
        compiled = _compile(document, texts, contexts, has_free_schemes=_has_free_schemes(document, contexts))
        if compiled and compiled.program.is_usable and _is_right(compiled, document, texts, expected, contexts):
            return compiled
    except CredkitError:
        return None
    return None


def _compile(
    document: JsonObject, texts: Mapping[Path, str], contexts: Contexts, *, has_free_schemes: bool
) -> Compiled | None:
    """Leave out holes until the rest can be taken."""
    taken = [path for path, text in texts.items() if is_plain_text(text.encode())]
    while True:
        tag = _unused_tag(document)
        marks = {path: f"urn:{tag}:{number}:" for number, path in enumerate(taken)}
        quads = list(dict.fromkeys(to_quads(with_values(document, marks), contexts)))
        roles = {path: _role(mark, quads) for path, mark in marks.items()}
        kept = [
            path
            for path in taken
            if roles[path] == "text"
            or (roles[path] == "iri" and has_free_schemes and is_plain_iri(texts[path].encode()))
        ]
        if kept == taken:
            iris = frozenset(path for path in taken if roles[path] == "iri")
            if _is_large(quads, len(taken), tag):
                return None
            return Compiled(_program(quads, tag), tuple(taken), iris, frozenset(_constants(document, (), taken)))
        taken = kept


def _constants(value: Json, path: Path, holes: Sequence[Path]) -> Iterator[bytes]:
    """Every text that is part of the shape."""
    if isinstance(value, str):
        if path not in holes:
            yield value.encode()
    elif value is not None and not isinstance(value, bool | int | float):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _constants(item, (*path, step), holes)


def _is_large(quads: list[Quad], holes: int, tag: str) -> bool:
    text = "".join(map("".join, quads))
    mentions = text.count(f"urn:{tag}:")
    return len(quads) > MAX_STATEMENTS or holes > MAX_HOLES or mentions > MAX_MENTIONS or len(text) > _MAX_LETTERS


def _unused_tag(document: JsonObject) -> str:
    """A name that occurs nowhere in the document."""
    text = write_json(document).decode().lower()
    number = 0
    while f"hole{number}" in text:
        number += 1
    return f"hole{number}"


def _role(mark: str, quads: list[Quad]) -> str:
    """What a placeholder became: "iri", "text", or "" when it may not be a hole."""
    roles = set()
    for quad in quads:
        for term in (quad.subject, quad.object, quad.graph):
            if mark not in term:
                continue
            if term == f"<{mark}>" and not (term is quad.object and quad.predicate == _RDF_TYPE):
                roles.add("iri")
            elif term.startswith(f'"{mark}"') and mark not in term[len(mark) + 2 :]:
                roles.add("text")
            else:
                roles.add("")
        if mark in quad.predicate:
            roles.add("")
    return roles.pop() if len(roles) == 1 else ""


def _program(quads: list[Quad], tag: str) -> Statements:
    mark = re.compile(rf"urn:{tag}:([0-9]+):")
    numbers: dict[str, int] = {}

    def term(text: str) -> Term:
        if text.startswith("_:"):
            return Blank(numbers.setdefault(text, len(numbers)))
        found = mark.search(text)
        if found is None:
            return text.encode()
        return Hole(text[: found.start()].encode(), int(found[1]), text[found.end() :].encode())

    statements = tuple(
        Statement(term(quad.subject), quad.predicate.encode(), term(quad.object), term(quad.graph)) for quad in quads
    )
    return Statements(statements, len(numbers))


def _is_right(
    compiled: Compiled, document: JsonObject, texts: Mapping[Path, str], expected: bytes, contexts: Contexts
) -> bool:
    """Whether the program gives the full path's bytes: for the document, then for other values."""
    own = tuple(texts[path].encode() for path in compiled.holes)
    if compiled.program.canonical(own) != expected:
        return False
    for attempt in range(_TRIES if compiled.holes else 0):
        others = {
            path: _other_value(attempt, number, len(compiled.holes), is_iri=path in compiled.iris)
            for number, path in enumerate(compiled.holes)
        }
        full = canonical_nquads(with_values(document, others), contexts).encode()
        found = compiled.program.canonical(tuple(others[path].encode() for path in compiled.holes))
        if found is not None and found != full:
            return False
    return True


def _other_value(attempt: int, number: int, count: int, *, is_iri: bool) -> str:
    """A value for one try: rising, falling, then of very different lengths and letters."""
    place = (number, count - number, number * 7919 % 1009)[attempt]
    if is_iri:
        scheme = ("https://a.example/", "did:web:b.example:", "urn:uuid:")[(number + attempt) % 3]
        return f"{scheme}{place:04d}" + "x" * (place % 101 if attempt == 2 else 0)
    letters = ("a", "\u00e9 \u4e2d", "z\U0001f600 %s %")[attempt]
    return f"{place:04d} {letters * (1 + place % 5)}"


def _defines_prefix(value: Any) -> bool:
    """Whether a context written inline, at any depth, has a name that could begin a shortened address."""
    if isinstance(value, list):
        return any(_defines_prefix(item) for item in value)
    if not isinstance(value, dict):
        return False
    own = value.get("@context")
    inline = [entry for entry in (own if isinstance(own, list) else [own]) if isinstance(entry, dict)]
    meanings = [meaning for entry in inline for meaning in entry.values()]
    if any(isinstance(meaning, str) and meaning.endswith(_PREFIX_ENDS) for meaning in meanings):
        return True
    return any(_defines_prefix(item) for item in value.values())


def _has_free_schemes(document: JsonObject, contexts: Contexts) -> bool:
    """Whether no context in reach of the document uses a scheme of ours, or anything with a colon, as a name."""
    return all(":" not in name and name not in SCHEMES for name in _names(document, contexts, 0))


def _names(value: Json, contexts: Contexts, depth: int) -> Iterator[str]:
    """Every name that contexts in reach define; an unreadable one gives a name that is not free."""
    if depth > _MAX_DEPTH * 4:
        yield ":"
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "@context":
                yield from _context_names(item, contexts, 0)
            else:
                yield from _names(item, contexts, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, contexts, depth + 1)


def _context_names(context: Any, contexts: Contexts, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        yield ":"
        return
    for entry in context if isinstance(context, list) else [context]:
        if isinstance(entry, str):
            held = contexts.load(entry)
            yield from _context_names(held["@context"] if held else {":": ""}, contexts, depth + 1)
        elif isinstance(entry, dict):
            for name, meaning in entry.items():
                yield name
                if isinstance(meaning, dict) and "@context" in meaning:
                    yield from _context_names(meaning["@context"], contexts, depth + 1)
