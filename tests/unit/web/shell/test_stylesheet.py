"""The stylesheet keeps its promises: contrast in both themes, logical directions, no request, nothing inline."""

import re

import pytest
from tests.unit.web.shell.stylesheet import PLAIN, THEMES, contrast, tokens

from skillmark.doors.web.shell import art

GROUNDS = ("paper", "sheet", "sunk")
WORDS = ("ink", "ink-2", "link", "brass-ink", "holds", "fails", "unknown")
TEXT_NEEDS, LINE_NEEDS = 4.5, 3.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read_on_every_ground(theme, ground, word):
    colours = tokens(theme)
    assert contrast(colours[word], colours[ground]) >= TEXT_NEEDS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_controls_have_a_border_one_can_see(theme, ground):
    colours = tokens(theme)
    assert contrast(colours["edge"], colours[ground]) >= LINE_NEEDS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("word", "wash"),
    [("holds", "holds-wash"), ("fails", "fails-wash"), ("unknown", "unknown-wash"), ("brass-ink", "brass-wash")],
)
def test_states_can_be_read_on_their_own_wash(theme, word, wash):
    colours = tokens(theme)
    assert contrast(colours[word], colours[wash]) >= TEXT_NEEDS
    assert contrast(colours["ink"], colours[wash]) >= TEXT_NEEDS


@pytest.mark.parametrize("theme", THEMES)
def test_stone_carries_words_and_the_streak(theme):
    colours = tokens(theme)
    for word in ("stone-ink", "stone-ink-2", "brass"):
        assert contrast(colours[word], colours["stone"]) >= TEXT_NEEDS
    rub = re.search(r"\.streak \.rub \{ fill: (#\w+)", PLAIN)
    assert rub
    assert contrast(rub[1], colours["stone"]) >= LINE_NEEDS


@pytest.mark.parametrize("theme", THEMES)
def test_bars_of_a_chart_stand_out(theme):
    colours = tokens(theme)
    assert contrast(colours["ink-2"], colours["sheet"]) >= LINE_NEEDS
    assert ".chart .col { fill: var(--ink-2); }" in PLAIN


def test_main_button_can_be_read_in_both_themes():
    rule = re.search(
        r"\.btn\.go \{ background: light-dark\((#\w+), (#\w+)\); color: light-dark\((#\w+), (#\w+)\)", PLAIN
    )
    assert rule
    assert contrast(rule[1], rule[3]) >= TEXT_NEEDS
    assert contrast(rule[2], rule[4]) >= TEXT_NEEDS


@pytest.mark.parametrize("field", art.GROUND)
def test_badge_grounds_carry_brass_and_white(field):
    assert contrast(art.BRASS, art.GROUND[field]) >= 7
    assert contrast(art.WHITE, art.GROUND[field]) >= 7


def test_known_contrasts_come_out_as_published():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_directions_are_logical():
    found = re.findall(
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right)\s*:|text-align:\s*(?:left|right)|float:",
        PLAIN,
    )
    assert found == []


def test_nothing_is_fetched():
    assert re.findall(r"@import|url\((?!#)", PLAIN) == []
    assert not re.search(r"https?:", PLAIN.replace("a[href^=http]", ""))


def test_only_one_radius_and_no_motion_but_hover():
    assert set(re.findall(r"border-radius:\s*([^;}]+)", PLAIN)) <= {"var(--r)", "var(--r) !important"}
    assert "@keyframes" not in PLAIN


def test_no_letter_is_smaller_than_13_pixels():
    small = [float(v) for v in re.findall(r"(?:font-size|--t-\w+):\s*(0?\.\d+)rem", PLAIN)]
    assert small
    assert min(small) * 16 >= 13


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_an_empty_progress_bar_can_be_seen(theme, ground):
    rule = re.search(r"\nprogress \{[^}]*border: 1px solid light-dark\((#\w{6}), var\(--(\w+)\)\)", PLAIN)
    colour = rule[1] if theme == "light" else tokens(theme)[rule[2]]
    assert contrast(colour, tokens(theme)[ground]) >= 3
