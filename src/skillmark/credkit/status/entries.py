"""The status entries of a credential, as it names them."""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.json_values import JsonObject, as_list, as_object

ENTRY_TYPE = "BitstringStatusListEntry"
MAX_ENTRIES_OF_A_CREDENTIAL = 20


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One entry. Of another kind than ENTRY_TYPE, only `kind` is filled and `is_readable` is False."""

    kind: str
    purpose: str = ""
    index: int = -1
    list_uri: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether this kit knows how to look it up."""
        return self.kind == ENTRY_TYPE


def read_entries(document: JsonObject) -> tuple[StatusEntry, ...]:
    """All entries of `credentialStatus`. Raises `Malformed` for one of our kind that is incomplete."""
    found = as_list(document.get("credentialStatus"))
    if len(found) > MAX_ENTRIES_OF_A_CREDENTIAL:
        raise Malformed("status.too_many_entries", "The file names too many status lists.")
    return tuple(_read(as_object(entry)) for entry in found)


def _read(entry: JsonObject) -> StatusEntry:
    if entry.get("type") != ENTRY_TYPE:
        return StatusEntry(kind=str(entry.get("type", "")))
    purpose, index, uri = entry.get("statusPurpose"), entry.get("statusListIndex"), entry.get("statusListCredential")
    if not (isinstance(purpose, str) and isinstance(uri, str)):
        raise Malformed("status.bad_entry", "A status entry is incomplete.")
    text = str(index) if isinstance(index, str | int) and not isinstance(index, bool) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Malformed("status.bad_entry", "A status entry names no place in its list.")
    return StatusEntry(ENTRY_TYPE, purpose, int(text), uri)
