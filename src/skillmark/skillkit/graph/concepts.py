"""What a framework says, as frozen values. Readers make them; nobody changes them.

URIs are compared as plain strings, exactly as published. Labels keep the framework's spelling and order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Framework:
    """Who published what, and what must be shown with it."""

    key: str
    title: str
    version: str
    attribution: str
    licence: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class SkillConcept:
    """One skill, competence or piece of knowledge."""

    uri: str
    label: str
    alt: tuple[str, ...] = ()
    description: str = ""
    field: str = ""
    exact: tuple[str, ...] = ()
    """URIs of the same skill in other frameworks (skos:exactMatch)."""
    kind: str = ""
    """The framework's own type, such as `knowledge` or `skill/competence`."""
    reuse: str = ""
    """How widely it is used, such as `cross-sector`."""
    status: str = "released"

    @property
    def names(self) -> tuple[str, ...]:
        """The label and then each synonym once, in published order."""
        return tuple(dict.fromkeys((self.label, *self.alt)))


@dataclass(frozen=True, slots=True)
class OccupationConcept:
    """One occupation; `code` is the framework's own, `group` the ISCO-08 group it stands in."""

    uri: str
    label: str
    alt: tuple[str, ...] = ()
    description: str = ""
    code: str = ""
    group: str = ""
    exact: tuple[str, ...] = ()
    status: str = "released"

    @property
    def names(self) -> tuple[str, ...]:
        """The label and then each synonym once, in published order."""
        return tuple(dict.fromkeys((self.label, *self.alt)))


@dataclass(frozen=True, slots=True)
class Group:
    """A node above skills or occupations (`pillar` says which)."""

    uri: str
    label: str
    code: str
    pillar: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """An occupation asks for a skill: essential, or else optional."""

    occupation: str
    skill: str
    essential: bool


@dataclass(frozen=True, slots=True)
class SkillRelation:
    """A skill needs another: essential, or else optional."""

    skill: str
    related: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Broader:
    """`child` is narrower than `parent`; both are skills, occupations or groups."""

    child: str
    parent: str
    pillar: str


@dataclass(frozen=True, slots=True)
class Release:
    """One version of one framework, whole. `digest` is the SHA-256 of the files it was read from, in hexadecimal."""

    framework: Framework
    digest: str
    skills: tuple[SkillConcept, ...]
    occupations: tuple[OccupationConcept, ...] = ()
    relations: tuple[Relation, ...] = ()
    skill_relations: tuple[SkillRelation, ...] = ()
    groups: tuple[Group, ...] = ()
    broader: tuple[Broader, ...] = ()
    dangling: tuple[Relation, ...] = ()
    """Published relations that name a concept which this release lacks; kept apart and counted."""
    collections: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Named sets of concept URIs, such as `digital` or `green`."""


EscoRelease = Release
