"""Signers of every kind and one small document: what the tests of proofs share. Plain functions, no fixtures."""

from datetime import UTC, datetime
from functools import cache

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.contexts import VC_V2_URL, verifying
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, Signer
from skillmark.credkit.proof.data_integrity import (
    SUITES,
    HashSource,
    add_proof,
    check_signature,
    read_proofs,
)

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 1, tzinfo=UTC)
BARE: JsonObject = {
    "@context": [VC_V2_URL],
    "id": "urn:uuid:0b6d5a3e-0000-4000-8000-000000000001",
    "type": ["VerifiablePresentation"],
    "holder": "did:example:holder",
}
ED = Ed25519Signer.from_seed(b"\x01" * 32)
P256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\x01" * 32)
P384 = EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48)
SIGNERS: dict[tuple[str, KeyKind], Signer] = {
    (name, kind): {KeyKind.ED25519: ED, KeyKind.P256: P256, KeyKind.P384: P384}[kind]
    for name, suite in SUITES.items()
    for kind in suite.kinds
}


@cache
def source() -> HashSource:
    return HashSource(verifying()[0])


def sign(document: JsonObject = BARE, *, signer: Signer = ED, **options: object) -> JsonObject:
    return add_proof(document, signer=signer, created_at=AT, source=source(), **options)  # type: ignore[arg-type]


def check(document: JsonObject, index: int = -1, *, signer: Signer = ED) -> None:
    proofs = read_proofs(document)
    key = signer.public_multikey
    check_signature(document, proofs[index], public_multikey=key, source=source(), proofs=proofs)


def with_proof(document: JsonObject, **members: Json) -> JsonObject:
    """The document with members of its last proof changed; None takes one out."""
    proof = read_proofs(document)[-1].raw | members
    return document | {"proof": {name: value for name, value in proof.items() if value is not None}}
