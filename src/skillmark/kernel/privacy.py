"""Every model says which of its fields are personal data and how they go when the person does. A test asks each one."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Personal:
    """Field name to the way it is erased, in plain words."""

    fields: Mapping[str, str] = field(default_factory=dict)


NOT_PERSONAL = Personal()
