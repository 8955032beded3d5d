"""The compact form of a signed token (RFC 7515 section 7.1): three parts of base64url with dots between.

Reading checks nothing but the form; `check_jws` holds it against one key. Whose key that is, is decided elsewhere. The
form with an empty payload (detached) and the JSON form are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from skillmark.credkit.codec.strict_json import Json, JsonObject, write_json
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys import Signer, is_signed_by
from skillmark.credkit.proof.jose.algorithms import algorithm_of, check_fits, read_algorithm
from skillmark.credkit.proof.jose.base64url import decode_base64url, encode_base64url
from skillmark.credkit.proof.jose.header import read_header

MAX_TOKEN_LENGTH = 2_800_000  # a payload as long as a JSON file may be, in base64url
MAX_SIGNATURE_BYTES = 1_024  # RSA of 8192 bits
_COMPACT = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*\Z")
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Jws:
    """A token taken apart. `signing_input` are the bytes that the signature covers. Nothing in it is checked yet."""

    header: JsonObject
    payload: bytes = field(repr=False)
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def is_compact(data: bytes) -> bool:
    """Whether the bytes have the look of one compact token, signed or not, with white space around it at most."""
    return len(data) <= MAX_TOKEN_LENGTH and bool(_COMPACT.match(data))


def read_jws(text: str) -> Jws:
    """A compact token. Raises `Malformed`; `Refused` beyond the limits; `Untrusted` for `alg` none and MACs."""
    text = text.strip(_SPACE)
    if len(text) > MAX_TOKEN_LENGTH:
        raise Refused("jose.too_large", "The token is far too long.")
    parts = text.split(".")
    if len(parts) != 3 or not parts[0] or not parts[1]:
        raise Malformed("jose.not_compact", "This is not one signed token: it does not have three parts.")
    header = read_header(decode_base64url(parts[0]))
    payload, signature = decode_base64url(parts[1]), decode_base64url(parts[2])
    if not signature:
        raise Untrusted("jose.not_signed", "The token carries no signature.")
    if len(signature) > MAX_SIGNATURE_BYTES:
        raise Refused("jose.signature_too_long", "The token's signature is far too long.")
    return Jws(header, payload, f"{parts[0]}.{parts[1]}".encode(), signature)


def check_jws(jws: Jws, public_multikey: str) -> None:
    """Return when the token was signed by this key in the way its header names; raise `Untrusted` when not.

    Raises what `keys.decode_multikey` raises for a key that is none.
    """
    check_fits(read_algorithm(jws.header.get("alg")), public_multikey)
    if not is_signed_by(public_multikey, jws.signing_input, jws.signature):
        raise Untrusted("jose.signature_wrong", "The token is not the one that was signed.")


def sign_jws(header: JsonObject, payload: bytes, *, signer: Signer) -> str:
    """A compact token over `payload`. `alg` is that of the signer's key and stands first; `header` is the rest."""
    whole = {"alg": algorithm_of(signer.public_multikey)} | header
    signing_input = f"{encode_base64url(to_bytes(whole))}.{encode_base64url(payload)}"
    return f"{signing_input}.{encode_base64url(signer.sign(signing_input.encode()))}"


def to_bytes(value: Json) -> bytes:
    """Compact UTF-8. Raises `Malformed` for what JSON cannot carry (half characters, NaN)."""
    try:
        return write_json(value)
    except (ValueError, TypeError, RecursionError):
        raise Malformed("jose.not_json", "This cannot be written as JSON.") from None
