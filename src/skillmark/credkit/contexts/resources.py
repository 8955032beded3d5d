"""Whether the files a credential refers to are still what it says (VCDM 2.0 section 5.3), for those known here.

Nothing is fetched. A file whose bytes or published digests are not known is not judged; `find_faults` says whether a
digest is written well.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from skillmark.credkit.codec.multibase import decode_base58btc, decode_base64url
from skillmark.credkit.contexts.published import PUBLISHED_DIGESTS
from skillmark.credkit.errors import CredkitError, Finding
from skillmark.credkit.model.json_values import Json, JsonObject, as_list

_MULTIHASH = {0x12: "sha256", 0x20: "sha384", 0x13: "sha512", 0x16: "sha3_256", 0x15: "sha3_384", 0x14: "sha3_512"}
_BY_LENGTH = {32: "sha256", 48: "sha384", 64: "sha512"}
_SRI_KINDS = ("sha256", "sha384", "sha512")


class Digest(NamedTuple):
    """A kind of hash and its value."""

    kind: str
    value: bytes


def find_digest_faults(document: JsonObject, held: Mapping[str, bytes] | None = None) -> tuple[Finding, ...]:
    """A fault for every related file that is known here and is not what the digests stated say.

    `held` are files by address; beside them every context of ours is known by its published digests. Cost: one hash
    per file and kind of hash, however many digests there are.
    """
    judge = cache(lambda uri: _judge(uri, held or {}))
    faults = []
    for index, entry in enumerate(as_list(document.get("relatedResource"))):
        uri = entry.get("id") if isinstance(entry, dict) else None
        is_right = judge(uri) if isinstance(uri, str) else None
        if isinstance(entry, dict) and is_right is not None and not _fits(entry, is_right):
            words = "A file it refers to is not what it was: the digest does not fit."
            faults.append(Finding("structure.digest_wrong", f"relatedResource[{index}]", words))
    return tuple(faults)


def is_published(uri: str) -> bool:
    """Whether the digests of this file are known here, because it is one of the published contexts."""
    return uri in PUBLISHED_DIGESTS


def _judge(uri: str, held: Mapping[str, bytes]) -> Callable[[Digest], bool] | None:
    """What tells right from wrong digests of this file, or None where nobody here can."""
    if uri in held:
        hashed = cache(lambda kind: hashlib.new(kind, held[uri]).digest())
        return lambda digest: hashed(digest.kind) == digest.value
    if uri not in PUBLISHED_DIGESTS:
        return None
    known = {_base64(word) for line in PUBLISHED_DIGESTS[uri] for word in line.split()}
    return lambda digest: digest.value in known or digest.kind not in ("sha256", "sha384")


def _fits(entry: JsonObject, is_right: Callable[[Digest], bool]) -> bool:
    """Whether every digest of one related resource is right. Several in one SRI text are alternatives."""
    sri = [_fits_sri(text, is_right) for text in as_list(entry.get("digestSRI"))]
    multibase = [_read_multibase(text) for text in as_list(entry.get("digestMultibase"))]
    checks = sri + [digest is not None and is_right(digest) for digest in multibase]
    return bool(checks) and all(checks)


def _fits_sri(text: Json, is_right: Callable[[Digest], bool]) -> bool:
    """W3C Subresource Integrity, section 3.3: of several hashes, one of the strongest kind must fit."""
    words = [word.partition("?")[0].partition("-") for word in text.split()] if isinstance(text, str) else []
    strongest = max((kind for kind, _, _ in words if kind in _SRI_KINDS), default="")
    return any(bool(kind) and kind == strongest and is_right(Digest(kind, _base64(value))) for kind, _, value in words)


def _read_multibase(text: Json) -> Digest | None:
    """A multihash; or the bare digest, as W3C's own test suite writes it, told apart by its length."""
    if not isinstance(text, str):
        return None
    try:
        given = decode_base58btc(text) if text.startswith("z") else decode_base64url(text)
    except CredkitError:
        return None
    kind = _MULTIHASH.get(given[0]) if len(given) > 2 and given[1] == len(given) - 2 else None
    if kind:
        return Digest(kind, given[2:])
    return Digest(_BY_LENGTH[len(given)], given) if len(given) in _BY_LENGTH else None


def _base64(text: str) -> bytes:
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
