"""1EdTech's revocation list (1EdTech Revocation List Status Method 1.0): the ids of what an issuer revoked.

Plain JSON that nobody signed. Who it speaks for rests on where it was fetched from: the address stands in the signed
credential. So it counts only as fetched now, never out of a pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skillmark.credkit.errors import Malformed
from skillmark.credkit.model.json_values import JsonObject, as_list, as_text
from skillmark.credkit.model.structure import issuer_id


@dataclass(frozen=True, slots=True)
class RevocationList:
    """Whose list it is, and the reason for each revoked credential by its id ("" where none is given)."""

    uri: str
    issuer: str
    revoked: Mapping[str, str]


def read_revocation_list(document: JsonObject) -> RevocationList:
    """The revoked ids. An entry with `revoked: false` is not one. Raises `Malformed`."""
    found = document.get("revokedCredentials", document.get("revokedCredential"))
    if found is None:
        raise Malformed("status.not_a_list", "What should be a list of revoked badges is not one.")
    revoked: dict[str, str] = {}
    for entry in as_list(found):
        if isinstance(entry, str):
            revoked[entry] = ""
        elif isinstance(entry, dict) and isinstance(entry.get("id"), str):
            if entry.get("revoked", True) is not False:
                revoked[str(entry["id"])] = as_text(entry.get("revocationReason"))
        else:
            raise Malformed("status.not_a_list", "What should be a list of revoked badges is not one.")
    return RevocationList(as_text(document.get("id")), issuer_id(document), revoked)
