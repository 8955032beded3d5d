"""What limits a credential and so must not be the holder's to leave out."""

from __future__ import annotations

from collections.abc import Iterable

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.proof.data_integrity.sd.pointers import parse_pointer

_LIMITS = ("issuer", "validFrom", "validUntil", "credentialStatus")


def find_open_limits(document: JsonObject, mandatory_pointers: Iterable[str]) -> tuple[str, ...]:
    """The limits of a document that no mandatory pointer names whole. Raises `Malformed` for a pointer that is none.

    A holder who may leave out `credentialStatus` shows a credential that cannot be withdrawn.
    """
    named = {parse_pointer(pointer) for pointer in mandatory_pointers}
    if () in named:
        return ()
    return tuple(f"/{name}" for name in _LIMITS if name in document and (name,) not in named)
