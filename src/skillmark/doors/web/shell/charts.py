"""The one chart of the house: a frozen `Chart` in, a `figure` with its drawing, source and table out.

Text never stretches: the outer drawing has a height in px and no viewBox, positions across are percentages, positions
down are px; only lines and bands lie in an inner drawing that stretches. So one drawing serves 320 to 1200 px.
Rules: every chart has a reading in one sentence and a table with every point; intervals are drawn where given;
a forecast is dotted and named; the caller labels the line itself, there is no legend.
What it does not do: choose a scale break, stack, or draw more than two series (use several charts on one shared scale).
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from skillmark.doors.web.shell.chart_table import data_table
from skillmark.doors.web.shell.chart_values import Chart, Gate, Point, Series, Tick
from skillmark.doors.web.shell.markup import el, joined, number, percent

__all__ = ["Chart", "Gate", "Point", "Scale", "Series", "Tick", "chart", "drawing", "scale_of", "share", "spark"]

TOP, FOOT = 22, 26
"""Room in px above the drawing for a label, and below it for the ticks."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to positions: across in hundredths, down in px (`y`) or in hundredths of the drawing (`down`)."""

    x0: float
    x1: float
    y0: float
    y1: float
    height_px: int

    def x(self, value: float) -> float:
        return 100 * (value - self.x0) / ((self.x1 - self.x0) or 1)

    def down(self, value: float) -> float:
        return 100 * (self.y1 - value) / ((self.y1 - self.y0) or 1)

    def y(self, value: float) -> float:
        return TOP + self.down(value) * (self.height_px - TOP - FOOT) / 100


def scale_of(chart: Chart) -> Scale:
    """The ranges given, or those of the data; a value axis starts at nought unless something lies below."""
    points = [p for s in chart.series for p in s.points]
    xs = [p.x for p in points] + [t.at for t in chart.x_ticks] or [0.0, 1.0]
    ys = [v for p in points for v in (p.y, p.low, p.high) if v is not None] + [t.at for t in chart.y_ticks] or [
        0.0,
        1.0,
    ]
    x0, x1 = chart.x_range or (min(xs), max(xs))
    y0, y1 = chart.y_range or (min(0.0, *ys), max(ys) if max(ys) > 0 else 1.0)
    return Scale(x0, x1, y0, y1, chart.height_px)


def chart(chart: Chart) -> SafeString:
    """The figure: finding, drawing, source and table."""
    caption = el("figcaption", el("b", chart.title), chart.note or None)
    source = el("span", chart.source) if chart.source else None
    under = el("div", source, data_table(chart), class_="src")
    return joined([el("figure", caption, drawing(chart)), under])


def drawing(chart: Chart) -> SafeString:
    """The SVG alone. Back to front: grid, bands and lines, gates, axis words, points, labels."""
    scale = scale_of(chart)
    shapes = [*_axes(chart, scale)]
    if stretched := [part for s in chart.series for part in _stretched(s, scale)]:
        plot = chart.height_px - TOP - FOOT
        shapes.append(el("svg", *stretched, x=0, y=TOP, width="100%", height=plot, viewBox="0 0 100 100",
                         preserveAspectRatio="none", overflow="visible"))  # fmt: skip
    for gate in chart.gates:
        shapes += _gate(gate, scale)
    for s in chart.series:
        shapes += _points(s, scale)
    css = "chart axis" if chart.y_ticks else "chart"
    return el("svg", *shapes, class_=css, height=chart.height_px, role="img", aria_label=chart.reading)


def _axes(chart: Chart, scale: Scale) -> list[SafeString]:
    shapes: list[SafeString] = []
    for tick in chart.y_ticks:
        y = scale.y(tick.at)
        css = "base" if tick.at == max(scale.y0, 0) else "grid"
        shapes.append(el("line", class_=css, x1=0, x2="100%", y1=y, y2=y))
        shapes.append(el("text", tick.label, class_="e", x=-8, y=y + 4))
    if not any(t.at == max(scale.y0, 0) for t in chart.y_ticks):
        base = scale.y(max(scale.y0, 0))
        shapes.append(el("line", class_="base", x1=0, x2="100%", y1=base, y2=base))
    for tick in chart.x_ticks:
        at = scale.x(tick.at)
        css = f"{_anchor(at)} wide".strip() if tick.is_wide else _anchor(at)
        shapes.append(el("text", tick.label, class_=css or None, x=percent(at), y=chart.height_px - 6))
    return shapes


def _anchor(at: float) -> str:
    """Labels at the ends stay inside the drawing."""
    return "" if at < 6 else "e" if at > 94 else "m"


def _stretched(s: Series, scale: Scale) -> list[SafeString]:
    """Bands under lines; a forecast has its own of each, joined at the last measured point."""
    if s.kind not in {"line", "stations"} or not s.points:
        return []
    start = s.forecast_from
    measured = [p for p in s.points if start is None or p.x <= start]
    ahead = [] if start is None else [p for p in s.points if p.x >= start]
    shapes = [*_band(measured, scale, ""), *_band(ahead, scale, " fc")]
    second = " alt" if s.is_second else ""
    for part, css in ((ahead, " fc"), (measured, "")):
        if len(part) > 1:
            path = "L".join(f"{number(scale.x(p.x))} {number(scale.down(p.y))}" for p in part)
            shapes.append(el("path", class_=f"ln{css}{second}", d=f"M{path}"))
    return shapes


