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
_Run: TypeAlias = tuple[tuple[int, ...], bytes]  # places among values, and what follows each on its line
_CUT = b"\x00"  # in no value and no constant


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

    def __init__(
        self,
        statements: Iterable[Statement],
        name: Callable[[int], bytes | int],
        first: int = 0,
        steady: Sequence[int] = (),
    ) -> None:
        """`first` is the place of the first hole's value: names that are values come before.

        `steady` are places of names that always stand in this order among themselves.
        """
        lines = [_line(statement, name, first) for statement in statements]
        holed = [line for line in lines if line.places]
        self.ready = sorted(line.head for line in lines if not line.places)
        self._pattern = b"\n".join(line.pattern for line in holed)
        self._take = taker([place for line in holed for place in line.places])
        self._blocks = _make_blocks(lines, first, steady) if holed else None

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


class _Block(NamedTuple):
    """The lines about one subject, in their order. `runs` are places among its values that stand sorted there."""

    pattern: bytes
    places: tuple[int, ...]
    runs: tuple[_Run, ...] = ()


class _Blocks:
    """Lines in blocks by subject. Blank nodes come last: their names begin with `_`, IRIs with `<`."""

    __slots__ = ("_constant", "_given", "_holes", "_names", "_pattern", "_runs", "_take")

    def __init__(self, blocks: dict[bytes | int | None, _Block], first: int) -> None:
        self._constant = [subject for subject in blocks if isinstance(subject, bytes)]
        places = [subject for subject in blocks if isinstance(subject, int)]
        self._holes = [place for place in places if place >= first]
        self._names = [place for place in places if place < first]
        subjects: list[bytes | int | None] = [*self._constant, *self._holes, *self._names]
        ordered = [*[blocks[subject] for subject in subjects], blocks.get(None, _Block(b"", ()))]
        self._given = len(subjects) == 1 or not places  # the order is: constants are in order already
        self._pattern = (b"" if self._given else _CUT).join(block.pattern for block in ordered)
        self._take = taker([place for block in ordered for place in block.places])
        self._runs, begin = [], 0
        for block in ordered:
            self._runs += [(tuple(begin + place for place in run), tail) for run, tail in block.runs]
            begin += len(block.places)

    def fill(self, values: Values) -> bytes | None:
        """The text, or None when values make two subjects or two lines one."""
        taken = self._take(values)
        if self._runs:
            taken = self._sorted_runs(taken)
            if taken is None:
                return None
        text: bytes = self._pattern % taken
        if self._given:
            return text
        keys = [*self._constant, *[b"<%b>" % values[place] for place in self._holes]]
        if len(set(keys)) != len(keys):
            return None
        keys += [values[place] for place in self._names]
        blocks = text.split(_CUT)
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return b"".join([*map(blocks.__getitem__, order), blocks[-1]])

    def _sorted_runs(self, values: Values) -> Values | None:
        """The values with those of each run in the order of their lines; None when two lines are one."""
        ordered = [*values]
        for run, tail in self._runs:
            found = sorted([ordered[place] + tail for place in run])
            if len(set(found)) != len(found):
                return None
            for place, value in zip(run, found, strict=True):
                ordered[place] = value[: len(value) - len(tail)]
        return tuple(ordered)


def _make_blocks(lines: Sequence[_Line], first: int, steady: Sequence[int]) -> _Blocks | None:
    """Blocks by subject; None when the order inside one depends on values in a way that blocks cannot follow."""
    groups: dict[bytes | int | None, list[_Line]] = {}
    for line in sorted(lines, key=lambda line: line.subject if isinstance(line.subject, bytes) else b""):
        groups.setdefault(line.subject, []).append(line)
    blocks = {subject: block for subject, group in groups.items() if (block := _block(group, steady)) is not None}
    return _Blocks(blocks, first) if len(blocks) == len(groups) else None


def _block(lines: list[_Line], steady: Sequence[int]) -> _Block | None:
    """The lines in order; those that differ in one value only become a run. None when other values decide."""
    rank = {place: number for number, place in enumerate(steady)}
    lines = sorted(lines, key=lambda line: (line.head, rank.get(line.places[-1], -1) if line.places else -1))
    runs: list[_Run] = []
    begin, before = 0, None
    for head, group in groupby(lines, key=lambda line: line.head):
        if before is not None and head.startswith(before):
            return None
        alike, before = list(group), head
        width = 1 + int(isinstance(alike[0].subject, int))  # the subject and the one value in which they differ
        if len(alike) > 1:
            if len({line.tail for line in alike}) > 1 or any(len(line.places) != width for line in alike):
                return None
            if any(line.places[-1] not in rank for line in alike):
                places = range(begin + width - 1, begin + width * len(alike), width)
                runs.append((tuple(places), alike[0].tail))
        begin += sum(len(line.places) for line in alike)
    pattern = b"".join(line.pattern + b"\n" for line in lines)
    return _Block(pattern, tuple(place for line in lines for place in line.places), tuple(runs))


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
