"""Data Integrity proofs beyond the published vectors: options, sets and chains, and everything that must not hold."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as some

from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc, encode_base64url
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.contexts import VC_V2_URL, verifying
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, RsaSigner, Signer
from skillmark.credkit.proof.data_integrity import (
    ECDSA_JCS,
    ECDSA_RDFC,
    EDDSA_JCS,
    EDDSA_RDFC,
    SUITES,
    HashSource,
    add_proof,
    check_signature,
    earlier_proofs,
    is_supported,
    read_proofs,
    suite_for,
)

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 1, tzinfo=UTC)
BARE: JsonObject = {
    "@context": [VC_V2_URL],
    "id": "urn:uuid:0b6d5a3e-0000-4000-8000-000000000001",
    "type": ["VerifiablePresentation"],
    "holder": "did:example:holder",
}
ED = Ed25519Signer.from_seed(b"\x01" * 32)
P256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\x01" * 32)
P384 = EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48)
SIGNERS: dict[tuple[str, KeyKind], Signer] = {
    (name, kind): {KeyKind.ED25519: ED, KeyKind.P256: P256, KeyKind.P384: P384}[kind]
    for name, suite in SUITES.items()
    for kind in suite.kinds
}


@cache
def source() -> HashSource:
    return HashSource(verifying()[0])


def sign(document: JsonObject = BARE, *, signer: Signer = ED, **options: object) -> JsonObject:
    return add_proof(document, signer=signer, created_at=AT, source=source(), **options)  # type: ignore[arg-type]


def check(document: JsonObject, index: int = -1, *, signer: Signer = ED) -> None:
    proofs = read_proofs(document)
    key = signer.public_multikey
    check_signature(document, proofs[index], public_multikey=key, source=source(), proofs=proofs)


def with_proof(document: JsonObject, **members: Json) -> JsonObject:
    """The document with members of its last proof changed; None takes one out."""
    proof = read_proofs(document)[-1].raw | members
    return document | {"proof": {name: value for name, value in proof.items() if value is not None}}


@pytest.mark.parametrize(("suite", "kind"), SIGNERS, ids=str)
def test_all_options_are_signed(suite: str, kind: KeyKind) -> None:
    signer = SIGNERS[suite, kind]
    document = sign(
        signer=signer,
        suite=suite,
        purpose="authentication",
        challenge="6a1676b8",
        domain="college.example",
        expires_at=LATER,
        proof_id="urn:uuid:0b6d5a3e-0000-4000-8000-000000000002",
    )
    check(document, signer=signer)
    (proof,) = read_proofs(document)
    assert (proof.purpose, proof.challenge, proof.domain, proof.expires_at) == (
        "authentication",
        "6a1676b8",
        "college.example",
        LATER,
    )
    assert proof.was_made_for(challenge="6a1676b8", domain="college.example")
    assert proof.was_made_for(challenge="", domain="")
    assert not proof.was_made_for(challenge="6a1676b9", domain="college.example")
    assert not proof.was_made_for(challenge="6a1676b8", domain="mallory.example")
    changes: list[JsonObject] = [
        {"challenge": "6a1676b9"},
        {"challenge": None},
        {"domain": ["college.example", "mallory.example"]},
        {"expires": "2027-06-01T00:00:00Z"},
        {"expires": None},
        {"created": "2026-05-01T12:00:01Z"},
        {"created": None},
        {"proofPurpose": "assertionMethod"},
        {"nonce": "1"},
        {"id": None},
        {"previousProof": []},
        {"verificationMethod": "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp#key"},
        {"undefinedWord": "x"},
        {"publicKeyMultibase": "x"},
    ]
    for change in changes:
        if suite.startswith(("eddsa-rdfc", "ecdsa-rdfc")) and change == {"previousProof": []}:
            continue  # an empty set says nothing in RDF
        with pytest.raises((Untrusted, Refused)):
            check(with_proof(document, **change), signer=signer)


def test_the_suite_follows_the_key() -> None:
    assert [suite_for(kind) for kind in (KeyKind.ED25519, KeyKind.P256, KeyKind.P384)] == [
        EDDSA_RDFC,
        ECDSA_RDFC,
        ECDSA_RDFC,
    ]
    assert read_proofs(sign(signer=P384))[0].suite == ECDSA_RDFC
    signer = RsaSigner.from_key(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    for options in ({"signer": signer}, {"signer": signer, "suite": EDDSA_RDFC}, {"signer": P256, "suite": EDDSA_JCS}):
        with pytest.raises(Refused) as error:
            sign(**options)  # type: ignore[arg-type]
        assert error.value.code == "proof.key_unfit"
    for suite in ("eddsa-2022", "ecdsa-sd-2023", "Ed25519Signature2020", "none", ""):
        with pytest.raises(Refused):
            sign(suite=suite)


def test_a_key_of_another_kind_is_untrusted() -> None:
    with pytest.raises(Untrusted) as error:
        check(sign(), signer=P256)
    assert error.value.code == "proof.key_unfit"
    with pytest.raises(Malformed):  # the signature has not the length of that curve
        check(sign(signer=P256), signer=P384)


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


def test_a_proof_need_not_say_when_it_was_made() -> None:
    """vc-data-integrity section 2.1: `created` is optional. It is signed, so it cannot be taken out afterwards."""
    document = sign(suite=EDDSA_JCS)
    options = {
        key: value for key, value in read_proofs(document)[0].raw.items() if key not in ("created", "proofValue")
    }
    value = ED.sign(source().hash_data(BARE, options, EDDSA_JCS))
    timeless = BARE | {"proof": options | {"proofValue": encode_base58btc(value)}}
    check(timeless)
    assert read_proofs(timeless)[0].created_at is None


@pytest.mark.parametrize("suite", [EDDSA_JCS, ECDSA_JCS])
def test_with_jcs_a_later_context_may_be_added_behind(suite: str) -> None:
    """vc-di-eddsa section 3.3.2, step 4: the document's context begins with that of the proof."""
    signer = SIGNERS[suite, SUITES[suite].kinds[0]]
    document = sign(signer=signer, suite=suite)
    check(document | {"@context": [VC_V2_URL, "https://example.com/more"]}, signer=signer)
    for context in (["https://example.com/more", VC_V2_URL], [], None):
        with pytest.raises(Untrusted):
            check(document | {"@context": context}, signer=signer)


