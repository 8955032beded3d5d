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

from skillmark.credkit.shape.lines import Hole, Lines, Statement, Term, Values, taker

MAX_STATEMENTS, MAX_HOLES = 2_000, 200  # beyond them documents go the full way
_NAMES = tuple(b"_:c14n%d" % place for place in range(3 * MAX_STATEMENTS))
MAX_MENTIONS = 500  # of holes in statements; times the bytes of values, still under the full path's own limit


@dataclass(slots=True)
class Statements:
    """The compiled statements of one shape. `values` are the holes' contents in the order they were numbered in."""

    statements: tuple[Statement, ...]
    blanks: int
    _fixed: list[bytes] = field(default_factory=list)
    _varying: list[Lines] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _lines: Lines = field(init=False)
    _alike: Callable[[Any], Any] | None = None

    def __post_init__(self) -> None:
        varying = []
        for number in range(self.blanks):
            about = [statement for statement in self.statements if statement.mentions(number)]
            lines = Lines(about, lambda other, own=number: b"_:a" if other == own else b"_:z")  # type: ignore[misc]
            if lines.has_hole and self.blanks > 1:  # one alone is the first, whatever its hash
                varying.append((number, lines))
            else:
                self._fixed.append(hashlib.sha256(lines.sorted_text([])).digest())  # as good as any for one alone
                self._numbers.append(number)
        self._numbers += [number for number, _ in varying]
        self._varying = [lines for _, lines in varying]
        if varying:
            steady = [number for _, number in sorted(zip(self._fixed, self._numbers, strict=False))]
            steady = steady if self.blanks <= 10 else []  # _:c14n10 sorts before _:c14n9
            self._lines = Lines(self.statements, lambda number: number, self.blanks, steady)
        else:
            names = self._names(self._fixed) or (b"_:",) * self.blanks  # the latter when there is nothing to use
            self._lines = Lines(self.statements, names.__getitem__)
        self._alike = self._find_alike()

    @property
    def is_usable(self) -> bool:
        """Whether any document of this shape could be canonicalised here."""
        return len(set(self._fixed)) == len(self._fixed)

    @property
    def weight(self) -> int:
        """About how many bytes it keeps."""
        letters = sum(len(part) for one in self.statements for part in one if isinstance(part, bytes))
        return 4 * (letters + 100 * len(self.statements))

    def canonical(self, values: Values) -> bytes | None:
        """The canonical N-Quads, or None when the full algorithm has to be asked."""
        if self._varying:
            names = self._names([*self._fixed, *[self._hash(about, values) for about in self._varying]])
            if names is None:
                return None
            values = names + values
        lines = self._lines
        if not lines.has_hole:
            return lines.sorted_text([])
        text = lines.in_blocks(values)
        if text is not None:
            return text
        filled = lines.filled(values)
        if self._alike is not None and self._has_twins(self._alike(filled)):
            return None
        return lines.sorted_text(filled)

    def digest(self, values: Values) -> bytes | None:
        """SHA-256 of `canonical`."""
        text = self.canonical(values)
        return None if text is None else hashlib.sha256(text).digest()

    def _hash(self, about: Lines, values: Values) -> bytes:
        """The first-degree hash of one blank node."""
        text = about.in_blocks(values) or about.sorted_text(about.filled(values))
        return hashlib.sha256(text).digest()

    def _names(self, hashes: list[bytes]) -> Values | None:
        """The blank nodes' names by number, in the order of their hashes; None when two are equal."""
        ranked = dict(zip(hashes, self._numbers, strict=True))
        if len(ranked) != self.blanks:
            return None
        names = [b""] * self.blanks
        for place, digest in enumerate(sorted(hashes)):
            names[ranked[digest]] = _NAMES[place]
        return tuple(names)

    def _find_alike(self) -> Callable[[Any], Any] | None:
        """Picks, from the filled lines, those that some values would turn into another line."""
        by_predicate: dict[bytes, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            by_predicate[statement.predicate].append(statement)
        pairs = [
            (one, other)
            for one in self.statements
            for other in by_predicate[one.predicate]
            if one.has_hole and one != other and _could_be_one(one, other)
        ]
        alike = {statement for pair in pairs for statement in pair}
        moving = [one for one in self.statements if one.has_hole or (self._varying and one.has_blank)]
        places = [place for place, one in enumerate(moving) if one in alike]
        return taker(places) if places else None

    def _has_twins(self, chosen: tuple[bytes, ...]) -> bool:
        met = set(chosen)
        return len(met) != len(chosen) or not met.isdisjoint(self._lines.ready)


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
