"""What an Open Badges 2 assertion says once its links were followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.model.summary import Summary


class Form(StrEnum):
    """How an assertion is to be verified: by asking where it is hosted, or by its signature."""

    HOSTED = "hosted"
    SIGNED = "signed"


class RevocationState(StrEnum):
    """`NOT_KEPT`: the issuer publishes no list. `UNKNOWN`: what would tell is not at hand."""

    CLEAR = "clear"
    REVOKED = "revoked"
    NOT_KEPT = "not_kept"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Revocation:
    """Whether it was taken back, and the reason the issuer gives (a stranger's text)."""

    state: RevocationState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Key2:
    """A key that may have signed it. `is_vouched`: the issuer's own published profile names it, and it the issuer."""

    uri: str
    pem: str
    is_vouched: bool


@dataclass(frozen=True, slots=True)
class Recipient2:
    """Who earned it: a property (`email`, `url`, `telephone`) and its value, or the salted hash of it."""

    kind: str = ""
    identity: str = ""
    is_hashed: bool = False
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Badge2:
    """One assertion with its badge class and issuer as far as they are at hand. Texts come from strangers.

    `is_hosted_copy`: the assertion is the one held under its own address, the only one that counts when hosted.
    `is_issuer_held`: the issuer's profile is the one held under its own address, not one that the badge brought along.
    `missing` are addresses that would be needed. `faults` decide against it; `notes` are slips that do not.
    """

    form: Form
    uri: str
    assertion: JsonObject = field(repr=False)
    badge: JsonObject = field(repr=False)
    issuer: JsonObject = field(repr=False)
    recipient: Recipient2
    summary: Summary
    keys: tuple[Key2, ...]
    revocation: Revocation
    is_hosted_copy: bool
    is_issuer_held: bool
    missing: tuple[str, ...]
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]
