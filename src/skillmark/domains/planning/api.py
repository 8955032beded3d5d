"""The door of the planning domain. Nothing else in it may be imported from outside."""

from skillmark.domains.planning.actions import plan, planned, set_goal, set_limits
from skillmark.domains.planning.errors import (
    BadBudget,
    BadDeadline,
    BadHours,
    NoSuchGoal,
    NothingAsked,
    TooMuchAsked,
)
from skillmark.domains.planning.queries import gap, goal, goal_of, what_if
from skillmark.domains.planning.values import GapLine, GoalView, PlanView

__all__ = [
    "BadBudget",
    "BadDeadline",
    "BadHours",
    "GapLine",
    "GoalView",
    "NoSuchGoal",
    "NothingAsked",
    "PlanView",
    "TooMuchAsked",
    "gap",
    "goal",
    "goal_of",
    "plan",
    "planned",
    "set_goal",
    "set_limits",
    "what_if",
]
