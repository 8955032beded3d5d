"""Securing a credential in the way its base path says, and deriving from one: the calls into credkit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject, read_object
from skillmark.credkit.contexts import issuing
from skillmark.credkit.errors import Malformed
from skillmark.credkit.issue import Prepared, Rules, issue, issue_base, issue_jwt, prepare
from skillmark.credkit.keys import EcdsaSigner
from skillmark.credkit.proof.data_integrity import HashSource
from skillmark.credkit.proof.data_integrity.sd import derive as derive_document
from skillmark.credkit.proof.jose import envelop
from skillmark.doors.vc_api.bases import Base

HMAC_BYTES = 32


def issue_at(
    base: Base, credential: JsonObject, pointers: Json, *, random: Callable[[int], bytes], now: datetime
) -> JsonObject:
    """The credential as the base secures it; `pointers` are what a derived copy must show. Raises `CredkitError`."""
    token = prepare(credential, require_annex=False, rules=Rules.W3C)
    if base.kind.is_selective:
        return _issue_base(token, base, pointers, random, now)
    if not base.kind.suite:
        return envelop(issue_jwt(token, signer=base.signer, created_at=now, form="vc-jose"))
    return read_object(issue(token, signer=base.signer, created_at=now, suite=base.kind.suite))


def derive(credential: JsonObject, pointers: Json) -> JsonObject:
    """What the pointers choose from a credential with a base proof. Raises `CredkitError`."""
    return derive_document(credential, _texts(pointers), source=HashSource(issuing()))


def _issue_base(
    token: Prepared, base: Base, pointers: Json, random: Callable[[int], bytes], now: datetime
) -> JsonObject:
    signed = issue_base(
        token,
        _texts(pointers),
        signer=base.signer,
        hmac_key=random(HMAC_BYTES),
        proof_key=EcdsaSigner.generate(random),
        created_at=now,
    )
    return read_object(signed)


def _texts(pointers: Json) -> list[str]:
    found = [] if pointers is None else pointers
    if not isinstance(found, list) or not all(isinstance(pointer, str) for pointer in found):
        raise Malformed("request.bad_pointers", "Pointers are a list of texts.")
    return [str(pointer) for pointer in found]
