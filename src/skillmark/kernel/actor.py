"""Who asks. An `Actor` is what every action and every private query receives and what the audit record keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, the house itself (`SYSTEM`: jobs, listeners, the command line), or nobody (`ANYONE`)."""

    person_uid: str | None = None
    is_system: bool = False


SYSTEM = Actor(is_system=True)
ANYONE = Actor()
