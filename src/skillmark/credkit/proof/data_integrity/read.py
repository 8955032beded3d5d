"""Proofs as a document carries them: one object or an array of them (vc-data-integrity section 2.1).

A member of the wrong type, a time that is none, a name with `@` or a colon, or two proofs of one id make the document
malformed. What a proof lacks is told by `check_complete`, since a foreign kind of proof may do without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.model.times import parse_time
from skillmark.credkit.proof.data_integrity.suites import DATA_INTEGRITY

MAX_PROOFS = 10
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+\Z")


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof; `raw` is it whole. Empty strings stand for members that are absent.

    `previous` are the ids of the proofs this one was made over; `domains` whom it was made for.
    """

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
    challenge: str = ""
    domains: tuple[str, ...] = ()
    nonce: str = ""

    @property
    def domain(self) -> str:
        """The domain when there is exactly one, else an empty text."""
        return self.domains[0] if len(self.domains) == 1 else ""

    def was_made_for(self, *, challenge: str, domain: str) -> bool:
        """Whether it answers this challenge at this domain; an empty one was not asked for.

        As vc-data-integrity section 4.4 says: a domain asked for must be the only one named.
        """
        return (not challenge or self.challenge == challenge) and (not domain or self.domains == (domain,))


def read_proofs(document: JsonObject) -> tuple[Proof, ...]:
    """All proofs of a document, none when it has no `proof`. Raises `Malformed` or `Refused`."""
    value = document.get("proof")
    entries = value if isinstance(value, list) else [] if value is None else [value]
    if len(entries) > MAX_PROOFS:
        raise Refused("proof.too_many", "The file carries too many signatures.")
    proofs = tuple(_read(entry) for entry in entries)
    names = [proof.id for proof in proofs if proof.id]
    if len(set(names)) != len(names):
        raise Malformed("proof.same_id", "Two signatures in the file have the same id.")
    return proofs


def without_proof(document: JsonObject) -> JsonObject:
    """The document as it was before it was signed."""
    return {key: value for key, value in document.items() if key != "proof"}


def check_complete(proof: Proof) -> None:
    """Raise `Malformed` when a proof lacks what one of its type must have (vc-data-integrity sections 2.1 and 4.4)."""
    needed = {
        "cryptosuite": proof.suite or proof.kind != DATA_INTEGRITY,
        "proofPurpose": proof.purpose,
        "verificationMethod": proof.method,
        "proofValue": proof.value,
    }
    for name, present in needed.items():
        if not present:
            raise Malformed("proof.incomplete", f"The signature has no {name}.")


def earlier_proofs(proof: Proof, proofs: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """Every proof that this one rests on, through all links of its chain, in the document's order.

    A proof holds only if each of these does too (vc-data-integrity section 4.5). Raises `Untrusted` for one that is
    missing and `Malformed` for a circle.
    """
    by_id = {other.id: other for other in proofs if other.id}
    found: set[str] = set()
    ahead = list(proof.previous)
    while ahead:
        name = ahead.pop()
        if name not in by_id:
            raise Untrusted("proof.previous_missing", "A signature that this one was made over is missing.")
        if name == proof.id:
            raise Malformed("proof.circle", "Two signatures each say they were made over the other.")
        if name not in found:
            found.add(name)
            ahead.extend(by_id[name].previous)
    return tuple(other for other in proofs if other.id in found)


def _read(entry: Json) -> Proof:
    if not isinstance(entry, dict):
        raise Malformed("proof.bad_shape", "A signature in the file is not an object.")
    if any(":" in name or (name.startswith("@") and name != "@context") or name == "proof" for name in entry):
        raise Malformed("proof.bad_shape", "A signature in the file holds a name that none may hold.")
    return Proof(
        raw=entry,
        kind=_text(entry, "type"),
        suite=_text(entry, "cryptosuite"),
        purpose=_text(entry, "proofPurpose"),
        method=_url(entry, "verificationMethod"),
        value=_text(entry, "proofValue"),
        created_at=_time(entry, "created"),
        expires_at=_time(entry, "expires"),
        previous=_texts(entry, "previousProof"),
        id=_url(entry, "id"),
        challenge=_text(entry, "challenge"),
        domains=_texts(entry, "domain"),
        nonce=_text(entry, "nonce"),
    )


def _text(entry: JsonObject, name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise Malformed("proof.bad_shape", f"The signature's {name} is not text.")
    return value


def _texts(entry: JsonObject, name: str) -> tuple[str, ...]:
    value = entry.get(name, [])
    values = value if isinstance(value, list) else [value]
    texts = tuple(text for text in values if isinstance(text, str))
    if len(texts) != len(values) or len(set(texts)) != len(texts):
        raise Malformed("proof.bad_shape", f"The signature's {name} is neither a text nor a set of texts.")
    return texts


def _url(entry: JsonObject, name: str) -> str:
    value = _text(entry, name)
    if name in entry and not _URL.match(value):
        raise Malformed("proof.bad_shape", f"The signature's {name} is not an address.")
    return value


def _time(entry: JsonObject, name: str) -> datetime | None:
    return parse_time(_text(entry, name)) if name in entry else None
