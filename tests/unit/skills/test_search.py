"""Search finds a skill by label, synonym, beginning and, where the database can, a misspelt word."""

import pytest

from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills import search
from skillmark.domains.skills.api import (
    forgives_spelling,
    import_framework,
    occupations_asking_for,
    search_occupations,
    search_skills,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _held(first: bytes, other: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    import_framework(actor=SYSTEM, data=other)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("statistics", "https://field.example/statistics"),
        ("STATISTICAL meth", "https://field.example/statistics"),
        ("sql", "https://field.example/sql"),
        ("charts draw", "https://field.example/charts"),
    ],
)
def test_found_by_label_synonym_or_beginning(text: str, uri: str) -> None:
    assert search_skills(text)[0].uri == uri


def test_a_skill_of_two_frameworks_comes_once() -> None:
    assert len(search_skills("databas")) == 1


def test_a_misspelt_word_is_found_where_the_database_can() -> None:
    assert forgives_spelling()
    assert search_skills("statitics")[0].uri == "https://field.example/statistics"


def test_without_trigrams_words_are_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_has_trigrams", lambda _database: False)
    assert search_skills("statistics")
    assert search_skills("statitics") == ()


@pytest.mark.parametrize("text", ["", "   ", "'); DROP TABLE", "!!!", ":*&|", "x" * 5000, "\x00"])
def test_odd_text_finds_nothing_and_breaks_nothing(text: str) -> None:
    assert search_skills(text) == ()


def test_occupations_are_found_by_name_and_by_skill() -> None:
    [found] = search_occupations("analyst")
    assert found.uri == "https://field.example/analyst"
    [(occupation, is_essential)] = occupations_asking_for("http://data.europa.eu/esco/skill/sql")
    assert (occupation, is_essential) == (found, True)
