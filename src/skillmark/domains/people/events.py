"""What the people domain announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class ConsentChanged(Event):
    name: ClassVar[str] = "people.consent_changed"
    person_uid: str
    purpose: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    name: ClassVar[str] = "people.person_erased"
    person_uid: str
