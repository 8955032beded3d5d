"""From the issuer's payload and the disclosures to the claims (RFC 9901 section 7.1, steps 3 to 5).

Every digest may stand in one place only, every disclosure must have its place, and no claim may be said twice. A digest
without disclosure is a claim withheld or a decoy; nobody can tell which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.proof.sdjwt.disclosure import DEFAULT_HASH, RESERVED_NAMES, Disclosure, check_hash, digest_of
from skillmark.credkit.proof.sdjwt.pointers import MAX_DEPTH, Path


@dataclass(frozen=True, slots=True)
class Revealed:
    """The claims without any trace of hiding, where each disclosure went, and the hash that was used."""

    claims: JsonObject
    places: tuple[tuple[Path, Disclosure], ...]
    hash_name: str


def reveal(payload: JsonObject, disclosures: Sequence[Disclosure]) -> Revealed:
    """The claims that payload and disclosures make together. Raises `Malformed`, or `Refused` beyond limits."""
    hash_name = payload.get("_sd_alg", DEFAULT_HASH)
    if not isinstance(hash_name, str):
        raise Malformed("sdjwt.bad_hash", "The token does not name its hash.")
    check_hash(hash_name)
    walk = _Walk({digest_of(disclosure.text, hash_name): disclosure for disclosure in disclosures})
    claims = walk.object({name: value for name, value in payload.items() if name != "_sd_alg"}, ())
    if len(walk.places) != len(disclosures):
        raise Malformed("sdjwt.not_referenced", "The token discloses a claim that its issuer did not sign.")
    return Revealed(claims, tuple(walk.places), hash_name)


class _Walk:
    """One pass over the payload; `seen` are the digests met so far, `places` the disclosures put in."""

    def __init__(self, disclosures: dict[str, Disclosure]) -> None:
        self._disclosures = disclosures
        self._seen: set[str] = set()
        self.places: list[tuple[Path, Disclosure]] = []

    def object(self, value: JsonObject, path: Path) -> JsonObject:
        if any(name in value for name in RESERVED_NAMES - {"_sd"}):
            raise Malformed("sdjwt.reserved_name", "The token uses one of SD-JWT's own names where it may not.")
        digests = value.get("_sd", [])
        found = {name: self.value(inner, (*path, name)) for name, inner in value.items() if name != "_sd"}
        if not isinstance(digests, list):
            raise Malformed("sdjwt.bad_digests", "The token's list of hidden claims is not one.")
        for digest in digests:
            disclosure = self._take(digest)
            if disclosure is None:
                continue
            if disclosure.name is None or disclosure.name in found:
                raise Malformed("sdjwt.misplaced", "A disclosed claim does not belong where it was put.")
            place = (*path, disclosure.name)
            self.places.append((place, disclosure))
            found[disclosure.name] = self.value(disclosure.value, place)
        return found

    def array(self, items: list[Json], path: Path) -> list[Json]:
        found: list[Json] = []
        for item in items:
            place = (*path, len(found))
            if not isinstance(item, dict) or "..." not in item:
                found.append(self.value(item, place))
                continue
            if len(item) != 1:
                raise Malformed("sdjwt.bad_digests", "A hidden element of a list is not in order.")
            disclosure = self._take(item["..."])
            if disclosure is None:
                continue
            if disclosure.name is not None:
                raise Malformed("sdjwt.misplaced", "A disclosed claim does not belong where it was put.")
            self.places.append((place, disclosure))
            found.append(self.value(disclosure.value, place))
        return found

    def value(self, value: Json, path: Path) -> Json:
        if len(path) > MAX_DEPTH:
            raise Refused("sdjwt.too_deep", "The token is nested too deeply.")
        if isinstance(value, dict):
            return self.object(value, path)
        return self.array(value, path) if isinstance(value, list) else value

    def _take(self, digest: Json) -> Disclosure | None:
        if not isinstance(digest, str):
            raise Malformed("sdjwt.bad_digests", "A hidden claim of the token is not in order.")
        if digest in self._seen:
            raise Malformed("sdjwt.digest_twice", "A hidden claim stands in the token twice.")
        self._seen.add(digest)
        return self._disclosures.get(digest)
