"""SD-JWT VC (draft-ietf-oauth-sd-jwt-vc section 2): the claims of a credential in which some may be withheld.

Reading checks everything that can be told from the token alone; `check_jws(vc.sd_jwt.jws, key)` checks who signed it,
and `binding` who presents it. Type metadata is not fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject, read_object
from skillmark.credkit.errors import Malformed
from skillmark.credkit.proof.jose.claims import read_claims
from skillmark.credkit.proof.jose.header import key_in, media_type_of, text_of
from skillmark.credkit.proof.jose.key_name import absolute_kid, check_key_name
from skillmark.credkit.proof.sdjwt.parts import SdJwt, read_sd_jwt
from skillmark.credkit.proof.sdjwt.pointers import Path, pointer_of
from skillmark.credkit.proof.sdjwt.reveal import reveal

TYPE = "dc+sd-jwt"
_TYPES = frozenset({TYPE, "vc+sd-jwt"})  # the second is the draft's name until November 2024
# Claims that decide whether the credential counts, and so may never be withheld (section 2.2.2.3).
ALWAYS_SHOWN = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"})


@dataclass(frozen=True, slots=True)
class SdJwtVc:
    """What a token says, with every disclosure in its place. No signature is checked.

    `disclosed` are JSON pointers into `claims`. `type` is `vct`, `other_types` are `aka_vcts`, `issuer` is `iss` or "".
    `holder_multikey` is the key in `cnf`, "" when nobody is bound. `kid` and `jwk_multikey` as in `jose.CredentialJwt`.
    """

    sd_jwt: SdJwt
    claims: JsonObject
    disclosed: tuple[str, ...]
    hash_name: str
    type: str
    other_types: tuple[str, ...]
    issuer: str
    kid: str
    jwk_multikey: str
    holder_multikey: str
    not_before: datetime | None
    expires_at: datetime | None
    issued_at: datetime | None


def read_sd_jwt_vc(text: str) -> SdJwtVc:
    """An SD-JWT VC as issued or presented. Raises `CredkitError`."""
    sd_jwt = read_sd_jwt(text)
    header = sd_jwt.jws.header
    if media_type_of(header, "typ") not in _TYPES:
        raise Malformed("sdjwt.other_type", "The token does not say that it is a credential of this kind.")
    revealed = reveal(read_object(sd_jwt.jws.payload), sd_jwt.disclosures)
    if not all(may_be_withheld(path) for path, _ in revealed.places):
        raise Malformed("sdjwt.must_be_shown", "The token hides a claim that every reader needs to judge it.")
    if "@context" in revealed.claims:
        raise Malformed("sdjwt.other_type", "The token holds a W3C credential, which is of another kind.")
    claims = read_claims(revealed.claims)
    jwk_multikey = key_in(header["jwk"]) if "jwk" in header else ""
    kid = absolute_kid(text_of(header, "kid"), claims.issuer)
    check_key_name(kid, claims.issuer, jwk_multikey)
    return SdJwtVc(
        sd_jwt=sd_jwt,
        claims=revealed.claims,
        disclosed=tuple(pointer_of(path) for path, _ in revealed.places),
        hash_name=revealed.hash_name,
        type=_type_of(revealed.claims),
        other_types=_other_types(revealed.claims),
        issuer=claims.issuer,
        kid=kid,
        jwk_multikey=jwk_multikey,
        holder_multikey=_holder_key(revealed.claims),
        not_before=claims.not_before,
        expires_at=claims.expires_at,
        issued_at=claims.issued_at,
    )


def may_be_withheld(path: Path) -> bool:
    """Whether the claim at that place, or the part of one, may be disclosed selectively."""
    return path[0] not in ALWAYS_SHOWN


def _type_of(claims: JsonObject) -> str:
    value = claims.get("vct")
    if not isinstance(value, str) or not value:
        raise Malformed("sdjwt.no_type", "The credential does not say of which type it is.")
    return value


def _other_types(claims: JsonObject) -> tuple[str, ...]:
    if "aka_vcts" not in claims:
        return ()
    value = claims["aka_vcts"]
    listed = value if isinstance(value, list) else []
    names = tuple(name for name in listed if isinstance(name, str))
    if not names or len(names) != len(listed) or claims.get("vct") in names:
        raise Malformed("sdjwt.bad_types", "The credential's list of further types is not in order.")
    return names


def _holder_key(claims: JsonObject) -> str:
    """The key in `cnf.jwk` (RFC 7800 section 3.2). Other ways to name it are not read, and bind nobody."""
    cnf: Json = claims.get("cnf", {})
    if not isinstance(cnf, dict):
        raise Malformed("sdjwt.bad_holder", "The credential does not name its holder's key in order.")
    return key_in(cnf["jwk"]) if "jwk" in cnf else ""
