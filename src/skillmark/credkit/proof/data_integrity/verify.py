"""Checking one proof against one key. Whose key it is, and when it was in use, is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Untrusted
from skillmark.credkit.keys import is_signed_by
from skillmark.credkit.proof.data_integrity.hashing import EDDSA_JCS, SUITES, HashSource
from skillmark.credkit.proof.data_integrity.read import Proof, without_proof


def is_supported(proof: Proof) -> bool:
    """Whether this kind of proof is read here."""
    return proof.kind == "DataIntegrityProof" and proof.suite in SUITES


def check_signature(
    document: JsonObject, proof: Proof, *, public_multikey: str, source: HashSource, proofs: Sequence[Proof] = ()
) -> None:
    """Return when the proof's value is this key's signature over the document; raise `CredkitError` when not.

    `proofs` are all proofs of the document, needed when this one was made over earlier ones (a chain).
    """
    if not is_supported(proof):
        raise Untrusted("proof.suite_unknown", "This kind of signature is not read here.")
    signed, options = _signed_parts(without_proof(document), proof, proofs)
    signature = decode_base58btc(proof.value)
    if not is_signed_by(public_multikey, source.hash_data(signed, options, proof.suite), signature):
        raise Untrusted("proof.signature_wrong", "The file is not the one that was signed.")


def _signed_parts(bare: JsonObject, proof: Proof, proofs: Sequence[Proof]) -> tuple[JsonObject, JsonObject]:
    options = {key: value for key, value in proof.raw.items() if key != "proofValue"}
    signed = dict(bare)
    if proof.suite != EDDSA_JCS:
        options.pop("@context", None)
        options = ({"@context": bare["@context"]} if "@context" in bare else {}) | options
    elif "@context" in options:
        if not _begins_with(bare.get("@context"), options["@context"]):
            raise Untrusted("proof.context_changed", "The file's vocabulary is not the one that was signed.")
        signed["@context"] = options["@context"]
    if proof.previous:
        signed["proof"] = _earlier(proof, proofs)
    return signed, options


def _earlier(proof: Proof, proofs: Sequence[Proof]) -> list[Json]:
    by_id = {other.id: other for other in proofs if other.id and other is not proof}
    if any(name not in by_id for name in proof.previous):
        raise Untrusted("proof.previous_missing", "A signature that this one was made over is missing.")
    return [by_id[name].raw for name in proof.previous]


def _begins_with(whole: Json, start: Json) -> bool:
    whole_list = whole if isinstance(whole, list) else [whole]
    start_list = start if isinstance(start, list) else [start]
    return whole_list[: len(start_list)] == start_list
