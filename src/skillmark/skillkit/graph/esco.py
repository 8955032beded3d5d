"""ESCO as the European Commission publishes it: one ZIP of the classification, one of its relations, both CSV.

Checked: every member is whole (CRC), every row has the heading's fields, and, where the version is one we know, the
numbers of skills, occupations and relations. Anything else is Malformed with member and line, and no release is
returned. Collections that are absent in a version are left out without complaint.
The published 1.1.1 holds 67 relations of one occupation that its classification lacks: such rows are kept apart in
`Release.dangling`, so that the rest can be joined; more than 1 in 200 of them means that the two ZIPs do not match.
The version is not written inside the files: it is recognised by the three counts, or else taken from the caller.
Cost: about 3 s and under 200 MB for 1.1.1 (benchmarks/frameworks.py).
"""

import hashlib
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from skillmark.skillkit.errors import Malformed
from skillmark.skillkit.graph.concepts import (
    Broader,
    EscoRelease,
    Framework,
    Group,
    OccupationConcept,
    Relation,
    SkillConcept,
    SkillRelation,
)
from skillmark.skillkit.graph.members import Progress, broken_row, find_member, need_member, open_archive, rows

Source = str | PathLike[str] | BinaryIO

ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
LICENCE = "Commission Decision 2011/833/EU (reuse allowed, also commercial; mark changes)"

COUNTS = {"1.1.0": (13_891, 3_008, 123_852), "1.1.1": (13_896, 3_007, 123_855)}
"""Version to (skills, occupations, occupation-skill relations), counted in the published files."""

_COLLECTIONS = {
    "digcomp": r"digCompSkillsCollection_\w+\.csv",
    "digital": r"digitalSkillsCollection_\w+\.csv",
    "green": r"greenSkillsCollection_\w+\.csv",
    "language": r"languageSkillsCollection_\w+\.csv",
    "transversal": r"transversalSkillsCollection_\w+\.csv",
    "research": r"researchSkillsCollection_\w+\.csv",
    "research occupations": r"researchOccupationsCollection_\w+\.csv",
}


def read_esco(
    classification: Source, relations: Source, *, version: str | None = None, progress: Progress | None = None
) -> EscoRelease:
    """Both published ZIPs as one release, or Malformed. `version` is needed only for one not in `COUNTS`."""
    with (
        _opened(classification, "classification ZIP") as (concepts, digest_a),
        _opened(relations, "relations ZIP") as (links, digest_b),
    ):
        digest = hashlib.sha256(f"{digest_a}\n{digest_b}".encode()).hexdigest()
        return _Reading(concepts, links, progress).release(version, digest)


@contextmanager
def _opened(source: Source, name: str) -> Iterator[tuple[zipfile.ZipFile, str]]:
    if isinstance(source, str | PathLike):
        with Path(source).open("rb") as file, _opened(file, name) as both:
            yield both
        return
    digest = hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]
    source.seek(0)
    with open_archive(source, name) as archive:
        yield archive, digest


