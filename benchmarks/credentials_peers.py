"""The peers of benchmarks/credentials.py, each by its plainest way in. One that is not installed is None."""

import hashlib
import importlib
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from credentials_documents import COLLEGE, NOW, SEED, signer_for, time_of
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc
from skillmark.credkit.contexts import OB_URL, VC_V2_URL, issuing
from skillmark.credkit.did import KeyRecord, build_did_document

NODE = Path(__file__).parents[1] / "tests" / "conformance" / "node"
Documents = Sequence[dict[str, Any]]
Run = Callable[[Documents], None]


def pyld_by_hand() -> tuple[Run, Run]:
    """URDNA2015 by PyLD over contexts in memory, and pyca's signature: what one writes without a library."""
    jsonld = importlib.import_module("pyld.jsonld")
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public = key.public_key()
    held = {url: dict(issuing().load(url) or {}) for url in (VC_V2_URL, OB_URL)}

    def load(url: str, _: object) -> dict[str, Any]:
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": held[url]}

    choices = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}

    def data_of(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
        parts = ({"@context": document["@context"]} | proof, document)
        return b"".join(hashlib.sha256(jsonld.normalize(part, choices).encode()).digest() for part in parts)

    def sign(documents: Documents) -> None:
        for number, document in enumerate(documents):
            proof = {
                "type": "DataIntegrityProof",
                "cryptosuite": "eddsa-rdfc-2022",
                "created": time_of(number).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "verificationMethod": "did:example:a#b",
                "proofPurpose": "assertionMethod",
            }
            json.dumps(
                document | {"proof": proof | {"proofValue": encode_base58btc(key.sign(data_of(document, proof)))}}
            )

    def check(documents: Documents) -> None:
        for document in documents:
            bare = {name: value for name, value in document.items() if name != "proof"}
            proof = dict(document["proof"][0])
            public.verify(decode_base58btc(proof.pop("proofValue")), data_of(bare, proof))

    return sign, check


def openvc(kind: str) -> tuple[Run, Run] | None:
    """openvc-core's DataIntegrityProofSuite."""
    try:
        suite = importlib.import_module("openvc.proof.data_integrity").DataIntegrityProofSuite()
        keys = importlib.import_module("openvc.keys")
    except ImportError:
        return None
    private = Ed25519PrivateKey.from_private_bytes(SEED)
    method = signer_for(kind).verification_method
    key = keys.Ed25519SigningKey(private, kid=method)
    jwk = key.public_jwk()
    more = {OB_URL: dict(issuing().load(OB_URL) or {})}

    def sign(documents: Documents) -> None:
        for number, document in enumerate(documents):
            suite.add_proof(
                document, signing_key=key, verification_method=method, created=time_of(number), extra_contexts=more
            )

    def check(documents: Documents) -> None:
        for document in documents:
            suite.verify(document | {"proof": document["proof"][0]}, public_key_jwk=jwk, now=NOW, extra_contexts=more)

    return sign, check


def openbadgeslib(kind: str) -> tuple[Run, Run] | None:
    """openbadgeslib's low level: proof only, no rules of Open Badges."""
    try:
        ldp = importlib.import_module("openbadgeslib.ob3.ldp")
    except ImportError:
        return None
    private = Ed25519PrivateKey.from_private_bytes(SEED)
    secret = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    method = signer_for(kind).verification_method

    def sign(documents: Documents) -> None:
        for number, document in enumerate(documents):
            ldp.add_data_integrity_proof(document, secret, method, created=time_of(number))

    def check(documents: Documents) -> None:
        for document in documents:
            ldp.verify_data_integrity_proof(document | {"proof": document["proof"][0]}, public)

    return sign, check


class Node:
    """@digitalbazaar/vc in one Node process; it measures its own processor time."""

    def __init__(self, node: str, folder: Path) -> None:
        documents = {url: dict(issuing().load(url) or {}) for url in (VC_V2_URL, OB_URL)}
        for kind in ("plain", "real"):
            signer = signer_for(kind)
            did = signer.verification_method.partition("#")[0]
            keys: Any = build_did_document(did, [KeyRecord(signer.public_multikey, time_of(0))])
            documents |= {did: keys}
            for method in keys["verificationMethod"]:
                documents[method["id"]] = {"@context": "https://w3id.org/security/multikey/v1"} | method
        for url in ("https://w3id.org/security/multikey/v1", "https://w3id.org/security/data-integrity/v2"):
            documents[url] = dict(issuing().load(url) or {})
        index = {url: f"{place}.json" for place, url in enumerate(documents)}
        for url, name in index.items():
            (folder / name).write_text(json.dumps(documents[url]))
        (folder / "index.json").write_text(json.dumps(index))
        command = [node, str(NODE / "measure.mjs"), str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def cpu_us(self, what: str, kind: str, documents: Documents) -> float:
        """Microseconds of processor time for one document."""
        assert self._process.stdin and self._process.stdout
        controller = signer_for(kind).verification_method.partition("#")[0]
        job = {"what": what, "documents": documents, "seed": SEED.hex(), "controller": controller}
        job |= {"created": time_of(0).isoformat(), "now": NOW.isoformat()}
        self._process.stdin.write(json.dumps(job).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if not answer["ok"]:
            raise RuntimeError(f"@digitalbazaar/vc does not {what} a {kind} credential")
        return float(answer["cpuUs"])

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)


def start_node(folder: Path) -> Node | None:
    """The Node peer, or None where Node or its packages are missing."""
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules" / "@digitalbazaar" / "vc").is_dir():
        return None
    return Node(node, folder)


__all__ = ["COLLEGE", "Node", "Run", "openbadgeslib", "openvc", "pyld_by_hand", "start_node"]
