"""On hostile bytes only our errors leave, and nothing that was changed ever holds."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE, LATER, unsigned_award

from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.model import read_summary
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify

SIGNER = Ed25519Signer.from_seed(b"a" * 32)
ISSUER = {
    "id": SIGNER.verification_method.split("#")[0],
    "type": ["Profile"],
    "name": "A",
    "address": {"type": ["Address"], "addressCountry": "NL"},
}
AWARD = issue(
    prepare({key: value for key, value in unsigned_award(issuer=ISSUER).items() if key != "credentialStatus"}),
    signer=SIGNER,
    created_at=DAY_ONE,
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["@id", "_:a", "x:"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@context", "@type", "@graph", "@list", "id", "type", "name", "x"]), inner)
    ),
    max_leaves=8,
)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answer(data: bytes) -> Answer:
    return verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=LATER).answer


def test_the_award_itself_holds_offline() -> None:
    assert answer(AWARD) is Answer.HOLDS


@quick
@given(st.integers(0, len(AWARD) * 8 - 1))
def test_a_flipped_bit_never_holds(bit: int) -> None:
    data = bytearray(AWARD)
    data[bit // 8] ^= 1 << bit % 8
    assert answer(bytes(data)) is not Answer.HOLDS


@quick
@given(st.binary(max_size=120))
@example(b"")
@example(b"\x89PNG\r\n\x1a\n")
@example(b"<svg>")
@example(b"a.b.c")
@example(b'{"format":"skillmark-pack/1"')
def test_any_bytes_get_a_report(data: bytes) -> None:
    assert answer(data) is not Answer.HOLDS


PATHS = [
    ("@context",),
    ("id",),
    ("type",),
    ("issuer",),
    ("issuer", "id"),
    ("validFrom",),
    ("validUntil",),
    ("credentialStatus",),
    ("credentialSubject",),
    ("credentialSubject", "achievement"),
    ("credentialSubject", "achievement", "alignment"),
    ("credentialSubject", "identifier"),
    ("evidence",),
    ("proof",),
    ("proof", 0),
    ("proof", 0, "type"),
    ("proof", 0, "created"),
    ("proof", 0, "verificationMethod"),
    ("proof", 0, "proofValue"),
    ("proof", 0, "proofPurpose"),
    ("proof", 0, "cryptosuite"),
    ("proof", 0, "@context"),
    ("proof", 0, "previousProof"),
    ("proof", 0, "expires"),
    ("proof", 0, "id"),
]


@quick
@given(st.sampled_from(PATHS), JSON)
def test_any_value_in_any_place_gets_a_report(path: tuple[Any, ...], value: Any) -> None:
    document: Any = read_object(AWARD)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    data = json.dumps(document).encode()
    found = verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=LATER, recipient="alice@example.org")
    assert found.checked_at == LATER
    try:
        read_summary(document)
    except (ValueError, OverflowError):
        pytest.fail("a summary may not raise")


@quick
@given(st.sampled_from(sorted(set(read_object(AWARD)) - {"proof"})))
def test_a_missing_member_never_holds(name: str) -> None:
    document = read_object(AWARD)
    del document[name]
    assert answer(write_json(document)) is not Answer.HOLDS
