"""ecdsa-sd-2023 both ways with @digitalbazaar/ecdsa-sd-2023-cryptosuite in Node: who signs, who shows, who checks.

Skips where Node or the npm registry cannot be had. Contexts are handed over as files; nothing is fetched.
"""

import json
import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.conformance.peers import node_with
from tests.conformance.test_digitalbazaar import PUBLISHED, run, write_files
from tests.unit.credkit.college import COLLEGE, DAY_ONE, LATER, unsigned_award
from tests.unit.credkit.disclosing import ISSUER, SOURCE, check, signed_base
from tests.unit.credkit.test_disclosure_random import all_pointers, some_document

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.proof.data_integrity import read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.sd import check_base, derive

MANDATORY = ["/issuer", "/validFrom", "/validUntil", "/credentialStatus", "/credentialSubject/achievement/name"]
OUTCOME = "/credentialSubject/achievement/microCredential/learningOutcomes/1"
CHOSEN = ["/credentialSubject/result/0/value", "/evidence/0/narrative", "/name", OUTCOME]
# Node's pointers are read after compaction, in which an array of one has become its item.
CHOSEN_THERE = ["/credentialSubject/result", "/evidence", "/name", OUTCOME]


@pytest.fixture(scope="module")
def node() -> str:
    """The path of Node, with the packages of the lock installed."""
    return node_with("@digitalbazaar/ecdsa-sd-2023-cryptosuite")


@pytest.fixture
def files(tmp_path: Path, shared_vectors: Path) -> Path:
    """A folder with the published contexts and the college's P-256 key, an index by address, and the secret key."""
    method = {
        "@context": "https://w3id.org/security/multikey/v1",
        "id": ISSUER.verification_method,
        "type": "Multikey",
        "controller": COLLEGE,
        "publicKeyMultibase": ISSUER.public_multikey,
    }
    documents: dict[str, Any] = {
        url: json.loads((shared_vectors / "contexts" / name).read_bytes()) for url, name in PUBLISHED.items()
    }
    documents[ISSUER.verification_method] = method
    documents[COLLEGE] = {
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": COLLEGE,
        "verificationMethod": [method],
        "assertionMethod": [ISSUER.verification_method],
    }
    secret = encode_base58btc(b"\x86\x26" + b"\x01" * 32)
    (tmp_path / "key.json").write_text(json.dumps(method | {"secretKeyMultibase": secret}))
    return write_files(tmp_path, documents)


def award() -> JsonObject:
    """Without the values in order, which the Node implementation cannot name (its `@list` gets an `@id`)."""
    document = unsigned_award()
    subject: Any = document["credentialSubject"]
    for description in subject["achievement"]["resultDescription"]:
        description.pop("allowedValue")
    return document


def written(folder: Path, document: JsonObject) -> Path:
    path = folder / "credential.json"
    path.write_bytes(write_json(document))
    return path


def they_accept(node: str, files: Path, document: JsonObject) -> bool:
    result = json.loads(run(node, "sd_verify.mjs", written(files, document), files, LATER.isoformat()))
    return bool(result["verified"])


def changed(document: JsonObject) -> JsonObject:
    return read_object(write_json(document).replace(b'"83"', b'"99"'))


@pytest.mark.parametrize("document", [award(), unsigned_award()], ids=["plain", "with values in order"])
def test_they_accept_what_we_sign_and_show(node: str, files: Path, document: JsonObject) -> None:
    shown = derive(signed_base(document, MANDATORY), CHOSEN, source=SOURCE)
    assert they_accept(node, files, shown)
    assert not they_accept(node, files, changed(shown))


def test_they_show_a_part_of_what_we_sign(node: str, files: Path) -> None:
    base = signed_base(award(), MANDATORY)
    shown = read_object(run(node, "sd_derive.mjs", written(files, base), files, json.dumps(CHOSEN_THERE)).encode())
    check(shown)
    assert without_order(shown) == without_order(derive(base, CHOSEN_THERE, source=SOURCE))
    with pytest.raises(CredkitError):
        check(changed(shown))


def test_we_show_a_part_of_what_they_sign(node: str, files: Path) -> None:
    created = DAY_ONE.strftime("%Y-%m-%dT%H:%M:%SZ")
    arguments = (written(files, award()), files, files / "key.json", created, json.dumps(MANDATORY))
    base = read_object(run(node, "sd_sign.mjs", *arguments).encode())
    check_base(base, read_proofs(base)[0], public_multikey=ISSUER.public_multikey, source=SOURCE)
    shown = derive(base, CHOSEN_THERE, source=SOURCE)
    check(shown)
    assert they_accept(node, files, shown)
    theirs = read_object(run(node, "sd_derive.mjs", written(files, base), files, json.dumps(CHOSEN_THERE)).encode())
    check(theirs)
    assert theirs == shown


def without_order(document: JsonObject) -> JsonObject:
    """One proof as an object or as an array of one is the same."""
    proof = document["proof"]
    return document | {"proof": proof[0] if isinstance(proof, list) else proof}


RANDOM_RUNS = int(os.environ.get("DISCLOSURES", "15"))


def test_they_accept_parts_of_random_documents(node: str, files: Path) -> None:
    """Lists in order, JSON literals, nodes named by others and look-alikes; half of them changed, and refused."""
    parts, expected = [], []
    for seed in range(RANDOM_RUNS * 2):
        random = Random(seed)
        document = some_document(random) | {"issuer": COLLEGE}
        if any(str(subject.get("id", "")).startswith("_:") for subject in as_list(document["credentialSubject"])):
            continue  # @digitalbazaar/vc wants an address there
        try:
            shown = derive(signed_base(document, ["/issuer"]), [some_pointer(random, document)], source=SOURCE)
        except CredkitError:
            continue
        if b"_:c14n0" in write_json(without_proof(shown)):
            continue  # in a text, which the Node implementation takes for a blank node when it puts in the labels
        is_changed = random.random() < 0.5
        parts.append(shown | {"issuer": "did:web:mallory.example"} if is_changed else shown)
        expected.append(not is_changed)
    path = files / "parts.json"
    path.write_bytes(json.dumps(parts).encode())
    answers = json.loads(run(node, "sd_verify_many.mjs", path, files, LATER.isoformat()))
    wrong = [answer for answer, holds in zip(answers, expected, strict=True) if (answer is True) != holds]
    assert not [answer for answer in wrong if "Maximum deep iterations" not in str(answer)]  # a bound on look-alikes
    assert len(parts) > RANDOM_RUNS // 3


def some_pointer(random: Random, document: JsonObject) -> str:
    """Below the subject, without which @digitalbazaar/vc takes nothing for a credential."""
    return random.choice([each for each in all_pointers(document) if each.startswith("/credentialSubject")])
