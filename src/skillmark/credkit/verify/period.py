"""Steps 7 and 8: has it begun, and is it over?"""

from __future__ import annotations

from datetime import datetime, timedelta

from skillmark.credkit.verify.outcome import Outcome, failed, passed


def judge_times(
    starts_at: datetime | None, ends_at: datetime | None, at: datetime, skew_s: int
) -> tuple[Outcome, Outcome]:
    """Both outcomes for the times that something counts from and until; None where it names none."""
    skew = timedelta(seconds=skew_s)
    started = passed("period.started", "The day from which it counts has come.")
    if starts_at and starts_at > at + skew:
        started = failed("period.not_yet", "It does not count yet.", "Wait for the day it names.")
    if ends_at is None:
        return started, passed("period.no_end", "It has no end.")
    if ends_at < at - skew:
        return started, failed("period.over", "It has expired.", "Ask the holder whether it was renewed.")
    return started, passed("period.running", "It has not expired.")
