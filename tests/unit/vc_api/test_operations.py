"""What VC-API promises of each operation, asked over HTTP of a running server."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.unit.vc_api.conftest import Caller

from skillmark.credkit.contexts import VC_V2_URL, issuing
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.proof.data_integrity import HashSource, add_proof
from skillmark.doors.vc_api.bases import KINDS

pytestmark = pytest.mark.enable_socket
EMBEDDED = [name for name, kind in KINDS.items() if kind.suite and not kind.is_selective]
PROOF_ERROR = "https://w3id.org/security#PROOF_VERIFICATION_ERROR"


@pytest.mark.parametrize("base", EMBEDDED)
def test_what_is_issued_verifies_and_names_its_suite(caller: Caller, base: str) -> None:
    issued = caller.issued(base)
    (proof,) = issued["proof"]
    assert proof["cryptosuite"] == KINDS[base].suite
    assert proof["verificationMethod"].startswith(caller.did(base) + "#")
    status, answer = caller.verified(base, issued)
    assert (status, answer["verified"]) == (200, True)


@pytest.mark.parametrize("base", EMBEDDED)
def test_what_was_changed_afterwards_is_refused(caller: Caller, base: str) -> None:
    issued = caller.issued(base)
    issued["credentialSubject"]["name"] = "Mallory"
    status, answer = caller.verified(base, issued)
    assert (status, answer["verified"], answer["type"]) == (400, False, PROOF_ERROR)
    assert answer["problemDetails"][0]["code"] == "proof.signature_wrong"


def test_a_jwt_comes_and_goes_in_an_envelope(caller: Caller) -> None:
    issued = caller.issued("jwt")
    assert issued["type"] == "EnvelopedVerifiableCredential"
    assert issued["id"].startswith("data:application/vc+jwt,")
    assert caller.verified("jwt", issued)[0] == 200
    issued["id"] = issued["id"][:-4] + "AAAA"
    assert caller.verified("jwt", issued)[0] == 400


def test_a_part_is_shown_and_verifies(caller: Caller) -> None:
    base = caller.issued("ecdsa-sd-2023", mandatoryPointers=["/issuer"])
    asked = {"verifiableCredential": base, "options": {"selectivePointers": ["/credentialSubject/name"]}}
    status, answer = caller.post("ecdsa-sd-2023/credentials/derive", asked)
    assert status == 201
    shown = answer["verifiableCredential"]
    assert shown["credentialSubject"]["name"] == "Alice"
    assert caller.verified("ecdsa-sd-2023", shown)[0] == 200
    assert caller.verified("ecdsa-sd-2023", base)[0] == 400  # a base proof is for its holder alone


@pytest.mark.parametrize("pointers", ["/issuer", [1], ["/nowhere"]])
def test_pointers_that_lead_nowhere_are_refused(caller: Caller, pointers: object) -> None:
    body = {"credential": caller.credential("ecdsa-sd-2023"), "options": {"mandatoryPointers": pointers}}
    assert caller.post("ecdsa-sd-2023/credentials/issue", body)[0] == 400


def test_deriving_is_for_the_suite_that_can(caller: Caller) -> None:
    asked = {"verifiableCredential": caller.issued("jwt"), "options": {}}
    assert caller.post("jwt/credentials/derive", asked)[0] == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"},
        {"type": ["VerifiableCredential", "UnheardOf"]},
        {"credentialSubject": None},
        {"@context": ["https://www.w3.org/ns/credentials/examples/v2"]},
        {"proof": {"type": "DataIntegrityProof"}},
    ],
    ids=["issuer", "type", "subject", "context", "signed"],
)
def test_what_does_not_conform_is_not_issued(caller: Caller, changes: dict[str, Any]) -> None:
    body = {"credential": caller.credential("eddsa-rdfc-2022", **changes)}
    status, answer = caller.post("eddsa-rdfc-2022/credentials/issue", body)
    assert status == 400
    assert answer["type"] == "https://w3id.org/security#PROOF_GENERATION_ERROR"
    assert answer["detail"] and answer["code"]


@pytest.mark.parametrize("document", [None, "text", [], 7])
def test_only_objects_are_looked_at(caller: Caller, document: object) -> None:
    assert caller.verified("eddsa-rdfc-2022", document)[0] == 400
    assert caller.post("eddsa-rdfc-2022/presentations/verify", {"verifiablePresentation": document})[0] == 400
    assert caller.post("eddsa-rdfc-2022/credentials/issue", {"credential": document})[0] == 400


def test_an_issuer_that_nobody_can_ask_is_left_to_the_reader(caller: Caller, shared_vectors: Path) -> None:
    vector = shared_vectors / "w3c-eddsa/eddsa-rdfc-2022/signedDataInt.json"
    status, answer = caller.verified("eddsa-rdfc-2022", json.loads(vector.read_bytes()))
    assert status == 200
    assert "issuer key" in [warning["title"] for warning in answer["warnings"]]


def test_a_presentation_is_for_one_challenge(caller: Caller) -> None:
    holder = Ed25519Signer.from_seed(bytes([9]) * 32)
    presentation = presented(holder, caller.issued("eddsa-rdfc-2022"), challenge="c1", domain="door.example")
    path = "eddsa-rdfc-2022/presentations/verify"
    for challenge, expected in (("c1", 200), ("c2", 400)):
        asked = {"challenge": challenge, "domain": "door.example"}
        status, answer = caller.post(path, {"verifiablePresentation": presentation, "options": asked})
        assert status == expected, answer
    assert answer["type"] == "https://w3id.org/security#INVALID_CHALLENGE_ERROR"


def presented(holder: Ed25519Signer, credential: dict[str, Any], **asked: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@context": [VC_V2_URL],
        "type": ["VerifiablePresentation"],
        "holder": holder.verification_method.partition("#")[0],
        "verifiableCredential": [credential],
    }
    source = HashSource(issuing())
    now = datetime.now(UTC)
    return add_proof(document, signer=holder, created_at=now, source=source, purpose="authentication", **asked)
