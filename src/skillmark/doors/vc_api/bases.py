"""The base paths of the server: one for each suite, each with an issuer's key of its own.

VC-API has no way to ask for a cryptosuite, so the path names it. Keys come from one seed; nothing is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import split_did_url
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, Signer


@dataclass(frozen=True, slots=True)
class Kind:
    """What a base path issues. `suite` is a cryptosuite, or "" for a JWT; `is_selective`: it also derives."""

    suite: str
    key: KeyKind
    is_selective: bool = False
    has_status: bool = False


KINDS = {
    "eddsa-rdfc-2022": Kind("eddsa-rdfc-2022", KeyKind.ED25519),
    "eddsa-jcs-2022": Kind("eddsa-jcs-2022", KeyKind.ED25519),
    "ecdsa-rdfc-2019-P-256": Kind("ecdsa-rdfc-2019", KeyKind.P256),
    "ecdsa-rdfc-2019-P-384": Kind("ecdsa-rdfc-2019", KeyKind.P384),
    "ecdsa-jcs-2019-P-256": Kind("ecdsa-jcs-2019", KeyKind.P256),
    "ecdsa-jcs-2019-P-384": Kind("ecdsa-jcs-2019", KeyKind.P384),
    "ecdsa-sd-2023": Kind("ecdsa-sd-2023", KeyKind.P256, is_selective=True),
    "jwt": Kind("", KeyKind.P256),
    "status": Kind("eddsa-rdfc-2022", KeyKind.ED25519, has_status=True),
}


@dataclass(frozen=True, slots=True)
class Base:
    """One base path: its name (the first segment), what it issues, and the key it issues with."""

    name: str
    kind: Kind
    signer: Signer

    @property
    def did(self) -> str:
        """Who issues here: a did:key."""
        return split_did_url(self.signer.verification_method)[0]

    def as_json(self, origin: str) -> JsonObject:
        """Its entry in the manifest."""
        derives: JsonObject = {"derives": True} if self.kind.is_selective else {}
        return {
            "base": f"{origin}/{self.name}",
            "did": self.did,
            "verificationMethod": self.signer.verification_method,
            "form": self.kind.suite or "jwt",
            "key": self.kind.key.value,
            **derives,
        }


def open_bases(seed: bytes) -> dict[str, Base]:
    """All base paths by name. The same seed gives the same keys; 32 random bytes give keys nobody else has."""
    return {name: Base(name, kind, _signer(kind.key, stream_of(seed, name))) for name, kind in KINDS.items()}


def stream_of(seed: bytes, purpose: str) -> Callable[[int], bytes]:
    """A source of secret bytes for one purpose: SHAKE-256 over seed, purpose and a count of the calls."""
    calls = 0

    def draw(length: int) -> bytes:
        nonlocal calls
        calls += 1
        return hashlib.shake_256(b"\0".join((seed, purpose.encode(), str(calls).encode()))).digest(length)

    return draw


def _signer(kind: KeyKind, draw: Callable[[int], bytes]) -> Signer:
    return Ed25519Signer.from_seed(draw(32)) if kind is KeyKind.ED25519 else EcdsaSigner.generate(draw, kind)
