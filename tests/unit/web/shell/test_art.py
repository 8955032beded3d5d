"""Badge art: the same definition gives the same bytes, look-alikes differ, and the file stands on its own."""

import dataclasses

import pytest
from defusedxml import ElementTree

from skillmark.doors.web.shell import art

SQL = art.Art("https://example.org/a/sql", "SQL for Analysts", "data", "exam", 4, "NB")
SVG = "{http://www.w3.org/2000/svg}"


def test_same_definition_same_bytes():
    assert art.file_bytes(SQL) == art.file_bytes(dataclasses.replace(SQL))


def test_look_alikes_do_not_share_a_picture():
    drawn = {art.file_bytes(dataclasses.replace(SQL, key=f"https://example.org/a/{n}")) for n in range(200)}
    assert len(drawn) == 200


@pytest.mark.parametrize("field", art.GROUND)
@pytest.mark.parametrize("assessed", art.SHAPE)
def test_file_is_well_formed_and_asks_for_nothing(field, assessed):
    data = art.file_bytes(dataclasses.replace(SQL, field=field, assessed=assessed))
    root = ElementTree.fromstring(data)
    assert root.tag == f"{SVG}svg"
    assert (root.get("width"), root.get("viewBox")) == ("512", "0 0 120 120")
    assert not any(word in data for word in (b"href", b"url(", b"style", b"script", b" id="))
    assert len(data) < 8_000


@pytest.mark.parametrize("level", range(9))
def test_as_many_pips_are_struck_as_the_level_says(level):
    root = ElementTree.fromstring(art.file_bytes(dataclasses.replace(SQL, level=level)))
    pips = [c for c in root.iter(f"{SVG}circle") if c.get("r") == "2.1"]
    assert len(pips) == 8
    assert sum(pip.get("fill") == art.BRASS for pip in pips) == level


def test_unknown_field_and_shape_fall_back():
    assert "<svg" in art.picture(dataclasses.replace(SQL, field="magic", assessed="luck"))


def test_reading_and_silence():
    assert 'aria-hidden="true"' in art.picture(SQL, "")
    said = art.picture(SQL, None)
    assert 'aria-label="SQL for Analysts: octagon with a lathe pattern and the letters NB, level 4 of 8"' in said


def test_names_stay_words():
    hostile = dataclasses.replace(SQL, name="</title><script>1</script>", initials="<x>")
    assert "<script" not in art.picture(hostile, None)
    ElementTree.fromstring(art.file_bytes(hostile))
