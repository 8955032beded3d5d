"""W3C's vectors of vc-di-eddsa, with every intermediate value."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.contexts import verifying
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.proof.data_integrity import (
    EDDSA_JCS,
    EDDSA_RDFC,
    HashSource,
    add_proof,
    check_signature,
    read_proofs,
    without_proof,
)

CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
SUITES = {EDDSA_RDFC: "DataInt", EDDSA_JCS: "JCS"}


def folder(shared_vectors: Path) -> Path:
    return shared_vectors / "w3c-eddsa"


def signed(shared_vectors: Path, suite: str) -> JsonObject:
    return read_object((folder(shared_vectors) / suite / f"signed{SUITES[suite]}.json").read_bytes())


@pytest.mark.parametrize("suite", SUITES)
def test_canonical_forms_and_hashes(shared_vectors: Path, suite: str) -> None:
    def text(name: str) -> str:
        return (folder(shared_vectors) / suite / f"{name}{SUITES[suite]}.txt").read_text()

    document = without_proof(signed(shared_vectors, suite))
    options = json.loads((folder(shared_vectors) / suite / f"proofConfig{SUITES[suite]}.json").read_bytes())
    source = HashSource(verifying()[0])
    assert source.canonical(document, suite).decode() == text("canonDoc")
    assert source.canonical(options, suite).decode() == text("proofCanon")
    assert hashlib.sha256(source.canonical(document, suite)).hexdigest() == text("docHash").strip()
    assert source.hash_data(document, options, suite).hex() == text("combinedHash").strip()
    proof = read_proofs(signed(shared_vectors, suite))[0]
    assert proof.value == text("sigBTC58").strip()
    assert decode_base58btc(proof.value).hex() == text("sigHex").strip()


@pytest.mark.parametrize("suite", SUITES)
def test_signing_gives_the_published_signature(shared_vectors: Path, suite: str) -> None:
    keys = json.loads((folder(shared_vectors) / "keyPair.json").read_bytes())
    signer = Ed25519Signer.from_secret_multikey(keys["privateKeyMultibase"])
    assert signer.public_multikey == keys["publicKeyMultibase"]
    document = signed(shared_vectors, suite)
    source = HashSource(verifying()[0])
    again = add_proof(without_proof(document), signer=signer, created_at=CREATED, source=source, suite=suite)
    assert read_proofs(again)[0].value == read_proofs(document)[0].value


@pytest.mark.parametrize("name", ["ProofSet1", "ProofSet2", "ProofChain1", "ProofChain2"])
def test_sets_and_chains(shared_vectors: Path, name: str) -> None:
    document = read_object((folder(shared_vectors) / "proof-set-chain" / f"signed{name}.json").read_bytes())
    proofs = read_proofs(document)
    assert proofs
    for proof in proofs:
        key = proof.method.partition("#")[2]
        check_signature(document, proof, public_multikey=key, source=HashSource(verifying()[0]), proofs=proofs)
