"""Writing a release by COPY, inside the caller's transaction. Nobody else writes these tables.

Row ids are drawn from the sequences beforehand, so that relations can name them. Cost for ESCO 1.1.1: about 300,000
rows. It does not decide whether a release may come in; `actions` does.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from psycopg.types.json import Jsonb

from skillmark.domains.skills.models import (
    Broader,
    Framework,
    Group,
    Occupation,
    OccupationName,
    OccupationSkill,
    Skill,
    SkillName,
    SkillNeed,
)
from skillmark.skillkit.graph import OccupationConcept, Release, SkillConcept

Progress = Callable[[str, int, int], None]
"""What is being saved, rows done, rows in all. Called at the start, every 20,000 rows and at the end of each table."""

_EVERY_ROWS = 20_000
_NOUNS: dict[type[models.Model], str] = {
    Skill: "skills",
    Occupation: "occupations",
    Group: "groups",
    SkillName: "skill names",
    OccupationName: "occupation names",
    OccupationSkill: "skills of occupations",
    SkillNeed: "skills of skills",
    Broader: "broader relations",
}
T = TypeVar("T")


def write_release(framework: Framework, release: Release, progress: Progress | None = None) -> None:
    """Write every row of `release` under the saved `framework` row. Cost: one COPY a table."""
    store = _Store(framework, release, progress)
    store.concepts()
    store.names()
    store.links()
    with connection.cursor() as cursor:
        for model in _NOUNS:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


class _Store:
    """One release on its way in. Holds URI to row id for both pillars."""

    def __init__(self, framework: Framework, release: Release, progress: Progress | None) -> None:
        self.framework, self.release, self.progress = framework, release, progress
        self.language = framework.language
        self.skill_ids = dict(zip((s.uri for s in release.skills), _ids(Skill, len(release.skills)), strict=True))
        uris = [occupation.uri for occupation in release.occupations]
        self.occupation_ids = dict(zip(uris, _ids(Occupation, len(uris)), strict=True))
        self.sets: dict[str, list[str]] = {}
        for name, members in release.collections.items():
            for uri in members:
                self.sets.setdefault(uri, []).append(name)

    def concepts(self) -> None:
        shared = ("id", "framework_id", "uri", "identity_uri", "labels", "alt_labels", "descriptions", "exact",
                  "collections", "status")  # fmt: skip
        skills = ((*self._concept(self.skill_ids[s.uri], s), s.kind, s.reuse, s.field) for s in self.release.skills)
        self._copy(Skill, (*shared, "kind", "reuse", "field"), skills, len(self.release.skills))
        occupations = (
            (*self._concept(self.occupation_ids[o.uri], o), o.code, o.group) for o in self.release.occupations
        )
        self._copy(Occupation, (*shared, "code", "group"), occupations, len(self.release.occupations))
        groups = [
            (self.framework.pk, g.uri, self._said(g.label), self._said(g.description), g.code, g.pillar)
            for g in self.release.groups
        ]
        self._copy(Group, ("framework_id", "uri", "labels", "descriptions", "code", "pillar"), groups, len(groups))

    def _concept(self, row_id: int, concept: SkillConcept | OccupationConcept) -> tuple[Any, ...]:
        alt = [name for name in concept.names if name != concept.label]
        return (
            row_id,
            self.framework.pk,
            concept.uri,
            concept.uri,  # identity: settled once all frameworks are known, see `identities`
            self._said(concept.label),
            Jsonb({self.language: alt} if alt else {}),
            self._said(concept.description),
            list(concept.exact),
            sorted(self.sets.get(concept.uri, ())),
            concept.status,
        )

    def _said(self, text: str) -> Jsonb:
        return Jsonb({self.language: text} if text else {})

    def names(self) -> None:
        skills = list(self._names(self.release.skills, self.skill_ids))
        self._copy(SkillName, ("skill_id", "text", "language", "is_label"), skills, len(skills))
        occupations = list(self._names(self.release.occupations, self.occupation_ids))
        self._copy(OccupationName, ("occupation_id", "text", "language", "is_label"), occupations, len(occupations))

    def _names(
        self, concepts: Sequence[SkillConcept | OccupationConcept], ids: dict[str, int]
    ) -> Iterator[tuple[int, str, str, bool]]:
        for concept in concepts:
            for name in concept.names:
                yield ids[concept.uri], name, self.language, name == concept.label

    def links(self) -> None:
        relations = dict.fromkeys(
            (self.occupation_ids[r.occupation], self.skill_ids[r.skill], r.essential) for r in self.release.relations
        )
        self._copy(OccupationSkill, ("occupation_id", "skill_id", "is_essential"), relations, len(relations))
        needs = [
            (self.skill_ids[r.skill], self.skill_ids[r.related], r.essential) for r in self.release.skill_relations
        ]
        self._copy(SkillNeed, ("skill_id", "needed_id", "is_essential"), needs, len(needs))
        broader = [(self.framework.pk, b.child, b.parent, b.pillar) for b in self.release.broader]
        self._copy(Broader, ("framework_id", "child_uri", "parent_uri", "pillar"), broader, len(broader))

    def _copy(
        self, model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]], total: int
    ) -> None:
        quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
        table = connection.ops.quote_name(model._meta.db_table)
        noun = _NOUNS[model]
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
            for row in self._told(rows, noun, total):
                copy.write_row(row)

    def _told(self, rows: Iterable[T], noun: str, total: int) -> Iterator[T]:
        if self.progress is None:
            yield from rows
            return
        self.progress(noun, 0, total)
        for done, row in enumerate(rows, start=1):
            yield row
            if done % _EVERY_ROWS == 0:
                self.progress(noun, done, total)
        self.progress(noun, total, total)


def _ids(model: type[models.Model], count: int) -> list[int]:
    """Draw `count` ids from the table's own sequence. Cost: one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]
