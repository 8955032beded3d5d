"""What a goal must hold. Checked wherever a goal is set, changed or tried out."""

from datetime import date

from skillmark.domains.planning.errors import BadBudget, BadDeadline, BadHours, NothingAsked, TooMuchAsked
from skillmark.kernel.clock import today
from skillmark.skillkit.values import TargetProfile

MOST_ASKS = 200
LONGEST_TITLE = 200
MOST_HOURS = 100.0
MOST_MONEY_MINOR = 10**12


def check_profile(profile: TargetProfile) -> None:
    """Errors: `NothingAsked`, `TooMuchAsked`."""
    if not profile.asks:
        raise NothingAsked()
    if len(profile.asks) > MOST_ASKS or len(profile.title) > LONGEST_TITLE:
        raise TooMuchAsked()


def check_limits(
    hours_per_week: float, budget_minor: int | None, currency: str, deadline: date | None, start_on: date
) -> None:
    """Errors: `BadHours`, `BadBudget`, `BadDeadline`."""
    if not 0.0 < hours_per_week <= MOST_HOURS:
        raise BadHours()
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()):
        raise BadBudget()
    if budget_minor is not None and not 0 <= budget_minor <= MOST_MONEY_MINOR:
        raise BadBudget()
    if deadline is not None and deadline <= max(start_on, today()):
        raise BadDeadline()
