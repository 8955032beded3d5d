"""Derived proofs: what a holder makes to show a part (vc-di-ecdsa sections 3.5.4 and 3.6.6). Needs no key.

What is derived is read back before it is handed out: a copy that would not verify is refused here.
"""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.multibase import decode_base64url
from skillmark.credkit.codec.rdfc import canonicalize_dataset
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import Refused, Untrusted
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import Proof, read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.sd.base import check_base
from skillmark.credkit.proof.data_integrity.sd.pointers import select
from skillmark.credkit.proof.data_integrity.sd.statements import Statements, read_statements
from skillmark.credkit.proof.data_integrity.sd.value import (
    MAX_POINTERS,
    BaseValue,
    DerivedValue,
    is_base_value,
    read_base_value,
)
from skillmark.credkit.proof.data_integrity.suites import ECDSA_SD


def find_base_proof(document: JsonObject) -> Proof:
    """The first base proof of a document. Raises `Refused` when there is none."""
    for proof in read_proofs(document):
        if proof.suite == ECDSA_SD and is_base_value(proof.value):
            return proof
    raise Refused("sd.no_base_proof", "The file is not signed in a way that lets you show only a part of it.")


def derive(document: JsonObject, selective_pointers: Sequence[str], *, source: HashSource) -> JsonObject:
    """A new document that shows what is mandatory and what the pointers choose, with the derived proof alone.

    Raises `Malformed` or `Refused` (no base proof, nothing chosen, a pointer that leads nowhere or into what is signed
    as one). The signatures are not checked: `present` does. Cost: about five expansions.
    """
    proof = find_base_proof(document)
    base = read_base_value(proof.value)
    pointers = [*base.mandatory_pointers, *selective_pointers]
    if not pointers:
        raise Refused("sd.nothing_chosen", "Choose at least one part to show.")
    if len(selective_pointers) > MAX_POINTERS:
        raise Refused("sd.too_large", "Too many parts were chosen. Choose the larger part that they are in.")
    bare = without_proof(document)
    statements = read_statements(bare, source.contexts, base.hmac_key)
    mandatory = statements.select(base.mandatory_pointers).indexes
    combined = statements.select(pointers)
    shown = select(bare, pointers)
    canonical = canonicalize_dataset(combined.quads)
    if canonical.text != canonical_nquads(shown, source.contexts):
        raise Refused("sd.not_divisible", "This part cannot be shown alone: the file refers to it from another part.")
    value = DerivedValue(
        signature=base.signature,
        public_key=base.public_key,
        signatures=_signatures(base, statements, mandatory, combined.indexes),
        labels={_number(name): _label(statements.labels[mark]) for mark, name in canonical.names.items()},
        mandatory_indexes=tuple(place for place, index in enumerate(combined.indexes) if index in set(mandatory)),
    )
    derived: JsonObject = proof.raw | {"proofValue": value.text()}
    return shown | {"proof": derived if isinstance(document["proof"], dict) else [derived]}


def present(document: JsonObject, chosen: Sequence[str], *, public_multikey: str, source: HashSource) -> JsonObject:
    """Like `derive`, after checking that the whole base proof was made with the issuer's key. Raises `CredkitError`."""
    check_base(document, find_base_proof(document), public_multikey=public_multikey, source=source)
    return derive(document, chosen, source=source)


def _signatures(
    base: BaseValue, statements: Statements, mandatory: Sequence[int], shown: Sequence[int]
) -> tuple[bytes, ...]:
    """Section 3.5.4, steps 9 to 11: the signatures of the statements shown that are not mandatory."""
    signed = sorted(set(range(len(statements.lines))) - set(mandatory))
    if len(signed) != len(base.signatures):
        raise Untrusted("proof.signature_wrong", "The file is not the one that was signed.")
    wanted = set(shown)
    return tuple(each for index, each in zip(signed, base.signatures, strict=True) if index in wanted)


def _number(canonical_name: str) -> int:
    """17 of `_:c14n17` (section 3.5.5)."""
    return int(canonical_name.removeprefix("_:c14n"))


def _label(name: str) -> bytes:
    """The bytes of a label `_:u...` (section 3.5.5)."""
    return decode_base64url(name.removeprefix("_:"))
