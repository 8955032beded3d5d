"""When two concepts are the same skill: docs/decisions/0004-skill-identity.md.

Only stated exact matches count; names never do. Deterministic: the order of the concepts does not matter.
"""

from collections.abc import Iterable

from skillmark.skillkit.graph.concepts import OccupationConcept, SkillConcept

ESCO_SKILL = "http://data.europa.eu/esco/skill/"
_ESCO = "http://data.europa.eu/esco/"


def identity_of(concepts: Iterable[SkillConcept | OccupationConcept]) -> dict[str, str]:
    """URI to identity for every concept given and every URI they name.

    Exact matches make clusters. A cluster with one ESCO URI is that skill; one with none is its alphabetically first
    URI. Where statements would make two ESCO concepts one, the cluster is not trusted: each concept then takes the
    first ESCO URI that it names itself, or stays itself.
    """
    stated = {concept.uri: tuple(sorted(concept.exact)) for concept in concepts}
    parent: dict[str, str] = {}
    for uri, exact in stated.items():
        root = _root(parent, uri)
        for other in exact:
            parent[_root(parent, other)] = root
    clusters: dict[str, list[str]] = {}
    for uri in list(parent):
        clusters.setdefault(_root(parent, uri), []).append(uri)
    return {uri: identity for members in clusters.values() for uri, identity in _settle(members, stated)}


def _settle(members: list[str], stated: dict[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    esco = [uri for uri in members if uri.startswith(_ESCO)]
    if len(esco) <= 1:
        identity = esco[0] if esco else min(members)
        return [(uri, identity) for uri in members]
    return [(uri, _alone(uri, stated.get(uri, ()))) for uri in members]


def _alone(uri: str, exact: tuple[str, ...]) -> str:
    if uri.startswith(_ESCO):
        return uri
    return next((other for other in exact if other.startswith(_ESCO)), uri)


def _root(parent: dict[str, str], uri: str) -> str:
    parent.setdefault(uri, uri)
    while parent[uri] != uri:
        parent[uri] = parent[parent[uri]]
        uri = parent[uri]
    return uri