class _Reading:
    """One pass over both archives. URIs are interned, since each stands in many relations."""

    def __init__(self, concepts: zipfile.ZipFile, links: zipfile.ZipFile, progress: Progress | None) -> None:
        self.concepts, self.links, self.progress = concepts, links, progress
        self.language = "en"
        self.dangling: list[Relation] = []

    def release(self, version: str | None, digest: str) -> EscoRelease:
        skills = tuple(self._skills())
        occupations = tuple(self._occupations())
        skill_uris = {skill.uri for skill in skills}
        occupation_uris = {occupation.uri for occupation in occupations}
        relations = tuple(self._relations(occupation_uris, skill_uris))
        counts = (len(skills), len(occupations), len(relations) + len(self.dangling))
        return EscoRelease(
            framework=self._framework(_version(counts, version, digest)),
            digest=digest,
            skills=skills,
            occupations=occupations,
            relations=relations,
            skill_relations=tuple(self._skill_relations(skill_uris)),
            groups=tuple(self._groups()),
            dangling=tuple(self.dangling),
            broader=tuple(self._broader()),
            collections=MappingProxyType(dict(self._collections())),
        )

    def _framework(self, version: str) -> Framework:
        return Framework(f"esco-{version}", "ESCO", version, ATTRIBUTION, LICENCE, self.language)

    def _skills(self) -> Iterator[SkillConcept]:
        member = need_member(self.concepts, r"skills_[a-z]{2,3}\.csv", "skills_en.csv")
        self.language = member.rsplit("_", 1)[-1].removesuffix(".csv")
        wanted = ("conceptUri", "preferredLabel", "altLabels", "description", "skillType", "reuseLevel", "status")
        seen: set[str] = set()
        for line, (uri, label, alt, text, kind, reuse, status) in rows(self.concepts, member, wanted, self.progress):
            _check_new(uri, label, seen, member, line)
            yield SkillConcept(
                sys.intern(uri),
                label.strip(),
                _names(alt),
                text.strip(),
                kind=sys.intern(kind),
                reuse=sys.intern(reuse),
                status=sys.intern(status),
            )

    def _occupations(self) -> Iterator[OccupationConcept]:
        member = need_member(self.concepts, r"occupations_[a-z]{2,3}\.csv", "occupations_en.csv")
        wanted = ("conceptUri", "preferredLabel", "altLabels", "description", "code?", "iscoGroup", "status")
        seen: set[str] = set()
        for line, (uri, label, alt, text, code, isco, status) in rows(self.concepts, member, wanted, self.progress):
            _check_new(uri, label, seen, member, line)
            yield OccupationConcept(
                sys.intern(uri), label.strip(), _names(alt), text.strip(), code, isco, status=sys.intern(status)
            )

    def _groups(self) -> Iterator[Group]:
        wanted = ("conceptUri", "preferredLabel", "code", "description")
        for pattern, name, pillar in (
            (r"skillGroups_[a-z]{2,3}\.csv", "skillGroups_en.csv", "skill"),
            (r"ISCOGroups_[a-z]{2,3}\.csv", "ISCOGroups_en.csv", "occupation"),
        ):
            member = need_member(self.concepts, pattern, name)
            for _, (uri, label, code, text) in rows(self.concepts, member, wanted, self.progress):
                yield Group(sys.intern(uri), label.strip(), code, pillar, text.strip())

    def _relations(self, occupations: set[str], skills: set[str]) -> Iterator[Relation]:
        member = need_member(self.links, r"occupationSkillRelations\w*\.csv", "occupationSkillRelations.csv")
        wanted = ("occupationUri", "relationType", "skillUri")
        rows_read = first = 0
        for line, (occupation, kind, skill) in rows(self.links, member, wanted, self.progress):
            rows_read += 1
            relation = Relation(sys.intern(occupation), sys.intern(skill), _essential(kind, member, line))
            if occupation in occupations and skill in skills:
                yield relation
                continue
            self.dangling.append(relation)
            first = first or line
        if len(self.dangling) * 200 > rows_read:
            raise broken_row(member, first, "is the first of many that name unknown concepts; the two ZIPs must match")

    def _skill_relations(self, skills: set[str]) -> Iterator[SkillRelation]:
        member = need_member(self.links, r"skillSkillRelations\w*\.csv", "skillSkillRelations.csv")
        wanted = ("originalSkillUri", "relationType", "relatedSkillUri")
        for line, (skill, kind, related) in rows(self.links, member, wanted, self.progress):
            if skill not in skills or related not in skills:
                raise broken_row(member, line, "names a skill that the classification lacks; the two ZIPs must match")
            yield SkillRelation(sys.intern(skill), sys.intern(related), _essential(kind, member, line))

    def _broader(self) -> Iterator[Broader]:
        for name, pillar in (("broaderRelationsSkillPillar", "skill"), ("broaderRelationsOccPillar", "occupation")):
            member = need_member(self.links, name + r"\w*\.csv", f"{name}.csv")
            for line, (child, parent) in rows(self.links, member, ("conceptUri", "broaderUri"), self.progress):
                if not child or not parent:
                    raise broken_row(member, line, "names no concept")
                yield Broader(sys.intern(child), sys.intern(parent), pillar)

    def _collections(self) -> Iterator[tuple[str, frozenset[str]]]:
        for key, pattern in _COLLECTIONS.items():
            member = find_member(self.concepts, pattern)
            if member is not None:
                found = rows(self.concepts, member, ("conceptUri",), self.progress)
                yield key, frozenset(sys.intern(uri) for _, (uri,) in found)


def _names(cell: str) -> tuple[str, ...]:
    """The synonyms in a cell, one a line; repeats and empty lines left out."""
    return tuple(dict.fromkeys(name for line in cell.split("\n") if (name := line.strip())))


def _check_new(uri: str, label: str, seen: set[str], member: str, line: int) -> None:
    if not uri or not label.strip():
        raise broken_row(member, line, "has no URI or no label")
    if uri in seen:
        raise broken_row(member, line, "repeats a concept")
    seen.add(uri)


def _essential(kind: str, member: str, line: int) -> bool:
    if kind not in ("essential", "optional"):
        raise broken_row(member, line, "is neither essential nor optional")
    return kind == "essential"


def _version(counts: tuple[int, int, int], declared: str | None, digest: str) -> str:
    if declared is None:
        declared = next((version for version, known in COUNTS.items() if _resembles(known, counts)), None)
    if declared in COUNTS and COUNTS[declared] != counts:
        raise Malformed(
            f"ESCO {declared} has {COUNTS[declared]} skills, occupations and relations, but the files have {counts}. "
            "Fetch both again, of the same version.",
            code="skillkit.counts_differ",
        )
    return declared or f"unnumbered-{digest[:8]}"


def _resembles(known: tuple[int, int, int], counts: tuple[int, int, int]) -> bool:
    """The concepts or the relations of a known version: if only one of both, something is missing or mixed up."""
    return known[:2] == counts[:2] or known[2] == counts[2]