@pytest.mark.parametrize("suite", [None, EDDSA_JCS])
def test_a_set_holds_proof_by_proof(suite: str | None) -> None:
    document = sign(sign(suite=suite), signer=P256)
    check(document, 0)
    check(document, 1, signer=P256)
    reordered = document | {"proof": list(reversed([proof.raw for proof in read_proofs(document)]))}
    check(reordered, 1)


@pytest.mark.parametrize("suite", [None, EDDSA_JCS])
def test_a_chain_holds_only_with_all_its_links(suite: str | None) -> None:
    names = [f"urn:uuid:0b6d5a3e-0000-4000-8000-00000000000{number}" for number in range(3)]
    document = sign(proof_id=names[0], suite=suite)
    document = sign(document, proof_id=names[1], suite=suite)
    document = sign(document, proof_id=names[2], previous=names[:2], suite=suite)
    document = sign(document, previous=[names[2]], suite=suite)
    proofs = read_proofs(document)
    for index in range(4):
        check(document, index)
    assert earlier_proofs(proofs[3], proofs) == proofs[:3]
    for lost in (0, 1, 2):
        left = document | {"proof": [proof.raw for index, proof in enumerate(proofs) if index != lost]}
        with pytest.raises(Untrusted) as error:
            earlier_proofs(read_proofs(left)[-1], read_proofs(left))
        assert error.value.code == "proof.previous_missing"
    with pytest.raises(Untrusted):
        sign(document, previous=["urn:uuid:0b6d5a3e-0000-4000-8000-000000000009"])
    with pytest.raises(Malformed):
        sign(document, proof_id=names[0])
    with pytest.raises(Malformed):
        sign(proof_id="not a url")


def test_a_proof_cannot_be_made_over_itself() -> None:
    document = with_proof(sign(proof_id="urn:x:1"), previousProof="urn:x:1")
    proofs = read_proofs(document)
    with pytest.raises(Untrusted):
        check(document)
    with pytest.raises(Malformed):
        earlier_proofs(proofs[0], proofs)


def test_no_more_proofs_than_are_read() -> None:
    document = BARE
    for _ in range(10):
        document = sign(document)
    with pytest.raises(Refused):
        sign(document)


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
