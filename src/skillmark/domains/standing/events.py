"""What standing announces. Uids only."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """What is believed of somebody's skills may differ now."""

    name: ClassVar[str] = "standing.changed"
    person_uid: str
