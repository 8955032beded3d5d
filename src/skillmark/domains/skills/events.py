"""What the skills domain announces."""

from dataclasses import dataclass
from typing import ClassVar

from skillmark.kernel.outbox import Event


@dataclass(frozen=True, slots=True)
class FrameworkImported(Event):
    """A version of a framework is here. Identities of skills already held may have changed with it."""

    name: ClassVar[str] = "skills.framework_imported"
    framework_uid: str
    key: str
    framework_version: str
