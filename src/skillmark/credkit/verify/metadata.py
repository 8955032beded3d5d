"""The keys of an issuer of SD-JWT credentials who is named by an https address (draft-ietf-oauth-sd-jwt-vc section 4).

They lie at a well-known place on the issuer's own site, which must name the issuer again. Keys elsewhere are taken only
from the same site.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from skillmark.credkit.codec.strict_json import Limits, read_object
from skillmark.credkit.did import DidDocument, KeyMethod
from skillmark.credkit.errors import CredkitError, Malformed, Unavailable
from skillmark.credkit.keys import multikey_from_jwk
from skillmark.credkit.model.json_values import as_list, as_object
from skillmark.credkit.verify.reach import Reach, origin_of

_LIMITS = Limits(max_bytes=300_000, max_depth=12, max_values=6_000)
MAX_KEYS = 50


def metadata_url(issuer: str) -> str:
    """Where the metadata of an issuer lies. Raises `Malformed` for what is no plain https address."""
    parts = urlsplit(issuer)
    if not origin_of(issuer) or parts.query or parts.fragment:
        raise Malformed("issuer.bad_address", "The issuer is not named by a plain https address.")
    return f"https://{parts.netloc}/.well-known/jwt-vc-issuer{parts.path.rstrip('/')}"


def issuer_keys(issuer: str, reach: Reach) -> DidDocument:
    """The keys that an issuer publishes for its tokens, named by `kid`. One fetch or two. Raises `CredkitError`."""
    found = read_object(reach.fetch(metadata_url(issuer)), _LIMITS)
    if found.get("issuer") != issuer:
        raise Unavailable("issuer.not_linked", "The page at the issuer's site is about another issuer.")
    keys, elsewhere = found.get("jwks"), found.get("jwks_uri")
    if keys is None and isinstance(elsewhere, str) and origin_of(elsewhere) == origin_of(issuer):
        keys = read_object(reach.fetch(elsewhere), _LIMITS)
    listed: list[KeyMethod] = []
    for entry in as_list(as_object(keys).get("keys"))[:MAX_KEYS]:
        jwk = as_object(entry)
        name = jwk.get("kid")
        try:
            multikey = multikey_from_jwk(jwk)
        except CredkitError:
            continue  # of a kind that is not read: what needs it ends in "key not listed"
        method = f"{issuer}#{name}" if isinstance(name, str) and name else issuer
        listed.append(KeyMethod(method, issuer, multikey, asserts=True, authenticates=False))
    return DidDocument(issuer, tuple(listed))
