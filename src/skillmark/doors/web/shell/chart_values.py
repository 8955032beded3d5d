"""What a chart is made from: frozen values that a view builds and `charts` draws. Draws nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from skillmark.doors.web.shell.markup import number

Kind = Literal["line", "dots", "stations", "bars"]


def plain(value: float) -> str:
    """A figure with at most one decimal."""
    return number(float(value))


@dataclass(frozen=True, slots=True)
class Point:
    """One reading. `low` and `high` bound it (90 %); `label` stands in the drawing, `name` in the table."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    label: str = ""
    name: str = ""
    size: float = 0.3
    is_on: bool = False
    is_label_below: bool = False
    is_label_wide: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order of x. `kind` stations is a line with numbered stops; `size` of dots is 0 to 1, drawn as area.

    `forecast_from` is the x from which the line is a forecast. `is_second` draws in brass.
    """

    points: tuple[Point, ...]
    name: str = ""
    kind: Kind = "line"
    forecast_from: float | None = None
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on an axis; a wide one is left out on narrow screens."""

    at: float
    label: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A limit across the drawing, named: a deadline (x) or a budget (y)."""

    at: float
    label: str
    axis: Literal["x", "y"] = "x"


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything about one chart. `title` is the finding or question, `reading` the whole in one sentence."""

    title: str
    reading: str
    series: tuple[Series, ...]
    note: str = ""
    source: str = ""
    x_name: str = ""
    y_name: str = ""
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    gates: tuple[Gate, ...] = ()
    height_px: int = 250
    x_words: Callable[[float], str] = plain
    y_words: Callable[[float], str] = plain
