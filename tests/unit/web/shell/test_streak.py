"""The bar: its sentence, its figures, its two ends, and the hatched one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.doors.web.shell import pieces, streak
from skillmark.skillkit.values import Belief, Level, Reason


def belief(p=0.78, low=0.63, high=0.89, enough=True, reasons=()):
    return Belief("https://example.org/s", Level.ADVANCED, p, low, high, reasons, enough)


def test_sentence_is_the_one_of_the_look():
    assert streak.reading(belief(), "Database queries", 0.7) == (
        "Database queries: Met. About 78 in 100 sure, between 63 and 89. The goal asks for 70."
    )


def test_bar_is_the_one_of_the_look():
    drawn = streak.streak(belief(), "Database queries", 0.7)
    assert '<rect class="rub" x="63%" y="7" width="26%" height="8" rx="4"/>' in drawn
    assert '<rect class="core" x="70.5%" y="7" width="13%" height="8" rx="3"/>' in drawn
    assert '<line class="need" x1="70%" x2="70%" y1="3" y2="18"/>' in drawn


@pytest.mark.parametrize("given_belief", [None, belief(enough=False)])
def test_below_the_floor_there_is_no_number(given_belief):
    drawn = streak.streak(given_belief, "Data ethics", 0.5)
    assert 'class="streak none"' in drawn
    assert "Data ethics: Unknown. Not enough evidence to give a number. The goal asks for 50." in drawn
    assert "rub" not in drawn and "78" not in drawn
    assert "tag unsure" in streak.verdict_tag(given_belief, 0.5)


@pytest.mark.parametrize(
    ("figures", "need", "word", "css"),
    [
        ((0.78, 0.63, 0.89), 0.7, "Met", "holds"),
        ((0.78, 0.50, 0.89), 0.7, "Uncertain", "warn"),
        ((0.18, 0.06, 0.35), 0.6, "Missing", "fails"),
    ],
)
def test_verdict_has_a_word_and_a_look(figures, need, word, css):
    assert streak.verdict_tag(belief(*figures), need) == f'<span class="tag {css}">{word}</span>'


def test_without_a_goal_there_is_neither_verdict_nor_notch():
    drawn = streak.streak(belief(), "Database queries")
    assert "need" not in drawn
    assert 'aria-label="Database queries. About 78 in 100 sure, between 63 and 89."' in drawn


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted), st.floats(0.01, 0.99))
def test_everything_lies_on_the_track(three, need):
    low, p, high = three
    drawn = streak.streak(belief(p, low, high), "x", need)
    for start, width in re.findall(r'x="([-\d.]+)%" y="7" width="([-\d.]+)%"', drawn):
        assert float(start) >= 0
        assert float(width) >= 0
        assert float(start) + float(width) <= 100.11


def test_names_stay_words():
    drawn = pieces.skill_row(None, "<script>alert(1)</script>", 0.5, "<i>", "<b>")
    assert "<script" not in drawn and "<i>" not in drawn and "<b><b>" not in drawn


def test_reasons_come_strongest_first_and_say_which_way():
    reasons = (Reason("It is old", -0.3), Reason("An exam", 1.2))
    drawn = pieces.reasons(belief(reasons=reasons), "Statistics")
    assert drawn.index("An exam (raises it)") < drawn.index("It is old (lowers it)")
    assert 'Why<span class="sr"> Statistics</span>' in drawn


def test_a_row_with_too_little_evidence_says_so_and_not_that_there_is_none():
    drawn = pieces.skill_row(belief(enough=False, reasons=(Reason("A claim", 0.1),)), "Statistics", 0.5)
    assert "Too little evidence" in drawn
    assert "Nothing on record" in pieces.skill_row(None, "Statistics", 0.5)
