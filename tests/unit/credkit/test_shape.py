"""Compiled shapes: the full path's bytes, or None. The search for counter-examples is in tests/fuzz/shapes."""

import threading

import pytest
from tests.fuzz.shapes.rounds import Counts, is_wanted, put_shape, run_round
from tests.fuzz.shapes.vocabularies import PLAIN, SCHEMES, SmallContexts
from tests.unit.credkit.college import unsigned_award

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.shape import HoleCheck, ShapeCache, Statements, compile_statements, is_plain_iri, read_skeleton
from skillmark.credkit.shape.cache import SeenOnce

HASHES = ("sha256$" + "0" * 64, "sha256$" + "f" * 64, "sha256$" + "07" * 32)


def cache_of(document: JsonObject) -> ShapeCache[Statements]:
    cache: ShapeCache[Statements] = ShapeCache()
    assert put_shape(cache, write_json(document), document, SmallContexts())
    return cache


def small(**members: object) -> JsonObject:
    return {"@context": PLAIN, "id": "urn:x:1"} | members  # type: ignore[return-value]


def fast(cache: ShapeCache[Statements], text: bytes) -> bytes | None:
    found = cache.find(text)
    return found[0].canonical(found[1]) if found else None


def test_hundreds_of_mutations_are_taken_and_none_differs() -> None:
    counts = Counts()
    for number in range(30):
        run_round(11, number, counts)
    assert counts.wrong == []
    assert counts.mutated > 400
    assert counts.taken > 150


@pytest.mark.parametrize("identity_hash", HASHES)
def test_an_award_of_another_person_has_the_bytes_of_the_full_path(identity_hash: str) -> None:
    document = unsigned_award()
    skeleton = read_skeleton(write_json(document), document, is_wanted)
    assert skeleton
    compiled = compile_statements(document, [path for _, path in skeleton.holes], issuing())
    assert compiled
    other = unsigned_award(id="urn:uuid:00000000-0000-4000-8000-000000000000")
    other["credentialSubject"]["identifier"][0]["identityHash"] = identity_hash  # type: ignore[index,call-overload]
    text = write_json(other).split(b'"')
    places = {path: place for place, path in skeleton.holes}
    values = tuple(text[places[path]] for path in compiled.holes)
    assert compiled.program.canonical(values) == canonical_nquads(other, issuing()).encode()


def test_two_values_that_become_one_statement_go_the_full_way() -> None:
    cache = cache_of(small(tag=["a", "b"]))
    assert fast(cache, write_json(small(tag=["a", "c"]))) is not None
    assert cache.find(write_json(small(tag=["a", "a"])))
    assert fast(cache, write_json(small(tag=["a", "a"]))) is None


def test_a_value_that_meets_a_constant_goes_the_full_way() -> None:
    document = small(part={"id": "urn:x:2", "data": 1}, data=1)
    assert fast(cache_of(document), write_json(document | {"id": "urn:x:3"})) is not None
    assert fast(cache_of(document), write_json(document | {"id": "urn:x:2"})) is None


def test_two_things_that_become_one_go_the_full_way() -> None:
    cache = cache_of(small(part=[{"id": "urn:x:2", "title": "a"}, {"id": "urn:x:3", "title": "b"}]))
    for first, second in (
        ("urn:x:2", "urn:x:2"),
        ("urn:x:1", "urn:x:2"),
        ("https://contexts.example/plain", "urn:x:2"),
    ):
        document = small(part=[{"id": first, "title": "a"}, {"id": second, "title": "b"}])
        assert cache.find(write_json(document)) is None


def test_blank_nodes_that_become_alike_go_the_full_way() -> None:
    cache = cache_of(small(part=[{"title": "a"}, {"title": "b"}]))
    assert fast(cache, write_json(small(part=[{"title": "b"}, {"title": "c"}]))) is not None
    assert fast(cache, write_json(small(part=[{"title": "c"}, {"title": "c"}]))) is None


def test_blank_nodes_that_are_alike_in_every_document_have_no_shape() -> None:
    document = small(part=[{"size": 1}, {"size": 1}])
    assert put_shape(ShapeCache(), write_json(document), document, SmallContexts()) is None


