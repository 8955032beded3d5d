"""Skills in a text: found with their words, silent where there are none, and never at a loss for hostile text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Malformed
from skillmark.skillkit.extract import Label, NgramExtractor, find_occupations, labels_of
from skillmark.skillkit.extract.words import sentences, stem, words
from skillmark.skillkit.graph import read_esco
from skillmark.skillkit.values import Level

LABELS = [
    Label("s:sql", "SQL", ("SQL", "structured query language")),
    Label("s:stat", "statistics", ("statistics", "statistical analysis")),
    Label("s:pm", "project management", ("project management", "manage projects")),
    Label("s:pc", "project commissioning", ("project commissioning", "project management")),
    Label("s:ml", "machine learning", ("machine learning",)),
]
EXTRACTOR = NgramExtractor.build(LABELS, at_least=0.3)
ADVERT = """Requirements:
- advanced SQL and statistical analysis
Nice to have:
- machine learning
- project management
"""


def test_an_advert_gives_skills_words_levels_and_wishes() -> None:
    found = {mention.skill_uri: mention for mention in EXTRACTOR.extract(ADVERT)}
    assert set(found) == {"s:sql", "s:stat", "s:ml", "s:pm"}
    assert found["s:sql"].level is Level.ADVANCED and found["s:sql"].must is True
    assert found["s:ml"].must is False and found["s:ml"].level is None
    assert found["s:pm"].words == "project management"


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "of the and", "!!! ???", "Call us on Monday at nine."])
def test_nothing_is_said_where_nothing_is(text: str) -> None:
    assert EXTRACTOR.extract(text) == []


@given(
    st.text(max_size=200) | st.lists(st.sampled_from(["SQL", "statistics", "and", ",", "\n", "ß", "a"])).map(" ".join)
)
def test_any_text_gives_places_in_order_that_hold_the_words(text: str) -> None:
    found = EXTRACTOR.extract(text)
    for mention in found:
        assert text[mention.start : mention.end] == mention.words and 0 <= mention.p <= 1
    assert all(one.start <= two.start for one, two in pairwise(found))
    assert len({mention.skill_uri for mention in found}) == len(found)


def test_the_label_itself_leads_a_synonym_of_another() -> None:
    assert EXTRACTOR.rank("project management")[0].uri == "s:pm"
    assert [one.uri for one in EXTRACTOR.rank("SQL", 1)] == ["s:sql"]


def test_an_index_survives_being_kept() -> None:
    kept = NgramExtractor.from_bytes(EXTRACTOR.to_bytes(), at_least=0.3)
    assert kept.extract(ADVERT) == EXTRACTOR.extract(ADVERT)
    for data in (b"", b"nonsense", EXTRACTOR.to_bytes()[:-40]):
        with pytest.raises(Malformed):
            NgramExtractor.from_bytes(data)


def test_an_extractor_over_nothing_finds_nothing() -> None:
    empty = NgramExtractor.build([])
    assert empty.extract(ADVERT) == [] and empty.rank("SQL") == []


def test_occupations_by_title() -> None:
    titles = NgramExtractor.build([Label("o:1", "data analyst", ("data analyst",)), Label("o:2", "nurse", ("nurse",))])
    assert find_occupations(titles, "Senior Data Analyst (m/f)")[0].uri == "o:1"


@pytest.mark.parametrize(
    "group", [("managing", "manages", "manage"), ("programming", "programs"), ("analyst", "analysis")]
)
def test_word_forms_meet(group: tuple[str, ...]) -> None:
    assert len({stem(word) for word in group}) == 1


@given(st.text(max_size=80))
def test_words_lie_inside_the_text(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words(text))
    assert all(text[start:end].strip() for start, end in sentences(text))


@pytest.mark.slow
def test_the_published_framework_finds_plain_names(shared_data: Path) -> None:
    release = read_esco(shared_data / "esco" / "esco111_en.zip", shared_data / "esco" / "esco111_rel.zip")
    extractor = NgramExtractor.build(labels_of(release.skills))
    found = {mention.label for mention in extractor.extract(ADVERT)}
    assert {"SQL", "machine learning"} <= found
