"""The table that every chart carries, closed until asked for, with every point that was drawn."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.doors.web.shell.chart_values import Chart, Point, Series
from skillmark.doors.web.shell.markup import el


def data_table(chart: Chart) -> SafeString:
    """`details.data` with one row for each point; columns Low and High only where some point has an interval."""
    bounded = any(p.low is not None for s in chart.series for p in s.points)
    several = len(chart.series) > 1
    rows = [_row(chart, s, p, bounded, several) for s in chart.series for p in s.points]
    table = el(
        "table",
        el("caption", chart.title),
        el("thead", el("tr", *_heads(chart, bounded, several))),
        el("tbody", *rows),
    )
    summary = el("summary", _("Show as a table"), el("span", f": {chart.title}", class_="sr"))
    region = el("div", table, class_="scroll", role="region", aria_label=chart.title, tabindex=0)
    return el("details", summary, region, class_="data")


def _heads(chart: Chart, bounded: bool, several: bool) -> list[SafeString]:
    names = [chart.x_name or _("At")]
    if _named(chart):
        names.insert(0, _("Point"))
    if several:
        names.append(_("Series"))
    value = chart.y_name or _("Value")
    names += [_("Low"), value, _("High")] if bounded else [value]
    numbers = 3 if bounded else 1
    start = len(names) - numbers
    return [el("th", n, scope="col", class_="r" if i >= start else None) for i, n in enumerate(names)]


def _named(chart: Chart) -> bool:
    return any(p.name for s in chart.series for p in s.points)


def _row(chart: Chart, series: Series, point: Point, bounded: bool, several: bool) -> SafeString:
    at = _tick_words(chart, point.x)
    cells = [el("th", point.name or at, scope="row")]
    if _named(chart):
        cells.append(el("td", at))
    if several:
        cells.append(el("td", series.name))
    values = (point.low, point.y, point.high) if bounded else (point.y,)
    shown = ["" if v is None else chart.y_words(v) for v in values]
    if series.forecast_from is not None and point.x > series.forecast_from:
        shown[len(shown) // 2] += " " + _("(forecast)")
    return el("tr", *cells, *(el("td", v, class_="r") for v in shown))


def _tick_words(chart: Chart, at: float) -> str:
    """The label of the tick that stands there, or the number."""
    return next((t.label for t in chart.x_ticks if t.at == at), chart.x_words(at))
