"""RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation 2024), with SHA-256 or SHA-384 and a work budget.

Ours rather than PyLD's for two reasons: the escapes of canonical N-Quads are those of RDFC-1.0, and every step is
charged to a budget, so that a "poison" graph made to run for hours ends in `Refused`. A term is its N-Quads text:
`<iri>`, `_:label`, or a literal with its quotes. Step numbers are those of the recommendation, section 4.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import permutations
from typing import Literal, NamedTuple

from skillmark.credkit.errors import Refused

MAX_QUADS = 20_000
MAX_LETTERS = 16_000_000  # of all terms: a long name stands in every statement about it
MAX_STEPS = 40_000  # a published 356-quad credential needs under 100; W3C's poison graphs need billions
MAX_RECURSION = 64
Digest = Literal["sha256", "sha384"]  # section 4.2: the hash may be chosen; SHA-384 goes with P-384 keys


class Quad(NamedTuple):
    """One statement; `graph` is "" in the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str = ""

    def line(self) -> str:
        """The canonical N-Quads line, with its newline."""
        graph = f" {self.graph}" if self.graph else ""
        return f"{self.subject} {self.predicate} {self.object}{graph} .\n"


_ESCAPES = {ord("\b"): "\\b", ord("\t"): "\\t", ord("\n"): "\\n", ord("\f"): "\\f", ord("\r"): "\\r"}
_ESCAPES |= {ord('"'): '\\"', ord("\\"): "\\\\"}
_ESCAPES |= {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F) if code not in _ESCAPES}


def escape(text: str) -> str:
    """A literal's text as canonical N-Quads writes it."""
    return text.translate(_ESCAPES)


class Canonical(NamedTuple):
    """A canonicalised dataset: its N-Quads, and the new name of each blank node (both as `_:label`)."""

    text: str
    names: dict[str, str]


def canonicalize_quads(quads: Iterable[Quad], *, max_steps: int = MAX_STEPS, digest: Digest = "sha256") -> str:
    """Canonical N-Quads of a dataset: blank nodes renamed `_:c14nN`, lines unique and sorted by code point.

    Raises `Refused` when the dataset is larger than MAX_QUADS or MAX_LETTERS, or costs more than `max_steps`.
    """
    return canonicalize_dataset(quads, max_steps=max_steps, digest=digest).text


def canonicalize_dataset(quads: Iterable[Quad], *, max_steps: int = MAX_STEPS, digest: Digest = "sha256") -> Canonical:
    """Like `canonicalize_quads`, with the issued identifiers map (section 4.4.3, step 7)."""
    dataset = list(dict.fromkeys(quads))
    if len(dataset) > MAX_QUADS or sum(len(term) for quad in dataset for term in quad) > MAX_LETTERS:
        raise Refused("rdf.too_large", "The document makes too many statements.")
    run = _Canonicalization(dataset, max_steps, digest)
    return Canonical(run.run(), run.canonical.issued)


def _is_blank(term: str) -> bool:
    return term.startswith("_:")


class _Issuer:
    """Issues identifiers in order (section 4.5)."""

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued = {} if issued is None else issued

    def issue(self, label: str) -> str:
        return self.issued.setdefault(label, f"{self.prefix}{len(self.issued)}")

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.issued))


