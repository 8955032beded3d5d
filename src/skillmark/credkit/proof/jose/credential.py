"""Credentials and presentations in JWT form, three of them.

`ob3`: Open Badges 3.0 section 8.2; the payload is the credential with `iss jti nbf sub exp` beside its members, and the
header holds `alg`, `kid` or `jwk`, `typ: JWT` and nothing else. `vc-jose`: W3C VC-JOSE-COSE section 3.1; `typ` is
`vc+jwt` or `vp+jwt`, the payload is the document. `vc1`: VC 1.1 section 6.3.1; the document is in a `vc` or `vp` claim
and the claims around it are part of it. Reading checks no signature: `check_jws` does, with the key that a caller found
under `kid`, or `jwk_multikey` once it knows whose that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.structure import issuer_id, types_of
from skillmark.credkit.proof.jose.claims import (
    JWT_NAMES,
    Claims,
    check_agrees,
    check_time_agrees,
    filled,
    filled_time,
    identifiers_of,
    read_claims,
    time_names,
)
from skillmark.credkit.proof.jose.compact import Jws, read_jws
from skillmark.credkit.proof.jose.header import key_in, media_type_of, text_of
from skillmark.credkit.proof.jose.key_name import absolute_kid, check_key_name

Form: TypeAlias = Literal["ob3", "vc-jose", "vc1"]
Kind: TypeAlias = Literal["credential", "presentation"]

OB_HEADER_NAMES = frozenset({"alg", "kid", "jwk", "typ", "cty"})
# The last two of each are names that drafts of VC-JOSE-COSE used.
_CREDENTIAL_TYPES = frozenset({"vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt"})
_PRESENTATION_TYPES = frozenset({"vp+jwt", "vp+ld+jwt", "vp+ld+json+jwt"})
_PLAIN_TYPES = frozenset({"", "jwt"})
_CONTENT = {"vc": "credential", "vp": "presentation"}


@dataclass(frozen=True, slots=True)
class CredentialJwt:
    """A token that carries a document. Nothing in it is checked but that it says one thing only.

    `document` is without the JWT's own claims; `claims` is the whole payload. `issuer` is who must have signed: the
    issuer, or the holder of a presentation ("" when it names none). `kid` is the key's name, made absolute where the
    issuer is a DID; `jwk_multikey` the key that the token brings along; either may be "". `not_before` and `expires_at`
    are the claims: of the credential in "ob3" and "vc1", of the signature in "vc-jose". `issued_at` is `iat`.
    """

    document: JsonObject
    form: Form
    kind: Kind
    jws: Jws
    kid: str
    jwk_multikey: str
    issuer: str
    not_before: datetime | None
    expires_at: datetime | None
    jti: str
    claims: JsonObject
    issued_at: datetime | None = None


def read_credential_jwt(text: str) -> CredentialJwt:
    """A credential or presentation in JWT form. Raises `CredkitError`; `Malformed` where claims and document differ."""
    jws = read_jws(text)
    payload = read_object(jws.payload)
    claims = read_claims(payload)
    form = _form_of(jws.header, payload)
    if form == "ob3":
        document, kind = _read_ob3(jws.header, payload, claims)
    elif form == "vc1":
        document, kind = _read_vc1(payload, claims)
    else:
        document, kind = _read_vc_jose(payload, claims)
    _check_kind(jws.header, kind)
    issuer = _party(document, kind) or claims.issuer
    _check_header_copies(jws.header, payload)
    jwk_multikey = key_in(jws.header["jwk"]) if "jwk" in jws.header else ""
    kid = absolute_kid(text_of(jws.header, "kid"), issuer)
    check_key_name(kid, issuer, jwk_multikey)
    return CredentialJwt(
        document=document,
        form=form,
        kind=kind,
        jws=jws,
        kid=kid,
        jwk_multikey=jwk_multikey,
        issuer=issuer,
        not_before=claims.not_before,
        expires_at=claims.expires_at,
        jti=claims.id,
        claims=payload,
        issued_at=claims.issued_at,
    )


def _form_of(header: JsonObject, payload: JsonObject) -> Form:
    kind = media_type_of(header, "typ")
    if {"_sd", "_sd_alg"} & set(payload):
        raise Malformed("jose.withholds", "The token withholds parts, and its form does not allow that.")
    is_wrapped = "vc" in payload or "vp" in payload
    if kind in _CREDENTIAL_TYPES | _PRESENTATION_TYPES:
        if is_wrapped:
            raise Malformed("jose.wrapped", "The token holds a credential inside a credential.")
        return "vc-jose"
    if kind not in _PLAIN_TYPES:
        raise Malformed("jose.other_type", "The token says that it is something other than a credential.")
    if is_wrapped:
        return "vc1"
    return "ob3" if kind or {"jti", "nbf"} <= set(payload) else "vc-jose"


def _read_ob3(header: JsonObject, payload: JsonObject, claims: Claims) -> tuple[JsonObject, Kind]:
    if not set(header) <= OB_HEADER_NAMES:
        raise Malformed("jose.header_not_allowed", "The token's header holds more than Open Badges allows.")
    if not {"kid", "jwk"} & set(header):
        raise Malformed("jose.no_key_named", "The token does not say with which key it was signed.")
    document, kind = _bare(payload)
    start, end = time_names(document)
    if kind == "presentation":  # Open Badges has none; only that nothing contradicts
        _check_parties(document, kind, claims)
        return document, kind
    subjects = identifiers_of(document.get("credentialSubject"))
    if start not in document or not {"iss", "jti", "nbf"} | ({"sub"} if subjects else set()) <= set(payload):
        raise Malformed("jose.claim_missing", "The token lacks a claim that Open Badges requires.")
    _check_parties(document, kind, claims, needs_member=True)
    check_time_agrees(document, start, claims.not_before)
    check_time_agrees(document, end, claims.expires_at)
    return filled_time(document, end, claims.expires_at), kind


def _read_vc_jose(payload: JsonObject, claims: Claims) -> tuple[JsonObject, Kind]:
    document, kind = _bare(payload)
    _check_parties(document, kind, claims)
    return document, kind


def _read_vc1(payload: JsonObject, claims: Claims) -> tuple[JsonObject, Kind]:
    wrapped = [name for name in ("vc", "vp") if name in payload]
    document = payload[wrapped[0]]
    if len(wrapped) != 1 or not isinstance(document, dict) or "@context" in payload:
        raise Malformed("jose.wrapped", "The token does not hold exactly one credential.")
    kind: Kind = "credential" if wrapped == ["vc"] else "presentation"
    if _kind_of(document) != kind:
        raise Malformed("jose.other_kind", "The token says that it holds something other than it does.")
    _check_parties(document, kind, claims)
    document = filled(document, "id", claims.id)
    if kind == "presentation":
        return filled(document, "holder", claims.issuer), kind
    start, end = time_names(document)
    check_time_agrees(document, start, claims.not_before)
    check_time_agrees(document, end, claims.expires_at)
    document = filled(filled(document, "issuer", claims.issuer), "credentialSubject", claims.subject)
    return filled_time(filled_time(document, start, claims.not_before), end, claims.expires_at), kind


def _bare(payload: JsonObject) -> tuple[JsonObject, Kind]:
    document = {name: value for name, value in payload.items() if name not in JWT_NAMES}
    return document, _kind_of(document)


def _kind_of(document: JsonObject) -> Kind:
    kinds = types_of(document)
    is_presentation = "VerifiablePresentation" in kinds
    if is_presentation == ("VerifiableCredential" in kinds):
        raise Malformed("jose.not_a_credential", "The token does not hold one credential or one presentation.")
    return "presentation" if is_presentation else "credential"


def _check_kind(header: JsonObject, kind: Kind) -> None:
    declared, content = media_type_of(header, "typ"), media_type_of(header, "cty")
    others = _PRESENTATION_TYPES if kind == "credential" else _CREDENTIAL_TYPES
    if declared in others or _CONTENT.get(content, kind) != kind:
        raise Malformed("jose.other_kind", "The token says that it holds something other than it does.")


def _check_parties(document: JsonObject, kind: Kind, claims: Claims, *, needs_member: bool = False) -> None:
    check_agrees(document, "issuer" if kind == "credential" else "holder", claims.issuer, needs_member=needs_member)
    check_agrees(document, "id", claims.id, needs_member=needs_member)
    if kind == "credential":
        check_agrees(document, "credentialSubject", claims.subject, needs_member=needs_member)


def _party(document: JsonObject, kind: Kind) -> str:
    return issuer_id(document) if kind == "credential" else next(iter(identifiers_of(document.get("holder"))), "")


def _check_header_copies(header: JsonObject, payload: JsonObject) -> None:
    """Claims repeated in the header must be the same there (RFC 7519 section 5.3)."""
    if any(name in header and header[name] != payload.get(name, header[name]) for name in JWT_NAMES):
        raise Malformed("jose.contradiction", "The token's header and its content do not say the same.")
