"""Proofs as a document carries them: one object or an array of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.times import parse_time

MAX_PROOFS = 10


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof; `raw` is it whole. Empty strings stand for members that are absent."""

    raw: JsonObject
    kind: str
    suite: str
    purpose: str
    method: str
    value: str
    created_at: datetime | None
    expires_at: datetime | None
    previous: tuple[str, ...]
    id: str


def read_proofs(document: JsonObject) -> tuple[Proof, ...]:
    """All proofs of a document, none when it has no `proof`. Raises `Malformed` or `Refused`."""
    value = document.get("proof")
    entries = value if isinstance(value, list) else [] if value is None else [value]
    if len(entries) > MAX_PROOFS:
        raise Refused("proof.too_many", "The file carries too many signatures.")
    return tuple(_read(entry) for entry in entries)


def without_proof(document: JsonObject) -> JsonObject:
    """The document as it was before it was signed."""
    return {key: value for key, value in document.items() if key != "proof"}


def _read(entry: Json) -> Proof:
    if not isinstance(entry, dict):
        raise Malformed("proof.bad_shape", "A signature in the file is not an object.")
    previous = entry.get("previousProof", [])
    names = previous if isinstance(previous, list) else [previous]
    if not all(isinstance(name, str) for name in names):
        raise Malformed("proof.bad_shape", "A signature refers to another in a form that is not an id.")
    return Proof(
        raw=entry,
        kind=_text(entry, "type"),
        suite=_text(entry, "cryptosuite"),
        purpose=_text(entry, "proofPurpose"),
        method=_text(entry, "verificationMethod"),
        value=_text(entry, "proofValue"),
        created_at=_time(entry, "created"),
        expires_at=_time(entry, "expires"),
        previous=tuple(str(name) for name in names),
        id=_text(entry, "id"),
    )


def _text(entry: JsonObject, name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise Malformed("proof.bad_shape", f"The signature's {name} is not text.")
    return value


def _time(entry: JsonObject, name: str) -> datetime | None:
    return parse_time(_text(entry, name)) if name in entry else None
