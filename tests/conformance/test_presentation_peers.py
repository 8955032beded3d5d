"""Presentations, both ways with @digitalbazaar/vc in Node: made for one reader and one question, and for no other."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.peers import NODE, node_with
from tests.conformance.test_digitalbazaar import PUBLISHED, run, write_files
from tests.unit.credkit.college import LATER, unsigned_award

from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.did import did_web_url
from skillmark.credkit.model.vocabulary import MULTIKEY_V1_URL
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import LOGIN, verify
from skillmark.testing.network import Clock, Network
from skillmark.testing.parties import Holder, Issuer

ALICE = Holder("alice")
SEED = hashlib.sha256(b"for tests only: alice").hexdigest()
ASKED = {"challenge": "q-7f3a", "domain": "jobs.example"}
CREATED = LATER.strftime("%Y-%m-%dT%H:%M:%SZ")


class Scene:
    """A college, a badge of Alice's, and the files that the peer reads instead of a network."""

    def __init__(self, node: str, folder: Path, vectors: Path) -> None:
        self.node, self.folder = node, folder
        self.network, self.clock = Network(), Clock(LATER)
        self.college = Issuer("northbank.example:o:college", self.network, self.clock)
        document: Any = {name: value for name, value in unsigned_award().items() if name != "credentialStatus"}
        document["credentialSubject"]["id"] = ALICE.did
        self.badge = self.college.award(document)
        published: dict[str, Any] = {
            url: json.loads((vectors / "contexts" / name).read_bytes()) for url, name in PUBLISHED.items()
        }
        write_files(folder, published | self._keys())

    def _keys(self) -> dict[str, Any]:
        keys: Any = json.loads(self.network.fetch(did_web_url(self.college.did)))
        method = {
            "@context": MULTIKEY_V1_URL,
            "id": ALICE.signer.verification_method,
            "type": "Multikey",
            "controller": ALICE.did,
            "publicKeyMultibase": ALICE.signer.public_multikey,
        }
        named = {entry["id"]: {"@context": MULTIKEY_V1_URL} | entry for entry in keys["verificationMethod"]}
        held = {"assertionMethod": [method["id"]], "authentication": [method["id"]], "verificationMethod": [method]}
        alice = {"@context": ["https://www.w3.org/ns/did/v1", MULTIKEY_V1_URL], "id": ALICE.did} | held
        return {keys["id"]: keys, ALICE.did: alice, str(method["id"]): method} | named

    def ask(self, *jobs: dict[str, Any]) -> list[dict[str, Any]]:
        path = self.folder / "presentation-jobs.json"
        path.write_text(json.dumps(jobs))
        answers: list[dict[str, Any]] = json.loads(run(self.node, "presentations.mjs", self.folder, path))
        return answers


@pytest.fixture
def scene(tmp_path: Path, shared_vectors: Path) -> Scene:
    assert (NODE / "presentations.mjs").is_file()
    return Scene(node_with("@digitalbazaar/vc"), tmp_path, shared_vectors)


def test_they_accept_what_we_present_and_only_for_its_reader(scene: Scene) -> None:
    shown = read_object(ALICE.present([scene.badge], at=LATER, **ASKED))
    job = {"do": "verify", "presentation": shown, "now": LATER.isoformat()}
    others: list[dict[str, Any]] = [{}, {"challenge": "q-0000"}, {"domain": "evil.example"}]
    answers = scene.ask(*(job | ASKED | other for other in others))
    assert answers[0] == {"verified": True, "errors": []}
    assert [answer["verified"] for answer in answers[1:]] == [False, False]


def test_we_accept_what_they_present_and_only_for_its_reader(scene: Scene) -> None:
    job = {"do": "sign", "credentials": [read_object(scene.badge)], "seed": SEED, "created": CREATED}
    shown = write_json(scene.ask(job | ASKED)[0]["presentation"])

    def look(data: bytes, **asked: str) -> Answer:
        return verify(data, policy=LOGIN, fetcher=scene.network, at=LATER, **(ASKED | asked)).answer

    assert look(shown) is Answer.HOLDS
    assert look(shown, challenge="q-0000") is Answer.FAILS
    assert look(shown, domain="evil.example") is Answer.FAILS
    assert look(shown.replace(b"Reading charts", b"Leading charts")) is Answer.FAILS
