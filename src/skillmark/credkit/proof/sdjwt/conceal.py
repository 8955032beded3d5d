"""From claims to a payload with digests, and the disclosures that open it (RFC 9901 sections 4.2.4 to 4.2.6).

From the innermost outwards, so that a hidden claim may itself hide others. Digests are sorted, decoys among them, and
an array's decoys stand at random places: neither order nor number says what was hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.proof.jose.base64url import encode_base64url
from skillmark.credkit.proof.sdjwt.disclosure import (
    DEFAULT_HASH,
    RESERVED_NAMES,
    Disclosure,
    Random,
    digest_of,
    make_disclosure,
)
from skillmark.credkit.proof.sdjwt.pointers import MAX_DEPTH, Path, find_path


@dataclass(frozen=True, slots=True)
class Concealed:
    """What the issuer signs, and what the holder gets beside it."""

    payload: JsonObject
    disclosures: tuple[Disclosure, ...]


def conceal(
    claims: JsonObject, pointers: Iterable[str], *, random: Random, decoys: int = 0, hash_name: str = DEFAULT_HASH
) -> Concealed:
    """Hide what the JSON pointers name. `decoys` digests that open nothing join each place where something is hidden.

    `random(n)` gives n secret random bytes, such as `os.urandom`. Raises `Malformed` for a pointer to nothing, or a
    claim with one of SD-JWT's own names.
    """
    hiding = _Hiding({find_path(claims, pointer) for pointer in pointers}, random, decoys, hash_name)
    payload = hiding.object(claims, ())
    if hiding.disclosures:
        payload["_sd_alg"] = hash_name
    return Concealed(payload, tuple(hiding.disclosures))


@dataclass(slots=True)
class _Hiding:
    paths: set[Path]
    random: Random
    decoys: int
    hash_name: str
    disclosures: list[Disclosure] = field(default_factory=list)

    def object(self, value: JsonObject, path: Path) -> JsonObject:
        if RESERVED_NAMES & set(value):
            raise Malformed("sdjwt.reserved_name", "A claim has one of SD-JWT's own names.")
        shown: JsonObject = {}
        digests: list[Json] = []
        for name, inner in value.items():
            content = self._value(inner, (*path, name))
            if (*path, name) in self.paths:
                digests.append(self._hide(name, content))
            else:
                shown[name] = content
        if digests:
            digests += [self._decoy() for _ in range(self.decoys)]
            shown["_sd"] = sorted(digests, key=str)
        return shown

    def _array(self, items: list[Json], path: Path) -> list[Json]:
        found: list[Json] = []
        is_hiding = False
        for index, inner in enumerate(items):
            content = self._value(inner, (*path, index))
            if (*path, index) in self.paths:
                content, is_hiding = {"...": self._hide(None, content)}, True
            found.append(content)
        for _ in range(self.decoys if is_hiding else 0):
            found.insert(int.from_bytes(self.random(8)) % (len(found) + 1), {"...": self._decoy()})
        return found

    def _value(self, value: Json, path: Path) -> Json:
        if len(path) > MAX_DEPTH:
            raise Refused("sdjwt.too_deep", "The claims are nested too deeply.")
        if isinstance(value, dict):
            return self.object(value, path)
        return self._array(value, path) if isinstance(value, list) else value

    def _hide(self, name: str | None, value: Json) -> str:
        disclosure = make_disclosure(name, value, self.random)
        self.disclosures.append(disclosure)
        return digest_of(disclosure.text, self.hash_name)

    def _decoy(self) -> str:
        return digest_of(encode_base64url(self.random(32)), self.hash_name)
