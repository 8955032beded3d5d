"""A pasted text becomes a profile of skills that one can edit, and the index behind it is built once."""

import pytest

from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills import reading
from skillmark.domains.skills.api import build_reading_index, import_framework, profile_of_text
from skillmark.domains.skills.models import ReadingIndex
from skillmark.kernel.blobs import blobs
from skillmark.skillkit.values import Level

pytestmark = pytest.mark.django_db
ADVERT = """Junior data analyst

You query databases in SQL every day.
Experience with statistical methods is required.
Nice to have: draw charts.
"""


@pytest.fixture(autouse=True)
def _held(first: bytes, other: bytes) -> None:
    reading._extractor.cache_clear()
    import_framework(actor=SYSTEM, data=first)
    import_framework(actor=SYSTEM, data=other)


def test_an_advert_becomes_a_profile_of_identities() -> None:
    read = profile_of_text(ADVERT)
    asks = {ask.skill: ask for ask in read.profile.asks}
    assert read.profile.title == "Junior data analyst"
    assert asks["http://data.europa.eu/esco/skill/sql"].must
    assert asks["http://data.europa.eu/esco/skill/sql"].level is Level.INDEPENDENT
    assert asks["https://field.example/statistics"].must
    assert not asks["https://field.example/charts"].must
    for mention in read.mentions:
        assert ADVERT[mention.start : mention.end] == mention.words


def test_the_index_is_built_once_and_read_back() -> None:
    assert build_reading_index()
    assert not build_reading_index()
    first = profile_of_text(ADVERT)
    reading._extractor.cache_clear()
    assert profile_of_text(ADVERT) == first
    assert ReadingIndex.objects.count() == 1


def test_a_new_framework_makes_a_new_index(second: bytes) -> None:
    build_reading_index()
    import_framework(actor=SYSTEM, data=second.replace(b"Draw honest charts", b"Paint portraits"))
    assert build_reading_index()
    assert "Paint portraits" in {ask.label for ask in profile_of_text("You paint portraits.").profile.asks}


def test_a_lost_or_broken_index_is_built_again() -> None:
    build_reading_index()
    row = ReadingIndex.objects.get()
    blobs().delete(row.blob_key)
    assert profile_of_text(ADVERT).profile.asks
    reading._extractor.cache_clear()
    ReadingIndex.objects.update(blob_key=blobs().put(b"not an index").key)
    assert profile_of_text(ADVERT).profile.asks


@pytest.mark.parametrize("text", ["", "   \n ", "!" * 50, "\x00", "🙂"])
def test_a_text_that_names_no_skill_asks_for_nothing(text: str) -> None:
    assert profile_of_text(text).profile.asks == ()
