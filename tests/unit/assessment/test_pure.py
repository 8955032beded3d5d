"""Marking, order, states and the cleaning of evidence: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.domains.assessment import evidence
from skillmark.domains.assessment.rules import count_right, paper_order, passes_quiz, project_state, quiz_state


@given(st.text(min_size=1, max_size=22), st.integers(1, 5), st.integers(0, 30))
def test_a_paper_asks_each_question_once(uid: str, attempt: int, count: int) -> None:
    order = paper_order(uid, attempt, count)
    assert sorted(order) == list(range(count))
    assert order == paper_order(uid, attempt, count)


def test_attempts_are_asked_in_different_orders() -> None:
    assert len({paper_order("somebody", attempt, 12) for attempt in range(1, 6)}) == 5


@pytest.mark.parametrize(
    ("right", "asked", "mark", "passes"), [(7, 10, 0.7, True), (6, 10, 0.7, False), (3, 3, 1, True)]
)
def test_the_mark_is_reached_exactly(right: int, asked: int, mark: float, passes: bool) -> None:
    assert passes_quiz(right, asked, mark) is passes


def test_no_answer_is_not_right() -> None:
    assert count_right([0, 1, 2], [0, None, 1]) == 1


def test_states() -> None:
    assert [quiz_state(is_passed=p, used=u, allowed=2) for p, u in [(False, 0), (False, 1), (False, 2), (True, 2)]] == [
        "todo",
        "todo",
        "failed",
        "passed",
    ]
    assert project_state(handed_in=0, last_decision=None) == "todo"
    assert project_state(handed_in=2, last_decision=None) == "waiting"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\alice\\work.sql", "work.sql"),
        ("<script>alert(1)</script>.svg", "script.svg"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("line\r\nbreak.txt", "linebreak.txt"),
        ("...", "evidence"),
        ("", "evidence"),
        ("Übung 3.pdf", "Übung 3.pdf"),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert evidence.clean_name(name) == clean


@given(st.text(max_size=400))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    clean = evidence.clean_name(name)
    assert 0 < len(clean) <= evidence.MAX_NAME_CHARACTERS
    assert not set(clean) & set('/\\\r\n"<>')
    assert not clean.startswith(".")


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("text/HTML; charset=x", "text/html"),
        ("nonsense", "application/octet-stream"),
        ("a/b\r\nX: y", "application/octet-stream"),
    ],
)
def test_a_claimed_type_is_a_type_or_nothing(claimed: str, kept: str) -> None:
    assert evidence.clean_type(claimed) == kept
