"""A network one can break, issuers, holders and a clock for whoever tests what they build on `credkit`.

No database and no socket: `Network` is a `Fetcher` over a dictionary. Break an address with `fail`, and it is slow,
missing, cut short, or lies. A guarded fetcher turns all of that into `Unavailable` or into bytes that are not what
they should be, and so does this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from skillmark.credkit.errors import Unavailable

START = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Fault(StrEnum):
    """What can be wrong with an address."""

    SLOW = "slow"
    MISSING = "missing"
    TRUNCATED = "truncated"
    GARBLED = "garbled"
    EMPTY = "empty"
    PAGE = "page"


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is turned. Always aware, in UTC."""

    at: datetime = START

    def turn(self, **duration: float) -> datetime:
        """Move on by what `timedelta` takes (`days=3`), and return the new time."""
        self.at += timedelta(**duration)
        return self.at


@dataclass(slots=True)
class Network:
    """Addresses and what they answer; anything else is missing. `asked` is every address asked for, in order.

    An answer is bytes, or a function that makes them each time, as a list that is signed anew would be.
    """

    answers: dict[str, bytes | Callable[[], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    swaps: dict[str, str] = field(default_factory=dict)

    def serve(self, answers: Mapping[str, bytes | Callable[[], bytes]]) -> None:
        """Let these addresses answer from now on."""
        self.answers.update(answers)

    def fail(self, url: str, fault: Fault) -> None:
        """Break an address."""
        self.faults[url] = fault

    def lie(self, url: str, data: bytes) -> None:
        """Let an address answer with something else."""
        self.answers[url] = data

    def swap(self, first: str, second: str) -> None:
        """Let two addresses answer for each other, as a careless or a bad server would."""
        self.swaps[first], self.swaps[second] = second, first

    def mend(self, url: str | None = None) -> None:
        """Mend one address, or all of them. What `lie` put there stays."""
        for broken in (self.faults, self.swaps):
            for name in [url] if url else list(broken):
                broken.pop(name, None)

    def fetch(self, url: str) -> bytes:
        """The body at `url`, as broken as it is. Raises `Unavailable` and nothing else."""
        self.asked.append(url)
        fault = self.faults.get(url)
        answer = self.answers.get(self.swaps.get(url, url))
        if fault is Fault.SLOW:
            raise Unavailable("fetch.too_slow", "The other site took too long to answer.")
        if answer is None or fault is Fault.MISSING:
            raise Unavailable("fetch.missing", "The other site has nothing at that address.")
        data = answer() if callable(answer) else answer
        return _broken(data, fault)


def _broken(data: bytes, fault: Fault | None) -> bytes:
    if fault is Fault.TRUNCATED:
        return data[: len(data) // 2]
    if fault is Fault.GARBLED:
        return bytes(byte ^ 0x20 if position % 97 == 48 else byte for position, byte in enumerate(data))
    if fault is Fault.EMPTY:
        return b""
    if fault is Fault.PAGE:
        return b"<!doctype html><title>Not found</title><p>Nothing is here.</p>"
    return data
