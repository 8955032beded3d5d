"""How an entry is drawn on the line of time: badge art and hallmark for what was awarded here, a glyph for the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.domains.achievements import api as achievements
from skillmark.domains.achievements.api import AchievementView
from skillmark.domains.record.api import EntryView
from skillmark.doors.web.shell.art import Art
from skillmark.doors.web.shell.badges import art_of, mark_of
from skillmark.doors.web.shell.marks import Hallmark
from skillmark.doors.web.shell.markup import el, icon

GLYPHS = {
    "project": "M6 3h10l5 5v15H6zM15 3v6h6M10 14h7M10 18h7",
    "job": "M4 8h18v13H4zM9 8V5h8v3M4 14h18",
    "licence": "M4 6h18v14H4zM8 11h5M8 15h8M17 10v3",
    "degree": "M2 10l11-5 11 5-11 5zM7 13v6c4 3 8 3 12 0v-6",
    "credential": "M8 3h10l5 5v10l-5 5H8l-5-5V8zM9 13l3 3 6-7",
    "skill": "M13 3l3 7 7 1-5 5 1 7-6-4-6 4 1-7-5-5 7-1z",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry and how to draw it."""

    entry: EntryView
    art: Art | None
    mark: Hallmark | None
    glyph: SafeString
    said: str


def rows_of(entries: Iterable[EntryView]) -> list[Row]:
    """Cost: one query for all achievements."""
    listed = list(entries)
    known = achievements.find_versions({one.achievement_version_uid for one in listed if one.achievement_version_uid})
    return [_row(one, known.get(one.achievement_version_uid)) for one in listed]


def _row(entry: EntryView, achievement: AchievementView | None) -> Row:
    drawn = el("path", d=GLYPHS[entry.kind], fill="none", stroke="currentColor", stroke_width="1.7")
    return Row(
        entry=entry,
        art=art_of(achievement) if achievement else None,
        mark=_mark(achievement, entry.earned_at) if achievement else None,
        glyph=el("span", icon(drawn, box="0 0 26 26"), class_="glyph"),
        said=" · ".join(part for part in (entry.organisation_name, _when(entry)) if part),
    )


def _mark(achievement: AchievementView, earned_at: datetime | None) -> Hallmark:
    """The definition's punches, struck in the year it was earned."""
    year = date_format(earned_at, "j F Y") if earned_at else None
    return replace(mark_of(achievement), year=year, year_short=None)


def _when(entry: EntryView) -> str:
    if entry.earned_at:
        return date_format(entry.earned_at, "j F Y")
    start = date_format(entry.started_on, "F Y") if entry.started_on else ""
    end = date_format(entry.ended_on, "F Y") if entry.ended_on else ""
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    return _("since %(start)s") % {"start": start} if start else end
