"""Random documents over the small vocabularies, and awards over the published ones."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.fuzz.shapes.vocabularies import ADDED, URLS
from tests.unit.credkit.college import unsigned_award

TEXTS = (
    "",
    "a",
    "b",
    "Ada",
    "some longer words",
    "with, punctuation; and: colons",
    "2026-05-01T12:00:00Z",
    "100% %s %b %%",
    "urn:like:an:iri",
    "_:b0",
    "@id",
    "é",
    "ﬁ \u00a0",
    "\u4e2d\u6587",
    "\U0001f600",
    "\ue000",
    "\ufeff",
    "title",
    "Person",
    "<a> \\b/ 'c' `d`",
)
IRIS = (
    "https://a.example/1",
    "https://a.example/2",
    "https://a.example/10",
    "http://b.example/x?y=z#w",
    "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "urn:x:1",
    "did:web:c.example",
    "did:key:z6Mk#z6Mk",
    "https://terms.example/#title",
)
_ALL_KEYS = """
title note at size link word tag step hop label data part other kind claim scoped extra friend length
"""
_KEYS = _ALL_KEYS.split()


def make_document(random: Random) -> dict[str, Any]:
    """One document of a dozen statements or so."""
    contexts: list[Any] = [random.choice(URLS)]
    if random.random() < 0.2:
        contexts.append(ADDED)
    elif random.random() < 0.1:
        contexts.append(random.choice(URLS))
    node = _node(random, 0)
    if random.random() < 0.05:  # more than ten blank nodes, whose names sort as text
        node["part"] = [{"data": number} for number in range(random.randint(8, 12))]
    return {"@context": contexts if random.random() < 0.9 else contexts[0], **node}


def _node(random: Random, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {}
    if random.random() < 0.5:
        node["id"] = random.choice(IRIS)
    if random.random() < 0.6:
        kinds = random.sample(["Thing", "Person", "Course"], random.choice([1, 1, 2]))
        node["type"] = kinds if random.random() < 0.7 else kinds[0]
    for key in random.sample(_KEYS, random.choice([1, 2, 2, 3, 4])):
        if key in ("extra", "friend", "length") and random.random() < 0.7:
            continue
        value = _value(random, key, depth)
        if value is not None:
            node[key] = value
    return node


def _value(random: Random, key: str, depth: int) -> Any:
    if key in ("part", "scoped", "claim") or (key in ("link", "other") and random.random() < 0.3):
        if depth > 2:
            return None
        nodes = [_node(random, depth + 1) for _ in range(random.choice([1, 1, 1, 2, 3]))]
        for node in nodes if key == "claim" else ():
            node.setdefault("title", random.choice(TEXTS))  # jsonld.js refuses a graph that says nothing
        return nodes if len(nodes) > 1 or random.random() < 0.3 else nodes[0]
    if key == "label":
        return {random.choice(["en", "de"]): random.choice(TEXTS)}
    if key == "data":
        return random.choice([1, "x", [1, "x"], {"a": "b"}])
    if key == "size":
        return random.choice([1, 2.5, 1e21, 0])
    if key in ("link", "word", "hop", "other", "kind", "friend"):
        return _several(random, IRIS)
    if key == "note" and random.random() < 0.2:
        return {"@value": random.choice(TEXTS), "@language": "en"}
    return _several(random, TEXTS if random.random() < 0.9 else (1, True, 2.5))


def _several(random: Random, choices: tuple[Any, ...]) -> Any:
    if random.random() < 0.65:
        return random.choice(choices)
    return [random.choice(choices) for _ in range(random.choice([1, 2, 3]))]


def make_award(random: Random) -> dict[str, Any]:
    """A complete micro-credential with some members taken away, and a second result or status entry now and then."""
    document: dict[str, Any] = unsigned_award()
    subject = document["credentialSubject"]
    for holder, name in ((document, "evidence"), (document, "credentialStatus"), (subject, "result")):
        if random.random() < 0.3:
            del holder[name]
    for name in ("microCredential", "alignment", "resultDescription", "image", "tag"):
        if random.random() < 0.5:
            del subject["achievement"][name]
    if "result" in subject and random.random() < 0.5:
        subject["result"].append({"type": ["Result"], "value": random.choice(["83", "84", ""]), "status": "Completed"})
    if random.random() < 0.5:
        subject["id"] = random.choice(["did:web:alice.example", document["id"]])
    return document
