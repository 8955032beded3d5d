"""Frameworks as values, and the readers of their published files.

Assumes: a release is read whole or not at all; labels of one language at a time; URIs are identifiers and are never
fetched. It does not store anything (that is the domain `skills`) and does not decide levels (that is `values`).
"""

from skillmark.skillkit.graph.concepts import (
    Broader,
    EscoRelease,
    Framework,
    Group,
    OccupationConcept,
    Relation,
    Release,
    SkillConcept,
    SkillRelation,
)
from skillmark.skillkit.graph.esco import read_esco
from skillmark.skillkit.graph.identity import identity_of
from skillmark.skillkit.graph.members import Progress
from skillmark.skillkit.graph.own_format import read_framework_toml

__all__ = [
    "Broader",
    "EscoRelease",
    "Framework",
    "Group",
    "OccupationConcept",
    "Progress",
    "Relation",
    "Release",
    "SkillConcept",
    "SkillRelation",
    "identity_of",
    "read_esco",
    "read_framework_toml",
]
