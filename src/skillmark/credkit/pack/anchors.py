"""What a reader trusts beforehand: issuers' key lists saved earlier, and parties whose vouching counts.

A file of the reader's own, never taken from whoever hands in a credential. JSON, one object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.did import DidDocument, is_did, read_did_document
from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.times import format_time, parse_time

FORMAT = "skillmark-anchors/1"


@dataclass(frozen=True, slots=True)
class Anchors:
    """Key lists by DID, the did:keys of trusted vouchers, and the day the file was saved."""

    saved_at: datetime
    issuers: tuple[DidDocument, ...] = ()
    vouchers: frozenset[str] = field(default_factory=frozenset)

    def issuer(self, did: str) -> DidDocument | None:
        """The saved key list of an issuer, or None."""
        return next((document for document in self.issuers if document.did == did), None)


def make_anchors(did_documents: Sequence[JsonObject], *, vouchers: Sequence[str] = (), saved_at: datetime) -> bytes:
    """A file of what was seen while connected, to rely on later."""
    body: JsonObject = {
        "format": FORMAT,
        "savedAt": format_time(saved_at),
        "issuers": list(did_documents),
        "vouchers": list(vouchers),
    }
    return write_json(body)


def read_anchors(data: bytes) -> Anchors:
    """Open a file of anchors. Raises `Malformed` or `Refused`."""
    body = read_object(data)
    saved_at = body.get("savedAt")
    if body.get("format") != FORMAT or not isinstance(saved_at, str):
        raise Malformed("anchors.bad_format", "The file is not a list of trusted issuers.")
    issuers = []
    for entry in as_list(body.get("issuers")):
        did = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(did, str):
            raise Malformed("anchors.bad_format", "The file is not a list of trusted issuers.")
        issuers.append(read_did_document(entry, did))
    vouchers = [entry for entry in as_list(body.get("vouchers")) if isinstance(entry, str) and is_did(entry)]
    return Anchors(parse_time(saved_at), tuple(issuers), frozenset(vouchers))
