"""Charts: what is drawn is in the table, text does not stretch, limits and forecasts are named."""

import re

import pytest

from skillmark.doors.web.shell.charts import Chart, Gate, Point, Series, Tick, chart, drawing, scale_of, share, spark

POINTS = (
    Point(0, 31, 31, 31, "You", "Now", is_on=True),
    Point(10, 62, 55, 67, name="Step 1"),
    Point(19, 88, 74, 94, name="Step 2"),
)


def made(kind="line", **changes):
    values = {
        "title": "The way there",
        "reading": "From 31 to 88.",
        "series": (Series(POINTS, kind=kind),),
        "x_name": "Week",
        "y_name": "Best",
        "y_ticks": (Tick(0, "0"), Tick(50, "50"), Tick(100, "100")),
        "x_ticks": (Tick(0, "Dec"), Tick(10, "Feb", True), Tick(20, "Apr")),
        "y_range": (0, 100),
        "x_range": (0, 20),
        "height_px": 300,
    }
    return Chart(**{**values, **changes})


@pytest.mark.parametrize("kind", ["line", "dots", "stations", "bars"])
def test_every_point_is_in_the_table(kind):
    drawn = chart(made(kind))
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", drawn)
    assert [name for name, _ in rows] == ["Now", "Step 1", "Step 2"]
    assert [re.findall(r">([\d.]+)</td>", cells) for _, cells in rows] == [
        ["31", "31", "31"],
        ["55", "62", "67"],
        ["19", "74", "88", "94"],
    ]


def test_reading_names_the_drawing():
    assert 'role="img" aria-label="From 31 to 88."' in drawing(made())


def test_only_lines_and_bands_stretch():
    outer = drawing(made("stations"))
    inner = re.search(r'<svg x="0".*?</svg>', outer)
    assert inner
    assert "<text" not in inner[0]
    assert "viewBox" not in outer.split(">")[0]


def test_positions_follow_the_scale():
    scale = scale_of(made())
    assert (scale.x(0), scale.x(10), scale.x(20)) == (0, 50, 100)
    assert (scale.y(100), scale.y(0)) == (22, 274)
    assert '<circle class="stn" cx="50%" cy="117.8" r="13"/>' in drawing(made("stations"))


def test_value_axis_starts_at_nought_unless_something_lies_below():
    assert scale_of(made(y_range=None)).y0 == 0
    below = made(y_range=None, series=(Series((Point(0, -4), Point(1, 2))),))
    assert scale_of(below).y0 == -4


def test_forecast_is_dotted_and_said():
    drawn = chart(made(series=(Series(POINTS, forecast_from=10),)))
    assert 'class="ln fc"' in drawn and 'class="band fc"' in drawn
    assert drawn.count("(forecast)") == 1


def test_limits_have_their_name():
    drawn = drawing(made(gates=(Gate(18, "your deadline"), Gate(50, "budget", "y"))))
    assert drawn.count('class="gate"') == 2
    assert "your deadline" in drawn and "budget" in drawn


def test_two_series_are_told_apart_in_the_table():
    drawn = chart(made(series=(Series(POINTS, "A"), Series(POINTS, "B", is_second=True))))
    assert "Series</th>" in drawn and "<td>A</td>" in drawn and "<td>B</td>" in drawn
    assert "ln alt" in drawn


@pytest.mark.parametrize("points", [(), (Point(3, 0),), (Point(1, 1), Point(1, 1))])
def test_little_data_still_draws(points):
    drawn = chart(Chart("Few", "Few.", (Series(points),)))
    assert "nan" not in drawn and "inf" not in drawn


def test_words_stay_words():
    hostile = "<script>1</script>"
    drawn = chart(
        Chart(hostile, hostile, (Series((Point(0, 1, label=hostile, name=hostile),), hostile),), hostile, hostile,
              x_ticks=(Tick(0, hostile),), gates=(Gate(0, hostile),))
    )  # fmt: skip
    assert "<script" not in drawn


def test_spark_needs_two_values():
    assert spark((1.0,), "one") == ""
    assert 'aria-label="up"' in spark((1.0, 2.0), "up")


def test_share_stays_within_its_frame():
    assert 'width="100%"' in share(1.7, "all") and "170%" not in share(1.7, "all")
