"""Data Integrity proofs that must not hold: incomplete, of odd shape, changed by a letter, made of anything."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.unit.credkit.proving import BARE, SIGNERS, check, sign, with_proof

from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc, encode_base64url
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import VC_V2_URL
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import KeyKind
from skillmark.credkit.proof.data_integrity import (
    EDDSA_JCS,
    EDDSA_RDFC,
    is_supported,
    read_proofs,
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cryptosuite": None}, "proof.incomplete"),
        ({"proofPurpose": None}, "proof.incomplete"),
        ({"verificationMethod": None}, "proof.incomplete"),
        ({"proofValue": None}, "proof.incomplete"),
        ({"proofValue": "z"}, "proof.bad_value"),
        ({"proofValue": "z" + "1" * 65}, "proof.bad_value"),
        ({"proofValue": "not multibase"}, "multibase.not_base58btc"),
        ({"proofValue": encode_base64url(bytes(64))}, "multibase.not_base58btc"),
        ({"proofValue": "z" + "2" * 100_000}, "multibase.too_long"),
        ({"proofValue": encode_base58btc(bytes(96))}, "proof.bad_value"),
        ({"type": "Ed25519Signature2018"}, "proof.suite_unknown"),
        ({"cryptosuite": "eddsa-2022"}, "proof.suite_unknown"),
        ({"cryptosuite": "EDDSA-RDFC-2022"}, "proof.suite_unknown"),
        ({"@context": VC_V2_URL}, "proof.context_changed"),
    ],
)
def test_an_incomplete_or_foreign_proof_never_holds(change: JsonObject, code: str) -> None:
    with pytest.raises(CredkitError) as error:
        check(with_proof(sign(), **change))
    assert error.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-05-01"},
        {"created": "2026-05-01T12:00:00"},
        {"created": "yesterday"},
        {"created": 1_777_000_000},
        {"expires": "2026-02-30T00:00:00Z"},
        {"type": ["DataIntegrityProof"]},
        {"cryptosuite": {"@value": EDDSA_RDFC}},
        {"proofPurpose": ["assertionMethod", "authentication"]},
        {"verificationMethod": {"id": "did:key:z6Mk"}},
        {"verificationMethod": "key-1"},
        {"verificationMethod": ""},
        {"id": "first"},
        {"id": ""},
        {"previousProof": {"id": "urn:x"}},
        {"previousProof": ["urn:x", "urn:x"]},
        {"domain": [7]},
        {"challenge": ["a"]},
        {"nonce": 7},
        {"@graph": []},
        {"@id": "urn:x"},
        {"@type": "DataIntegrityProof"},
        {"sec:proofValue": "z"},
        {"https://w3id.org/security#proofValue": "z"},
        {"proof": {}},
    ],
    ids=str,
)
def test_a_proof_of_odd_shape_makes_the_document_malformed(change: JsonObject) -> None:
    document = with_proof(sign(), **change)
    with pytest.raises(Malformed):
        read_proofs(document)


def test_odd_lists_of_proofs() -> None:
    proof = read_proofs(sign())[0].raw
    for odd in ("z", 7, [7], [[proof]], [None]):
        with pytest.raises(Malformed):
            read_proofs(BARE | {"proof": odd})
    with pytest.raises(Refused):
        read_proofs(BARE | {"proof": [proof] * 11})
    with pytest.raises(Malformed) as error:
        read_proofs(BARE | {"proof": [proof | {"id": "urn:x"}, proof | {"id": "urn:x"}]})
    assert error.value.code == "proof.same_id"
    assert read_proofs(BARE) == read_proofs(BARE | {"proof": None}) == read_proofs(BARE | {"proof": []}) == ()


def test_an_unknown_kind_of_proof_is_not_an_error_to_read() -> None:
    document = BARE | {"proof": {"type": "BbsBlsSignature2020", "proofValue": "kTT"}}
    (proof,) = read_proofs(document)
    assert not is_supported(proof)
    with pytest.raises(Untrusted):
        check(document)


def flip(text: str, at: int) -> str:
    letter = "B" if text[at % len(text)] == "A" else "A"
    return text[: at % len(text)] + letter + text[at % len(text) + 1 :]


@pytest.mark.parametrize(("suite", "kind"), SIGNERS, ids=str)
@settings(max_examples=12, deadline=None)
@given(
    where=some.sampled_from(["id", "holder", "proofValue", "verificationMethod", "challenge"]), at=some.integers(0, 60)
)
def test_a_changed_letter_never_verifies(suite: str, kind: KeyKind, where: str, at: int) -> None:
    signer = SIGNERS[suite, kind]
    document = sign(signer=signer, suite=suite, challenge="6a1676b8")
    if where in ("id", "holder"):
        changed = document | {where: flip(str(document[where]), at)}
    else:
        changed = with_proof(document, **{where: flip(str(read_proofs(document)[0].raw[where]), at)})
    with pytest.raises(CredkitError):
        check(changed, signer=signer)


@pytest.mark.parametrize(
    "change", [lambda raw: raw + b"\0", lambda raw: b"\0" + raw, lambda raw: raw[:-1], lambda raw: b""]
)
def test_a_signature_of_another_length_never_verifies(change: Callable[[bytes], bytes]) -> None:
    document = sign()
    value = encode_base58btc(change(decode_base58btc(read_proofs(document)[0].value)))
    with pytest.raises(Malformed):
        check(with_proof(document, proofValue=value))


json_values = some.recursive(
    some.none() | some.booleans() | some.integers(-9, 9) | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAMES = "id type cryptosuite created expires verificationMethod proofPurpose proofValue previousProof domain"
members = some.sampled_from([*NAMES.split(), "nonce", "@context", "x"])


@settings(max_examples=150, deadline=None)
@given(odd=some.dictionaries(members, json_values, max_size=3), suite=some.sampled_from([EDDSA_RDFC, EDDSA_JCS]))
def test_only_our_errors_leave_and_nothing_odd_holds(odd: JsonObject, suite: str) -> None:
    document = sign(suite=suite)
    changed = document | {"proof": read_proofs(document)[0].raw | odd}
    if changed["proof"] == read_proofs(document)[0].raw:
        return
    try:
        check(changed)
    except CredkitError:
        return
    # What still holds says the same: names that are none in RDF, or lists with nothing in them.
    assert suite == EDDSA_RDFC
    assert all(value in (None, [], "") or value == [None] for value in odd.values()), odd
