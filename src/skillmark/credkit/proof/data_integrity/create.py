"""Signing: one more proof on a document."""

from __future__ import annotations

from datetime import datetime

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.keys import Signer
from skillmark.credkit.model.times import format_time
from skillmark.credkit.proof.data_integrity.hashing import EDDSA_JCS, EDDSA_RDFC, HashSource
from skillmark.credkit.proof.data_integrity.read import without_proof


def add_proof(
    document: JsonObject, *, signer: Signer, created_at: datetime, source: HashSource, suite: str = EDDSA_RDFC
) -> JsonObject:
    """The document with a proof appended to its array. Same document, key and time: same bytes.

    Does not lint: `credkit.issue` does, and is the way in.
    """
    options = build_options(document, signer.verification_method, created_at, suite)
    bare = without_proof(document)
    signature = signer.sign(source.hash_data(bare, options, suite))
    proof = {key: value for key, value in options.items() if suite == EDDSA_JCS or key != "@context"}
    proof["proofValue"] = encode_base58btc(signature)
    present = document.get("proof", [])
    proofs: list[Json] = [*(present if isinstance(present, list) else [present]), proof]
    return bare | {"proof": proofs}


def build_options(document: JsonObject, method: str, created_at: datetime, suite: str) -> JsonObject:
    """The proof options that are signed beside the document; they carry the document's context."""
    options: JsonObject = {"@context": document["@context"]} if "@context" in document else {}
    return options | {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": format_time(created_at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
