"""Who an Open Badges 2 assertion is about, and whether that is a given person (IdentityObject, IdentityHash)."""

from __future__ import annotations

from skillmark.credkit.model.json_values import JsonObject, as_object, as_text
from skillmark.credkit.model.ob2.values import Badge2, Recipient2
from skillmark.credkit.model.values import is_hash_of


def read_recipient(assertion: JsonObject) -> Recipient2:
    """The recipient; `hashed` left out means in the open, as in the standard's own example."""
    entry = as_object(assertion.get("recipient"))
    return Recipient2(
        kind=as_text(entry.get("type")).rpartition("/")[2],
        identity=as_text(entry.get("identity")),
        is_hashed=entry.get("hashed") is True,
        salt=as_text(entry.get("salt")),
    )


def is_awarded_to(badge: Badge2, value: str) -> bool:
    """Whether the recipient is this mail address, URL or telephone number."""
    recipient = badge.recipient
    if recipient.is_hashed:
        return is_hash_of(recipient.identity, recipient.salt, value)
    if recipient.kind == "email":
        return bool(value.strip()) and recipient.identity.strip().lower() == value.strip().lower()
    return bool(value) and recipient.identity == value
