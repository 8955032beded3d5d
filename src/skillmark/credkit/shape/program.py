"""The program of one shape: N-Quads with holes, and RDFC-1.0 over them.

First-degree hashes (section 4.6) of blank nodes whose statements hold no hole never change and are kept; the others
are hashed anew. When all hashes differ, section 4.4.3 names blank nodes in their order and nothing else is needed; when
two are equal, or two statements have become one, the answer is None and the full algorithm has to be asked. Lines are
bytes: UTF-8 sorts as code points do.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

Values: TypeAlias = tuple[bytes, ...]
MAX_STATEMENTS, MAX_HOLES = 2_000, 200  # beyond them documents go the full way
MAX_MENTIONS = 500  # of holes in statements; times the bytes of values, still under the full path's own limit
MAX_ORDERS = 128  # orders of blank nodes for which the lines are kept ready; others are made when met


class Hole(NamedTuple):
    """A place in a term: what stands before, which value, what stands after."""

    before: bytes
    value: int
    after: bytes


class Blank(NamedTuple):
    """A blank node, by number."""

    number: int


Term: TypeAlias = bytes | Hole | Blank


class Statement(NamedTuple):
    """One quad with holes; `graph` is b"" in the default graph."""

    subject: Term
    predicate: bytes
    object: Term
    graph: Term = b""

    @property
    def has_hole(self) -> bool:
        return any(isinstance(term, Hole) for term in self)

    def mentions(self, number: int) -> bool:
        return any(isinstance(term, Blank) and term.number == number for term in self)


class _Lines:
    """Some lines: those without holes ready and sorted, the others as one pattern."""

    __slots__ = ("pattern", "ready", "rivals", "take")

    def __init__(
        self, statements: Iterable[Statement], name: Callable[[int], bytes], rivals: Iterable[Statement] = ()
    ) -> None:
        ready, patterns, places = [], [], []
        self.rivals = frozenset(_pattern(statement, name)[0].replace(b"%%", b"%") for statement in rivals)
        for statement in statements:
            pattern, holes = _pattern(statement, name)
            if holes:
                patterns.append(pattern)
                places.extend(holes)
            else:
                ready.append(pattern.replace(b"%%", b"%"))
        self.ready = sorted(ready)
        self.pattern = b"\n".join(patterns)
        self.take = taker(places)

    def filled(self, values: Values) -> list[bytes]:
        """The lines that hold a hole, in the order of their statements."""
        return (self.pattern % self.take(values)).split(b"\n") if self.pattern else []


@dataclass(slots=True)
class Statements:
    """The compiled statements of one shape. `values` are the holes' contents in the order they were numbered in."""

    statements: tuple[Statement, ...]
    blanks: int
    _fixed: list[bytes] = field(default_factory=list)
    _varying: list[_Lines] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _orders: dict[tuple[int, ...], _Lines] = field(default_factory=dict)
    _alike: Callable[[Any], Any] | None = None
    _rivals: tuple[Statement, ...] = ()
    _only: _Lines | None = None

    def __post_init__(self) -> None:
        varying = []
        for number in range(self.blanks):
            about = [statement for statement in self.statements if statement.mentions(number)]
            lines = _Lines(about, lambda other, own=number: b"_:a" if other == own else b"_:z")  # type: ignore[misc]
            if lines.pattern:
                varying.append((number, lines))
            else:
                self._fixed.append(hashlib.sha256(b"\n".join(lines.ready) + b"\n").digest())
                self._numbers.append(number)
        self._numbers += [number for number, _ in varying]
        self._varying = [lines for _, lines in varying]
        self._find_alike()
        if not varying and len(set(self._fixed)) == self.blanks:
            self._only = self._in_order(tuple(self._by_hash(self._fixed).values()))

    @property
    def is_usable(self) -> bool:
        """Whether any document of this shape could be canonicalised here."""
        return len(set(self._fixed)) == len(self._fixed)

    def canonical(self, values: Values) -> bytes | None:
        """The canonical N-Quads, or None when the full algorithm has to be asked."""
        lines = self._only
        if lines is None:
            hashes = self._fixed.copy()
            for about in self._varying:
                found = about.ready + about.filled(values)
                found.sort()
                hashes.append(hashlib.sha256(b"\n".join(found) + b"\n").digest())
            ranked = self._by_hash(hashes)
            if len(ranked) != self.blanks:
                return None
            lines = self._in_order(tuple(ranked.values()))
        filled = lines.filled(values)
        if self._alike is not None and self._has_twins(filled, lines):
            return None
        filled = lines.ready + filled
        filled.sort()
        return b"\n".join(filled) + b"\n"

    def digest(self, values: Values) -> bytes | None:
        """SHA-256 of `canonical`."""
        text = self.canonical(values)
        return None if text is None else hashlib.sha256(text).digest()

    def _by_hash(self, hashes: list[bytes]) -> dict[bytes, int]:
        """Numbers of the blank nodes in the order of their hashes."""
        return dict(sorted(zip(hashes, self._numbers, strict=True)))

    def _in_order(self, order: tuple[int, ...]) -> _Lines:
        found = self._orders.get(order)
        if found is None:
            names = {number: b"_:c14n%d" % place for place, number in enumerate(order)}
            found = _Lines(self.statements, names.__getitem__, self._rivals)
            if len(self._orders) < MAX_ORDERS:
                self._orders[order] = found
        return found

    def _find_alike(self) -> None:
        """The statements that some values would turn into one: those with holes by place, the others as rivals."""
        by_predicate: dict[bytes, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            by_predicate[statement.predicate].append(statement)
        holed = [statement for statement in self.statements if statement.has_hole]
        alike = {
            other
            for one in holed
            for other in by_predicate[one.predicate]
            if one != other and _could_be_one(one, other)
        }
        places = [place for place, one in enumerate(holed) if any(_could_be_one(one, other) for other in alike - {one})]
        if places:
            self._alike = taker(places)
            self._rivals = tuple(statement for statement in alike if not statement.has_hole)

    def _has_twins(self, filled: list[bytes], lines: _Lines) -> bool:
        assert self._alike is not None
        chosen = self._alike(filled)
        met = set(chosen)
        return len(met) != len(chosen) or not met.isdisjoint(lines.rivals)


def _could_be_one(one: Statement, other: Statement) -> bool:
    return all(_could_be_same(mine, theirs) for mine, theirs in zip(one, other, strict=True))


def _could_be_same(one: Term, other: Term) -> bool:
    if isinstance(one, Hole) and isinstance(other, Hole):
        return one.before == other.before and one.after == other.after
    if isinstance(one, Hole) and isinstance(other, bytes):
        return other.startswith(one.before) and other.endswith(one.after)
    if isinstance(other, Hole) and isinstance(one, bytes):
        return _could_be_same(other, one)
    return one == other


def _pattern(statement: Statement, name: Callable[[int], bytes]) -> tuple[bytes, list[int]]:
    """The line without its newline, `%b` for each hole, and which values go there."""
    holes: list[int] = []
    written = []
    for term in statement:
        if isinstance(term, Hole):
            written.append(_escaped(term.before) + b"%b" + _escaped(term.after))
            holes.append(term.value)
        elif isinstance(term, Blank):
            written.append(name(term.number))
        elif term:
            written.append(_escaped(term))
    return b" ".join(written) + b" .", holes


def _escaped(text: bytes) -> bytes:
    return text.replace(b"%", b"%%")


def taker(places: Sequence[int]) -> Callable[[Any], Any]:
    """A function from a sequence to the tuple of some of its items."""
    if not places:
        return lambda _: ()
    if len(places) == 1:
        only = places[0]
        return lambda values: (values[only],)
    return itemgetter(*places)
