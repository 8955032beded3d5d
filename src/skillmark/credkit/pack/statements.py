"""A dated, signed statement of which keys a DID has: its DID document with a proof (eddsa-jcs-2022).

Signed by one of the keys it lists, it proves that whoever holds that key said so on that day: nobody else can change
the list or stretch a key's time. It does not prove that the key is the issuer's. Signed by another party as well (a
did:key, the voucher), it proves that this party saw it; a reader who trusts the voucher need not trust the pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import DidDocument, read_did_document, split_did_url
from skillmark.credkit.errors import Malformed, Untrusted
from skillmark.credkit.keys import Signer
from skillmark.credkit.model.json_values import as_object
from skillmark.credkit.model.times import format_time, parse_time
from skillmark.credkit.proof.data_integrity import (
    EDDSA_JCS,
    HashSource,
    Proof,
    add_proof,
    check_signature,
    read_proofs,
)

STATEMENT_TYPE = "SkillmarkKeyStatement"


@dataclass(frozen=True, slots=True)
class KeyStatement:
    """A checked statement: whose keys, which, as of when, and the did:keys of vouchers who signed it too."""

    document: DidDocument
    stated_at: datetime
    signed_by_keys: tuple[str, ...]
    vouchers: tuple[str, ...]


def make_key_statement(
    did_document: JsonObject, *, signer: Signer, stated_at: datetime, voucher: Signer | None = None
) -> JsonObject:
    """A statement signed by one of the keys that the document lists, and by a voucher if there is one."""
    body: JsonObject = {"type": STATEMENT_TYPE, "statedAt": format_time(stated_at), "document": did_document}
    source = HashSource(issuing())
    signed = add_proof(body, signer=signer, created_at=stated_at, source=source, suite=EDDSA_JCS)
    if voucher:
        signed = add_proof(signed, signer=voucher, created_at=stated_at, source=source, suite=EDDSA_JCS)
    return signed


def read_key_statement(raw: JsonObject) -> KeyStatement:
    """Check a statement's own signatures. Raises `Malformed` or `Untrusted`; proves nothing about whose the keys are.

    Every proof must hold; one at least must be by a listed key in use when it was stated.
    """
    document = as_object(raw.get("document"))
    did, stated = document.get("id"), raw.get("statedAt")
    if raw.get("type") != STATEMENT_TYPE or not isinstance(did, str) or not isinstance(stated, str):
        raise Malformed("pack.bad_statement", "The pack's list of keys is not one.")
    listed = read_did_document(document, did)
    stated_at = parse_time(stated)
    proofs = read_proofs(raw)
    own: list[str] = []
    vouchers: list[str] = []
    for proof in proofs:
        key = _signing_key(listed, proof, stated_at)
        check_signature(raw, proof, public_multikey=key, source=HashSource(issuing()), proofs=proofs)
        controller, _ = split_did_url(proof.method)
        (own if controller == did else vouchers).append(key if controller == did else controller)
    if not own:
        raise Untrusted("pack.statement_unsigned", "The pack's list of keys is not signed by any of those keys.")
    return KeyStatement(listed, stated_at, tuple(own), tuple(vouchers))


def _signing_key(listed: DidDocument, proof: Proof, stated_at: datetime) -> str:
    controller, fragment = split_did_url(proof.method)
    if controller != listed.did:
        if controller != f"did:key:{fragment}":
            raise Untrusted("pack.bad_voucher", "The pack's list of keys is signed by someone who cannot be told.")
        return fragment
    key = listed.find_key(proof.method)
    if key is None or not key.asserts:
        raise Untrusted("pack.statement_unsigned", "The pack's list of keys is not signed by any of those keys.")
    ends = [end for end in (key.expires_at, key.revoked_at) if end]
    if (key.in_use_from and stated_at < key.in_use_from) or any(stated_at >= end for end in ends):
        raise Untrusted("pack.statement_late", "The pack's list of keys is signed with a key out of use.")
    return key.public_multikey
