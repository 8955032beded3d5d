"""The JOSE header (RFC 7515 section 4): read strictly, trusted for nothing but which key to ask for.

Addresses in a header (`jku`, `x5u`) and certificates (`x5c`) are never followed or read. `crit` is refused, for there
is no extension we know; so are `b64` and `zip`, which would change what the bytes mean.
"""

from __future__ import annotations

import re

from skillmark.credkit.codec.strict_json import Json, JsonObject, Limits, read_object
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys import multikey_from_jwk
from skillmark.credkit.proof.jose.algorithms import check_fits, read_algorithm

MAX_KID_LENGTH = 4_096  # a did:jwk of a long RSA key
_LIMITS = Limits(max_bytes=64_000, max_depth=8, max_values=400)
_KID = re.compile(r"[!-~]+\Z")  # RFC 3986 has no spaces, no controls and nothing beyond ASCII
_SECRET_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_CHANGES_MEANING = ("b64", "zip")


def read_header(data: bytes) -> JsonObject:
    """The header of a signed token. Raises `CredkitError` for one that no reader should act upon."""
    header = read_object(data, _LIMITS)
    if "crit" in header:
        raise Refused("jose.critical", "The token demands a rule that is not known here.")
    if any(name in header for name in _CHANGES_MEANING):
        raise Refused("jose.encoding", "The token is packed in a way that is not read here.")
    algorithm = read_algorithm(header.get("alg"))
    for name in ("typ", "cty", "kid"):
        _check_text(header, name)
    if "jwk" in header:
        check_fits(algorithm, key_in(header["jwk"]))
    return header


def text_of(header: JsonObject, name: str) -> str:
    """A text member, or "" when it is absent."""
    value = header.get(name, "")
    return value if isinstance(value, str) else ""


def media_type_of(header: JsonObject, name: str) -> str:
    """`typ` or `cty` in lower case without "application/", as RFC 7515 section 4.1.9 compares them."""
    return text_of(header, name).lower().removeprefix("application/")


def key_in(jwk: Json) -> str:
    """The multikey of a JWK that travels in a token. Raises `Untrusted` when it shows its secret, else as `keys`."""
    if not isinstance(jwk, dict):
        raise Malformed("jose.bad_key", "The key in the token is not one.")
    if _SECRET_MEMBERS & set(jwk):
        raise Untrusted("jose.secret_shown", "The token shows the secret of the key that signed it.")
    return multikey_from_jwk(jwk)


def _check_text(header: JsonObject, name: str) -> None:
    if name not in header:
        return
    value = header[name]
    if not isinstance(value, str) or len(value) > MAX_KID_LENGTH or not _KID.match(value):
        raise Malformed("jose.bad_header", f"The token's {name} is not what it should be.")