class _Canonicalization:
    """State of one run (section 4.2)."""

    def __init__(self, quads: list[Quad], max_steps: int, digest: Digest) -> None:
        self.quads = quads
        self.hasher = hashlib.sha384 if digest == "sha384" else hashlib.sha256
        self.steps_left = max_steps
        self.canonical = _Issuer("_:c14n")
        self.mentions: dict[str, list[Quad]] = defaultdict(list)
        self.first_hashes: dict[str, str] = {}
        for quad in quads:
            for label in {term for term in (quad.subject, quad.object, quad.graph) if _is_blank(term)}:
                self.mentions[label].append(quad)

    def run(self) -> str:
        """Section 4.4.3."""
        by_hash: dict[str, list[str]] = defaultdict(list)
        for label in self.mentions:
            by_hash[self.hash_first_degree(label)].append(label)
        for _, labels in sorted(by_hash.items()):
            if len(labels) == 1:
                self.canonical.issue(labels[0])
        for _, labels in sorted(by_hash.items()):
            if len(labels) > 1:
                self.name_look_alikes(labels)
        return "".join(sorted(self.renamed(quad).line() for quad in self.quads))

    def name_look_alikes(self, labels: list[str]) -> None:
        """Steps 5.1 to 5.3: blank nodes that share a first-degree hash."""
        results: list[tuple[str, _Issuer]] = []
        for label in labels:
            if label not in self.canonical.issued:
                issuer = _Issuer("_:b")
                issuer.issue(label)
                results.append(self.hash_n_degree(label, issuer, 0))
        for _, issuer in sorted(results, key=lambda result: result[0]):
            for label in issuer.issued:
                self.canonical.issue(label)

    def renamed(self, quad: Quad) -> Quad:
        subject, predicate, target, graph = quad
        names = self.canonical.issued
        return Quad(names.get(subject, subject), predicate, names.get(target, target), names.get(graph, graph))

    def hash_first_degree(self, label: str) -> str:
        """Section 4.6."""
        if label not in self.first_hashes:

            def mask(term: str) -> str:
                return ("_:a" if term == label else "_:z") if _is_blank(term) else term

            lines = (Quad(mask(q.subject), q.predicate, mask(q.object), mask(q.graph)) for q in self.mentions[label])
            self.first_hashes[label] = self.hash("".join(sorted(quad.line() for quad in lines)))
        return self.first_hashes[label]

    def hash_related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Section 4.7."""
        name = self.canonical.issued.get(related) or issuer.issued.get(related) or self.hash_first_degree(related)
        return self.hash(position + (quad.predicate if position != "g" else "") + name)

    def related_to(self, label: str, issuer: _Issuer) -> dict[str, list[str]]:
        """Section 4.8.3, steps 1 to 3."""
        related: dict[str, list[str]] = defaultdict(list)
        for quad in self.mentions[label]:
            for term, position in ((quad.subject, "s"), (quad.object, "o"), (quad.graph, "g")):
                if _is_blank(term) and term != label:
                    self.charge(1 + len(quad.predicate) // 128)  # it is hashed
                    related[self.hash_related(term, quad, issuer, position)].append(term)
        return related

    def hash_n_degree(self, label: str, issuer: _Issuer, depth: int) -> tuple[str, _Issuer]:
        """Section 4.8."""
        if depth > MAX_RECURSION:
            raise _too_complex()
        data = []
        for related_hash, labels in sorted(self.related_to(label, issuer).items()):
            data.append(related_hash)
            chosen_path, chosen_issuer = "", issuer
            for order in permutations(sorted(labels)):
                self.charge(1 + len(order) + len(issuer.issued) // 64)  # a copy costs, too
                found = self.try_path(order, issuer.copy(), chosen_path, depth)
                if found and (not chosen_path or found[0] < chosen_path):
                    chosen_path, chosen_issuer = found
            data.append(chosen_path)
            issuer = chosen_issuer
        return self.hash("".join(data)), issuer

    def try_path(self, order: tuple[str, ...], issuer: _Issuer, best: str, depth: int) -> tuple[str, _Issuer] | None:
        """Steps 5.4.1 to 5.4.5 for one permutation; None once it cannot beat `best`."""
        path, to_visit = "", []
        for label in order:
            if label in self.canonical.issued:
                path += self.canonical.issued[label]
            else:
                if label not in issuer.issued:
                    to_visit.append(label)
                path += issuer.issue(label)
            if _is_beaten(path, best):
                return None
        for label in to_visit:
            result_hash, result_issuer = self.hash_n_degree(label, issuer, depth + 1)
            path += f"{issuer.issue(label)}<{result_hash}>"
            issuer = result_issuer
            if _is_beaten(path, best):
                return None
        return path, issuer

    def hash(self, text: str) -> str:
        return self.hasher(text.encode()).hexdigest()

    def charge(self, steps: int) -> None:
        self.steps_left -= steps
        if self.steps_left < 0:
            raise _too_complex()


def _is_beaten(path: str, best: str) -> bool:
    return bool(best) and len(path) >= len(best) and path > best


def _too_complex() -> Refused:
    return Refused("rdf.too_complex", "The document is built so that checking it would take too long.")
