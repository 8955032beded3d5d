"""What is known of every credential of one shape, from one of them that was verified in full and held.

A document of that shape gets the same report when the few things its holes can change come out the same: its times,
its entries in status lists, whose key it is, and the signature. How a shape gets here: `verify.learning`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.did import KeyMethod
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys.ed25519 import is_signed
from skillmark.credkit.report import Report
from skillmark.credkit.shape import Statements
from skillmark.credkit.shape.lines import Values
from skillmark.credkit.shape.personal import read_time
from skillmark.credkit.verify.issuer import Vouched, judge_time

Get = Callable[[Values], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """One status entry: its purpose, and where its list and its place in that list are found."""

    purpose: str
    list_uri: Get
    index: Get


@dataclass(frozen=True, slots=True)
class Known:
    """One shape. `take_...` pick the values of each program; `report` is that of the document it was learned from."""

    body: Statements
    take_body: Callable[[Values], Any]
    options: Statements
    take_options: Callable[[Values], Any]
    uri: Get | None
    signature: Get
    created: Get
    starts: Get | None
    ends: Get | None
    awarded: Get | None
    entries: tuple[Entry, ...]
    issuer: str
    method: str
    vouched: Vouched
    key: KeyMethod
    point: bytes
    report: Callable[[datetime, str], Report]
    document_uri: str

    def is_signed(self, values: Values) -> bool:
        """Whether the proof is this key's signature over what these values make of the shape."""
        text = self.body.canonical(self.take_body(values))
        options = self.options.canonical(self.take_options(values))
        if text is None or options is None:
            return False
        data = hashlib.sha256(options).digest() + hashlib.sha256(text).digest()
        try:
            return is_signed(self.point, data, decode_base58btc(self.signature(values).decode()))
        except CredkitError:
            return False

    def counts(self, values: Values, at: datetime, skew: timedelta) -> bool:
        """Whether the times are in order: it has begun, is not over, and was not signed in the future."""
        made = read_time(self.created(values))
        if made is None or made > at + skew:
            return False
        begun = read_time(self.starts(values)) if self.starts else None
        if self.starts and (begun is None or begun > at + skew):
            return False
        if self.ends:
            over = read_time(self.ends(values))
            if over is None or over < at - skew or (begun is not None and over < begun):
                return False
        return self.awarded is None or read_time(self.awarded(values)) is not None

    def is_in_use(self, values: Values, at: datetime, skew_s: int) -> bool:
        """Whether the key was in use when the proof was made. For a key without times, `counts` has said so."""
        if not (self.key.in_use_from or self.key.expires_at or self.key.revoked_at):
            return True
        return judge_time(_Made(read_time(self.created(values))), self.key, at, skew_s).passed

    def report_of(self, values: Values, at: datetime) -> Report:
        """The report of a document of this shape about which everything came out the same."""
        uri = self.uri(values).decode() if self.uri else self.document_uri
        return self.report(at, uri)


@dataclass(frozen=True, slots=True)
class _Made:
    """When a proof was made."""

    created_at: datetime | None
    expires_at: datetime | None = None
