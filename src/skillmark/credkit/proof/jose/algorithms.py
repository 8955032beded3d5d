"""Which signature algorithms are taken, and the kind of key each needs (RFC 7518, RFC 8037, RFC 9864).

The name in a header never chooses how a key is used: it must be one that the key's kind signs with, or the token fails.
`none` and the MACs fail outright, since they say that nobody, or anybody with the shared secret, signed.
"""

from __future__ import annotations

from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys import KeyKind, kind_of

_KINDS = {
    "RS256": KeyKind.RSA,
    "ES256": KeyKind.P256,
    "ES384": KeyKind.P384,
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,  # RFC 9864's name for the same
}
_NAMES = {KeyKind.RSA: "RS256", KeyKind.P256: "ES256", KeyKind.P384: "ES384", KeyKind.ED25519: "EdDSA"}
_UNSIGNED = frozenset({"none", "hs256", "hs384", "hs512"})


def read_algorithm(value: object) -> str:
    """The `alg` of a header. Raises `Malformed`, `Untrusted` for what is no signature, `Refused` for unknown ones."""
    if not isinstance(value, str) or not value:
        raise Malformed("jose.no_algorithm", "The token does not say how it was signed.")
    if value.lower() in _UNSIGNED:
        raise Untrusted("jose.not_signed", "The token carries no signature that shows who made it.")
    if value not in _KINDS:
        raise Refused("jose.algorithm_unknown", "The token is signed in a way that is not read here.")
    return value


def algorithm_of(multikey: str) -> str:
    """The algorithm that a key signs with. Raises as `keys.kind_of`."""
    return _NAMES[kind_of(multikey)]


def check_fits(algorithm: str, multikey: str) -> None:
    """Return when a key is of the kind that the algorithm needs; raise `Untrusted` when not."""
    if _KINDS.get(algorithm) is not kind_of(multikey):
        raise Untrusted("jose.algorithm_mismatch", "The token names a way of signing that its key does not use.")
