"""The college's award with a base proof, for the tests of disclosure. Plain functions, no fixtures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.unit.credkit.college import COLLEGE, DAY_ONE, unsigned_award

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.contexts import issuing
from skillmark.credkit.keys import EcdsaSigner, KeyKind
from skillmark.credkit.proof.data_integrity import HashSource, check_signature, read_proofs
from skillmark.credkit.proof.data_integrity.sd import sign_base
from skillmark.credkit.proof.data_integrity.sd.value import read_derived_value

SOURCE = HashSource(issuing())
ISSUER = EcdsaSigner.from_scalar(KeyKind.P256, b"\x01" * 32, controller=COLLEGE)
MANDATORY = ("/issuer", "/validFrom", "/validUntil", "/credentialStatus", "/credentialSubject/achievement/name")


def signed_base(document: JsonObject | None = None, mandatory: Sequence[str] = MANDATORY) -> JsonObject:
    return sign_base(
        document or unsigned_award(),
        mandatory,
        signer=ISSUER,
        hmac_key=b"\x03" * 32,
        proof_key=EcdsaSigner.from_scalar(KeyKind.P256, b"\x02" * 32),
        created_at=DAY_ONE,
        source=SOURCE,
    )


def check(document: JsonObject, multikey: str = ISSUER.public_multikey) -> None:
    """Raises `CredkitError` unless the document's one proof is a derived one that holds."""
    (proof,) = read_proofs(document)
    check_signature(document, proof, public_multikey=multikey, source=SOURCE)


def with_value(document: JsonObject, text: str) -> JsonObject:
    (proof,) = read_proofs(document)
    return document | {"proof": proof.raw | {"proofValue": text}}


def with_parts(document: JsonObject, **changes: Any) -> JsonObject:
    """The document with parts of its derived value replaced."""
    (proof,) = read_proofs(document)
    return with_value(document, replace(read_derived_value(proof.value), **changes).text())


def at(document: Json, pointer: str) -> Any:
    """The value at a pointer without escapes; the document itself for none."""
    for step in pointer.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]  # type: ignore
    return document
