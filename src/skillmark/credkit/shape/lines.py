"""Lines of N-Quads with holes, and their order.

A line is a pattern: `%b` where a value goes. Lines sort by code point, which for UTF-8 is byte for byte. Mostly their
order can be told without the values: two lines that differ before the first hole of either stand in the same order
whatever goes there, and all lines about one subject stand together. Then only the subjects that are holes have to be
put in their places. Where it cannot be told, the filled lines are sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

Values: TypeAlias = tuple[bytes, ...]
MAX_ORDERS = 128  # orders kept ready; others are made when met


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


class _Line(NamedTuple):
    """One pattern, the values it takes, and the text before the first of them; about which subject it is.

    `subject` is a value's number, a constant, or None for a blank node. With a hole for a subject, `head` is the text
    behind it, up to the next hole.
    """

    pattern: bytes
    places: tuple[int, ...]
    head: bytes
    subject: int | bytes | None


class Lines:
    """Lines that are filled together. Without holes they are ready and sorted."""

    __slots__ = ("_blocks", "_pattern", "_take", "ready")

    def __init__(self, statements: Iterable[Statement], name: Callable[[int], bytes]) -> None:
        lines = [_line(statement, name) for statement in statements]
        holed = [line for line in lines if line.places]
        self.ready = sorted(line.head for line in lines if not line.places)
        self._pattern = b"\n".join(line.pattern for line in holed)
        self._take = taker([place for line in holed for place in line.places])
        self._blocks = _make_blocks(lines) if holed else None

    @property
    def has_hole(self) -> bool:
        return bool(self._pattern)

    def in_blocks(self, values: Values) -> bytes | None:
        """The text, all lines different, or None when their order has to be found by sorting."""
        return self._blocks.fill(values) if self._blocks else None

    def filled(self, values: Values) -> list[bytes]:
        """The lines that hold a hole, in the order of their statements."""
        return (self._pattern % self._take(values)).split(b"\n") if self._pattern else []

    def sorted_text(self, filled: list[bytes]) -> bytes:
        """The text of all lines, given those with holes."""
        lines = self.ready + filled
        lines.sort()
        return b"\n".join(lines) + b"\n"


class _Block(NamedTuple):
    """The lines about one subject, in their order."""

    pattern: bytes
    places: tuple[int, ...]


class _Blocks:
    """Lines whose order depends on the values only through those that are subjects."""

    __slots__ = ("_blocks", "_constant", "_orders", "_subjects", "_tail")

    def __init__(self, constant: dict[bytes, _Block], by_value: dict[int, _Block], tail: _Block) -> None:
        self._constant = tuple(constant)
        self._subjects = tuple(by_value)
        self._blocks = (*constant.values(), *by_value.values())
        self._tail = tail
        self._orders: dict[tuple[int, ...], tuple[bytes, Callable[[Values], Values]]] = {}

    def fill(self, values: Values) -> bytes | None:
        """The text, or None when a value makes two subjects one."""
        keys = [*self._constant, *[b"<%b>" % values[place] for place in self._subjects]]
        if len(set(keys)) != len(keys):
            return None
        order = tuple(sorted(range(len(keys)), key=keys.__getitem__))
        found = self._orders.get(order) or self._in_order(order)
        pattern, take = found
        return pattern % take(values)

    def _in_order(self, order: tuple[int, ...]) -> tuple[bytes, Callable[[Values], Values]]:
        blocks = [*(self._blocks[number] for number in order), self._tail]
        pattern = b"".join(block.pattern for block in blocks)
        made = pattern, taker([place for block in blocks for place in block.places])
        if len(self._orders) < MAX_ORDERS:
            self._orders[order] = made
        return made


def _make_blocks(lines: Sequence[_Line]) -> _Blocks | None:
    """Blocks by subject, blank nodes last; None when the order inside one depends on values."""
    groups: dict[int | bytes | None, list[_Line]] = defaultdict(list)
    for line in lines:
        groups[line.subject].append(line)
    blocks = {subject: _block(group) for subject, group in groups.items()}
    if any(block is None for block in blocks.values()):
        return None
    whole = {subject: block for subject, block in blocks.items() if block is not None}
    tail = whole.pop(None, _Block(b"", ()))
    constant = {subject: block for subject, block in whole.items() if isinstance(subject, bytes)}
    by_value = {subject: block for subject, block in whole.items() if isinstance(subject, int)}
    return _Blocks(constant, by_value, tail)


def _block(lines: list[_Line]) -> _Block | None:
    """The lines in order, or None when a head is the beginning of another, so that values decide."""
    lines = sorted(lines, key=lambda line: line.head)
    if any(later.head.startswith(line.head) for line, later in pairwise(lines)):
        return None
    pattern = b"".join(line.pattern + b"\n" for line in lines)
    return _Block(pattern, tuple(place for line in lines for place in line.places))


def _line(statement: Statement, name: Callable[[int], bytes]) -> _Line:
    places: list[int] = []
    texts = [b""]  # around the holes
    for term in statement:
        if isinstance(term, Hole):
            places.append(term.value)
            texts[-1] += term.before
            texts.append(term.after + b" ")
        elif isinstance(term, Blank):
            texts[-1] += name(term.number) + b" "
        elif term:
            texts[-1] += term + b" "
    texts[-1] += b"."
    subject: int | bytes | None = statement.subject if isinstance(statement.subject, bytes) else None
    if isinstance(statement.subject, Hole):
        subject = statement.subject.value
    head = texts[1] if isinstance(subject, int) else texts[0]
    return _Line(b"%b".join(text.replace(b"%", b"%%") for text in texts), tuple(places), head, subject)


def taker(places: Sequence[int]) -> Callable[[Any], Any]:
    """A function from a sequence to the tuple of some of its items."""
    if not places:
        return lambda _: ()
    if len(places) == 1:
        only = places[0]
        return lambda values: (values[only],)
    return itemgetter(*places)
