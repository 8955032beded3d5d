"""Issuers and holders for tests: each with keys, a did:web or did:key, status lists, and everything it publishes.

    network, clock = Network(), Clock()
    college = Issuer("northbank.example:o:college", network, clock)
    alice = Holder("alice")
    badge = college.award(document_of_yours)
    verify(badge, policy=STANDARD, fetcher=network, at=clock.at)

Their keys come from their names, so the same test gives the same bytes. Never use them for anything real.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.did import KeyRecord, build_did_document, did_web_url
from skillmark.credkit.issue import issue, prepare, present
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.model import StatusSlot, status_entry
from skillmark.credkit.status import empty_bits, set_bits, status_list_credential
from skillmark.testing.network import Clock, Network


def signer_named(name: str, controller: str | None = None) -> Ed25519Signer:
    """The key of that name. Anyone can make it: for tests only."""
    return Ed25519Signer.from_seed(hashlib.sha256(f"for tests only: {name}".encode()).digest(), controller=controller)


@dataclass(slots=True)
class Issuer:
    """Somebody who awards under a did:web, publishes keys and two status lists, and can take awards back."""

    place: str
    network: Network
    clock: Clock
    did: str = ""
    keys: list[KeyRecord] = field(default_factory=list)
    marked: dict[str, set[int]] = field(default_factory=lambda: {"revocation": set(), "suspension": set()})
    next_slot: int = 0

    def __post_init__(self) -> None:
        self.did = f"did:web:{self.place}"
        self.keys.append(KeyRecord(self.signer.public_multikey, self.clock.at - timedelta(days=1)))
        self.publish()

    @property
    def signer(self) -> Ed25519Signer:
        """The key in use now."""
        return signer_named(f"{self.place} {max(len(self.keys), 1)}", self.did)

    def publish(self) -> None:
        """Put the key list and the status lists where readers look. Lists are signed anew each time they are read."""
        document = json.dumps(build_did_document(self.did, self.keys)).encode()
        self.network.serve({did_web_url(self.did): document})
        self.network.serve(
            {self.list_uri("revocation"): self._revocations, self.list_uri("suspension"): self._suspensions}
        )

    def list_uri(self, purpose: str) -> str:
        """Where the status list for a purpose lies."""
        return did_web_url(self.did).replace("/did.json", f"/status/{purpose}")

    def rotate(self) -> None:
        """Retire the key and take another one into use."""
        old = self.keys[-1]
        self.keys[-1] = KeyRecord(old.public_multikey, old.in_use_from, self.clock.at)
        next_key = signer_named(f"{self.place} {len(self.keys) + 1}", self.did)
        self.keys.append(KeyRecord(next_key.public_multikey, self.clock.at))
        self.publish()

    def slots(self) -> list[JsonObject]:
        """Status entries for one more award."""
        slot, self.next_slot = self.next_slot, self.next_slot + 1
        return [status_entry(StatusSlot(self.list_uri(purpose), slot, purpose)) for purpose in self.marked]

    def award(self, document: Mapping[str, object], *, with_status: bool = True) -> bytes:
        """Sign a document as this issuer, with a status entry unless told otherwise. It is linted like any other."""
        issuer = document.get("issuer")
        named: object = {**issuer, "id": self.did} if isinstance(issuer, dict) else self.did
        status: dict[str, object] = {"credentialStatus": [*self.slots()]} if with_status else {}
        return issue(prepare({**document, "issuer": named, **status}), signer=self.signer, created_at=self.clock.at)

    def mark(self, purpose: str, slot: int, *, is_set: bool = True) -> None:
        """Revoke or suspend the award that has a slot, or take that back."""
        (self.marked[purpose].add if is_set else self.marked[purpose].discard)(slot)

    def _revocations(self) -> bytes:
        return self.signed_list("revocation")

    def _suspensions(self) -> bytes:
        return self.signed_list("suspension")

    def signed_list(self, purpose: str, *, at: datetime | None = None) -> bytes:
        """The status list as it is now, good for a day."""
        at = at or self.clock.at
        document = status_list_credential(
            list_uri=self.list_uri(purpose),
            issuer_did=self.did,
            purpose=purpose,
            bits=set_bits(empty_bits(), self.marked[purpose]),
            valid_from=at,
            valid_until=at + timedelta(days=1),
        )
        return issue(prepare(document), signer=self.signer, created_at=at)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds credentials under a did:key and presents them."""

    name: str

    @property
    def signer(self) -> Ed25519Signer:
        return signer_named(self.name)

    @property
    def did(self) -> str:
        """The did:key."""
        return self.signer.verification_method.partition("#")[0]

    def present(self, credentials: Sequence[bytes], *, challenge: str, domain: str, at: datetime) -> bytes:
        """A presentation of these credentials for one reader and one question."""
        return present(credentials, signer=self.signer, challenge=challenge, domain=domain, created_at=at)


def subject_of(holder: Holder, subject: Json) -> JsonObject:
    """A credential's subject, made to be about a holder."""
    return {**(subject if isinstance(subject, dict) else {}), "id": holder.did}
