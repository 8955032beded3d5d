"""Data Integrity proofs beyond the published vectors: options, sets and chains."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.unit.credkit.proving import BARE, ED, LATER, P256, P384, SIGNERS, check, sign, source, with_proof

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import VC_V2_URL
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys import KeyKind, RsaSigner
from skillmark.credkit.proof.data_integrity import (
    ECDSA_JCS,
    ECDSA_RDFC,
    EDDSA_JCS,
    EDDSA_RDFC,
    SUITES,
    earlier_proofs,
    read_proofs,
    suite_for,
)


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
