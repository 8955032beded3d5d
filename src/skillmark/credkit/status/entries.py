"""The status entries of a credential, as it names them.

Read: BitstringStatusListEntry (Bitstring Status List 1.0 section 2.1), StatusList2021Entry (its predecessor, met on
VC 1.1 credentials), 1EdTechRevocationList (1EdTech Revocation List Status Method 1.0). What a "MUST" of the first asks
for and is not there makes the entry malformed; the older two are read with more patience, and only as far as they go.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.json_values import Json, JsonObject, as_list, as_object
from skillmark.credkit.status.bits import MAX_SIZE_BITS

ENTRY_TYPE = "BitstringStatusListEntry"
ENTRY_2021_TYPE = "StatusList2021Entry"
REVOCATION_LIST_TYPE = "1EdTechRevocationList"
_KINDS = (ENTRY_TYPE, ENTRY_2021_TYPE, REVOCATION_LIST_TYPE)
MAX_ENTRIES_OF_A_CREDENTIAL = 20
MAX_REFERENCES = 10


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One entry. Of a kind that is not read here, only `kind` is filled and `is_readable` is False.

    `size_bits` is its width in the list; `messages` what each value means, by value; `references` where that is
    explained. `index` is -1 where the list names credentials by their id (1EdTechRevocationList).
    """

    kind: str
    purpose: str = ""
    index: int = -1
    list_uri: str = ""
    size_bits: int = 1
    messages: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether this kit knows how to look it up."""
        return self.kind in _KINDS

    def message_of(self, value: int) -> str:
        """What a value means in the issuer's words for developers; "set" and "unset" where it gave none."""
        return self.messages[value] if value < len(self.messages) else "set" if value else "unset"


def read_entries(document: JsonObject) -> tuple[StatusEntry, ...]:
    """All entries of `credentialStatus`. Raises `Malformed` for one of a kind read here that breaks its rules."""
    found = as_list(document.get("credentialStatus"))
    if len(found) > MAX_ENTRIES_OF_A_CREDENTIAL:
        raise Malformed("status.too_many_entries", "The file names too many status lists.")
    return tuple(_read(as_object(entry)) for entry in found)


def build_entry(entry: StatusEntry) -> JsonObject:
    """A BitstringStatusListEntry as a credential carries it, wider ones with what each value means.

    Raises `Malformed` or `Refused` for one that would not be read back as it is.
    """
    built: JsonObject = {
        "id": f"{entry.list_uri}#{entry.index}",
        "type": ENTRY_TYPE,
        "statusPurpose": entry.purpose,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.list_uri,
    }
    if entry.size_bits > 1:
        built["statusSize"] = entry.size_bits
    if entry.messages:
        built["statusMessage"] = [
            {"status": f"{value:#x}", "message": message} for value, message in enumerate(entry.messages)
        ]
    if entry.references:
        built["statusReference"] = entry.references[0] if len(entry.references) == 1 else [*entry.references]
    if _read(built) != entry:
        raise Malformed("status.bad_entry", "A status entry is not of the kind that is written.")
    return built


def _read(entry: JsonObject) -> StatusEntry:
    named = [kind for kind in as_list(entry.get("type")) if isinstance(kind, str)]
    kind = next((known for known in _KINDS if known in named), named[0] if named else "")
    if kind == REVOCATION_LIST_TYPE:
        return StatusEntry(kind, "revocation", list_uri=_text(entry, "id"))
    if kind not in _KINDS:
        return StatusEntry(kind)
    uri = _text(entry, "statusListCredential")
    index = entry.get("statusListIndex")
    if kind == ENTRY_2021_TYPE:
        text = str(index) if isinstance(index, int) and not isinstance(index, bool) else index
        return StatusEntry(kind, _text(entry, "statusPurpose"), _index(text), uri)
    if entry.get("id") == uri:
        raise Malformed("status.bad_entry", "A status entry has the address of its list for its own.")
    size_bits = _size(entry.get("statusSize", 1))
    return StatusEntry(
        kind,
        _text(entry, "statusPurpose"),
        _index(index),
        uri,
        size_bits,
        _messages(entry, size_bits),
        _references(entry.get("statusReference")),
    )


def _text(entry: JsonObject, name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value:
        raise Malformed("status.bad_entry", "A status entry is incomplete.")
    return value


def _index(value: Json) -> int:
    if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12):
        raise Malformed("status.bad_entry", "A status entry names no place in its list.")
    return int(value)


def _size(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise Malformed("status.bad_entry", "A status entry has a width that is not a whole number above zero.")
    if value > MAX_SIZE_BITS:
        raise Refused("status.too_wide", f"A status entry is wider than {MAX_SIZE_BITS} bits.")
    return value


def _messages(entry: JsonObject, size_bits: int) -> tuple[str, ...]:
    """What each value means. Required where an entry is wider than one bit: one message for every value it can hold."""
    found = entry.get("statusMessage")
    if found is None and size_bits == 1:
        return ()
    words: dict[int, str] = {}
    for item in as_list(found):
        status, message = as_object(item).get("status"), as_object(item).get("message")
        if not (isinstance(status, str) and isinstance(message, str)):
            raise Malformed("status.bad_message", "A status entry says of a value not what it means.")
        words[_hexadecimal(status)] = message
    if set(words) != set(range(1 << size_bits)) or len(as_list(found)) != len(words):
        raise Malformed("status.bad_message", "A status entry does not say of each value what it means.")
    return tuple(words[value] for value in range(1 << size_bits))


def _hexadecimal(text: str) -> int:
    digits = text.removeprefix("0x")
    if digits == text or not 0 < len(digits) < 6 or not all(letter in "0123456789abcdefABCDEF" for letter in digits):
        raise Malformed("status.bad_message", "A status entry names a value that is not written as 0x1.")
    return int(digits, 16)


def _references(value: Json) -> tuple[str, ...]:
    found = as_list(value)
    if len(found) > MAX_REFERENCES or not all(isinstance(uri, str) and ":" in uri for uri in found):
        raise Malformed("status.bad_entry", "A status entry refers to something that is not an address.")
    return tuple(str(uri) for uri in found)
