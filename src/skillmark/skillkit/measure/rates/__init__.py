"""How often an assessment lets pass those who lack the skill, and fails those who have it.

Assumes: a check later errs independently of the award, and skill did not change in between; people sit an assessment
once. It reads no name and stores nothing. Model, widths and their source: `pooling`.
"""

from skillmark.skillkit.measure.rates.agreement import Kappa, agreement_of_reliability, kappa, kr20
from skillmark.skillkit.measure.rates.observations import Agreement, Check, Place, Prior, Seen
from skillmark.skillkit.measure.rates.pooling import Estimate, Node, pooled_rates, rate_for
from skillmark.skillkit.measure.rates.unseen import bounds_by_odds, bounds_without_assumption

__all__ = [
    "Agreement",
    "Check",
    "Estimate",
    "Kappa",
    "Node",
    "Place",
    "Prior",
    "Seen",
    "agreement_of_reliability",
    "bounds_by_odds",
    "bounds_without_assumption",
    "kappa",
    "kr20",
    "pooled_rates",
    "rate_for",
]
