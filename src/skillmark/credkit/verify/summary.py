"""The sentence at the top of a report."""

from __future__ import annotations

from datetime import datetime

from skillmark.credkit.report import Answer, Check, answer_of, deciding_check


def summarise(checks: tuple[Check, ...], as_of: datetime | None, vouched_by: str) -> str:
    """One or two sentences for the top of a page."""
    answer, reason = answer_of(checks), deciding_check(checks)
    if answer is Answer.FAILS and reason:
        return f"Does not hold. {reason.words}"
    if answer is Answer.UNSURE and reason:
        return f"Could not be checked in full. {reason.words}"
    day = f" as of {as_of.day} {as_of:%B %Y}" if as_of else ""
    word = ", on the word of its pack" if vouched_by == "pack" else ""
    return f"Holds{day}{word}."
