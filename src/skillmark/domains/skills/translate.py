"""Another language of a version that is held: its labels, synonyms and descriptions join the language maps.

Nothing else of the version changes, and what stands there already in another language stays. The concepts must be the
same ones. Runs inside the caller's transaction. Cost: one COPY and one UPDATE a table, one COPY of names.
"""

from collections.abc import Callable, Iterator, Sequence

from django.db import connection, models
from psycopg.types.json import Jsonb

from skillmark.domains.skills.errors import OtherConcepts
from skillmark.domains.skills.models import Framework, Group, Occupation, OccupationName, Skill, SkillName
from skillmark.skillkit.graph import OccupationConcept, Release, SkillConcept

Progress = Callable[[str, int, int], None]
Concepts = Sequence[SkillConcept | OccupationConcept]


def add_language(framework: Framework, release: Release, progress: Progress | None = None) -> None:
    """Add the words of `release`, which is the same version in another language. Errors: `OtherConcepts`."""
    language = release.framework.language
    if len(release.relations) != framework.relation_count:
        raise OtherConcepts()
    for model, names, column, concepts, noun in (
        (Skill, SkillName, "skill_id", release.skills, "skills"),
        (Occupation, OccupationName, "occupation_id", release.occupations, "occupations"),
    ):
        _tell(progress, noun, 0, len(concepts))
        ids = dict(model._default_manager.filter(framework=framework).values_list("uri", "pk"))
        if set(ids) != {concept.uri for concept in concepts}:
            raise OtherConcepts()
        rows = ((c.uri, c.label, Jsonb([n for n in c.names if n != c.label]), c.description) for c in concepts)
        _join(model, framework, language, rows)
        _add_names(names, column, language, concepts, ids)
        _tell(progress, noun, len(concepts), len(concepts))
    groups = ((group.uri, group.label, Jsonb([]), group.description) for group in release.groups)
    _join(Group, framework, language, groups)


def _tell(progress: Progress | None, noun: str, done: int, total: int) -> None:
    if progress is not None:
        progress(noun, done, total)


def _join(
    model: type[models.Model], framework: Framework, language: str, rows: Iterator[tuple[str, str, Jsonb, str]]
) -> None:
    """Copy the words into a table of this transaction, then join them to the maps in one statement."""
    table = connection.ops.quote_name(model._meta.db_table)
    alt = "" if model is Group else (
        ", alt_labels = CASE WHEN t.alt = '[]' THEN s.alt_labels"
        " ELSE s.alt_labels || jsonb_build_object(%(language)s::text, t.alt) END"
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.said")
        cursor.execute("CREATE TEMP TABLE said (uri text, label text, alt jsonb, description text) ON COMMIT DROP")
        with cursor.copy("COPY said (uri, label, alt, description) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"""
            UPDATE {table} s SET labels = s.labels || jsonb_build_object(%(language)s::text, t.label),
            descriptions = CASE WHEN t.description = '' THEN s.descriptions
            ELSE s.descriptions || jsonb_build_object(%(language)s::text, t.description) END{alt}
            FROM said t WHERE s.uri = t.uri AND s.framework_id = %(framework)s
            """,  # noqa: S608  (table names are our own)
            {"language": language, "framework": framework.pk},
        )


def _add_names(model: type[models.Model], column: str, language: str, concepts: Concepts, ids: dict[str, int]) -> None:
    table, column = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(column)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({column}, text, language, is_label) FROM STDIN") as copy,
    ):
        for concept in concepts:
            for name in concept.names:
                copy.write_row((ids[concept.uri], name, language, name == concept.label))
