"""What hiring announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class OpeningOpened(Event):
    name: ClassVar[str] = "hiring.opening_opened"
    opening_uid: str
    organisation_uid: str


@dataclass(frozen=True, slots=True)
class ShortlistSealed(Event):
    """`digest` is SHA-256 of the sealed text."""

    name: ClassVar[str] = "hiring.shortlist_sealed"
    opening_uid: str
    organisation_uid: str
    digest: str
