"""How long work waits, in words."""

from datetime import timedelta

import pytest

from skillmark.doors.web.assessor.views import waited
from skillmark.kernel.clock import now


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=1, seconds=5), "1 minute"),
        (timedelta(minutes=59, seconds=5), "59 minutes"),
        (timedelta(hours=1, seconds=5), "1 hour"),
        (timedelta(hours=47, seconds=5), "47 hours"),
        (timedelta(days=2, seconds=5), "2 days"),
    ],
)
def test_the_largest_unit_that_says_it(ago: timedelta, words: str) -> None:
    assert waited(now() - ago) == words
