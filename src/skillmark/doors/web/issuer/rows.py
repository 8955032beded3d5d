"""The rows of skills in a definition: each a skill and a level, found by search, without a script.

A row whose level is empty is not kept: what a search brings in can be left alone, and what was chosen dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from skillmark.domains.achievements.api import AchievementView
from skillmark.domains.skills.api import find_skills, profile_of_text, search_skills

MOST_FOUND = 8
_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class SkillRow:
    """`level` is "" or "1" to "4"; `is_new` says that a search brought it in and nobody has decided yet."""

    uri: str
    label: str
    framework: str
    level: str
    is_new: bool = False


def rows_of(view: AchievementView) -> list[SkillRow]:
    """The rows of a stored definition."""
    known = find_skills(skill.uri for skill in view.skills)
    return [
        SkillRow(
            skill.uri,
            skill.label,
            known[skill.uri].framework_title if skill.uri in known else "",
            str(int(skill.level)),
        )
        for skill in view.skills
    ]


def rows_sent(sent: QueryDict) -> list[SkillRow]:
    """The rows as they were sent; a skill that no framework has keeps its row, so that it can be seen and dropped."""
    pairs = list(zip(sent.getlist("skill"), sent.getlist("level"), strict=False))[:_MOST_ROWS]
    known = find_skills(uri for uri, _level in pairs)
    found = []
    for uri, level in dict(pairs).items():
        skill = known.get(uri)
        label, framework = (skill.label, skill.framework_title) if skill else (uri[:120], "")
        found.append(SkillRow(uri, label, framework, level if level in {"1", "2", "3", "4"} else ""))
    return found


def chosen(rows: Iterable[SkillRow]) -> list[tuple[str, int]]:
    """What is to be kept, as the domain takes it."""
    return [(row.uri, int(row.level)) for row in rows if row.level]


def with_found(rows: Sequence[SkillRow], text: str, *, is_forgiving: bool = True) -> list[SkillRow]:
    """The rows and, after them, what a search by name finds; misspelt words too where `is_forgiving`."""
    found = [
        SkillRow(skill.uri, skill.label, skill.framework_title, "", is_new=True)
        for skill in search_skills(text, MOST_FOUND, is_forgiving=is_forgiving)
    ]
    return _joined(rows, found)


def with_suggested(rows: Sequence[SkillRow], outcomes: str) -> list[SkillRow]:
    """The rows and, after them, the skills that the outcomes name. An issuer decides; nothing is chosen for them."""
    asks = profile_of_text(outcomes).profile.asks[:MOST_FOUND]
    known = find_skills(ask.skill for ask in asks)
    found = [
        SkillRow(skill.uri, skill.label, skill.framework_title, "", is_new=True)
        for ask in asks
        if (skill := known.get(ask.skill))
    ]
    return _joined(rows, found)


def _joined(rows: Sequence[SkillRow], found: Iterable[SkillRow]) -> list[SkillRow]:
    kept = [row for row in rows if row.level]
    have = {row.uri for row in kept}
    return [*kept, *(row for row in found if row.uri not in have)]
