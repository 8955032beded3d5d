"""Hallmark, seal, checks, provenance: fixed shapes, the same words everywhere, and nothing unescaped."""

import pytest

from skillmark.credkit.report import Answer, Check, State
from skillmark.doors.web.shell import marks
from skillmark.doors.web.shell.marks import Hallmark

HOSTILE = '"><script>alert(1)</script>'


def test_four_punches_in_fixed_order():
    drawn = marks.hallmark(Hallmark("Northbank College", 0.6, "Supervised", True, "March 2026"))
    places = [drawn.index(words) for words in ("Made by", "Tells an employer", "Tested", "Struck")]
    assert places == sorted(places)
    assert ">NC</text>" in drawn and ">0.6</text>" in drawn and ">26</text>" in drawn
    assert "unstruck" not in drawn


def test_what_nobody_stated_is_unstruck_and_says_so():
    drawn = marks.hallmark(Hallmark("Tidelab"))
    assert drawn.count("unstruck") == 3
    assert drawn.count("not stated") == 3
    assert "0.0" not in drawn


def test_bare_hallmark_is_read_whole():
    drawn = marks.hallmark_bare(Hallmark("Tidelab", 0.3, None, None, "2025"))
    assert (
        'aria-label="Hallmark: Made by: Tidelab; Tells an employer: 0.3 bits; Tested: not stated; Struck: 2025"'
        in drawn
    )


def test_marks_lead_to_their_evidence():
    drawn = marks.hallmark(Hallmark("Tidelab", links={"maker": "/o/tidelab/", "year": "/never/"}))
    assert '<a href="/o/tidelab/">Tidelab</a>' in drawn
    assert "/never/" not in drawn


@pytest.mark.parametrize("draw", [marks.hallmark, marks.hallmark_bare])
def test_hostile_names_stay_words(draw):
    assert "<script" not in draw(Hallmark(HOSTILE, 0.1, HOSTILE, False, HOSTILE, maker_initials="<b>"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [(Answer.HOLDS, "It holds"), (Answer.FAILS, "Does not hold"), (Answer.UNSURE, "Could not check")],
)
def test_three_answers_differ_in_word_and_shape(answer, words):
    drawn = marks.seal(answer, HOSTILE, "h1")
    assert f'<h1 class="name">{words}</h1>' in drawn
    assert "<script" not in drawn
    others = [marks.seal(other).split("<svg")[1].split("</svg>")[0] for other in Answer if other is not answer]
    assert drawn.split("<svg")[1].split("</svg>")[0] not in others


def test_seal_knows_no_fourth_answer():
    with pytest.raises(ValueError, match="none of holds"):
        marks.seal("valid")


def check(number, group, state, words="said"):
    return Check(number, f"check {number}", group, state, "code", words, "do this" if state is State.FAILED else "")


FOUND = (
    check(1, "document", State.PASSED),
    check(2, "document", State.FAILED, HOSTILE),
    check(3, "issuer", State.NOT_CHECKED),
)


def test_checks_are_grouped_and_say_their_state_aloud():
    drawn = marks.checks(FOUND)
    assert drawn.count("<ul") == 2
    assert "The document" in drawn and "Who stands behind it" in drawn
    assert [drawn.count(f'">: {state}<') for state in ("Holds", "Fails", "Could not check")] == [1, 1, 1]
    assert "do this" in drawn
    assert "<script" not in drawn


def test_tally_counts_each_state():
    drawn = marks.tally(FOUND)
    assert "1 hold" in drawn and "1 fail" in drawn and "1 could not check" in drawn


@pytest.mark.parametrize("kind", ["verified", "endorsed", "stated"])
def test_provenance_is_icon_and_word(kind):
    drawn = marks.provenance(kind)
    assert f'class="tag {kind}"' in drawn
    assert "<svg" in drawn
    assert drawn.rstrip("</span>")[-1].isalpha()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Northbank College", "NC"), ("Guild of Practical Statisticians", "GPS"), ("tidelab", "T"), ("", "")],
)
def test_initials(name, letters):
    assert marks.initials(name) == letters
