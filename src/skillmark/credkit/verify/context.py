"""What one verification works with: what the reader is content with, what can be reached, and how much may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import Fetcher
from skillmark.credkit.pack import Pack
from skillmark.credkit.verify.issuer import KeyBook
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.status import StatusBook

MAX_PARTS = 100  # credentials and endorsements inside one file
MAX_DEPTH = 3  # a presentation of a learner record of credentials with endorsements


class SchemaBook(Protocol):
    """JSON Schemas that the reader brings, by address. Nothing is fetched for it here."""

    def conforms(self, document: JsonObject, schema_uri: str) -> bool | None:
        """Whether the document is as the schema says; None when the schema is not at hand."""
        ...


@dataclass(slots=True)
class Budget:
    """How many parts may still be looked at."""

    parts_left: int = MAX_PARTS

    def take(self) -> bool:
        """Use one up; False when there is none left."""
        self.parts_left -= 1
        return self.parts_left >= 0

    def charge_poison(self) -> None:
        """One was built to take long, which no honest one is: five of them end it."""
        self.parts_left -= MAX_PARTS // 5


@dataclass(frozen=True, slots=True)
class Context:
    """Shared by a credential and everything inside it, so that each key list and status list is asked for once."""

    policy: Policy
    fetcher: Fetcher
    at: datetime
    pack: Pack | None
    keys: KeyBook
    statuses: StatusBook
    resources: Mapping[str, bytes] = field(default_factory=dict)
    schemas: SchemaBook | None = None
    budget: Budget = field(default_factory=Budget)

    @property
    def skew_s(self) -> int:
        return self.policy.clock_skew_s


def make_context(
    policy: Policy,
    fetcher: Fetcher,
    at: datetime,
    pack: Pack | None = None,
    resources: Mapping[str, bytes] | None = None,
    schemas: SchemaBook | None = None,
) -> Context:
    """A context with empty books. A pack's own documents count among the resources."""
    keys = KeyBook(fetcher, policy, pack, at)
    statuses = StatusBook(fetcher, policy, pack, keys, at)
    held = {**(pack.documents if pack else {}), **(resources or {})}
    return Context(policy, fetcher, at, pack, keys, statuses, held, schemas)
