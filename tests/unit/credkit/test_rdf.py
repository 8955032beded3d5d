"""Canonicalisation against PyLD's, and JSON-LD in which nothing is dropped."""

import contextlib
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from tests.unit.credkit.college import unsigned_award

from skillmark.credkit.codec.jsonld import canonical_nquads, check_words
from skillmark.credkit.codec.rdfc import Quad, canonicalize_quads
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import issuing, verifying
from skillmark.credkit.errors import CredkitError, Refused, Unavailable

P = "<urn:p>"


def test_too_many_statements_are_refused() -> None:
    with pytest.raises(Refused):
        canonicalize_quads(Quad(f"<urn:{i}>", P, "<urn:o>") for i in range(20_001))


NODES = st.sampled_from(["_:a", "_:b", "_:c", "_:d", "_:e", "<urn:x>"])
QUADS = st.lists(
    st.builds(Quad, NODES, st.sampled_from([P, "<urn:q>"]), NODES, st.sampled_from(["", "<urn:g>", "_:a"]))
)


@settings(deadline=None)
@given(QUADS.filter(lambda quads: 0 < len(quads) < 14), st.randoms())
def test_names_and_order_do_not_matter(quads: list[Quad], random: Any) -> None:
    labels = ["_:a", "_:b", "_:c", "_:d", "_:e"]
    new = dict(zip(labels, random.sample(labels, 5), strict=True))
    renamed = [
        Quad(new.get(q.subject, q.subject), q.predicate, new.get(q.object, q.object), new.get(q.graph, q.graph))
        for q in quads
    ]
    random.shuffle(renamed)
    assert canonicalize_quads(renamed) == canonicalize_quads(quads)


@settings(deadline=None)
@given(QUADS.filter(lambda quads: 0 < len(quads) < 14))
def test_we_agree_with_pyld(quads: list[Quad]) -> None:
    """Except where a blank node stands twice in one statement: PyLD counts that statement twice, rdf-canonize once."""
    quads = [quad for quad in quads if len({quad.subject, quad.object, quad.graph}) == 3]
    text = "".join(quad.line() for quad in dict.fromkeys(quads))
    theirs = jsonld.normalize(
        text, {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    )
    assert canonicalize_quads(quads) == theirs


def refusal(document: JsonObject) -> str:
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, verifying()[0])
    return caught.value.code


def test_a_complete_award_is_understood() -> None:
    assert canonical_nquads(unsigned_award(), issuing()).count("\n") > 60


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grade": "A"}, "jsonld.undefined_term"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential", "Grade"]}, "jsonld.undefined_type"),
        ({"id": "awards/1"}, "jsonld.relative_iri"),
        ({"id": "//evil.example/1"}, "jsonld.relative_iri"),
        ({"id": "urn:a b"}, "jsonld.bad_iri"),
        ({"id": "urn:a>b"}, "jsonld.bad_iri"),
        ({"id": ["urn:a"]}, "jsonld.unreadable"),
        ({"name": {"@value": "x", "@language": 'en" .\n<urn:a> <urn:b> "'}}, "jsonld.bad_language"),
        ({"name": [["x"]]}, "jsonld.not_plain"),
        ({"@included": [{"id": "urn:x", "name": "x"}]}, "jsonld.not_plain"),
        ({"@reverse": {}}, "jsonld.not_plain"),
        ({"name": {"@value": "x", "@index": "y"}}, "jsonld.not_plain"),
        ({"name": {"@value": None}}, "jsonld.not_plain"),
        ({"https://schema.org/name": "x"}, "jsonld.not_plain"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", "https://x.example/c"]}, "context.unknown"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", None]}, "context.not_plain"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", {"@base": "https://x.example/"}]}, "context.not_plain"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", {"@import": "x"}]}, "context.not_plain"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", {"note": "@index"}]}, "context.not_plain"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", {"n": "https://schema.org/name"}]}, "context.not_plain"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2", {"name": "urn:x:name"}]}, "context.not_plain"),
    ],
)
def test_what_is_not_signed_as_it_reads(changes: JsonObject, code: str) -> None:
    assert refusal(unsigned_award() | changes) == code


def test_unknown_context_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        canonical_nquads({"@context": "https://x.example/c", "id": "urn:x"}, verifying()[0])


def test_an_end_of_line_in_a_text_cannot_become_a_statement() -> None:
    text = 'x" .\n<urn:a> <urn:b> "c'
    lines = canonical_nquads(unsigned_award(name=text), issuing())
    assert "\n<urn:a>" not in lines


@pytest.mark.parametrize(
    "many",
    [
        {"type": ["VerifiableCredential", "OpenBadgeCredential", *["Evidence"] * 4000]},
        {"evidence": [{"id": f"urn:x:{n}", "type": ["Evidence"]} for n in range(3000)]},
        {"name": [{"@value": f"x{n}", "@language": "en"} for n in range(4000)]},
        {"evidence": [{"@context": {f"t{n}": f"urn:t{n}"}, "type": ["Evidence"]} for n in range(2000)]},
    ],
    ids=["types", "nodes", "texts", "contexts"],
)
def test_long_lists_end_soon(many: JsonObject) -> None:
    """PyLD's own way to RDF is quadratic in the length of a list: 6,000 tags are 18 million comparisons."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    document, contexts = unsigned_award() | many, issuing()
    sys.setprofile(count)
    try:
        with contextlib.suppress(Refused):
            canonical_nquads(document, contexts)
    finally:
        sys.setprofile(None)
    assert calls < 2_000_000


def test_a_direction_is_read_only_where_the_json_itself_is_signed() -> None:
    text: Any = {"@value": "HTML و CSS", "@language": "ar", "@direction": "rtl"}
    document = unsigned_award(name=text)
    check_words(document, verifying()[0])
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, verifying()[0])
    assert caught.value.code == "jsonld.not_signed"
    with pytest.raises(CredkitError):
        check_words(unsigned_award(name=text | {"@index": "x"}), verifying()[0])


def test_a_published_name_may_be_given_anew_as_it_is_published() -> None:
    first: Any = {
        "@context": ["https://www.w3.org/2018/credentials/v1", {"name": "https://schema.org/name"}],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"id": "urn:x:alice", "name": "Alice"},
    }
    wrapped = first | {"@context": [first["@context"][0], {"@context": first["@context"][1]}]}
    said = canonical_nquads(first, verifying()[0])
    assert '<https://schema.org/name> "Alice"' in said
    assert canonical_nquads(wrapped, verifying()[0]) == said
    for other in ({"name": "https://schema.org/description"}, {"label": "https://schema.org/name"}):
        for entry in (other, {"@context": other}, {"@context": [{"@context": other}]}):
            with pytest.raises(CredkitError) as caught:
                canonical_nquads(first | {"@context": [first["@context"][0], entry]}, verifying()[0])
            assert caught.value.code == "context.not_plain"
