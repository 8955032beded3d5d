"""A credential as a noisy test of a skill: what all that a person holds lets one believe.

Assumes: items come from the caller already verified or marked as not; only passes are known, never failures; items of
different issuers are independent given the skill; skills do not lend weight to each other. The model and its guesses:
docs/decisions/0006-first-evidence-model.md. It stores nothing, fetches nothing and reads no name.
"""

from skillmark.skillkit.evidence.belief import (
    Counted,
    at_level,
    believe,
    believe_all,
    count,
    is_solid,
    verified_only,
)
from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.evidence.weights import Weight, full_weight, weigh

__all__ = [
    "Assessment",
    "Counted",
    "EvidenceItem",
    "Kind",
    "Supervision",
    "Weight",
    "at_level",
    "believe",
    "believe_all",
    "count",
    "full_weight",
    "is_solid",
    "verified_only",
    "weigh",
]