def test_more_than_ten_blank_nodes_stand_as_their_names_sort() -> None:
    parts = [{"data": number} for number in range(10)]
    document: JsonObject = {"@context": PLAIN, "part": parts, "link": [{"title": "a"}], "other": [{"title": "b"}]}  # type: ignore
    cache = cache_of(document)
    for number in range(40):
        changed = document | {"link": [{"title": f"a{number}"}], "other": [{"title": f"b{number}"}]}
        full = canonical_nquads(changed, SmallContexts()).encode()
        assert fast(cache, write_json(changed)) == full


@pytest.mark.parametrize(
    "value",
    [
        rb"a\n",
        rb"\u0061",
        rb"a\"b",
        b"a\x00",
        b"a\x7f",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
    ],
)
def test_a_text_that_json_or_nquads_would_escape_goes_the_full_way(value: bytes) -> None:
    cache, text = cache_of(small(title="plain")), write_json(small(title="plain"))
    assert fast(cache, text)
    assert fast(cache, text.replace(b"plain", value)) is None


def test_halves_of_a_character_in_two_values_do_not_make_a_whole() -> None:
    cache, text = cache_of(small(title="one", note="two")), write_json(small(title="one", note="two"))
    assert fast(cache, text.replace(b"one", b"\xc3").replace(b"two", b"\xa9")) is None


@pytest.mark.parametrize(
    "iri", ["relative", "_:b", "@id", "mailto:a@b.example", "https:///x", "urn:x:", "https://a b", "https://\u00e9"]
)
def test_an_odd_iri_goes_the_full_way(iri: str) -> None:
    cache = cache_of(small(title="a"))
    assert fast(cache, write_json(small(title="a", id="urn:x:2"))) is not None
    assert fast(cache, write_json(small(title="a", id=iri))) is None


def test_a_scheme_that_is_a_name_in_a_context_is_no_hole() -> None:
    document: JsonObject = {"@context": SCHEMES, "id": "https://a.example/", "title": "a"}
    cache = cache_of(document)
    assert fast(cache, write_json(document | {"title": "b"})) is not None
    assert fast(cache, write_json(document | {"id": "urn:x:1"})) is None


def test_a_document_with_a_prefix_of_its_own_has_no_shape() -> None:
    document: JsonObject = {"@context": [PLAIN, {"own": "urn:own:"}], "title": "a"}
    assert put_shape(ShapeCache(), write_json(document), document, SmallContexts()) is None


def test_other_spacing_names_numbers_and_types_are_other_shapes() -> None:
    document = small(title="a", type="Thing", data=1)
    cache, text = cache_of(document), write_json(document)
    for old, new in (
        (b":1}", b":1.0}"),
        (b"Thing", b"Person"),
        (b"title", b"note"),
        (b",", b", "),
        (b"}", b',"id":""}'),
    ):
        assert text.replace(old, new) != text
        assert cache.find(text.replace(old, new)) is None


def test_an_escaped_quote_outside_the_holes_is_no_hindrance() -> None:
    document = small(title='say "a"', note="b")
    text = write_json(document)
    changed = text.replace(b'"b"', b'"c"')
    assert fast(cache_of(document), changed) == canonical_nquads(read_object(changed), SmallContexts()).encode()


def test_the_cache_stays_within_its_bounds() -> None:
    cache: ShapeCache[int] = ShapeCache(max_shapes=50, max_bytes=5_000)
    for number in range(300):
        cache.put([b"{", b"k%d" % number, b":", b"", b"}"], (3,), number, HoleCheck(), 50)
        assert len(cache) <= 50
        assert cache.size_bytes <= 5_000
    assert cache.find(b'{"k299":"x"}') == (299, (b"x",))


def test_the_cache_may_be_shared() -> None:
    cache: ShapeCache[int] = ShapeCache(max_shapes=20)
    wrong: list[object] = []

    def work(own: int) -> None:
        for number in range(200):
            cache.put([b"{", b"k%d" % (number % 40), b":", b"", b"}"], (3,), number % 40, HoleCheck(), 50)
            found = cache.find(b'{"k%d":"%d"}' % (number % 40, own))
            if found not in (None, (number % 40, (b"%d" % own,))):
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(own,)) for own in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(cache) <= 20


def test_what_was_seen_is_forgotten_first() -> None:
    seen = SeenOnce(max_items=2)
    assert [seen.again(item) for item in "aabcda"] == [False, True, False, False, False, False]


def test_plain_iris() -> None:
    assert is_plain_iri(b"did:web:a.example:o:b#key")
    assert not is_plain_iri(b"https://a.example/\n")
