"""Money, hours, dates and chances as people say them."""

from datetime import UTC, date, datetime

import pytest

from skillmark.doors.web.shell import words


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (12000, "EUR", "€120"),
        (12050, "EUR", "€120.50"),
        (0, "EUR", "free"),
        (None, "EUR", "not stated"),
        (1500, "JPY", "1,500\u00a0JPY"),
        (1234500, "GBP", "£12,345"),
        (-500, "EUR", "\u2212€5"),
        (1000, "CHF", "CHF\u00a010"),
        (1250, "KWD", "1.250\u00a0KWD"),
    ],
)
def test_money(minor, currency, said):
    assert words.money(minor, currency) == said


def test_nought_may_be_a_number():
    assert words.amount(0, "EUR") == "€0"


@pytest.mark.parametrize(("value", "said"), [(40, "40 h"), (1.5, "1.5 h"), (None, "not stated"), (0.25, "0.25 h")])
def test_hours(value, said):
    assert words.hours(value) == said


def test_dates_in_words_with_their_machine_form():
    assert words.when(date(2026, 3, 14)) == '<time datetime="2026-03-14">14 March 2026</time>'
    moment = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
    assert words.when(moment, True) == '<time datetime="2026-03-14T14:02:00+00:00">14 March 2026 at 14:02</time>'
    assert "no date" in words.when(None)


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.75, "3 in 4"), (0.74, "3 in 4"), (0.5, "1 in 2"), (0.78, "78 in 100"), (0.79, "4 in 5"), (0.7, "70 in 100"),
     (0.001, "fewer than 1 in 100"),
     (0.999, "more than 99 in 100"), (0.0, "0 in 100"), (1.0, "100 in 100")],
)  # fmt: skip
def test_chances(p, said):
    assert words.chance(p) == said
