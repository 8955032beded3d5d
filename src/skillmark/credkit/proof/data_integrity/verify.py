"""Checking one proof against one key. Whose key it is, and when it was in use, is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys import KeyKind, is_signed_by
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import Proof, check_complete, without_proof
from skillmark.credkit.proof.data_integrity.sd.check import check_derived
from skillmark.credkit.proof.data_integrity.suites import DATA_INTEGRITY, ECDSA_SD, Form, Suite, find_suite

_SIGNATURE_BYTES = {KeyKind.ED25519: 64, KeyKind.P256: 64, KeyKind.P384: 96}


def is_supported(proof: Proof) -> bool:
    """Whether this kind of proof is read here. A DataIntegrityProof that names no suite is: as malformed."""
    if proof.kind == DATA_INTEGRITY and proof.suite in ("", ECDSA_SD):
        return True
    return find_suite(proof.kind, proof.suite) is not None


def check_signature(
    document: JsonObject, proof: Proof, *, public_multikey: str, source: HashSource, proofs: Sequence[Proof] = ()
) -> None:
    """Return when the proof's value is this key's signature over the document; raise `CredkitError` when not.

    `proofs` are all proofs of the document, needed when this one was made over earlier ones (a chain); whether those
    hold is for the caller to check, with `earlier_proofs`. Of ecdsa-sd-2023, derived proofs hold; a base proof is for
    its holder and does not hold here.
    """
    if proof.kind == DATA_INTEGRITY and proof.suite == ECDSA_SD:
        check_complete(proof)
        check_derived(document, proof, public_multikey=public_multikey, source=source)
        return
    suite = find_suite(proof.kind, proof.suite)
    if suite is None and is_supported(proof):
        check_complete(proof)
    if suite is None:
        raise Untrusted("proof.suite_unknown", "This kind of signature is not read here.")
    check_complete(proof)
    kind = _kind(suite, public_multikey)
    signature = decode_base58btc(proof.value)
    if len(signature) != _SIGNATURE_BYTES[kind]:
        raise Malformed("proof.bad_value", "A signature has the wrong length.")
    signed, options = _signed_parts(document, proof, suite, proofs)
    if not is_signed_by(public_multikey, source.hash_data(signed, options, suite.name, kind), signature):
        raise Untrusted("proof.signature_wrong", "The file is not the one that was signed.")


def signed_document(bare: JsonObject, previous: Sequence[str], proofs: Sequence[Proof]) -> JsonObject:
    """What a proof signs: the document without proofs, or with those it was made over, in the document's order.

    Raises `Untrusted` when one of them is missing (vc-data-integrity sections 4.3 and 4.5).
    """
    if not previous:
        return bare
    earlier: list[Json] = [proof.raw for proof in proofs if proof.id in previous and proof.id]
    if len(earlier) != len(set(previous)):
        raise Untrusted("proof.previous_missing", "A signature that this one was made over is missing.")
    return bare | {"proof": earlier}


def _kind(suite: Suite, public_multikey: str) -> KeyKind:
    try:
        return suite.check_key(public_multikey)
    except Refused as problem:
        if problem.code != "proof.key_unfit":
            raise
        raise Untrusted(problem.code, problem.hint) from None


def _signed_parts(
    document: JsonObject, proof: Proof, suite: Suite, proofs: Sequence[Proof]
) -> tuple[JsonObject, JsonObject]:
    bare = without_proof(document)
    options = {key: value for key, value in proof.raw.items() if key != "proofValue"}
    if suite.form is Form.RDFC:
        if "@context" in options and options["@context"] != bare.get("@context"):
            raise Untrusted("proof.context_changed", "The signature's vocabulary is not that of the file.")
        options = ({"@context": bare["@context"]} if "@context" in bare else {}) | options
    elif "@context" in options:
        if not _begins_with(bare.get("@context"), options["@context"]):
            raise Untrusted("proof.context_changed", "The file's vocabulary is not the one that was signed.")
        bare["@context"] = options["@context"]
    others = [other for other in proofs if other is not proof]
    return signed_document(bare, proof.previous, others), options


def _begins_with(whole: Json, start: Json) -> bool:
    whole_list = whole if isinstance(whole, list) else [whole]
    start_list = start if isinstance(start, list) else [start]
    return whole_list[: len(start_list)] == start_list
