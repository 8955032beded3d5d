"""The program of one shape: N-Quads with holes, and RDFC-1.0 over them.

First-degree hashes (section 4.6) of blank nodes whose statements hold no hole never change and are kept; the others
are hashed anew. When all hashes differ, section 4.4.3 names blank nodes in their order and nothing else is needed; when
two are equal, or two statements have become one, the answer is None and the full algorithm has to be asked.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from skillmark.credkit.shape.lines import MAX_ORDERS, Hole, Lines, Statement, Term, Values, taker

MAX_STATEMENTS, MAX_HOLES = 2_000, 200  # beyond them documents go the full way
MAX_MENTIONS = 500  # of holes in statements; times the bytes of values, still under the full path's own limit


@dataclass(slots=True)
class Statements:
    """The compiled statements of one shape. `values` are the holes' contents in the order they were numbered in."""

    statements: tuple[Statement, ...]
    blanks: int
    _fixed: list[bytes] = field(default_factory=list)
    _varying: list[Lines] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _orders: dict[tuple[int, ...], Lines] = field(default_factory=dict)
    _alike: Callable[[Any], Any] | None = None
    _only: Lines | None = None

    def __post_init__(self) -> None:
        varying = []
        for number in range(self.blanks):
            about = [statement for statement in self.statements if statement.mentions(number)]
            lines = Lines(about, lambda other, own=number: b"_:a" if other == own else b"_:z")  # type: ignore[misc]
            if lines.has_hole:
                varying.append((number, lines))
            else:
                self._fixed.append(hashlib.sha256(lines.sorted_text([])).digest())
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

    @property
    def weight(self) -> int:
        """About how many bytes it keeps, with as many orders as it may come to hold."""
        letters = sum(len(part) for one in self.statements for part in one if isinstance(part, bytes))
        orders = min(MAX_ORDERS, 1 << 3 * len(self._varying))
        return (letters + 200 * len(self.statements)) * (1 + orders)

    def canonical(self, values: Values) -> bytes | None:
        """The canonical N-Quads, or None when the full algorithm has to be asked."""
        lines = self._only
        if lines is None:
            hashes = self._fixed.copy()
            for about in self._varying:
                said = about.in_blocks(values) or about.sorted_text(about.filled(values))
                hashes.append(hashlib.sha256(said).digest())
            ranked = self._by_hash(hashes)
            if len(ranked) != self.blanks:
                return None
            lines = self._in_order(tuple(ranked.values()))
        text = lines.in_blocks(values)
        if text is not None or not lines.has_hole:
            return text if lines.has_hole else lines.sorted_text([])
        filled = lines.filled(values)
        if self._alike is not None and self._has_twins(filled, lines):
            return None
        return lines.sorted_text(filled)

    def digest(self, values: Values) -> bytes | None:
        """SHA-256 of `canonical`."""
        text = self.canonical(values)
        return None if text is None else hashlib.sha256(text).digest()

    def _by_hash(self, hashes: list[bytes]) -> dict[bytes, int]:
        """Numbers of the blank nodes in the order of their hashes."""
        return dict(sorted(zip(hashes, self._numbers, strict=True)))

    def _in_order(self, order: tuple[int, ...]) -> Lines:
        found = self._orders.get(order)
        if found is None:
            names = {number: b"_:c14n%d" % place for place, number in enumerate(order)}
            found = Lines(self.statements, names.__getitem__)
            if len(self._orders) < MAX_ORDERS:
                self._orders[order] = found
        return found

    def _find_alike(self) -> None:
        """The statements with holes that some values would turn into another statement."""
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

    def _has_twins(self, filled: list[bytes], lines: Lines) -> bool:
        assert self._alike is not None
        chosen = self._alike(filled)
        met = set(chosen)
        return len(met) != len(chosen) or not met.isdisjoint(lines.ready)


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
