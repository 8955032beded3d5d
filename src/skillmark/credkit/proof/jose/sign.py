"""Signing a document as a JWT. Does not lint: `credkit.issue` does, and is the way in."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys import Signer, jwk_from_multikey
from skillmark.credkit.model.structure import issuer_id, time_of, types_of
from skillmark.credkit.proof.jose.claims import JWT_NAMES, identifiers_of, seconds_of, time_names
from skillmark.credkit.proof.jose.compact import sign_jws, to_bytes
from skillmark.credkit.proof.jose.credential import read_credential_jwt


def sign_credential_jwt(
    document: JsonObject,
    *,
    signer: Signer,
    form: Literal["ob3", "vc-jose"],
    created_at: datetime,
    key: Literal["kid", "jwk"] = "kid",
    challenge: str = "",
    domain: str = "",
) -> str:
    """The document as a compact JWT, `iat` at `created_at`. Same document, key and time: same bytes.

    `key` says how the header names the key: by the signer's verification method, or as a JWK. A presentation carries
    `challenge` as `nonce` and `domain` as `aud`, where OpenID4VP looks for them. Raises `Refused` for a document that
    has JWT claims of its own, and what `read_credential_jwt` raises for one that it would not read.
    """
    if JWT_NAMES & set(document) or {"vc", "vp"} & set(document):
        raise Refused("jose.own_claims", "The document uses a name that a token needs for itself.")
    claims: JsonObject = {"iat": seconds_of(created_at)}
    if form == "ob3":
        claims |= _badge_claims(document)
        kind = "JWT"
    else:
        kind = "vp+jwt" if "VerifiablePresentation" in types_of(document) else "vc+jwt"
    claims |= {name: value for name, value in (("nonce", challenge), ("aud", domain)) if value}
    header: JsonObject = {"jwk": jwk_from_multikey(signer.public_multikey)} if key == "jwk" else {}
    header = (header or {"kid": signer.verification_method}) | {"typ": kind}
    token = sign_jws(header, to_bytes(document | claims), signer=signer)
    read_credential_jwt(token)  # what would not be read is not handed out
    return token


def _badge_claims(document: JsonObject) -> JsonObject:
    """`iss jti nbf sub exp` of Open Badges 3.0 section 8.2.4; `sub` only where the subject has an id."""
    start, end = time_names(document)
    begins_at, ends_at = time_of(document, start), time_of(document, end)
    name, issuer = document.get("id"), issuer_id(document)
    if begins_at is None or not isinstance(name, str) or not issuer:
        raise Malformed(
            "jose.claim_missing", "A badge in JWT form needs an id, an issuer and a time from when it counts."
        )
    claims: JsonObject = {"iss": issuer, "jti": name, "nbf": seconds_of(begins_at)}
    subjects = identifiers_of(document.get("credentialSubject"))
    if subjects:
        claims["sub"] = subjects[0]
    if ends_at:
        claims["exp"] = seconds_of(ends_at)
    return claims
