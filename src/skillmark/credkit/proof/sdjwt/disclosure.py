"""Disclosures: one claim each, salted, to be handed over or kept (RFC 9901 section 4.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from skillmark.credkit.codec.strict_json import Json, Limits, read_json
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.proof.jose.base64url import decode_base64url, encode_base64url
from skillmark.credkit.proof.jose.compact import to_bytes

Random: TypeAlias = Callable[[int], bytes]

DEFAULT_HASH = "sha-256"
SALT_BYTES = 16  # RFC 9901 section 9.3
_LIMITS = Limits(max_bytes=1_000_000, max_depth=40, max_values=10_000)
# Names of the IANA "Named Information Hash Algorithm" registry; those under 256 bits are not taken.
_HASHES = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
RESERVED_NAMES = frozenset({"_sd", "...", "_sd_alg"})


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One claim as it travels (`text`) and as it reads. `name` is None for an element of an array."""

    text: str
    name: str | None
    value: Json


def read_disclosure(text: str) -> Disclosure:
    """A disclosure from its base64url. Raises `Malformed` when it is not one, or hides a name of SD-JWT's own."""
    content = read_json(decode_base64url(text), _LIMITS)
    if not isinstance(content, list) or len(content) not in (2, 3) or not isinstance(content[0], str):
        raise Malformed("sdjwt.bad_disclosure", "A part of the token that discloses a claim is not in order.")
    if len(content) == 2:
        return Disclosure(text, None, content[1])
    name = content[1]
    if not isinstance(name, str) or name in RESERVED_NAMES:
        raise Malformed("sdjwt.reserved_name", "A disclosed claim has a name that it may not have.")
    return Disclosure(text, name, content[2])


def make_disclosure(name: str | None, value: Json, random: Random) -> Disclosure:
    """A disclosure of a claim, or of an element when `name` is None. `random(n)` gives n secret random bytes."""
    salt = encode_base64url(random(SALT_BYTES))
    content: list[Json] = [salt, value] if name is None else [salt, name, value]
    return Disclosure(encode_base64url(to_bytes(content)), name, value)


def digest_of(text: str, hash_name: str) -> str:
    """The digest of a disclosure, or of a whole SD-JWT, in base64url. Raises as `check_hash`."""
    check_hash(hash_name)
    return encode_base64url(_HASHES[hash_name](text.encode()).digest())


def check_hash(hash_name: str) -> None:
    """Raise `Refused` for a hash that is not known here, or too short."""
    if hash_name not in _HASHES:
        raise Refused("sdjwt.hash_unknown", "The token uses a hash that is not read here.")
