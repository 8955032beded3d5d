"""Finding a skill or an occupation by what people call it: labels and synonyms of the current frameworks.

Whole words and beginnings of words are found by PostgreSQL's own text index. Where the extension pg_trgm is there (the
embedded server has it; a server may refuse to create it), misspelt words are found too: `forgives_spelling` says which.
A skill that stands in several frameworks comes once.

ESCO 1.1.1 has 99,190 names of skills and 33,096 of occupations. The best names are picked before their concepts are
looked up, so that a common word costs no join over all of them.
"""

import re
from functools import cache

from django.db import connection

from skillmark.domains.skills.models import Occupation, Skill
from skillmark.domains.skills.queries import OccupationName, SkillView, view_occupation_name, view_skill

LONGEST_QUERY = 120
_CANDIDATES = 1_000
"""Names of which the best are picked: enough that several of one skill, or of an earlier version, leave room."""
_SIMILAR_ENOUGH = 0.35
"""Trigram word similarity from which a misspelt word counts. Tried on ESCO: "statitics" finds statistics at 0.57."""


def forgives_spelling() -> bool:
    """Answer whether misspelt words are found here (pg_trgm is installed in this database)."""
    return _has_trigrams(str(connection.settings_dict["NAME"]))


@cache
def _has_trigrams(_database: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def search_skills(text: str, limit: int = 20, *, is_forgiving: bool = True) -> tuple[SkillView, ...]:
    """Return current skills whose label or a synonym fits `text`, best first.

    Without `is_forgiving` misspelt words are not looked for, which is what searching at every key press needs.
    Cost: two queries. Medians over ESCO 1.1.1 from three letters on, 2026-11-22, two cores shared with other work: 5 to
    21 ms; "st" 31, "co" 56; a misspelt word some 650.
    """
    ids = _search("skills_skillname", "skill_id", "skills_skill", text, limit * 2, is_forgiving)
    rows = Skill.objects.filter(pk__in=ids).select_related("framework").in_bulk()
    found: dict[str, SkillView] = {}
    for pk in ids:
        found.setdefault(rows[pk].identity_uri, view_skill(rows[pk]))
    return tuple(found.values())[:limit]


def search_occupations(text: str, limit: int = 20) -> tuple[OccupationName, ...]:
    """Return current occupations whose label or a synonym fits `text`, best first. Cost: two or three queries."""
    ids = _search("skills_occupationname", "occupation_id", "skills_occupation", text, limit * 2, True)
    rows = Occupation.objects.filter(pk__in=ids).select_related("framework").in_bulk()
    found: dict[str, OccupationName] = {}
    for pk in ids:
        found.setdefault(rows[pk].identity_uri, view_occupation_name(rows[pk]))
    return tuple(found.values())[:limit]


def _search(names: str, column: str, concepts: str, text: str, limit: int, is_forgiving: bool) -> list[int]:
    """Return row ids of concepts, best first. Table and column names are constants of this module, never input."""
    words = re.findall(r"\w+", text[:LONGEST_QUERY].lower())
    if not words:
        return []
    found = _ranked(names, column, concepts, _WORDS, words, limit)
    if not found and is_forgiving and forgives_spelling():
        found = _ranked(names, column, concepts, _SIMILAR, words, limit)
    return found


# Every word of the query must begin a word of the name.
_WORDS = (
    "to_tsvector('simple', n.text) @@ to_tsquery('simple', %(prefixes)s)",
    (
        "(CASE WHEN lower(n.text) = %(text)s THEN 4 WHEN starts_with(lower(n.text), %(text)s) THEN 2 ELSE 1 END"
        " + CASE WHEN n.is_label THEN 0.9 ELSE 0 END)::float8 - least(length(n.text), 200)::float8 / 400"
    ),
)
_SIMILAR = (
    "%(text)s <%% lower(n.text)",
    (
        "word_similarity(%(text)s, lower(n.text)) + similarity(%(text)s, lower(n.text))"
        " + CASE WHEN n.is_label THEN 0.1 ELSE 0 END"
    ),
)


def _ranked(names: str, column: str, concepts: str, how: tuple[str, str], words: list[str], limit: int) -> list[int]:
    condition, score = how
    sql = f"""
        SELECT n.{column}, max(n.score) AS score
        FROM (SELECT n.{column}, {score} AS score FROM {names} n WHERE {condition}
              ORDER BY score DESC, n.id LIMIT {_CANDIDATES}) n
        JOIN {concepts} c ON c.id = n.{column} JOIN skills_framework f ON f.id = c.framework_id
        WHERE f.is_current
        GROUP BY n.{column} ORDER BY score DESC, n.{column} LIMIT %(limit)s
    """  # noqa: S608
    parameters: dict[str, str | int] = {
        "text": " ".join(words),
        "prefixes": " & ".join(f"{word}:*" for word in words),
        "limit": min(limit, _CANDIDATES),
    }
    with connection.cursor() as cursor:
        if how is _SIMILAR:
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(_SIMILAR_ENOUGH)])
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]
