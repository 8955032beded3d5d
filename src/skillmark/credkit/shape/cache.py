"""Known shapes by their skeletons: bounded in number and bytes, safe to share between threads.

A shape is made when its skeleton is met for the second time, so that documents unlike any other cost nothing more than
a look. What was met is remembered by its hash only, and forgotten first. Looking up takes no lock: entries never
change. When a bound is reached, entries not used since the last time are dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Generic, TypeVar

from skillmark.credkit.shape.holes import HoleCheck
from skillmark.credkit.shape.lines import Values, taker
from skillmark.credkit.shape.skeleton import ASIDE, cut

Shape = TypeVar("Shape")
MAX_TEXT_BYTES = 64_000  # of one document
MAX_LAYOUTS_OF_A_LENGTH = 8
MAX_RECENT = 3  # shapes tried before the text is cut


class _Entry(Generic[Shape]):
    """One shape, its check, the text around its holes, and whether it was used since the last clearing."""

    __slots__ = ("around", "check", "cost_bytes", "shape", "was_used")

    def __init__(self, shape: Shape | None, check: HoleCheck, around: Sequence[bytes], weight: int) -> None:
        self.shape, self.check, self.around, self.was_used = shape, check, tuple(around), True
        self.cost_bytes = 2 * sum(map(len, around)) + weight

    def values(self, data: bytes) -> Values | None:
        """The values in the holes of a text of this shape; None for another text. Cost: a few microseconds."""
        first, *others = self.around
        if not data.startswith(first):
            return None
        begin, values = len(first), []
        for text in others:
            end = data.find(b'"', begin)
            if end < 0 or not data.startswith(text, end):
                return None
            values.append(data[begin:end])
            begin = end + len(text)
        return tuple(values) if begin == len(data) else None


class _Layout(Generic[Shape]):
    """Which pieces are holes, and the shapes that have their holes there."""

    __slots__ = ("entries", "holes", "take", "take_fixed")

    def __init__(self, holes: tuple[int, ...], count: int) -> None:
        self.holes = holes
        self.take = taker(holes)
        self.take_fixed = taker([place for place in range(count) if place not in set(holes)])
        self.entries: dict[bytes, _Entry[Shape]] = {}


class ShapeCache(Generic[Shape]):
    """Shapes of documents. `None` as a shape records that documents like this one go the full way."""

    def __init__(self, *, max_shapes: int = 4_096, max_bytes: int = 256_000_000) -> None:
        self.max_shapes, self.max_bytes = max_shapes, max_bytes
        self.size_bytes = 0
        self._layouts: dict[int, tuple[_Layout[Shape], ...]] = {}
        self._recent: tuple[_Entry[Shape], ...] = ()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return sum(len(layout.entries) for layouts in list(self._layouts.values()) for layout in layouts)

    def find(self, data: bytes) -> tuple[Shape, Values] | None:
        """The shape of a JSON text and the values in its holes; None when it has to go the full way."""
        entry, values = self._look(data)
        if entry is None or entry.shape is None or not entry.check.fits(values):
            return None
        return entry.shape, values

    def is_known(self, data: bytes) -> bool:
        """Whether the skeleton is held, be it as one that goes the full way."""
        return self._look(data)[0] is not None

    def _look(self, data: bytes) -> tuple[_Entry[Shape] | None, Values]:
        if len(data) > MAX_TEXT_BYTES:
            return None, ()
        for entry in self._recent:
            values = entry.values(data)
            if values is not None:
                entry.was_used = True
                return entry, values
        pieces = cut(data)
        if pieces is None:
            return None, ()
        for layout in self._layouts.get(len(pieces), ()):
            found = layout.entries.get(b'"'.join(layout.take_fixed(pieces)))
            if found is not None:
                found.was_used = True
                self._recent = (found, *self._recent[: MAX_RECENT - 1])
                return found, layout.take(pieces)
        return None, ()

    def put(
        self, pieces: Sequence[bytes], holes: tuple[int, ...], shape: Shape | None, check: HoleCheck, weight: int
    ) -> None:
        """Hold a shape. `holes` are places among the pieces, rising; `weight` is in bytes."""
        if list(holes) != sorted(set(holes)) or sum(map(len, pieces)) + len(pieces) > MAX_TEXT_BYTES:
            return
        with self._lock:
            layout = self._layout(len(pieces), holes)
            key = b'"'.join(layout.take_fixed(pieces))
            entry = _Entry(shape, check, _around(pieces, holes), weight)
            replaced = layout.entries.get(key)
            self.size_bytes += entry.cost_bytes - (replaced.cost_bytes if replaced else 0)
            layout.entries[key] = entry
            self._recent = tuple(recent for recent in self._recent if recent is not replaced)
            self._make_room(entry)

    def _layout(self, count: int, holes: tuple[int, ...]) -> _Layout[Shape]:
        layouts = self._layouts.get(count, ())
        for layout in layouts:
            if layout.holes == holes:
                return layout
        added: _Layout[Shape] = _Layout(holes, count)
        for dropped in layouts[MAX_LAYOUTS_OF_A_LENGTH - 1 :]:
            self.size_bytes -= sum(entry.cost_bytes for entry in dropped.entries.values())
        self._layouts[count] = (added, *layouts[: MAX_LAYOUTS_OF_A_LENGTH - 1])
        return added

    def _make_room(self, newest: _Entry[Shape]) -> None:
        """Drop what was not used since the last time; then, if that was not enough, whatever comes first."""
        for keeps_used in (True, False):
            if len(self) <= self.max_shapes and self.size_bytes <= self.max_bytes:
                return
            for count, layouts in list(self._layouts.items()):
                for layout in layouts:
                    self._drop(layout, newest, keeps_used=keeps_used)
                if not any(layout.entries for layout in layouts):
                    del self._layouts[count]

    def _drop(self, layout: _Layout[Shape], newest: _Entry[Shape], *, keeps_used: bool) -> None:
        for key, entry in list(layout.entries.items()):
            if entry is newest or (keeps_used and entry.was_used):
                entry.was_used = entry is newest
                continue
            if len(self) <= self.max_shapes // 2 and self.size_bytes <= self.max_bytes // 2:
                return
            del layout.entries[key]
            self.size_bytes -= entry.cost_bytes


def _around(pieces: Sequence[bytes], holes: tuple[int, ...]) -> list[bytes]:
    """The text before, between and after the holes; a hole's quotes belong to it."""
    taken = set(holes)
    joined = b'"'.join(b"\x00" if place in taken else piece for place, piece in enumerate(pieces))
    return [text.replace(ASIDE, b'\\"') for text in joined.split(b"\x00")]


class SeenOnce:
    """Remembers, by hash and for a while, what was met: true from the second time on. Bounded, safe between threads."""

    def __init__(self, *, max_items: int = 16_384) -> None:
        self._max_items = max_items
        self._seen: dict[int, None] = {}
        self._lock = threading.Lock()

    def again(self, item: object) -> bool:
        """Whether this was met before; it is from now on."""
        mark = hash(item)
        with self._lock:
            if mark in self._seen:
                return True
            while len(self._seen) >= self._max_items:
                del self._seen[next(iter(self._seen))]
            self._seen[mark] = None
            return False
