"""W3C's vectors of vc-di-eddsa, with every intermediate value."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.vectors.published import CREATED, SOURCE, Published, check_intermediate_values, check_published

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.errors import Malformed, Untrusted
from skillmark.credkit.keys import Ed25519Signer, KeyKind
from skillmark.credkit.proof.data_integrity import (
    ED25519_2020,
    EDDSA_JCS,
    EDDSA_RDFC,
    add_proof,
    check_signature,
    earlier_proofs,
    is_supported,
    read_proofs,
    without_proof,
)

ED, BARE, AUTH = KeyKind.ED25519, "w3c-eddsa/unsigned.json", "w3c-eddsa/employmentAuth.json"
CASES = [
    Published("w3c-eddsa/eddsa-rdfc-2022", EDDSA_RDFC, "DataInt", ED, BARE),
    Published("w3c-eddsa/eddsa-rdfc-2022/employ", EDDSA_RDFC, "DataInt", ED, AUTH),
    Published("w3c-eddsa/eddsa-jcs-2022", EDDSA_JCS, "JCS", ED, BARE),
    Published("w3c-eddsa/Ed25519Signature2020", ED25519_2020, "EdSig", ED),
]
CHAINS = "w3c-eddsa/proof-set-chain"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_intermediate_value(shared_vectors: Path, case: Published) -> None:
    check_intermediate_values(case, shared_vectors)
    check_published(case, shared_vectors)


@pytest.mark.parametrize("case", CASES[:3], ids=lambda case: case.id)
def test_signing_gives_the_published_signature(shared_vectors: Path, case: Published) -> None:
    keys = json.loads((shared_vectors / "w3c-eddsa/keyPair.json").read_bytes())
    signer = Ed25519Signer.from_secret_multikey(keys["privateKeyMultibase"])
    assert signer.public_multikey == keys["publicKeyMultibase"]
    document = case.signed(shared_vectors)
    again = add_proof(without_proof(document), signer=signer, created_at=CREATED, source=SOURCE, suite=case.suite)
    assert again["proof"] == [document["proof"]]


def test_the_older_suite_is_read_only_under_its_own_name(shared_vectors: Path) -> None:
    document = CASES[3].signed(shared_vectors)
    proof = CASES[3].proof(shared_vectors).raw
    for change in ({"cryptosuite": "eddsa-rdfc-2022"}, {"type": "Ed25519Signature2018"}):
        (odd,) = read_proofs(document | {"proof": proof | change})
        assert not is_supported(odd)
    (renamed,) = read_proofs(document | {"proof": proof | {"type": "DataIntegrityProof", "cryptosuite": EDDSA_RDFC}})
    with pytest.raises(Untrusted):
        check_signature(document, renamed, public_multikey=renamed.method.partition("#")[2], source=SOURCE)


def signed(shared_vectors: Path, name: str) -> JsonObject:
    return read_object((shared_vectors / CHAINS / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"])
def test_sets_and_chains_hold(shared_vectors: Path, name: str) -> None:
    document = signed(shared_vectors, name)
    proofs = read_proofs(document)
    assert proofs
    for proof in proofs:
        key = proof.method.partition("#")[2]
        check_signature(document, proof, public_multikey=key, source=SOURCE, proofs=proofs)


def test_signing_a_set_and_a_chain_gives_the_published_ones(shared_vectors: Path) -> None:
    keys = json.loads((shared_vectors / CHAINS / "multiKeyPairs.json").read_bytes())
    steps = [
        ("proofSetConfig1", "signedProofSet1", "keyPair1"),
        ("proofSetConfig2", "signedProofSet2", "keyPair2"),
        ("proofChainConfig1", "signedProofChain1", "keyPair3"),
        ("proofChainConfig2", "signedProofChain2", "keyPair4"),
    ]
    document = signed(shared_vectors, "unsigned")
    for config, expected, pair in steps:
        options = signed(shared_vectors, config)
        (template,) = read_proofs({"proof": options})
        assert template.created_at is not None
        document = add_proof(
            document,
            signer=Ed25519Signer.from_secret_multikey(keys[pair]["privateKeyMultibase"]),
            created_at=template.created_at.astimezone(UTC),
            source=SOURCE,
            proof_id=template.id,
            previous=template.previous,
        )
        published = signed(shared_vectors, expected)["proof"]
        assert document["proof"] == (published if isinstance(published, list) else [published])


def test_what_a_link_of_the_chain_was_made_over(shared_vectors: Path) -> None:
    """The published documents in between: each link signs the credential with the proofs it names, and no others."""
    document = signed(shared_vectors, "signedProofChain2")
    first, second, third, fourth = read_proofs(document)
    between = [signed(shared_vectors, f"proofChainTempDoc{step}")["proof"] for step in (1, 2)]
    assert between == [[first.raw, second.raw], [third.raw]]
    assert earlier_proofs(third, (first, second, third, fourth)) == (first, second)
    assert earlier_proofs(fourth, (first, second, third, fourth)) == (first, second, third)
    with pytest.raises(Untrusted) as error:
        check_signature(
            document, fourth, public_multikey=fourth.method.partition("#")[2], source=SOURCE, proofs=(first, fourth)
        )
    assert error.value.code == "proof.previous_missing"


def test_a_chain_that_bites_its_tail_is_malformed(shared_vectors: Path) -> None:
    document = signed(shared_vectors, "signedProofChain2")
    proofs = [dict(proof.raw) for proof in read_proofs(document)]
    proofs[0]["previousProof"] = proofs[2]["id"]
    circle = read_proofs(document | {"proof": list(proofs)})
    with pytest.raises(Malformed):
        earlier_proofs(circle[2], circle)


def test_a_changed_link_breaks_what_was_made_over_it(shared_vectors: Path) -> None:
    document = signed(shared_vectors, "signedProofChain2")
    proofs = [dict(proof.raw) for proof in read_proofs(document)]
    proofs[2]["created"] = datetime(2023, 2, 26, 22, 6, 39, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    changed = read_proofs(document | {"proof": list(proofs)})
    for proof in changed[2:]:
        with pytest.raises(Untrusted):
            check_signature(
                document, proof, public_multikey=proof.method.partition("#")[2], source=SOURCE, proofs=changed
            )
