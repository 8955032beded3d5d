"""Instants as credentials write them: XML Schema dateTimeStamp, always with a zone (VCDM 2.0 section 4.9)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from skillmark.credkit.errors import Malformed

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,30})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)\Z", re.ASCII)
_END_OF_DAY = re.compile(r"T24:00:00(\.0+)?(?=[Z+-])")


def parse_time(text: str) -> datetime:
    """An aware instant in UTC. Raises `Malformed` for a missing zone, a bare date, or a day that does not exist.

    What is finer than a microsecond is cut off. `24:00:00` is the first instant of the next day, as XML Schema has it.
    """
    if not _STAMP.match(text):
        raise Malformed("time.bad", "A time is not written as 2026-05-01T12:00:00Z.")
    try:
        if _END_OF_DAY.search(text):
            text = _END_OF_DAY.sub("T00:00:00", text)
            return (datetime.fromisoformat(text) + timedelta(days=1)).astimezone(UTC)
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Malformed("time.bad", "A time names a day or hour that does not exist.") from None


def format_time(instant: datetime) -> str:
    """Whole seconds in UTC with `Z`. `instant` must be aware."""
    if instant.tzinfo is None:
        raise Malformed("time.naive", "A time without a zone cannot be written into a credential.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
