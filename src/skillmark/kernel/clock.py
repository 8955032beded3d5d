"""The one place that asks what time it is. Instants are aware UTC; a deadline is a local date with its zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_turned: ContextVar[datetime | None] = ContextVar("turned", default=None)


def now() -> datetime:
    """Return the present instant in UTC, or the one the clock was turned to."""
    return _turned.get() or datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """Return the present date where the reader lives. `zone` is an IANA name."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def turned_to(instant: datetime) -> Iterator[None]:
    """Turn the clock for this context only: tests and the demo, never a request."""
    if instant.tzinfo is None:
        raise ValueError("turn the clock to an aware instant, such as datetime(2026, 11, 22, tzinfo=UTC)")
    token = _turned.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _turned.reset(token)
