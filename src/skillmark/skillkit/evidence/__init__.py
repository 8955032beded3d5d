"""A credential as a noisy test of a skill: what all that a person holds lets one believe.

A latent ability for each person and skill, levels as thresholds on it, a pass curve with a false-pass floor for each
assessment, dependence, decay and related skills; one posterior on a fixed grid. The model, its guesses and where each
comes from: docs/choose/evidence.md. Assumes that items come already verified or marked as not, and that evidence of
different sources is independent given the ability. It stores nothing, fetches nothing and reads no name.
"""

from skillmark.skillkit.evidence.ability import PRIOR, THRESHOLD
from skillmark.skillkit.evidence.belief import (
    Counted,
    Many,
    at_level,
    believe,
    believe_all,
    believe_many,
    count,
    verified_only,
)
from skillmark.skillkit.evidence.decay import SkillKind
from skillmark.skillkit.evidence.items import AiPolicy, Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.evidence.next_steps import STANDARD, NextStep
from skillmark.skillkit.evidence.rates import Rates, discrimination_of, error_rates
from skillmark.skillkit.evidence.related import Links, links
from skillmark.skillkit.evidence.standing import Ability, Standing, posterior
from skillmark.skillkit.evidence.table import is_solid
from skillmark.skillkit.evidence.weights import Weight, full_weight, weigh

__all__ = [
    "PRIOR",
    "STANDARD",
    "THRESHOLD",
    "Ability",
    "AiPolicy",
    "Assessment",
    "Counted",
    "EvidenceItem",
    "Kind",
    "Links",
    "Many",
    "NextStep",
    "Rates",
    "SkillKind",
    "Standing",
    "Supervision",
    "Weight",
    "at_level",
    "believe",
    "believe_all",
    "believe_many",
    "count",
    "discrimination_of",
    "error_rates",
    "full_weight",
    "is_solid",
    "links",
    "posterior",
    "verified_only",
    "weigh",
]
