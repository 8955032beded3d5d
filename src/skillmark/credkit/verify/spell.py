"""What issuers said during one spell of time: their key lists and status lists, asked for once.

A status list is judged at both ends of the spell. Every rule of time about it is a bound on one side, so that what
holds at both ends holds at every moment between.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import Fetcher, KeyMethod
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.report import State
from skillmark.credkit.status import read_status_list
from skillmark.credkit.verify.context import make_context
from skillmark.credkit.verify.issuer import Vouched, judge_owner
from skillmark.credkit.verify.opening import open_credential
from skillmark.credkit.verify.policy import Policy

MAX_ANSWERS, MAX_ANSWER_BYTES = 512, 64_000_000
MAX_LISTS, MAX_LIST_BYTES = 512, 64_000_000
MAX_KEYS = 4_096


class KeptAnswers:
    """A fetcher that asks each address once; what does not fit any more is asked for again. Failures are not kept."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._kept: dict[str, bytes] = {}
        self._size_bytes = 0

    def fetch(self, url: str) -> bytes:
        """The body at `url`. Raises `Unavailable`."""
        kept = self._kept.get(url)
        if kept is not None:
            return kept
        data = self._fetcher.fetch(url)
        if len(self._kept) < MAX_ANSWERS and self._size_bytes + len(data) <= MAX_ANSWER_BYTES:
            self._kept[url] = data
            self._size_bytes += len(data)
        return data


class Spell:
    """The answers of issuers between two moments. May be shared by threads."""

    def __init__(self, policy: Policy, fetcher: Fetcher, begins_at: datetime, keep_s: int) -> None:
        self.begins_at, self.ends_at = begins_at, begins_at + timedelta(seconds=keep_s)
        self.answers = KeptAnswers(fetcher)
        self._contexts = [make_context(policy, self.answers, at) for at in (self.begins_at, self.ends_at)]
        self._keys: dict[tuple[str, str], tuple[Vouched, KeyMethod] | None] = {}
        self._lists: dict[tuple[bytes, str, str], bytes | None] = {}
        self._size_bytes = 0
        self._lock = threading.Lock()

    def key_of(self, issuer: str, method: str) -> tuple[Vouched, KeyMethod] | None:
        """The issuer's key and on whose word it is, or None when there is any doubt."""
        asked = issuer, method
        if asked not in self._keys:
            with self._lock:
                found = self._look_up(issuer, method)
                if len(self._keys) >= MAX_KEYS:
                    return found
                self._keys[asked] = found
        return self._keys[asked]

    def is_clear(self, issuer: str, purpose: str, uri: bytes, index: bytes) -> bool:
        """Whether the issuer's list is good throughout the spell and has not set this entry."""
        asked = uri, purpose, issuer
        if asked not in self._lists:
            with self._lock:
                bits = self._read(issuer, purpose, uri.decode())
                if len(self._lists) >= MAX_LISTS or self._size_bytes + len(bits or b"") > MAX_LIST_BYTES:
                    return False
                self._size_bytes += len(bits or b"")
                self._lists[asked] = bits
        bits = self._lists[asked]
        if bits is None or not index.isdigit() or len(index) > 9:
            return False
        place = int(index)
        return place < 8 * len(bits) and not bits[place >> 3] & 0x80 >> (place & 7)

    def _look_up(self, issuer: str, method: str) -> tuple[Vouched, KeyMethod] | None:
        controller = method.partition("#")[0]
        if controller != issuer or not issuer.startswith("did:"):
            return None
        try:
            vouched = self._contexts[0].keys.look_up_key(issuer, method)
            outcome, key = judge_owner(issuer, controller, method, vouched)
        except CredkitError:
            return None
        return (vouched, key) if outcome.passed and key else None

    def _read(self, issuer: str, purpose: str, uri: str) -> bytes | None:
        """The bits of a list that `verify` would go by at both ends of the spell."""
        entry: JsonObject = {
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": "0",
            "statusListCredential": uri,
        }
        try:
            for context in self._contexts:
                looked = context.statuses.look_up({"issuer": issuer, "credentialStatus": entry}, purpose)
                if looked.as_of or looked.outcome.state is State.NOT_CHECKED:
                    return None
            return read_status_list(open_credential(self.answers.fetch(uri)).document).bits
        except CredkitError:
            return None
