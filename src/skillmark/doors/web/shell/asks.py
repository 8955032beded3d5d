"""The skills that a goal or an opening asks for, edited as rows of a plain form: level, must or nice, how sure, leave
out, and adding one by search. Works without a script: every button sends the whole form, and what was typed comes back.

A page includes `shell/asks.html` inside its form element with `asks` (an `AskRows`), and looks at `asks.wants_save`.
What a skill is called is looked up, never taken from the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from skillmark.domains.skills.api import SkillView, labels, search_skills
from skillmark.skillkit.values import MUST_WEIGHT, NICE_WEIGHT, Ask, Level, TargetProfile

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class AskRow:
    """One row as it stands in the form. `need` is what was typed; `error` says what to do about it."""

    skill: str
    label: str
    level: Level
    must: bool
    need: str
    error: str = ""

    def ask(self) -> Ask:
        """The value; only for a row without an error."""
        weight = MUST_WEIGHT if self.must else NICE_WEIGHT
        return Ask(self.skill, self.label, self.level, self.must, weight, int(self.need) / 100)


@dataclass(frozen=True, slots=True)
class AskRows:
    """The whole editor: rows, the words searched for, and what they found. `does` is the button pressed, or ""."""

    rows: tuple[AskRow, ...]
    query: str = ""
    found: tuple[SkillView, ...] = ()
    does: str = ""
    levels: tuple[Level, ...] = field(default=tuple(Level))

    @property
    def wants_save(self) -> bool:
        return self.does == "save"

    @property
    def has_errors(self) -> bool:
        return any(row.error for row in self.rows)

    @property
    def has_searched(self) -> bool:
        return bool(self.query)

    def profile(self, title: str, source: str = "") -> TargetProfile:
        """What is asked for, rows in their order, musts first. Only where `has_errors` is not."""
        asks = sorted((row.ask() for row in self.rows), key=lambda ask: not ask.must)
        return TargetProfile(title, tuple(asks), source)


def rows_of(profile: TargetProfile) -> AskRows:
    """The editor as it first opens."""
    return AskRows(
        tuple(AskRow(ask.skill, ask.label, ask.level, ask.must, str(round(ask.need * 100))) for ask in profile.asks)
    )


def read_rows(sent: Mapping[str, str]) -> AskRows:
    """The editor as it was sent, after its button: rows ticked to leave out are gone, one chosen by search is there.

    Cost: one query for labels, and a search where one is asked for.
    """
    count = _number(sent.get("rows", ""), 0, MOST_ROWS)
    names = labels(sent.get(f"row-{n}-skill", "") for n in range(count))
    rows: dict[str, AskRow] = {}
    for n in range(count):
        skill = sent.get(f"row-{n}-skill", "")
        if skill in names and not sent.get(f"row-{n}-drop"):
            rows.setdefault(skill, _row(sent, n, skill, names[skill]))
    does, query = sent.get("do", ""), sent.get("q", "").strip()[:120]
    if does.startswith("add:"):
        rows |= _added(does.removeprefix("add:"), rows)
        query, does = "", "add"
    found = tuple(view for view in search_skills(query, limit=8) if view.identity not in rows) if query else ()
    return AskRows(tuple(rows.values()), query, found, does)


def _row(sent: Mapping[str, str], n: int, skill: str, label: str) -> AskRow:
    level = Level(_number(sent.get(f"row-{n}-level", ""), 1, 4) or 2)
    row = AskRow(skill, label, level, sent.get(f"row-{n}-must") != "nice", sent.get(f"row-{n}-need", "").strip()[:6])
    if row.need.isascii() and row.need.isdigit() and 1 <= int(row.need) <= 99:
        return row
    return replace(row, error=_("Enter a whole number from 1 to 99."))


def _added(skill: str, rows: Mapping[str, AskRow]) -> dict[str, AskRow]:
    label = labels([skill]).get(skill)
    return {} if label is None or skill in rows else {skill: AskRow(skill, label, Level.INDEPENDENT, True, "70")}


def _number(text: str, low: int, high: int) -> int:
    return max(low, min(high, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else low
