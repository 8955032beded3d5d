"""Steps 5 and 6: does the key belong to the issuer, on whose word, and was it in use when it signed?

For a presentation the same is asked of its holder and a key for logging in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from skillmark.credkit.did import KeyMethod
from skillmark.credkit.verify.keybook import KeyBook, Vouched
from skillmark.credkit.verify.outcome import Outcome, failed, not_checked, passed

__all__ = ["ANOTHER", "KeyBook", "Vouched", "judge_owner", "judge_time"]

ANOTHER = (
    "issuer.another",
    "It was signed with a key of someone other than the issuer it names.",
    "Do not rely on it. Ask the issuer whether it is theirs.",
)
ASSERTION = "assertionMethod"
AUTHENTICATION = "authentication"


class Dated(Protocol):
    """What a signature says of its own time: a Data Integrity proof, or the claims of a token."""

    @property
    def created_at(self) -> datetime | None: ...

    @property
    def expires_at(self) -> datetime | None: ...


def judge_owner(
    issuer: str, controller: str, method: str, vouched: Vouched, purpose: str = ASSERTION
) -> tuple[Outcome, KeyMethod | None]:
    """Step 5: the key is listed by the issuer, for signing credentials (or, of a holder, for logging in).

    `controller` is whose key `method` says it is: a DID, or "" for an https address, which says nothing by itself.
    """
    key = vouched.document.find_key(method)
    if controller and controller != issuer and issuer.startswith("did:"):
        return failed(*ANOTHER), None
    if vouched.document.did != issuer:
        words = "The issuer is named by an address that does not say which keys are its own."
        todo = "Ask the issuer for a badge whose issuer is a DID."
        return not_checked("issuer.not_linked", words, todo), key
    owners = {issuer, controller} if controller else {issuer, ""}
    may_sign = key is not None and (key.authenticates if purpose == AUTHENTICATION else key.asserts)
    if key is None or not may_sign or key.controller not in owners:
        return unknown_key(purpose), None
    by_purpose = _VOUCHING if purpose == ASSERTION else _VOUCHING_HOLDER
    return passed(f"issuer.key_by_{vouched.by}", by_purpose[vouched.by]), key


def unknown_key(purpose: str) -> Outcome:
    """Step 5 failed: whoever is named does not list the key."""
    who = "issuer" if purpose == ASSERTION else "holder"
    return failed(
        "issuer.key_unknown",
        f"The {who} does not list the key that signed it.",
        f"Do not rely on it. Ask the {who} whether it is theirs.",
    )


def judge_time(proof: Dated, key: KeyMethod, at: datetime, skew_s: int) -> Outcome:
    """Step 6: the key was in use when the proof says it was made, and the proof is neither of tomorrow nor over."""
    skew = timedelta(seconds=skew_s)
    made = proof.created_at
    ask = "Ask the issuer for a new copy."
    if proof.expires_at and at - skew >= proof.expires_at:
        return failed("key.signature_over", "The signature was only good until a day that has passed.", ask)
    if made is None:
        if key.in_use_from or key.expires_at or key.revoked_at:
            return not_checked("key.no_time", "The signature does not say when it was made.", ask)
        return passed("key.always", "The key has no end, so the time of the signature does not matter.")
    if made > at + skew:
        return failed("key.future", "The signature says it was made in the future.", ask)
    if key.in_use_from and made < key.in_use_from - skew:
        return failed("key.too_early", "The key was not yet in use when the signature says it was made.", ask)
    if key.revoked_at and made >= key.revoked_at:
        return failed("key.withdrawn", "The issuer had withdrawn the key by then.", ask)
    if key.expires_at and made > key.expires_at + skew:
        return failed("key.retired", "The issuer had stopped using the key by then.", ask)
    return passed("key.in_use", "The key was in use when it was signed.")


_VOUCHING = {
    "key": "The issuer's identifier is the key itself. It does not say who that is.",
    "issuer": "The issuer lists the key that signed it.",
    "anchor": "The key is one you saved for this issuer, or one that such a key vouches for.",
    "voucher": "Someone you trust saw that this key is the issuer's.",
    "pack": "The pack says that this key is the issuer's. Nobody else confirms it here.",
}
_VOUCHING_HOLDER = {
    "key": "The holder's identifier is the key itself. It does not say who that is.",
    "issuer": "The holder lists the key that signed it.",
    "anchor": "The key is one you saved for this holder, or one that such a key vouches for.",
    "voucher": "Someone you trust saw that this key is the holder's.",
    "pack": "The pack says that this key is the holder's. Nobody else confirms it here.",
}
