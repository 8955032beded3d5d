"""Graphs made to keep a canonicaliser busy for years end in a refusal after a counted amount of work.

Ours, of the families that W3C's rdf-canon and the literature on graph isomorphism use; the W3C's own files are in
tests/vectors/test_rdf_canon.py. Work is counted in hashes and in bytes hashed, so that no test depends on the machine.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.fuzz.parsers.targets import ED25519, signed
from tests.unit.credkit.college import LATER

from skillmark.credkit.codec.rdfc import MAX_STEPS, Quad, _Canonicalization, canonicalize_quads
from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import Refused
from skillmark.credkit.proof.data_integrity import HashSource, add_proof
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify

P = "<urn:p>"
Edge = tuple[object, object]


def both_ways(edges: Iterable[Edge], predicate: str = P) -> list[Quad]:
    pairs = list(edges)
    return [Quad(f"_:{a}", predicate, f"_:{b}") for a, b in (*pairs, *((b, a) for a, b in pairs))]


def clique(size: int, predicate: str = P) -> list[Quad]:
    return both_ways(itertools.combinations(range(size), 2), predicate)


def bipartite(left: int, right: int) -> list[Quad]:
    return both_ways((f"l{a}", f"r{b}") for a in range(left) for b in range(right))


def cube(dimensions: int) -> list[Quad]:
    corners = range(2**dimensions)
    return both_ways((a, a ^ 1 << bit) for a in corners for bit in range(dimensions) if a < a ^ 1 << bit)


def ring(size: int) -> list[Quad]:
    return both_ways((at, (at + 1) % size) for at in range(size))


def grid(side: int) -> list[Quad]:
    """A torus: every node has four look-alike neighbours."""
    cells = itertools.product(range(side), repeat=2)
    return both_ways((f"{x}-{y}", f"{a % side}-{b % side}") for x, y in cells for a, b in ((x + 1, y), (x, y + 1)))


def brooms(hairs: int, length: int) -> list[Quad]:
    """Two hubs, each with look-alike chains."""
    edges: list[Edge] = []
    for hub, hair in itertools.product("ab", range(hairs)):
        chain = [hub, *(f"{hub}{hair}-{at}" for at in range(length))]
        edges += itertools.pairwise(chain)
    return both_ways(edges)


def graphs(size: int) -> list[Quad]:
    """A clique whose statements each stand in a blank graph of their own."""
    return [quad._replace(graph=f"_:g{at}") for at, quad in enumerate(clique(size))]


POISON = {
    "clique 10, the W3C's": clique(10),
    "clique 7": clique(7),
    "clique 140": clique(140),
    "clique 7 with a long name": clique(7, f"<urn:{'x' * 200_000}>"),
    "bipartite 6 6": bipartite(6, 6),
    "bipartite 2 4000": bipartite(2, 4000),
    "cube 5": cube(5),
    "ring 63": ring(63),
    "ring 9000": ring(9000),
    "grid 12": grid(12),
    "brooms": brooms(7, 60),
    "blank graphs": graphs(9),
}


@dataclass
class Work:
    hashes: int = 0
    bytes: int = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts what the canonicaliser hashes."""
    done, plain = Work(), _Canonicalization.hash

    def counted(self: _Canonicalization, text: str) -> str:
        done.hashes += 1
        done.bytes += len(text)
        return plain(self, text)

    monkeypatch.setattr(_Canonicalization, "hash", counted)
    return done


@pytest.mark.parametrize("name", POISON)
def test_poison_is_refused_after_little_work(name: str, work: Work) -> None:
    graph = POISON[name]
    with pytest.raises(Refused) as caught:
        canonicalize_quads(graph)
    assert caught.value.code == "rdf.too_complex"
    size = sum(len(quad.line()) for quad in graph)
    assert work.hashes <= MAX_STEPS + 2 * len(graph)
    assert work.bytes <= 2 * size + 400 * MAX_STEPS


@pytest.mark.parametrize("graph", [cube(3), ring(24), bipartite(3, 3), clique(5), brooms(3, 8)], ids=len)
def test_symmetry_within_reason_is_named(graph: list[Quad]) -> None:
    """What the W3C calls poison that is computable within limits; names do not depend on labels or order."""
    other = [Quad(f"{q.object}x", q.predicate, f"{q.subject}x") for q in reversed(graph)]
    assert canonicalize_quads(graph) == canonicalize_quads(other)
    assert canonicalize_quads(graph).count("\n") == len(graph)


def test_the_budget_is_an_argument() -> None:
    with pytest.raises(Refused):
        canonicalize_quads(cube(3), max_steps=100)


def poisoned(number: int) -> dict[str, Any]:
    """A signed award into which somebody wove a clique of nine."""
    document: Any = read_object(signed())
    document["@context"].append({"p": {"@id": "urn:x:p", "@type": "@id"}})
    names = [f"_:n{name}" for name in range(9)]
    document["p"] = [{"id": name, "p": [other for other in names if other != name]} for name in names]
    return document | {"id": f"urn:x:{number}"}  # type: ignore[no-any-return]


def carrier(place: str) -> Any:
    """Something sound that carries twenty of them."""
    parts = [poisoned(number) for number in range(20)]
    if place == "endorsement":
        return read_object(signed()) | {"endorsement": parts}  # type: ignore[dict-item]
    bare: Any = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"]}
    more: Any = {"signer": ED25519, "created_at": LATER, "source": HashSource(issuing()), "purpose": "authentication"}
    holder = ED25519.verification_method.split("#")[0]
    return add_proof(bare | {"holder": holder, place: parts}, suite="eddsa-jcs-2022", **more)


@pytest.mark.parametrize("place", ["verifiableCredential", "endorsement"])
def test_many_poisoned_parts_cost_what_a_few_do(place: str, work: Work) -> None:
    report = verify(write_json(carrier(place)), policy=OFFLINE, fetcher=NoFetcher(), at=LATER)
    assert report.answer is not Answer.HOLDS
    assert 0 < len(report.parts) < 7
    assert work.hashes < 8 * MAX_STEPS
