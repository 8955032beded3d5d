"""Whoever holds a signed document may respell it: the same statements, other JSON. What is read may not change.

Every respelling here leaves the RDF as it was signed (or is refused before). A reader of names must then see the same
award, the same times and the same status, or `verify` may not say that it holds.
"""

import copy
import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE, LATER, unsigned_award

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.contexts import issuing, verifying
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.model import read_summary
from skillmark.credkit.model.vocabulary import NAMESPACE
from skillmark.credkit.proof.data_integrity import HashSource, add_proof
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify

SIGNER = Ed25519Signer.from_seed(b"a" * 32)
DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
Place = tuple[Any, Any]  # a container and a key or index in it


def signed() -> bytes:
    """An award that holds without a network: its issuer is its key, and it has no status."""
    plain = unsigned_award()
    plain["issuer"] = plain["issuer"] | {"id": SIGNER.verification_method.split("#")[0]}  # type: ignore[operator]
    del plain["credentialStatus"]
    return issue(prepare(plain), signer=SIGNER, created_at=DAY_ONE)


AWARD = signed()
SUMMARY = read_summary(read_object(AWARD))


def places(value: Any) -> Iterator[Place]:
    """Every member and item below, contexts and proofs left out."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in list(entries):
        if key not in ("@context", "proof"):
            yield value, key
            yield from places(item)


def listed(container: Any, key: Any) -> None:
    if not isinstance(container[key], list):
        container[key] = [container[key]]


def unlisted(container: Any, key: Any) -> None:
    if isinstance(container[key], list) and len(container[key]) == 1:
        container[key] = container[key][0]


def as_value(container: Any, key: Any) -> None:
    if isinstance(container[key], str | int | float):
        container[key] = {"@value": container[key]}


def as_dated_value(container: Any, key: Any) -> None:
    if isinstance(container[key], str):
        container[key] = {"@value": container[key], "@type": DATE_TIME}


def as_node(container: Any, key: Any) -> None:
    if isinstance(container[key], str):
        container[key] = {"id": container[key]}


def as_reference(container: Any, key: Any) -> None:
    if isinstance(container[key], dict) and set(container[key]) == {"id"}:
        container[key] = container[key]["id"]


def reversed_items(container: Any, key: Any) -> None:
    if isinstance(container[key], list):
        container[key].reverse()


def repeated(container: Any, key: Any) -> None:
    listed(container, key)
    if isinstance(container[key], list):
        container[key] = container[key] + [copy.deepcopy(container[key][0])] if container[key] else []


def split(container: Any, key: Any) -> None:
    """One node as two objects with one name: the first keeps half the members."""
    node = container[key]
    if isinstance(node, dict) and len(node) > 2:
        name = node.setdefault("id", f"_:n{len(node)}")
        first = dict(list(node.items())[::2]) | {"id": name}
        rest = {member: value for member, value in node.items() if member not in first} | {"id": name}
        container[key] = [rest, first]


def emptied(container: Any, key: Any) -> None:
    if isinstance(container, dict):
        container["validUntil" if "validUntil" not in container else "evidence"] = []


def nothing(container: Any, key: Any) -> None:
    if isinstance(container, dict):
        container.setdefault("credentialStatus", None)


def other_type(container: Any, key: Any) -> None:
    if container[key] == "OpenBadgeCredential":
        container[key] = "AchievementCredential"


RESPELLINGS: list[Callable[[Any, Any], None]] = [
    listed, unlisted, as_value, as_dated_value, as_node, as_reference,
    reversed_items, repeated, split, emptied, nothing, other_type,
]  # fmt: skip


def statements(document: Any) -> str:
    return canonical_nquads({key: value for key, value in document.items() if key != "proof"}, verifying()[0])


SIGNED_STATEMENTS = statements(read_object(AWARD))
ALL_PLACES = len(list(places(read_object(AWARD))))


def says_the_same(document: Any) -> bool:
    """Whether its RDF is what was signed, and the kit takes it."""
    try:
        return statements(document) == SIGNED_STATEMENTS
    except CredkitError:
        return False


def check(document: Any) -> None:
    data = json.dumps(document).encode()
    report = verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=LATER)
    if report.answer is Answer.HOLDS:
        assert says_the_same(document)
        assert as_a_set(read_summary(read_object(data))) == as_a_set(SUMMARY)
    late = verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=DAY_ONE + timedelta(days=366))
    assert late.answer is not Answer.HOLDS, "its end is hidden"


def as_a_set(summary: Any) -> dict[str, Any]:
    """Order and repetition of several values are not signed, so how they are shown is no matter."""
    values = {name: getattr(summary, name) for name in type(summary).__dataclass_fields__}
    shown = {name: frozenset(value) if isinstance(value, tuple) else value for name, value in values.items()}
    shown["kinds"] = frozenset(kind.replace("OpenBadge", "Achievement") for kind in shown["kinds"])
    return shown


def test_the_award_holds_until_its_end() -> None:
    assert verify(AWARD, policy=OFFLINE, fetcher=NoFetcher(), at=LATER).answer is Answer.HOLDS
    check(read_object(AWARD))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(RESPELLINGS), st.integers(0, ALL_PLACES - 1)), min_size=1, max_size=3))
def test_respelled_it_reads_the_same_or_does_not_hold(changes: list[tuple[Callable[[Any, Any], None], int]]) -> None:
    document: Any = read_object(AWARD)
    for respell, number in changes:
        found = list(places(document))
        respell(*found[number % len(found)])
    check(document)


def test_each_respelling_alone() -> None:
    """At one place in sixty, or at all of them with THOROUGH_TESTS set (a minute)."""
    taken = tried = 0
    step = 1 if os.environ.get("THOROUGH_TESTS") else 60
    for turn, respell in enumerate(RESPELLINGS):
        for number in range(turn % step, ALL_PLACES, step):
            document: Any = read_object(AWARD)
            respell(*list(places(document))[number])
            tried += 1
            if says_the_same(document):
                taken += 1
                check(document)
    assert taken > tried / 5, "many respellings must leave what was signed as it was"


def test_a_respelled_proof_never_outlives_its_end() -> None:
    """`expires` in a list is the same RDF; a reader who then sees no end would take it for endless."""
    bare = {name: value for name, value in read_object(AWARD).items() if name != "proof"}
    end = DAY_ONE + timedelta(days=10)
    data = json.dumps(
        add_proof(
            bare,
            signer=SIGNER,
            created_at=DAY_ONE,
            source=HashSource(issuing()),
            expires_at=end,
            challenge="c",
            domain="d",
        )
    )
    for respell in (listed, as_value, as_dated_value, as_node, repeated):
        for name in ("expires", "created", "challenge", "proofPurpose", "verificationMethod", "cryptosuite", "type"):
            document = json.loads(data)
            proof = document["proof"][0] if isinstance(document["proof"], list) else document["proof"]
            respell(proof, name)
            late = verify(
                json.dumps(document).encode(), policy=OFFLINE, fetcher=NoFetcher(), at=end + timedelta(days=1)
            )
            assert late.answer is not Answer.HOLDS, (respell, name)


@pytest.mark.parametrize(
    "vocabulary",
    [
        {"eqf": NAMESPACE + "eqfLevel"},
        {"eqfLevel": NAMESPACE + "ectsCredits", "ectsCredits": NAMESPACE + "eqfLevel"},
        {"@vocab": NAMESPACE},
        {"@vocab": NAMESPACE + "eqf"},
        {"achievement": "https://other.example/course"},
        {"OpenBadgeCredential": "https://other.example/CourseCredential"},
        {"course": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement"},
        {"deeper": {"@id": "https://other.example/d", "@context": {"criteria": "https://other.example/c"}}},
        {"deeper": {"@id": "https://other.example/d", "@context": [{"x": {"@id": NAMESPACE + "workload"}}]}},
        {"@vocab": "https://other.example/my-"},
        {"id": "@type"},
        {"n": {"@id": "https://other.example/n", "@container": "@index"}},
        {"n": {"@id": "https://other.example/n", "@nest": "m"}},
        {"n": {"@reverse": "https://other.example/n"}},
        {"n": {"@id": "https://other.example/n", "@prefix": True}},
        {"n": {"@id": "https://other.example/n", "@protected": False, "@context": {"@propagate": False}}},
        {"n": "@type"},
        {"n": "@nest"},
        {"n": None},
        {"@import": "https://www.w3.org/ns/credentials/v2"},
        {"@base": "https://other.example/"},
        {"@language": "en"},
        {"@direction": "rtl"},
        {"@propagate": False},
        {"urn": "https://other.example/"},
        {"n": "https://other.example/" + "x" * 500},
    ],
)  # fmt: skip
def test_a_vocabulary_that_gives_words_a_second_meaning(vocabulary: Any) -> None:
    document: Any = unsigned_award()
    document["@context"].append(vocabulary)
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, verifying()[0])
    assert caught.value.code.startswith("context.")


def test_an_address_is_not_shortened() -> None:
    document: Any = unsigned_award(id="ex:1")
    document["@context"].append({"ex": "https://other.example/"})
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, verifying()[0])
    assert caught.value.code == "jsonld.not_plain"


def test_scoped_terms_at_every_node_are_too_much() -> None:
    """84 kB that took PyLD 27 seconds: 290 terms, read anew at each of 5,000 nodes."""
    terms = {f"t{n}": f"urn:t:{n}" for n in range(290)}
    document: Any = unsigned_award(foo=[{"type": "Foo"}] * 5000)
    document["@context"].append({"foo": "urn:x:foo", "Foo": {"@id": "urn:x:Foo", "@context": terms}})
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, verifying()[0])
    assert caught.value.code == "context.too_large"


def test_a_long_name_in_many_statements_is_too_much() -> None:
    document: Any = unsigned_award(id="urn:" + "x" * 1_900_000)
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, verifying()[0])
    assert caught.value.code == "rdf.too_large"
