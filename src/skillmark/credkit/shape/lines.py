"""Lines of N-Quads with holes, and their order.

A line is a pattern: `%b` where a value goes. Lines sort by code point, which for UTF-8 is byte for byte. Mostly their
order can be told without the values: two lines that differ before the first hole of either stand in the same order
whatever goes there, and all lines about one subject stand together. Then only subjects have to be put in order, and the
values of one property of one subject. Where more depends on the values, the filled lines are sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

Values: TypeAlias = tuple[bytes, ...]
MAX_ORDERS = 32  # orders of subjects kept ready; others are made when met


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

    @property
    def has_blank(self) -> bool:
        return any(isinstance(term, Blank) for term in self)

    def mentions(self, number: int) -> bool:
        return any(isinstance(term, Blank) and term.number == number for term in self)


class _Line(NamedTuple):
    """One pattern with the values it takes.

    `subject` is a constant, the place of a value, or None for the name of a blank node that is no value. `head` is the
    text up to the first value, that of the subject aside; `tail` the text behind the last.
    """

    pattern: bytes
    places: tuple[int, ...]
    subject: bytes | int | None
    head: bytes
    tail: bytes


class Lines:
    """Lines that are filled together. `name` gives a blank node's name, or the place of the value that will be it."""

    __slots__ = ("_blocks", "_pattern", "_take", "ready")

    def __init__(self, statements: Iterable[Statement], name: Callable[[int], bytes | int], first: int = 0) -> None:
        """`first` is the place of the first hole's value: names that are values come before."""
        lines = [_line(statement, name, first) for statement in statements]
        holed = [line for line in lines if line.places]
        self.ready = sorted(line.head for line in lines if not line.places)
        self._pattern = b"\n".join(line.pattern for line in holed)
        self._take = taker([place for line in holed for place in line.places])
        self._blocks = _make_blocks(lines, first) if holed else None

    @property
    def has_hole(self) -> bool:
        return bool(self._pattern)

    def in_blocks(self, values: Values) -> bytes | None:
        """The text, all lines different, or None when their order has to be found by sorting."""
        return self._blocks.fill(values) if self._blocks else None

    def filled(self, values: Values) -> list[bytes]:
        """The lines that take a value, in the order of their statements."""
        return (self._pattern % self._take(values)).split(b"\n") if self._pattern else []

    def sorted_text(self, filled: list[bytes]) -> bytes:
        """The text of all lines, given those that take a value."""
        lines = self.ready + filled
        lines.sort()
        return b"\n".join(lines) + b"\n"


class _Block:
    """The lines about one subject, in their order. `runs` are places in the taken values that stand sorted there."""

    __slots__ = ("pattern", "places", "runs", "take")

    def __init__(self, lines: Sequence[_Line], runs: Sequence[tuple[tuple[int, ...], bytes]]) -> None:
        self.pattern = b"".join(line.pattern + b"\n" for line in lines)
        self.places = [place for line in lines for place in line.places]
        self.take = taker(self.places)
        self.runs = tuple(runs)

    def text(self, values: Values) -> bytes | None:
        """The filled lines, or None when two of them are one."""
        taken = self.take(values)
        if self.runs:
            taken = list(taken)
            for run, tail in self.runs:
                found = sorted([taken[place] + tail for place in run])
                if len(set(found)) != len(found):
                    return None
                for place, value in zip(run, found, strict=True):
                    taken[place] = value[: len(value) - len(tail)]
            taken = tuple(taken)
        return self.pattern % taken if taken else self.pattern.replace(b"%%", b"%")


