"""Fields as the look says: label, hint, error, control, tied together; a summary that leads to each field; uploads."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from skillmark.doors.web.shell import forms as house
from skillmark.doors.web.shell.forms import HouseForm, UploadField, field, summary

HOSTILE = "<script>1</script>"


class Sample(HouseForm):
    title = forms.CharField(label="Title", help_text="Say the skill.", error_messages={"required": "Enter a title."})
    note = forms.CharField(label="Note", required=False)
    how = forms.ChoiceField(label="How", choices=[("a", "Exam"), ("b", HOSTILE)], widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Level", choices=[("1", "1")])
    agree = forms.BooleanField(label="Agree", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    picture = UploadField(label="Picture", suffixes=(".png",), max_bytes=2048, required=False)


def described(markup):
    """The ids that the control names, and the ids that exist."""
    named = re.search(r'aria-describedby="([^"]*)"', markup)
    return (named[1].split() if named else [], set(re.findall(r' id="([^"]*)"', markup)))


@pytest.mark.parametrize("data", [None, {}])
@pytest.mark.parametrize("name", ["title", "note", "how", "level", "agree", "picture"])
def test_what_a_control_names_exists(name, data):
    named, ids = described(field(Sample(data)[name]))
    assert set(named) <= ids


def test_a_field_in_order_label_hint_error_control():
    drawn = field(Sample({})["title"])
    places = [drawn.index(part) for part in ("<label", "Say the skill.", "Enter a title.", "<input")]
    assert places == sorted(places)
    assert 'class="field bad"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
    assert drawn.count("aria-describedby") == 1


def test_what_may_be_left_out_says_so():
    assert "(optional)" in field(Sample()["note"])
    assert "(optional)" not in field(Sample()["title"])


def test_choices_are_one_group_with_a_legend():
    drawn = field(Sample({})["how"])
    assert drawn.startswith("<fieldset") and "<legend>How</legend>" in drawn
    assert drawn.count('type="radio"') == 2
    assert 'aria-describedby="id_how_error"' in drawn
    assert "<script" not in drawn


def test_summary_leads_to_every_field_in_error():
    form = Sample({})
    drawn = summary(form)
    whole = str(form)
    targets = re.findall(r'href="#([^"]*)"', drawn)
    assert targets == ["id_title", "id_how_0", "id_level"]
    assert all(f' id="{target}"' in whole for target in targets)
    assert "Correct 3 things below." in drawn


def test_summary_is_silent_while_all_is_well():
    assert summary(Sample()) == ""
    good = Sample({"title": "x", "how": "a", "level": "1"})
    assert good.is_valid()
    assert summary(good) == ""


def test_errors_of_the_whole_form_are_in_the_summary():
    form = Sample({"title": "x", "how": "a", "level": "1"})
    form.is_valid()
    form.add_error(None, HOSTILE)
    assert "&lt;script&gt;" in summary(form)


def test_what_was_typed_stays_words():
    drawn = str(Sample({"title": f'"{HOSTILE}', "note": HOSTILE}))
    assert "<script" not in drawn


def test_hidden_fields_have_no_label():
    assert "Secret" not in str(Sample())
    assert 'name="secret"' in str(Sample())


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("a.png", 2049, "This file is 2 kB. Choose one of at most 2 kB."),
        ("a.exe", 10, "This kind of file cannot be read here. Choose one that ends in .png."),
        ("a.png", 0, "This file is empty. Choose another."),
    ],
)
def test_uploads_have_limits_that_say_what_to_do(name, size, said):
    form = Sample({"title": "x"}, {"picture": SimpleUploadedFile(name, b"x" * size)})
    assert form.errors["picture"] == [said]


def test_a_good_upload_passes_and_its_limit_is_said_before():
    form = Sample({"title": "x", "how": "a", "level": "1"}, {"picture": SimpleUploadedFile("A.PNG", b"x" * 2048)})
    assert form.is_valid(), form.errors
    assert "At most 2 kB." in field(Sample()["picture"])


def test_the_limit_is_that_of_the_settings(settings):
    settings.MAX_UPLOAD_BYTES = 5 * house.MIB
    assert "At most 5 MB." in field(_WithUpload()["file"])


class _WithUpload(HouseForm):
    file = UploadField(label="File")


@pytest.mark.parametrize(("size", "said"), [(1, "1 kB"), (2048, "2 kB"), (house.MIB, "1 MB"), (2_621_440, "2.5 MB")])
def test_sizes_in_words(size, said):
    assert house.megabytes(size) == said
