"""Both ways with an independent implementation: @digitalbazaar/vc, data-integrity and eddsa-rdfc-2022 in Node.

Skips where Node or the npm registry cannot be had. Contexts are handed over as files; nothing is fetched.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.conformance.peers import NODE, node_with
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LATER,
    LIST_URIS,
    Network,
    college_keys,
    signed_award,
    signed_list,
    unsigned_award,
)

from skillmark.credkit.codec.rdfc import Quad, canonicalize_quads
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import OB_URL, VC_V2_URL, issuing
from skillmark.credkit.did import did_web_url
from skillmark.credkit.proof.data_integrity import EDDSA_RDFC, HashSource
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, verify

PUBLISHED = {
    OB_URL: "openbadges/ob-v3p0-3.0.3.json",
    VC_V2_URL: "w3c/credentials-v2.jsonld",
    "https://w3id.org/security/data-integrity/v2": "w3c/data-integrity-v2.jsonld",
    "https://w3id.org/security/multikey/v1": "w3c/multikey-v1.jsonld",
}


@pytest.fixture(scope="module")
def node() -> str:
    """The path of Node, with the packages of the lock installed."""
    return node_with("@digitalbazaar/vc")


@pytest.fixture
def files(tmp_path: Path, shared_vectors: Path) -> Path:
    """A folder with the published contexts and the college's keys, and an index by address."""
    documents: dict[str, Any] = {
        url: json.loads((shared_vectors / "contexts" / name).read_bytes()) for url, name in PUBLISHED.items()
    }
    keys = college_keys()
    documents[COLLEGE] = keys
    for method in keys["verificationMethod"]:  # type: ignore[union-attr]
        documents[method["id"]] = {"@context": "https://w3id.org/security/multikey/v1"} | method  # type: ignore
    return write_files(tmp_path, documents)


def write_files(folder: Path, documents: Mapping[str, Any]) -> Path:
    index = {}
    for number, (url, document) in enumerate(documents.items()):
        index[url] = f"{number}.json"
        (folder / index[url]).write_text(json.dumps(document))
    (folder / "index.json").write_text(json.dumps(index))
    return folder


def run(node: str, script: str, *arguments: str | Path) -> str:
    command = [node, str(NODE / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_they_accept_what_we_issue(node: str, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "award.json"
    path.write_bytes(signed_award())
    assert json.loads(run(node, "verify.mjs", path, files, LATER.isoformat())) == {"verified": True, "errors": []}


def test_they_refuse_it_changed(node: str, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "award.json"
    path.write_bytes(signed_award().replace(b"Reading charts", b"Riding charts"))
    assert json.loads(run(node, "verify.mjs", path, files, LATER.isoformat()))["verified"] is False


def test_they_accept_our_status_list(node: str, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(signed_list("revocation", 5))
    assert json.loads(run(node, "verify.mjs", path, files, LATER.isoformat()))["verified"] is True


def test_we_accept_what_they_issue(node: str, files: Path, tmp_path: Path, network: Network) -> None:
    path = tmp_path / "unsigned.json"
    path.write_bytes(write_json(unsigned_award()))
    created = DAY_ONE.strftime("%Y-%m-%dT%H:%M:%SZ")
    signed = run(node, "sign.mjs", path, files, (b"\x01" * 32).hex(), COLLEGE, created)
    report = verify(signed.encode(), policy=STANDARD, fetcher=network, at=LATER)
    assert report.answer is Answer.HOLDS, report.summary
    changed = signed.replace("PT60H", "PT61H").encode()
    assert verify(changed, policy=STANDARD, fetcher=network, at=LATER).answer is Answer.FAILS


@pytest.fixture
def network() -> Network:
    lists = {uri: signed_list(purpose) for purpose, uri in LIST_URIS.items()}
    return Network({did_web_url(COLLEGE): write_json(college_keys())} | lists)


def _documents(shared_vectors: Path) -> dict[str, JsonObject]:
    plain = unsigned_award()
    odd = unsigned_award(
        name='Zeichen \u00e9 \U0001f600 \t \u007f " \\ ende',
        validFrom="2026-05-01T12:00:00.5+02:00",
    )
    simple = read_object((shared_vectors / "openbadges-examples/simple.json").read_bytes())
    del simple["proof"]
    return {"plain": plain, "odd": odd, "simple": simple}


@pytest.mark.parametrize("name", ["plain", "odd", "simple"])
def test_the_same_statements_are_signed(
    node: str, files: Path, tmp_path: Path, shared_vectors: Path, name: str
) -> None:
    document = _documents(shared_vectors)[name]
    path = tmp_path / "document.json"
    path.write_bytes(write_json(document))
    ours = HashSource(issuing()).canonical(document, EDDSA_RDFC).decode()
    assert run(node, "canonize.mjs", path, files) == ours


def test_five_hundred_random_graphs_get_the_same_names(node: str, tmp_path: Path) -> None:
    """Against rdf-canonize, with self-references and blank graph names, on which PyLD goes another way."""
    random = Random(7)
    terms = ["_:a", "_:b", "_:c", "_:d", "_:e", "<urn:x>"]
    graphs = [
        [
            Quad(*random.choices(terms, k=1), random.choice(["<urn:p>", "<urn:q>"]), *random.choices(terms, k=1), graph)
            for graph in random.choices(["", "", "<urn:g>", "_:a", "_:f"], k=random.randint(1, 9))
        ]
        for _ in range(500)
    ]
    path = tmp_path / "graphs.json"
    path.write_text(json.dumps(["".join(quad.line() for quad in graph) for graph in graphs]))
    theirs = json.loads(run(node, "canonize_quads.mjs", path))
    assert [canonicalize_quads(graph) for graph in graphs] == theirs
