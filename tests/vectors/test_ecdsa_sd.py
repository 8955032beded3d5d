"""W3C's vectors of ecdsa-sd-2023 (vc-di-ecdsa), base and derived, with every intermediate value."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.vectors.citizenship import WithCitizenship

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc, encode_base64url
from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.keys import EcdsaSigner
from skillmark.credkit.proof.data_integrity import HashSource, read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.sd import check_base, check_derived, derive, present, sign_base
from skillmark.credkit.proof.data_integrity.sd.base import base_data
from skillmark.credkit.proof.data_integrity.sd.check import relabelled_lines, split_lines
from skillmark.credkit.proof.data_integrity.sd.pointers import select
from skillmark.credkit.proof.data_integrity.sd.statements import Statements, read_statements
from skillmark.credkit.proof.data_integrity.sd.value import read_base_value, read_derived_value

CREATED = datetime(2023, 8, 15, 23, 36, 38, tzinfo=UTC)
CASES = {"prc": "prCred", "employ": "employ"}

SOURCE = HashSource(WithCitizenship())


class Case:
    """One example of the specification: its files, and what was read from them."""

    def __init__(self, vectors: Path, name: str) -> None:
        self.folder = vectors / "w3c-ecdsa" / "ecdsa-sd-2023" / name
        self.pointers = {
            which: json.loads((vectors / "w3c-ecdsa" / f"{CASES[name]}{which}.json").read_bytes())
            for which in ("Mandatory", "Selective")
        }
        self.keys = json.loads((vectors / "w3c-ecdsa" / "ecdsa-sd-2023" / "SDKeyMaterial.json").read_bytes())
        self.hmac_key = bytes.fromhex(self.keys["hmacKeyString"])
        self.signed = read_object((self.folder / "addSignedSDBase.json").read_bytes())
        self.derived = read_object((self.folder / "derivedRevealDocument.json").read_bytes())
        self.document = without_proof(self.signed)
        self.issuer = EcdsaSigner.from_secret_multikey(self.keys["baseKeyPair"]["secretKeyMultibase"])
        self.proof_key = EcdsaSigner.from_secret_multikey(self.keys["proofKeyPair"]["secretKeyMultibase"])

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_bytes())

    def statements(self) -> Statements:
        return read_statements(self.document, SOURCE.contexts, self.hmac_key)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, shared_vectors: Path) -> Case:
    return Case(shared_vectors, request.param)


def entries(published: Any) -> dict[int, str]:
    return dict(published["value"])


def test_statements_under_labels(case: Case) -> None:
    canonical = canonical_nquads(case.document, SOURCE.contexts)
    assert canonical.splitlines(keepends=True) == case.read("addBaseDocCanon.json")
    assert list(case.statements().lines) == case.read("addBaseDocHMACCanon.json")


def test_mandatory_statements(case: Case) -> None:
    published, statements = case.read("addBaseTransform.json"), case.statements()
    assert case.pointers["Mandatory"] == published["mandatoryPointers"]
    chosen = statements.select(case.pointers["Mandatory"]).indexes
    assert {index: statements.lines[index] for index in chosen} == entries(published["mandatory"])
    rest = set(range(len(statements.lines))) - set(chosen)
    assert {index: statements.lines[index] for index in rest} == entries(published["nonMandatory"])
    for entry in case.read("addPointerValues.json"):
        assert select(case.document, [entry["pointer"]])[entry["pointer"][1:]] == entry["value"]


def test_hashes(case: Case) -> None:
    options = case.read("addProofConfig.json")
    canonical = canonical_nquads(options, SOURCE.contexts)
    assert canonical == (case.folder / "addProofConfigCanon.txt").read_text()
    hashes = case.read("addHashData.json")
    assert hashlib.sha256(canonical.encode()).hexdigest() == hashes["proofHash"]
    mandatory = entries(case.read("addBaseTransform.json")["mandatory"]).values()
    data = base_data(case.document, options, b"key", mandatory, SOURCE.contexts)
    assert data.hex() == hashes["proofHash"] + b"key".hex() + hashes["mandatoryHash"]


def test_base_proof_is_the_published_one(case: Case) -> None:
    signed = sign_base(
        case.document,
        case.pointers["Mandatory"],
        signer=case.issuer,
        hmac_key=case.hmac_key,
        proof_key=case.proof_key,
        created_at=CREATED,
        source=SOURCE,
    )
    assert signed["proof"] == [case.signed["proof"]]


def test_parts_of_the_base_value(case: Case) -> None:
    value = read_base_value(read_proofs(case.signed)[0].value)
    raw, recovered = case.read("addRawBaseSignatureInfo.json"), case.read("derivedRecoveredBaseData.json")
    assert value.signature.hex() == raw["baseSignature"] == recovered["baseSignature"]
    assert encode_base58btc(value.public_key) == raw["publicKey"] == recovered["proofPublicKey"]
    assert [each.hex() for each in value.signatures] == raw["signatures"] == recovered["signatures"]
    assert list(value.mandatory_pointers) == raw["mandatoryPointers"] == recovered["mandatoryPointers"]
    assert value.hmac_key.hex() == recovered["hmacKey"]
    assert value.text() == read_proofs(case.signed)[0].value


def test_the_base_proof_holds(case: Case) -> None:
    proof = read_proofs(case.signed)[0]
    check_base(case.signed, proof, public_multikey=case.issuer.public_multikey, source=SOURCE)


def test_groups(case: Case) -> None:
    published, indexes, statements = (
        case.read("derivedAllGroupData.json"),
        case.read("derivedGroupIndexes.json"),
        case.statements(),
    )
    pointers = {
        "mandatory": case.pointers["Mandatory"],
        "selective": case.pointers["Selective"],
        "combined": case.pointers["Mandatory"] + case.pointers["Selective"],
    }
    assert list(statements.lines) == published["nquads"]
    for name, chosen in pointers.items():
        found = statements.select(chosen).indexes
        assert list(found) == indexes[f"{name}Indexes"]
        assert {index: statements.lines[index] for index in found} == entries(published["groups"][name]["matching"])
    labels = {label.removeprefix("_:") for label in statements.labels.values()}
    assert labels == {label for _, label in published["labelMap"]["value"]}


def test_derived_document_is_the_published_one(case: Case) -> None:
    shown = present(case.signed, case.pointers["Selective"], public_multikey=case.issuer.public_multikey, source=SOURCE)
    assert shown == case.derived == derive(case.signed, case.pointers["Selective"], source=SOURCE)
    assert without_proof(shown) == case.read("derivedUnsignedReveal.json")


def test_parts_of_the_derived_value(case: Case) -> None:
    value = read_derived_value(read_proofs(case.derived)[0].value)
    disclosed, parsed = case.read("derivedDisclosureData.json"), case.read("verifyDerivedProofValue.json")
    assert value.signature.hex() == disclosed["baseSignature"] == parsed["baseSignature"]
    assert encode_base58btc(value.public_key) == disclosed["publicKey"] == parsed["publicKey"]
    signatures = [each.hex() for each in value.signatures]
    assert signatures == disclosed["signatures"] == parsed["signatures"]
    assert signatures == case.read("derivedAdjSignatures.json")["filteredSignatures"]
    labels = [[f"c14n{number}", encode_base64url(label)] for number, label in value.labels.items()]
    assert labels == disclosed["labelMap"]["value"] == parsed["labelMap"]
    indexes = case.read("derivedAdjMandatoryIndexes.json")["adjMandatoryIndexes"]
    assert list(value.mandatory_indexes) == indexes == disclosed["mandatoryIndexes"] == parsed["mandatoryIndexes"]
    assert value.text() == read_proofs(case.derived)[0].value


def test_verification(case: Case) -> None:
    proof = read_proofs(case.derived)[0]
    value, document = read_derived_value(proof.value), without_proof(case.derived)
    lines = relabelled_lines(document, value, SOURCE)
    assert lines == case.read("verifyNQuads.json")
    data = case.read("verifyCreateVerifyData.json")
    mandatory, others = split_lines(lines, value)
    assert others == data["nonMandatory"]
    assert hashlib.sha256("".join(mandatory).encode()).hexdigest() == data["mandatoryHash"]
    options = {name: member for name, member in proof.raw.items() if name != "proofValue"}
    signed = base_data(document, options, value.public_key, mandatory, SOURCE.contexts)
    assert signed.hex() == data["proofHash"] + decode_base58btc(data["publicKey"]).hex() + data["mandatoryHash"]
    check_derived(case.derived, proof, public_multikey=case.issuer.public_multikey, source=SOURCE)
