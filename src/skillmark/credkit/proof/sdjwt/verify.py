"""The verifier's side (RFC 9901 section 7.3): signature, times, and, when asked for, proof that the holder presents it.

Whose key signed is decided by the caller, who finds it under `kid` or `issuer`; so is what `status` says.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.proof.jose.claims import read_claims
from skillmark.credkit.proof.jose.compact import Jws, check_jws
from skillmark.credkit.proof.jose.header import media_type_of
from skillmark.credkit.proof.sdjwt.credential import SdJwtVc, read_sd_jwt_vc
from skillmark.credkit.proof.sdjwt.disclosure import digest_of
from skillmark.credkit.proof.sdjwt.present import BINDING_TYPE

DEFAULT_SKEW_S = 60


@dataclass(frozen=True, slots=True)
class ExpectedBinding:
    """What this verifier asked for: its own name, the nonce it gave out, and how old the answer may be, in seconds."""

    audience: str
    nonce: str
    max_age_s: int = 300


def verify_sd_jwt_vc(
    text: str, *, public_multikey: str, at: datetime, binding: ExpectedBinding | None, skew_s: int = DEFAULT_SKEW_S
) -> SdJwtVc:
    """What the token says, once everything in it holds against the issuer's key at that time; raises when not.

    `binding` is the verifier's decision and has no default: None takes a token from whoever brings it. A key binding
    that is there without being asked for must still be the holder's own. Raises `CredkitError`.
    """
    vc = read_sd_jwt_vc(text)
    check_jws(vc.sd_jwt.jws, public_multikey)
    check_times(vc, at=at, skew_s=skew_s)
    _check_audience(vc, binding)
    if binding is not None:
        check_binding(vc, expected=binding, at=at, skew_s=skew_s)
    elif vc.sd_jwt.key_binding is not None:
        _read_binding(vc, vc.sd_jwt.key_binding)
    return vc


def check_times(vc: SdJwtVc, *, at: datetime, skew_s: int = DEFAULT_SKEW_S) -> None:
    """Raise `Untrusted` when the credential does not count yet, or no longer. Clocks may differ by `skew_s`."""
    skew = timedelta(seconds=skew_s)
    if vc.expires_at is not None and at >= vc.expires_at + skew:
        raise Untrusted("sdjwt.expired", "The credential has expired.")
    if vc.not_before is not None and at < vc.not_before - skew:
        raise Untrusted("sdjwt.not_started", "The credential does not count yet.")


def check_binding(vc: SdJwtVc, *, expected: ExpectedBinding, at: datetime, skew_s: int = DEFAULT_SKEW_S) -> None:
    """Return when the holder of the bound key made this presentation, for us and just now. Raises `CredkitError`."""
    if vc.sd_jwt.key_binding is None:
        raise Untrusted("sdjwt.not_bound", "Nothing shows that whoever presents the credential holds it.")
    payload = _read_binding(vc, vc.sd_jwt.key_binding)
    if payload["aud"] != expected.audience or payload["nonce"] != expected.nonce:
        raise Untrusted("sdjwt.for_another", "The presentation was made for someone else, or for another time.")
    claims, skew = read_claims(payload), timedelta(seconds=skew_s)
    made_at = claims.issued_at
    if made_at is None or not at - timedelta(seconds=expected.max_age_s) - skew <= made_at <= at + skew:
        raise Untrusted("sdjwt.not_fresh", "The presentation was not made just now.")
    if claims.expires_at is not None and at >= claims.expires_at + skew:
        raise Untrusted("sdjwt.not_fresh", "The presentation has expired.")
    if claims.not_before is not None and at < claims.not_before - skew:
        raise Untrusted("sdjwt.not_fresh", "The presentation does not count yet.")


def _read_binding(vc: SdJwtVc, jws: Jws) -> JsonObject:
    """The payload of a key binding token that the bound key signed over this very presentation."""
    if not vc.holder_multikey:
        raise Refused("sdjwt.holder_unknown", "The credential names its holder's key in no way that is read here.")
    if media_type_of(jws.header, "typ") != BINDING_TYPE:
        raise Malformed("sdjwt.bad_binding", "The proof of the holder is of another kind.")
    check_jws(jws, vc.holder_multikey)
    payload = read_object(jws.payload)
    texts = [payload.get(name) for name in ("aud", "nonce", "sd_hash")]
    if not all(isinstance(text, str) and text for text in texts) or read_claims(payload).issued_at is None:
        raise Malformed("sdjwt.bad_binding", "The proof of the holder lacks a claim.")
    if not hmac.compare_digest(
        str(payload["sd_hash"]).encode(), digest_of(vc.sd_jwt.bound_text, vc.hash_name).encode()
    ):
        raise Untrusted("sdjwt.other_presentation", "The proof of the holder belongs to another presentation.")
    return payload


def _check_audience(vc: SdJwtVc, binding: ExpectedBinding | None) -> None:
    """A credential that was made for certain readers is for them only (RFC 7519 section 4.1.3)."""
    if "aud" in vc.claims and (binding is None or binding.audience not in as_list(vc.claims["aud"])):
        raise Untrusted("sdjwt.for_another", "The credential was made for someone else.")
