"""The status lists of the issuer on `/status`: which entry a credential gets, what is set, and the signed list itself.

Kept in memory for as long as the server runs.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.model import StatusSlot, status_entry
from skillmark.credkit.status import MIN_ENTRIES, empty_bits, set_bits, slot_at, status_list_credential
from skillmark.doors.vc_api.bases import Base

PURPOSES = ("revocation", "suspension", "message")
MESSAGES = {"0x0": "Nothing is under way.", "0x1": "The issuer is looking at this credential again."}
LIST_LIFETIME = timedelta(hours=1)


class StatusLists:
    """One list for each purpose. A credential has the same index in all of them."""

    def __init__(self, base: Base, origin: str, secret: bytes) -> None:
        self._base, self._secret = base, secret
        self.uris = {purpose: f"{origin}/{base.name}/lists/{purpose}" for purpose in PURPOSES}
        self.reference_uri = f"{origin}/{base.name}/messages"
        self._set: dict[str, set[int]] = {purpose: set() for purpose in PURPOSES}
        self._index_of: dict[str, int] = {}
        self._serial = 0
        self._lock = threading.Lock()

    def entries_for(self, credential_id: object) -> list[JsonObject]:
        """Entries for a new credential; a credential with an id can later be revoked by it."""
        with self._lock:
            index = slot_at(self._secret, self._serial, MIN_ENTRIES)
            self._serial += 1
            if isinstance(credential_id, str):
                self._index_of[credential_id] = index
        entries = {purpose: status_entry(StatusSlot(uri, index, purpose)) for purpose, uri in self.uris.items()}
        entries["message"] |= {"statusMessage": self.messages(), "statusReference": self.reference_uri}
        return list(entries.values())

    def messages(self) -> list[Json]:
        """What each value in the list of messages means; `reference_uri` says it, too."""
        return [{"status": value, "message": words} for value, words in MESSAGES.items()]

    def change(self, credential_id: object, purpose: object, *, is_set: bool) -> bool:
        """Set or clear one credential's bit. False when there is no such credential or list."""
        with self._lock:
            if credential_id not in self._index_of or purpose not in self._set:
                return False
            index, found = self._index_of[str(credential_id)], self._set[str(purpose)]
            if is_set:
                found.add(index)
            else:
                found.discard(index)
        return True

    def signed(self, purpose: str) -> bytes | None:
        """The list as a signed credential, or None when there is no such list."""
        if purpose not in self._set:
            return None
        with self._lock:
            bits = set_bits(empty_bits(), self._set[purpose])
        now = datetime.now(UTC).replace(microsecond=0)
        document = status_list_credential(
            list_uri=self.uris[purpose],
            issuer_did=self._base.did,
            purpose=purpose,
            bits=bits,
            valid_from=now,
            valid_until=now + LIST_LIFETIME,
        )
        return issue(prepare(document), signer=self._base.signer, created_at=now)
