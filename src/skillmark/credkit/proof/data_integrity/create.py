"""Signing: one more proof on a document (vc-data-integrity sections 4.2 and 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import Signer, kind_of
from skillmark.credkit.model.times import format_time
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.suites import DATA_INTEGRITY, SUITES, Form, suite_for
from skillmark.credkit.proof.data_integrity.verify import signed_document


def add_proof(
    document: JsonObject,
    *,
    signer: Signer,
    created_at: datetime,
    source: HashSource,
    suite: str | None = None,
    purpose: str = "assertionMethod",
    challenge: str = "",
    domain: str = "",
    expires_at: datetime | None = None,
    proof_id: str = "",
    previous: Sequence[str] = (),
) -> JsonObject:
    """The document with a proof appended to its array. Same document, key and time: same bytes.

    Without `suite` it is signed in the RDF suite of the key's kind. `purpose` is "assertionMethod", or "authentication"
    for a presentation, with the verifier's `challenge` and `domain`. `previous` are ids of proofs the document has,
    which the new one is made over too (a chain); `proof_id`, a URL, lets a later one name it. Raises `Refused` for a
    key of another kind than the suite takes, and as `HashSource`. Does not lint: `credkit.issue` does, and is the way
    in.
    """
    kind = kind_of(signer.public_multikey)
    known = SUITES.get(suite_for(kind) if suite is None else suite)
    if known is None:
        raise Refused("proof.suite_unknown", "Nothing is signed in this way here.")
    known.check_key(signer.public_multikey)
    options = build_options(document, signer.verification_method, created_at, known.name)
    options |= {"proofPurpose": purpose}
    optional = {"id": proof_id, "challenge": challenge, "domain": domain}
    options |= {name: text for name, text in optional.items() if text}
    if expires_at is not None:
        options["expires"] = format_time(expires_at)
    if previous:
        options["previousProof"] = previous[0] if len(previous) == 1 else list(previous)
    proof = {key: value for key, value in options.items() if known.form is Form.JCS or key != "@context"}
    proofs = read_proofs(document)
    entries: list[Json] = [*(earlier.raw for earlier in proofs), proof]
    read_proofs({"proof": entries})  # what we write we must read: an id that is no URL, or one in use, ends here
    bare = without_proof(document)
    signed = signed_document(bare, previous, proofs)
    proof["proofValue"] = encode_base58btc(signer.sign(source.hash_data(signed, options, known.name, kind)))
    return bare | {"proof": entries}


def build_options(document: JsonObject, method: str, created_at: datetime, suite: str) -> JsonObject:
    """The proof options that are signed beside the document; they carry the document's context."""
    options: JsonObject = {"@context": document["@context"]} if "@context" in document else {}
    return options | {
        "type": DATA_INTEGRITY,
        "cryptosuite": suite,
        "created": format_time(created_at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
