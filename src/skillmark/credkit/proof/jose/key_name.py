"""The name of a key in a token's header (`kid`): a hint from whoever made the token, so held against the issuer.

A name that needs no network to be resolved (did:key, did:jwk) is compared with the key the token brings. Others are
the caller's to look up, and to compare with `jwk` where both are there.
"""

from __future__ import annotations

import re

from skillmark.credkit.did import NoFetcher, is_did, resolve, split_did_url
from skillmark.credkit.errors import Malformed, Untrusted

_FRAGMENT = re.compile(r"[A-Za-z0-9._~:=-]+\Z")
_BY_ITSELF = ("did:key:", "did:jwk:")


def absolute_kid(kid: str, issuer: str) -> str:
    """The key's name as the issuer's key list writes it; as it is where the issuer is not a DID.

    Raises `Malformed` for a name that is neither an address nor one plain word, such as a path.
    """
    if not kid or kid.startswith(("did:", "https://", "http://", "urn:")):
        return kid
    if not _FRAGMENT.match(kid.removeprefix("#")) or ".." in kid:
        raise Malformed("jose.bad_kid", "The token does not name its key by an address or a plain word.")
    return f"{issuer}#{kid.removeprefix('#')}" if is_did(issuer) else kid


def check_key_name(kid: str, issuer: str, jwk_multikey: str) -> None:
    """Raise `Untrusted` for a key of another party than the issuer, or two different keys; `Malformed` for a bad DID.

    Only what can be told without a network: whether an https issuer owns a key is not decided here.
    """
    if not kid:
        return
    did = split_did_url(kid)[0] if kid.startswith("did:") else ""
    if is_did(issuer) and did != issuer:
        raise Untrusted("jose.kid_of_another", "The token was signed with a key of someone other than its issuer.")
    if jwk_multikey and did.startswith(_BY_ITSELF):
        keys = resolve(did, NoFetcher()).keys
        if all(key.public_multikey != jwk_multikey for key in keys):
            raise Untrusted("jose.two_keys", "The token names one key and brings along another.")
