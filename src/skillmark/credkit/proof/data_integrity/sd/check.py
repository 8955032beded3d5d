"""Checking a derived proof (vc-di-ecdsa sections 3.5.9 and 3.6.7)."""

from __future__ import annotations

from skillmark.credkit.codec.jsonld import to_quads
from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.codec.rdfc import canonicalize_dataset
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import Refused, Untrusted
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import Proof, without_proof
from skillmark.credkit.proof.data_integrity.sd.base import base_data, check_signatures
from skillmark.credkit.proof.data_integrity.sd.statements import relabel
from skillmark.credkit.proof.data_integrity.sd.value import DerivedValue, is_base_value, read_derived_value


def check_derived(document: JsonObject, proof: Proof, *, public_multikey: str, source: HashSource) -> None:
    """Return when every statement of the document was signed, and all that is mandatory is there.

    `public_multikey` is the issuer's, P-256. Raises `Untrusted` when it does not hold or is a base proof, `Malformed`
    for a value that is none, `Refused` for a chain. Cost: two expansions and 0.1 ms for each statement.
    """
    if is_base_value(proof.value):
        raise Untrusted("sd.base_shown", "This copy is for its holder alone. Ask for one made for showing.")
    if proof.previous:
        raise Refused("sd.chain", "A signature that lets parts be shown cannot be made over another one.")
    value = read_derived_value(proof.value)
    bare = without_proof(document)
    lines = relabelled_lines(bare, value, source)
    mandatory, others = split_lines(lines, value)
    options = {name: member for name, member in proof.raw.items() if name != "proofValue"}
    to_verify = base_data(bare, options, value.public_key, mandatory, source.contexts)
    check_signatures(
        (public_multikey, to_verify, value.signature),
        (value.public_multikey, others, value.signatures),
    )


def relabelled_lines(document: JsonObject, value: DerivedValue, source: HashSource) -> list[str]:
    """The document's lines under the labels that were signed, sorted. Raises `Untrusted` unless each node has one.

    With labels all different (`read_derived_value`), none unused: no two nodes can be shown as one, nor one as two.
    """
    quads = to_quads(document, source.contexts)
    names = canonicalize_dataset(quads).names
    given = {f"_:c14n{number}": "_:" + encode_base64url(label) for number, label in value.labels.items()}
    if set(names.values()) != set(given):
        raise Untrusted("sd.labels_wrong", "The signature is not one over this file.")
    labels = {name: given[canonical] for name, canonical in names.items()}
    return sorted({relabel(quad, labels) for quad in quads})


def split_lines(lines: list[str], value: DerivedValue) -> tuple[list[str], list[str]]:
    """Mandatory lines and the others. Raises `Untrusted` for an index beyond the lines."""
    mandatory = set(value.mandatory_indexes)
    if any(index >= len(lines) for index in mandatory):
        raise Untrusted("sd.index_wrong", "The signature is not one over this file.")
    shown = [line for index, line in enumerate(lines) if index in mandatory]
    return shown, [line for index, line in enumerate(lines) if index not in mandatory]
