"""DIDs and their documents."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.credkit.college import COLLEGE, DAY_ONE, signer_of

from skillmark.credkit.did import (
    KeyRecord,
    NoFetcher,
    build_did_document,
    did_web_url,
    make_did_web,
    read_did_document,
    resolve,
    split_did_url,
)
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import Ed25519Signer, decode_multikey, encode_multikey, is_signed_by

FIELD, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:example.com", "https://example.com/.well-known/did.json"),
        ("did:web:Example.com:o:college", "https://example.com/o/college/did.json"),
        ("did:web:example.com%3A8443:o:x-1", "https://example.com:8443/o/x-1/did.json"),
        ("did:web:localhost%3A8000:o:college", "http://localhost:8000/o/college/did.json"),
    ],
)
def test_where_a_did_web_lies(did: str, url: str) -> None:
    assert did_web_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:web:127.0.0.1",
        "did:web:0x7f.1",
        "did:web:10.0.0.0x1",
        "did:web:2130706433",
        "did:web:%5B::1%5D",
        "did:web:example.com%2Fx",
        "did:web:example.com%40evil.example",
        "did:web:example.com%3A99999",
        "did:web:example.com%3A",
        "did:web:example.com%3A80%3A80",
        "did:web:example.com:..:x",
        "did:web:example.com::x",
        "did:web:example.com:%2e%2e",
        "did:web:-x.example",
        "did:web:",
        "did:key:z6Mk",
        "did:web:example.com/x",
        "did:web:ex ample.com",
        "did:web:" + "a" * 2000,
    ],
)
def test_what_may_not_be_asked(did: str) -> None:
    with pytest.raises(CredkitError):
        did_web_url(did)


def test_a_did_web_of_ours() -> None:
    assert make_did_web("localhost:8000", "o", "college") == "did:web:localhost%3A8000:o:college"
    with pytest.raises(CredkitError):
        make_did_web("10.0.0.1", "o")


def test_a_document_comes_back() -> None:
    record = KeyRecord(signer_of(1).public_multikey, DAY_ONE, DAY_ONE, DAY_ONE)
    key = read_did_document(build_did_document(COLLEGE, [record]), COLLEGE).keys[0]
    assert (key.public_multikey, key.asserts, key.controller) == (record.public_multikey, True, COLLEGE)
    assert key.in_use_from == key.expires_at == key.revoked_at == DAY_ONE


def test_a_key_for_logging_in_does_not_assert() -> None:
    document = build_did_document(COLLEGE, [KeyRecord(signer_of(1).public_multikey, DAY_ONE)]) | {"assertionMethod": []}
    assert not read_did_document(document, COLLEGE).keys[0].asserts


def test_another_issuers_document_is_refused() -> None:
    with pytest.raises(CredkitError):
        read_did_document(build_did_document("did:web:mallory.example", []), COLLEGE)


def test_did_key_needs_nobody() -> None:
    signer = Ed25519Signer.from_seed(b"k" * 32)
    did, _ = split_did_url(signer.verification_method)
    assert resolve(did, NoFetcher()).find_key(signer.verification_method) is not None


@given(st.text(max_size=60))
def test_no_text_crashes(text: str) -> None:
    for did in (text, "did:web:" + text, "did:key:" + text):
        with contextlib.suppress(CredkitError):
            resolve(did, NoFetcher())


def weak_points() -> list[int]:
    """The y of every point of small order, found anew: 8 times a point is neutral."""
    d = -121665 * pow(121666, -1, FIELD) % FIELD

    def add(p: tuple[int, int], q: tuple[int, int]) -> tuple[int, int]:
        (x1, y1), (x2, y2) = p, q
        t = d * x1 * x2 * y1 * y2
        x3 = (x1 * y2 + x2 * y1) * pow(1 + t, -1, FIELD)
        y3 = (y1 * y2 + x1 * x2) * pow(1 - t, -1, FIELD)
        return x3 % FIELD, y3 % FIELD

    def times(n: int, p: tuple[int, int]) -> tuple[int, int]:
        total = (0, 1)
        while n:
            total = add(total, p) if n & 1 else total
            p, n = add(p, p), n >> 1
        return total

    found, y = set(), 2
    while len(found) < 5:
        x2 = (y * y - 1) * pow(d * y * y + 1, -1, FIELD) % FIELD
        x = pow(x2, (FIELD + 3) // 8, FIELD)
        if x * x % FIELD != x2:
            x = x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
        if x * x % FIELD == x2:
            torsion = times(ORDER, (x, y))
            found |= {times(k, torsion)[1] for k in range(8)}
        y += 1
    return sorted(found)


def test_weak_keys_are_refused() -> None:
    points = weak_points()
    assert len(points) == 5
    for y in [*points, FIELD, FIELD + 1]:
        for sign in (0, 1 << 255):
            with pytest.raises(CredkitError):
                decode_multikey(encode_multikey((y | sign).to_bytes(32, "little")))


def test_a_signature_has_one_form() -> None:
    signer = signer_of(1)
    signature = signer.sign(b"x")
    assert is_signed_by(signer.public_multikey, b"x", signature)
    stretched = signature[:32] + (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    for other in (stretched, signature[:63], signature + b"\0", b""):
        assert not is_signed_by(signer.public_multikey, b"x", other)


def test_the_seed_does_not_show() -> None:
    assert "PrivateKey" not in repr(signer_of(1))
