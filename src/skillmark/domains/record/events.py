"""What the record announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class RecordChanged(Event):
    """What somebody holds, or whether it still holds, changed."""

    name: ClassVar[str] = "record.changed"
    person_uid: str
