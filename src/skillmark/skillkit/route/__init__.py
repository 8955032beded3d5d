"""The best plan from what one holds to a goal, under money, hours and deadline, with the bound proven.

Assumes: an award that is worked for is earned (chances of failing come later); offers follow one another; an ask is
closed by one award or by two, never planned to need three; prices in another currency are not comparable and left out;
prerequisite skills count as there when the person holds them at even odds or a chosen offer teaches them.
It does not fetch a catalogue, convert money or know a calendar of cohorts.
"""

from skillmark.skillkit.route.offers import Limits, Offer
from skillmark.skillkit.route.planner import plan
from skillmark.skillkit.route.plans import Move, Plan, Relaxation, Skipped, Step

__all__ = ["Limits", "Move", "Offer", "Plan", "Relaxation", "Skipped", "Step", "plan"]
