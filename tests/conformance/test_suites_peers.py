"""Both ways with jsonld-signatures in Node: ecdsa-rdfc-2019 on both curves, eddsa-rdfc-2022, Ed25519Signature2020.

Credentials and, with challenge and domain, presentations. Skips where Node or the packages cannot be had.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.peers import ask, node_with

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import VC_V1_URL, VC_V2_URL, verifying
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, Signer, decode_multikey
from skillmark.credkit.keys.kinds import SECRET_CODES
from skillmark.credkit.proof.data_integrity import (
    ECDSA_RDFC,
    ED25519_2020,
    EDDSA_RDFC,
    HashSource,
    add_proof,
    check_signature,
    read_proofs,
)

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
ED_2020_URL = "https://w3id.org/security/suites/ed25519-2020/v1"
PUBLISHED = {
    VC_V1_URL: "credentials-v1.jsonld",
    VC_V2_URL: "credentials-v2.jsonld",
    ED_2020_URL: "security-suites-ed25519-2020-v1.jsonld",
    "https://w3id.org/security/multikey/v1": "multikey-v1.jsonld",
}
ASKED = {"purpose": "authentication", "challenge": "6a1676b8", "domain": "https://college.example"}


@dataclass(frozen=True)
class Peer:
    """One suite and one key, in both worlds."""

    suite: str
    kind: KeyKind

    @property
    def secret(self) -> bytes:
        return b"\x05" * (48 if self.kind is KeyKind.P384 else 32)

    @property
    def signer(self) -> Signer:
        if self.kind is KeyKind.ED25519:
            return Ed25519Signer.from_seed(self.secret)
        return EcdsaSigner.from_scalar(self.kind, self.secret)

    @property
    def did(self) -> str:
        return "did:key:" + self.signer.public_multikey

    @property
    def method(self) -> dict[str, Any]:
        """The key's verification method."""
        is_old = self.suite == ED25519_2020
        return {
            "@context": ED_2020_URL if is_old else "https://w3id.org/security/multikey/v1",
            "id": self.signer.verification_method,
            "type": "Ed25519VerificationKey2020" if is_old else "Multikey",
            "controller": self.did,
            "publicKeyMultibase": self.signer.public_multikey,
        }

    @property
    def secret_method(self) -> dict[str, Any]:
        """The same with its secret, as each of their libraries wants it."""
        if self.kind is not KeyKind.ED25519:
            return self.method | {"secretKeyMultibase": encode_base58btc(SECRET_CODES[self.kind] + self.secret)}
        whole = encode_base58btc(SECRET_CODES[self.kind] + self.secret + decode_multikey(self.signer.public_multikey))
        name = "privateKeyMultibase" if self.suite == ED25519_2020 else "secretKeyMultibase"
        return self.method | {name: whole}


PEERS = [
    Peer(ECDSA_RDFC, KeyKind.P256),
    Peer(ECDSA_RDFC, KeyKind.P384),
    Peer(EDDSA_RDFC, KeyKind.ED25519),
    Peer(ED25519_2020, KeyKind.ED25519),
]


def credential(peer: Peer) -> JsonObject:
    """Four nodes without a name, so that the hash that names them matters."""
    is_old = peer.suite == ED25519_2020
    return {
        "@context": [VC_V1_URL, ED_2020_URL] if is_old else [VC_V2_URL],
        "type": ["VerifiableCredential"],
        "issuer": peer.did,
        "issuanceDate" if is_old else "validFrom": "2026-05-01T12:00:00Z",
        "credentialSubject": [{"id": "did:example:alice"}, {"id": "did:example:bob"}],
        "evidence": [{"type": "VerifiableCredential"}, {"id": "urn:x:1"}] if not is_old else {"id": "urn:x:1"},
        "termsOfUse": {"id": "urn:x:2", "type": "VerifiablePresentation"},
    }


@pytest.fixture(scope="module")
def node() -> str:
    return node_with("@digitalbazaar/ecdsa-rdfc-2019-cryptosuite")


@pytest.fixture
def folder(tmp_path: Path, shared_vectors: Path) -> Path:
    documents: dict[str, Mapping[str, Any]] = {
        url: json.loads((shared_vectors / "contexts" / "w3c" / name).read_bytes()) for url, name in PUBLISHED.items()
    }
    index = {}
    for peer in PEERS:
        known = tmp_path / f"{peer.suite}-{peer.kind}"
        known.mkdir()
        purposes = {purpose: [peer.method["id"]] for purpose in ("assertionMethod", "authentication")}
        own = {peer.did: {"@context": "https://www.w3.org/ns/did/v1", "id": peer.did} | purposes}
        own |= {peer.method["id"]: peer.method}
        for number, (url, document) in enumerate((documents | own).items()):
            index[url] = f"{number}.json"
            (known / index[url]).write_text(json.dumps(document))
        (known / "index.json").write_text(json.dumps(index))
    return tmp_path


def jobs_of(folder: Path, peer: Peer, document: JsonObject, **more: object) -> dict[str, Any]:
    return {"folder": str(folder / f"{peer.suite}-{peer.kind}"), "suite": peer.suite, "document": document} | more


def check(document: JsonObject, peer: Peer) -> None:
    (proof,) = read_proofs(document)
    check_signature(document, proof, public_multikey=peer.signer.public_multikey, source=HashSource(verifying()[0]))


def test_we_accept_what_they_sign_and_refuse_it_changed(node: str, folder: Path, tmp_path: Path) -> None:
    to_sign = {"key": None, "created": "2026-05-01T12:00:00Z"}
    jobs = [
        jobs_of(folder, peer, credential(peer), **(to_sign | {"key": peer.secret_method} | asked))
        for peer in PEERS
        for asked in ({}, ASKED)
    ]
    results = ask(node, "suites.mjs", tmp_path, jobs)
    for index, result in enumerate(results):
        peer = PEERS[index // 2]
        assert "document" in result, result
        check(result["document"], peer)
        (proof,) = read_proofs(result["document"])
        if index % 2:
            assert proof.was_made_for(challenge=ASKED["challenge"], domain=ASKED["domain"])
        for change in ({"issuer": "did:example:mallory"}, {"proof": proof.raw | {"created": "2026-05-02T12:00:00Z"}}):
            with pytest.raises(CredkitError):
                check(result["document"] | change, peer)


def test_they_accept_what_we_sign_and_refuse_it_changed(node: str, folder: Path, tmp_path: Path) -> None:
    jobs = []
    for peer in PEERS[:3]:  # Ed25519Signature2020 is not written
        source = HashSource(verifying()[0])
        for asked in ({}, ASKED):
            signed = add_proof(
                credential(peer), signer=peer.signer, created_at=AT, source=source, suite=peer.suite, **asked
            )
            jobs.append(jobs_of(folder, peer, signed, **asked))
            jobs.append(jobs_of(folder, peer, signed | {"issuer": "did:example:mallory"}, **asked))
    results = ask(node, "suites.mjs", tmp_path, jobs)
    assert [result["verified"] for result in results] == [True, False] * 6, results