class _Blocks:
    """Lines in blocks by subject. Blank nodes come last: their names begin with `_`, IRIs with `<`."""

    __slots__ = ("_blocks", "_constant", "_given", "_holes", "_names", "_orders", "_tail")

    def __init__(self, blocks: dict[bytes | int | None, _Block], first: int) -> None:
        self._constant = [subject for subject in blocks if isinstance(subject, bytes)]
        places = [subject for subject in blocks if isinstance(subject, int)]
        self._holes = [place for place in places if place >= first]
        self._names = [place for place in places if place < first]
        self._blocks = [
            *map(blocks.__getitem__, self._constant),
            *map(blocks.__getitem__, [*self._holes, *self._names]),
        ]
        self._given = tuple(range(len(self._blocks)))  # constants are in order already
        self._tail = blocks.get(None, _Block((), ()))
        is_steady = not self._names and not any(block.runs for block in (*self._blocks, self._tail))
        self._orders: dict[tuple[int, ...], tuple[bytes, Callable[[Values], Values]]] | None = {} if is_steady else None

    def fill(self, values: Values) -> bytes | None:
        """The text, or None when values make two subjects or two lines one."""
        order = self._order(values)
        if order is None:
            return None
        if self._orders is not None:
            pattern, take = self._orders.get(order) or self._steady(order)
            return pattern % take(values)
        blocks = self._blocks
        texts = [blocks[number].text(values) for number in order]
        texts.append(self._tail.text(values))
        return None if None in texts else b"".join([text for text in texts if text is not None])

    def _order(self, values: Values) -> tuple[int, ...] | None:
        """The blocks' numbers in the order of their subjects; None when two are one."""
        if not self._holes and not self._names:
            return self._given
        keys = [*self._constant, *[b"<%b>" % values[place] for place in self._holes]]
        if self._holes and len(set(keys)) != len(keys):
            return None
        keys += [values[place] for place in self._names]
        return tuple(sorted(range(len(keys)), key=keys.__getitem__))

    def _steady(self, order: tuple[int, ...]) -> tuple[bytes, Callable[[Values], Values]]:
        """All blocks in one order as one pattern."""
        assert self._orders is not None
        blocks = [*[self._blocks[number] for number in order], self._tail]
        pattern = b"".join(block.pattern for block in blocks)
        made = pattern, taker([place for block in blocks for place in block.places])
        if len(self._orders) < MAX_ORDERS:
            self._orders[order] = made
        return made


def _make_blocks(lines: Sequence[_Line], first: int) -> _Blocks | None:
    """Blocks by subject; None when the order inside one depends on values in a way that blocks cannot follow."""
    groups: dict[bytes | int | None, list[_Line]] = {}
    for line in sorted(lines, key=lambda line: line.subject if isinstance(line.subject, bytes) else b""):
        groups.setdefault(line.subject, []).append(line)
    blocks = {subject: block for subject, group in groups.items() if (block := _block(group)) is not None}
    return _Blocks(blocks, first) if len(blocks) == len(groups) else None


def _block(lines: list[_Line]) -> _Block | None:
    """The lines in order; those that differ in one value only become a run. None when other values decide."""
    lines = sorted(lines, key=lambda line: line.head)
    runs, begin, before = [], 0, None
    for head, group in groupby(lines, key=lambda line: line.head):
        if before is not None and head.startswith(before):
            return None
        alike, before = list(group), head
        own = [int(isinstance(line.subject, int)) for line in alike]  # values that are the subject
        if len(alike) > 1:
            if len({line.tail for line in alike}) > 1 or any(
                len(line.places) - skip != 1 for line, skip in zip(alike, own, strict=True)
            ):
                return None
            width = 1 + own[0]
            runs.append((tuple(range(begin + own[0], begin + width * len(alike), width)), alike[0].tail))
        begin += sum(len(line.places) for line in alike)
    return _Block(lines, runs)


def _line(statement: Statement, name: Callable[[int], bytes | int], first: int) -> _Line:
    places: list[int] = []
    texts = [b""]  # around the values
    for term in statement:
        known: bytes | Hole = b""
        if isinstance(term, Blank):
            given = name(term.number)
            known = given if isinstance(given, bytes) else Hole(b"", given, b"")
        elif isinstance(term, Hole):
            known = Hole(term.before, first + term.value, term.after)
        else:
            known = term
        if isinstance(known, Hole):
            places.append(known.value)
            texts[-1] += known.before
            texts.append(known.after + b" ")
        elif known:
            texts[-1] += known + b" "
    texts[-1] += b"."
    subject = statement.subject
    about: bytes | int | None = subject if isinstance(subject, bytes) else None
    if isinstance(subject, Hole) or (isinstance(subject, Blank) and isinstance(name(subject.number), int)):
        about = places[0]
    head = texts[1] if isinstance(about, int) else texts[0]
    return _Line(b"%b".join(text.replace(b"%", b"%%") for text in texts), tuple(places), about, head, texts[-1])


def taker(places: Sequence[int]) -> Callable[[Any], Any]:
    """A function from a sequence to the tuple of some of its items."""
    if not places:
        return lambda _: ()
    if len(places) == 1:
        only = places[0]
        return lambda values: (values[only],)
    return itemgetter(*places)
