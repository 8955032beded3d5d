"""Evidence to JSON and back, so that the projection holds exactly what the arithmetic reads."""

import dataclasses
from datetime import datetime
from typing import Any

from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.values import Level

_READ: dict[str, Any] = {
    "kind": Kind,
    "level": Level,
    "assessment": Assessment,
    "supervision": Supervision,
    "earned_at": datetime.fromisoformat,
    "valid_until": datetime.fromisoformat,
}


def facts_of(item: EvidenceItem) -> dict[str, Any]:
    """Return plain JSON values; times as ISO 8601 with their offset."""
    plain = {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in plain.items()}


def item_of(facts: dict[str, Any]) -> EvidenceItem:
    """Read what `facts_of` wrote."""
    return EvidenceItem(
        **{name: _READ[name](value) if name in _READ and value is not None else value for name, value in facts.items()}
    )
