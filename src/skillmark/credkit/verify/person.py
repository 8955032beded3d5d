"""Step 11: is this the person? Only when asked; a salted hash can be matched, never read back."""

from __future__ import annotations

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.model.json_values import as_list, as_object, as_text
from skillmark.credkit.model.values import is_hash_of
from skillmark.credkit.verify.outcome import Outcome, failed, not_checked, passed


def judge_recipient(document: JsonObject, recipient: str | None) -> Outcome:
    """Compare a DID or a mail address with whom the credential was awarded to."""
    if recipient is None:
        words = "You did not ask whether it is about a certain person."
        todo = "Enter the person's mail address to find out."
        return not_checked("person.not_asked", words, todo, decides=False)
    subject = as_object(next(iter(as_list(document.get("credentialSubject"))), None))
    identities = [as_object(entry) for entry in as_list(subject.get("identifier"))]
    if as_text(subject.get("id")) == recipient or any(_is_of(entry, recipient) for entry in identities):
        return passed("person.matches", "It was awarded to the person you named.")
    if not identities and not recipient.startswith("did:"):
        words = "It does not name a mail address, so the person cannot be compared."
        return not_checked("person.not_named", words, "Ask the person to show that the badge is theirs.")
    words = "It was not awarded to the person you named."
    return failed("person.another", words, "Ask the person which of their addresses it was awarded to.")


def _is_of(identity: JsonObject, recipient: str) -> bool:
    written = as_text(identity.get("identityHash"))
    if identity.get("hashed") is True:
        return is_hash_of(written, as_text(identity.get("salt")), recipient)
    return bool(written) and written.strip().lower() == recipient.strip().lower()