def _band(points: list[Point], scale: Scale, css: str) -> list[SafeString]:
    bounded = [(p.x, p.low, p.high) for p in points if p.low is not None and p.high is not None]
    if len(bounded) < 2:
        return []
    over = [f"{number(scale.x(x))} {number(scale.down(high))}" for x, _low, high in bounded]
    under = [f"{number(scale.x(x))} {number(scale.down(low))}" for x, low, _high in reversed(bounded)]
    return [el("path", class_=f"band{css}", d=f"M{'L'.join(over + under)}Z")]


def _gate(gate: Gate, scale: Scale) -> list[SafeString]:
    foot = scale.height_px - FOOT
    if gate.axis == "y":
        y = scale.y(gate.at)
        line = el("line", class_="gate", x1=0, x2="100%", y1=y, y2=y)
        return [line, el("text", gate.label, class_="e", x="100%", y=y - 5)]
    at = scale.x(gate.at)
    line = el("line", class_="gate", x1=percent(at), x2=percent(at), y1=TOP, y2=foot)
    before = at > 50
    return [
        line,
        el("text", gate.label, class_="e" if before else None, x=percent(at + (-1 if before else 1)), y=foot - 8),
    ]


def _points(s: Series, scale: Scale) -> list[SafeString]:
    shapes: list[SafeString] = []
    shown = 0
    for point in s.points:
        if s.kind == "bars":
            shapes += _bar(point, scale, len(s.points))
        elif s.kind == "dots":
            shapes += _dot(point, scale, 4 + 13 * max(0.0, point.size) ** 0.5)
        elif s.kind == "stations" and not point.is_on:
            shown += 1
            shapes += _station(point, scale, shown)
        elif point.is_on or point.label:
            shapes += _dot(point, scale, 6) if point.is_on else [_label(point, scale, 8)]
    return shapes


def _dot(point: Point, scale: Scale, radius: float) -> list[SafeString]:
    css = "dot on" if point.is_on else "dot"
    shapes = []
    if point.low is not None and point.high is not None and point.size and not point.is_on:
        shapes = [_whisker(point, scale)]
    shapes.append(el("circle", class_=css, cx=percent(scale.x(point.x)), cy=scale.y(point.y), r=radius))
    return [*shapes, _label(point, scale, radius)] if point.label else shapes


def _station(point: Point, scale: Scale, shown: int) -> list[SafeString]:
    x, y = percent(scale.x(point.x)), scale.y(point.y)
    stop = [el("circle", class_="stn", cx=x, cy=y, r=13), el("text", str(shown), class_="stn-t", x=x, y=y + 5)]
    return [*stop, _label(point, scale, 13)] if point.label else stop


def _bar(point: Point, scale: Scale, count: int) -> list[SafeString]:
    """A bar from the zero line, two thirds of its slot wide, with its interval as a whisker."""
    zero, y, wide = scale.y(max(scale.y0, 0)), scale.y(point.y), 100 / max(count, 1) * 0.66
    left = min(max(scale.x(point.x) - wide / 2, 0), 100 - wide)
    css = "col on" if point.is_on else "col"
    bar = el("rect", class_=css, x=percent(left), y=min(y, zero), width=percent(wide), height=abs(zero - y))
    centred = Point(
        scale.x0 + (left + wide / 2) / 100 * (scale.x1 - scale.x0), point.y, point.low, point.high, point.label
    )
    shapes = [bar]
    if point.low is not None and point.high is not None:
        shapes.append(_whisker(centred, scale))
    top = scale.y(point.high if point.high is not None else point.y)
    return [*shapes, _label(centred, scale, y - top)] if point.label else shapes


def _whisker(point: Point, scale: Scale) -> SafeString:
    x = percent(scale.x(point.x))
    ends: dict[str, str | float] = {"x1": x, "x2": x, "y1": scale.y(point.low or 0.0), "y2": scale.y(point.high or 0.0)}
    return joined([el("line", class_="halo", **ends), el("line", class_="whisk", **ends)])


def _label(point: Point, scale: Scale, clear: float) -> SafeString:
    """The words of a point, clear of it by `clear` px."""
    at, y = scale.x(point.x), scale.y(point.y)
    down = y + clear + 16 if point.is_label_below else y - clear - 7
    names = ["say" if point.is_on else "", _anchor(at), "wide" if point.is_label_wide else ""]
    return el("text", point.label, class_=" ".join(n for n in names if n) or None, x=percent(at), y=max(11.0, down))


def spark(values: tuple[float, ...], reading: str) -> SafeString:
    """96 by 26 px, last point marked; the number itself stands in words beside it. Needs two values, else nothing."""
    if len(values) < 2:
        return joined([])
    low, high = min(values), max(values)
    xs = [4 + 86 * i / (len(values) - 1) for i in range(len(values))]
    ys = [22 - 18 * (v - low) / ((high - low) or 1) for v in values]
    path = "L".join(f"{number(x)} {number(y)}" for x, y in zip(xs, ys, strict=True))
    line = el("path", class_="ln", d=f"M{path}")
    dot = el("circle", class_="dot on", cx=xs[-1], cy=ys[-1], r=3)
    return el("svg", line, dot, class_="chart spark", viewBox="0 0 96 26", role="img", aria_label=reading)


def share(fraction: float, reading: str) -> SafeString:
    """A plain bar of 0 to 1 in ink, such as how much is practical; its number stands in words beside it."""
    part = percent(100 * min(1.0, max(0.0, fraction)))
    frame = el("rect", class_="share-all", x=0, y=12, width="100%", height=12, rx=2)
    return el("svg", frame, el("rect", class_="share", x=0, y=12, width=part, height=12, rx=2),
              class_="chart", height=34, role="img", aria_label=reading)  # fmt: skip
