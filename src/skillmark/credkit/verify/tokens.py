"""Steps 4 to 6 for a credential in JWT form: which key the token means, whether it signed, whose it is, and when.

The token's `kid` and `jwk` only say where to look. A key counts when the issuer lists it: by that name, or, for a key
the token brings along, by being the same key. A key that nobody but the token speaks for shows that nothing was
changed, never whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from skillmark.credkit.did import KeyMethod
from skillmark.credkit.errors import CredkitError, Untrusted
from skillmark.credkit.proof.jose import CredentialJwt, check_jws
from skillmark.credkit.verify.issuer import ANOTHER, AUTHENTICATION, Vouched, unknown_key
from skillmark.credkit.verify.outcome import NOT_REACHED, Outcome, failed, from_error, not_checked, passed
from skillmark.credkit.verify.signature import ASK_AGAIN, CONNECT, Asked, Signed, conclude, texts_of

MAX_KEYS_TRIED = 10


@dataclass(frozen=True, slots=True)
class Claimed:
    """When a token says it was signed, and until when the signature is good."""

    created_at: datetime | None
    expires_at: datetime | None


def judge_token(jwt: CredentialJwt, asked: Asked) -> Signed:
    """What the token's signature came to. Raises nothing. Cost: one look-up, up to `MAX_KEYS_TRIED` signatures."""
    owner = asked.owner or jwt.issuer or jwt.kid.partition("#")[0]
    vouched, problem = _look_up(jwt, owner, asked)
    key = _key_of(jwt, vouched, asked)
    multikey = key.public_multikey if key else jwt.jwk_multikey
    when = claimed_times(jwt)
    found = Signed(
        _signature(jwt, multikey),
        problem or NOT_REACHED,
        NOT_REACHED,
        vouched,
        multikey,
        when.created_at,
        controller=owner,
        challenge=_text(jwt, "nonce"),
        domains=texts_of(jwt.claims.get("aud")),
    )
    if vouched is None:
        return found
    if key is None:
        return replace(found, issuer_key=unknown_key(asked.purpose))
    controller = key.id.partition("#")[0] if key.id.startswith("did:") else ""
    return conclude(found, when, owner, controller, key.id, asked)


def claimed_times(jwt: CredentialJwt) -> Claimed:
    """When it was signed: `iat`, else the day from which it counts.

    In VC-JOSE-COSE `nbf` and `exp` are about the signature, in the other forms about the credential.
    """
    if jwt.form == "vc-jose":
        dates = [date for date in (jwt.issued_at, jwt.not_before) if date]
        return Claimed(max(dates, default=None), jwt.expires_at)
    return Claimed(jwt.issued_at or jwt.not_before, None)


def _look_up(jwt: CredentialJwt, owner: str, asked: Asked) -> tuple[Vouched | None, Outcome | None]:
    if owner.startswith("did:") and ":" in jwt.kid and jwt.kid.partition("#")[0] != owner:
        return None, failed(*ANOTHER)
    try:
        if owner.startswith("https://") and asked.has_metadata:
            return asked.keys.look_up_metadata(owner), None
        if owner.startswith("https://") and not jwt.kid.startswith(("https://", "did:")):
            return asked.keys.look_up_profile(owner), None
        return asked.keys.look_up_key(owner, jwt.kid), None
    except CredkitError as problem:
        return None, from_error(problem, CONNECT)


def _key_of(jwt: CredentialJwt, vouched: Vouched | None, asked: Asked) -> KeyMethod | None:
    """The listed key that the token means: by name, by being the key it brings along, or the one that signed it."""
    if vouched is None:
        return None
    listed = vouched.document.keys
    if jwt.kid and (named := vouched.document.find_key(jwt.kid)):
        same = not jwt.jwk_multikey or jwt.jwk_multikey == named.public_multikey
        return named if same else None
    if jwt.jwk_multikey:
        return next((key for key in listed if key.public_multikey == jwt.jwk_multikey), None)
    if jwt.kid:
        return next((key for key in listed if key.id.partition("#")[2] == jwt.kid.removeprefix("#")), None)
    usable = [key for key in listed if asked.purpose == AUTHENTICATION or key.asserts]
    return next((key for key in usable[:MAX_KEYS_TRIED] if _signature(jwt, key.public_multikey).passed), None)


def _signature(jwt: CredentialJwt, multikey: str) -> Outcome:
    if not multikey:
        return not_checked("proof.no_key", "The key that signed it could not be had.", "Check again while connected.")
    try:
        if jwt.jwk_multikey and jwt.jwk_multikey != multikey:
            raise Untrusted("jose.two_keys", "The token names one key and brings along another.")
        check_jws(jwt.jws, multikey)
    except CredkitError as problem:
        return from_error(problem, "Do not rely on it. " + ASK_AGAIN)
    return passed("proof.holds", "It is exactly what was signed.")


def _text(jwt: CredentialJwt, name: str) -> str:
    value = jwt.claims.get(name)
    return value if isinstance(value, str) else ""
