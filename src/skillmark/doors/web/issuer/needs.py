"""What must be earned before: rows of published achievements, ticked to keep, found by search, without a script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from skillmark.domains.achievements.api import AchievementView, catalogue_page, find_achievements

MOST_FOUND = 12
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One achievement, ticked where it is to be needed."""

    uid: str
    name: str
    maker: str
    is_chosen: bool


def needs_of(view: AchievementView) -> list[NeedRow]:
    """The rows of a stored definition."""
    return _rows(view.prerequisites, view.prerequisites)


def needs_sent(sent: QueryDict) -> list[NeedRow]:
    """The rows as they were sent: all that were shown, ticked as they came. What is not published is dropped."""
    chosen = sent.getlist("need")[:_MOST_ROWS]
    return _rows([*chosen, *sent.getlist("need_shown")[:_MOST_ROWS]], chosen)


def needs_chosen(rows: Iterable[NeedRow]) -> list[str]:
    """What is to be kept, as the domain takes it."""
    return [row.uid for row in rows if row.is_chosen]


def with_needs_found(rows: Sequence[NeedRow], text: str, own_uid: str, organisation_uid: str) -> list[NeedRow]:
    """The ticked rows and, after them, what a search finds; without words, what the organisation itself publishes.

    Cost: about six queries.
    """
    kept = [row for row in rows if row.is_chosen]
    have = {row.uid for row in kept} | {own_uid}
    narrowed = "" if text.strip() else organisation_uid
    page = catalogue_page(limit=MOST_FOUND + len(have), text=text, organisation_uid=narrowed)
    found = [view for view in page.items if view.uid not in have][:MOST_FOUND]
    return [*kept, *(NeedRow(view.uid, view.name, view.organisation.name, is_chosen=False) for view in found)]


def _rows(uids: Sequence[str], chosen: Sequence[str]) -> list[NeedRow]:
    known = find_achievements(uids)
    return [
        NeedRow(uid, known[uid].name, known[uid].organisation.name, uid in chosen)
        for uid in dict.fromkeys(uids)
        if uid in known
    ]
