"""Base proofs: what an issuer makes for a holder, and what the holder checks before keeping it.

vc-di-ecdsa section 3.6.1 to 3.6.5. One signature of the issuer over the options, a key made for this proof alone and
the hash of all mandatory statements; and one signature of that key over each other statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from skillmark.credkit.codec.jsonld import Contexts, canonical_nquads
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys import KeyKind, Signer, decode_multikey, is_signed_by, kind_of
from skillmark.credkit.keys.kinds import PUBLIC_CODES
from skillmark.credkit.model.times import format_time
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import Proof, read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.sd.statements import Statements, read_statements
from skillmark.credkit.proof.data_integrity.sd.value import HMAC_BYTES, MAX_POINTERS, BaseValue, read_base_value
from skillmark.credkit.proof.data_integrity.suites import DATA_INTEGRITY, ECDSA_SD


def sign_base(
    document: JsonObject,
    mandatory_pointers: Sequence[str],
    *,
    signer: Signer,
    hmac_key: bytes,
    proof_key: Signer,
    created_at: datetime,
    source: HashSource,
    purpose: str = "assertionMethod",
) -> JsonObject:
    """The document with a base proof appended to its array, for the holder and nobody else.

    `mandatory_pointers` (JSON pointers) name what every derived copy shows. `hmac_key` is 32 secret random bytes and
    `proof_key` a P-256 key, both made for this one proof and thrown away after it; `signer` has a P-256 key. Raises
    `Malformed` or `Refused`. Does not lint. Cost: a signature (0.05 ms) for each statement and four expansions.
    """
    if len(hmac_key) != HMAC_BYTES:
        raise Malformed("sd.bad_hmac_key", "The secret for the labels has 32 bytes.")
    if any(kind_of(key.public_multikey) is not KeyKind.P256 for key in (signer, proof_key)):
        raise Refused("sd.key_not_p256", "Disclosing a part needs P-256 keys.")
    if len(mandatory_pointers) > MAX_POINTERS:
        raise Refused("sd.too_large", "Too many parts are always shown.")
    bare = without_proof(document)
    statements = read_statements(bare, source.contexts, hmac_key)
    mandatory = statements.select(mandatory_pointers).indexes
    options = _options(signer.verification_method, created_at, purpose)
    public_key = PUBLIC_CODES[KeyKind.P256] + decode_multikey(proof_key.public_multikey)
    to_sign = base_data(bare, options, public_key, _at(statements, mandatory), source.contexts)
    value = BaseValue(
        signature=signer.sign(to_sign),
        public_key=public_key,
        hmac_key=hmac_key,
        signatures=tuple(proof_key.sign(line.encode()) for line in _not_at(statements, mandatory)),
        mandatory_pointers=tuple(mandatory_pointers),
    )
    proof: JsonObject = options | {"proofValue": value.text()}
    earlier: list[Json] = [entry.raw for entry in read_proofs(document)]
    return bare | {"proof": [*earlier, proof]}


def check_base(document: JsonObject, proof: Proof, *, public_multikey: str, source: HashSource) -> None:
    """Return when a base proof holds in all its parts, so that every choice from it will; raise `CredkitError` if not.

    For the holder. A base proof shown to a verifier as final is refused by `check_derived`.
    """
    value = read_base_value(proof.value)
    bare = without_proof(document)
    statements = read_statements(bare, source.contexts, value.hmac_key)
    mandatory = statements.select(value.mandatory_pointers).indexes
    options = {name: member for name, member in proof.raw.items() if name != "proofValue"}
    to_verify = base_data(bare, options, value.public_key, _at(statements, mandatory), source.contexts)
    check_signatures(
        (public_multikey, to_verify, value.signature),
        (value.public_multikey, _not_at(statements, mandatory), value.signatures),
    )


def base_data(
    document: JsonObject, options: JsonObject, public_key: bytes, mandatory: Iterable[str], contexts: Contexts
) -> bytes:
    """What the issuer's key signs (section 3.5.1): hash of the options, the proof's key, hash of mandatory lines.

    Raises `Untrusted` for options that bring another context than the document's, which nobody signed.
    """
    if "@context" in options and options["@context"] != document.get("@context"):
        raise Untrusted("proof.context_changed", "The signature's vocabulary is not that of the file.")
    own = {name: member for name, member in options.items() if name != "@context"}
    context = {"@context": document["@context"]} if "@context" in document else {}
    proof_hash = hashlib.sha256(canonical_nquads(context | own, contexts).encode()).digest()
    return proof_hash + public_key + hashlib.sha256("".join(mandatory).encode()).digest()


def check_signatures(base: tuple[str, bytes, bytes], each: tuple[str, Sequence[str], Sequence[bytes]]) -> None:
    """Section 3.6.7: the issuer's key, data and signature; the proof's key, lines and signatures. Raises `Untrusted`.

    A wrong number of signatures and a wrong issuer end it before the many are checked.
    """
    public_multikey, to_verify, signature = base
    proof_multikey, lines, signatures = each
    if kind_of(public_multikey) is not KeyKind.P256 or kind_of(proof_multikey) is not KeyKind.P256:
        raise Untrusted("sd.key_not_p256", "The key is not of the kind that this signature is made with.")
    wrong = Untrusted("proof.signature_wrong", "The file is not the one that was signed.")
    if len(lines) != len(signatures) or not is_signed_by(public_multikey, to_verify, signature):
        raise wrong
    for line, line_signature in zip(lines, signatures, strict=True):
        if not is_signed_by(proof_multikey, line.encode(), line_signature):
            raise wrong


def _options(method: str, created_at: datetime, purpose: str) -> JsonObject:
    return {
        "type": DATA_INTEGRITY,
        "cryptosuite": ECDSA_SD,
        "created": format_time(created_at),
        "verificationMethod": method,
        "proofPurpose": purpose,
    }


def _at(statements: Statements, indexes: Sequence[int]) -> list[str]:
    return [statements.lines[index] for index in indexes]


def _not_at(statements: Statements, indexes: Sequence[int]) -> list[str]:
    skipped = set(indexes)
    return [line for index, line in enumerate(statements.lines) if index not in skipped]
