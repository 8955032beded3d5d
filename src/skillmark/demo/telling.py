"""How the story is told in the terminal, and what the people in it say and hand in. Imagined, like everybody here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO

from skillmark.demo.settle import Settled
from skillmark.demo.world.values import AdvertEntry, Quiz
from skillmark.domains.assessment.api import SubmissionView
from skillmark.domains.hiring.api import ShortlistView
from skillmark.domains.skills.api import find_skill
from skillmark.kernel.money import Money
from skillmark.skillkit.values import Ask, Level, TargetProfile

PROJECT_TEXT = (
    "I answered the three questions with one query each. The first joins orders to customers and keeps customers "
    "without an order; the second groups by month; the third finds the repeat orders within thirty days. I checked "
    "each total against a count by hand on twenty rows."
)
PROJECT_SQL = """-- Which customers ordered in no month of this year?
SELECT c.customer_id, c.name
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.customer_id AND o.ordered_on >= DATE '2026-01-01'
WHERE o.order_id IS NULL
ORDER BY c.name;
"""
JUDGEMENTS: tuple[tuple[Literal["pass", "resubmit"], str], ...] = (
    ("resubmit", "The second query counts customers without orders twice. Look at the join and hand it in again."),
    ("pass", "The totals agree, and you say how you checked them."),
)


class Telling:
    """Prints numbered steps with indented lines, at once, so that one can follow."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    @contextmanager
    def step(self, number: str, title: str) -> Iterator[None]:
        print(f"\n{number}. {title}", file=self.out, flush=True)
        yield

    def line(self, words: str) -> None:
        print(f"   {words}", file=self.out, flush=True)


def quiet_progress(said: Telling) -> Callable[[str, int, int], None]:
    """A line for each whole part read or saved."""

    def heard(what: str, done: int, total: int) -> None:
        if total and done >= total:
            said.line(f"{what}: {total:,}")

    return heard


def money(minor: int | None, currency: str) -> str:
    """A price in words for a terminal."""
    if minor is None:
        return "price not stated"
    digits = Money(minor, currency or "EUR").digits
    return "free" if minor == 0 else f"{minor / 10**digits:,.{digits}f} {currency}"


def esco_zips(folder: Path) -> tuple[Path, Path] | None:
    """The newest pair of the Commission's ZIPs in a folder: classification and relations."""
    relations = sorted(folder.glob("*rel*.zip"))
    others = sorted(set(folder.glob("*.zip")) - set(relations))
    return (others[-1], relations[-1]) if relations and others else None


def half_right(quiz: Quiz) -> list[int | None]:
    """Answers of somebody who knows every second thing."""
    return [
        one.correct if place % 2 else (one.correct + 1) % len(one.options) for place, one in enumerate(quiz.questions)
    ]


def all_right(quiz: Quiz) -> list[int | None]:
    return [one.correct for one in quiz.questions]


def levels(handed_in: SubmissionView, *, passing: bool) -> dict[str, int]:
    """What the assessor ticks: the passing level everywhere, or one below on the first criterion."""
    marks = {one.name: one.pass_at for one in handed_in.rubric}
    if not passing:
        first = next(iter(marks))
        marks[first] = max(1, marks[first] - 1)
    return marks


def profile_of_advert(here: Settled, advert: AdvertEntry, read: TargetProfile) -> TargetProfile:
    """What Carol asks for after reading the advert again: what the machine found and a careful reader confirms."""
    found = {ask.skill: ask for ask in read.asks}
    asks = []
    for uris, must in ((advert.must, True), (advert.nice, False)):
        for uri in uris:
            view = find_skill(uri)
            seen = found.get(view.identity)
            level = seen.level if seen else Level.INDEPENDENT if must else Level.FOUNDATION
            weight = seen.weight if seen and seen.must == must else 1.0 if must else 0.4
            asks.append(Ask(view.identity, view.label, level, must, weight))
    return TargetProfile(advert.title, tuple(asks), read.source)


def place(view: ShortlistView, code: str) -> str:
    """Where a candidate stands in a shortlist, in words."""
    for number, row in enumerate(view.rows, start=1):
        if row.code == code:
            return (
                f"candidate {code} is number {number} of {len(view.rows)}: meets {row.met} of {len(row.fit.parts)}, "
                f"score {row.fit.score:.2f} (between {row.fit.low:.2f} and {row.fit.high:.2f})"
            )
    return f"candidate {code} is not among the {len(view.rows)} people listed"


def reasons(view: ShortlistView, code: str, achievement: str) -> list[str]:
    """The reasons on a candidate's row that rest on one achievement."""
    return [
        f"{part.ask.label}, {part.verdict}: {reason.text}"
        for row in view.rows
        if row.code == code
        for part in row.fit.parts
        if part.belief
        for reason in part.belief.reasons
        if achievement in reason.text
    ]
