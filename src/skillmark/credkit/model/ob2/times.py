"""Times as Open Badges 1 and 2 wrote them: ISO 8601, a bare day, or seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from skillmark.credkit.model.json_values import Json

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,30})?)?(Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII | re.IGNORECASE
)
MAX_UNIX_SECONDS = 253_402_300_799  # the end of the year 9999


class Instant(NamedTuple):
    """An instant in UTC, and whether it was written as Open Badges 2.0 asks: with time of day and zone."""

    at: datetime
    is_exact: bool


def read_instant(value: Json) -> Instant | None:
    """The instant, or None when this is no time. What has no zone is read as UTC."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_UNIX_SECONDS:
        return Instant(datetime.fromtimestamp(value, UTC), is_exact=False)
    if not isinstance(value, str) or not _ISO.match(value):
        return None
    try:
        found = datetime.fromisoformat(value.upper().replace(" ", "T"))
        if found.tzinfo is None:
            return Instant(found.replace(tzinfo=UTC), is_exact=False)
        return Instant(found.astimezone(UTC), is_exact=True)
    except (ValueError, OverflowError):
        return None
