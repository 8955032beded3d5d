"""The limits of a plan: hours a week, budget, currency, deadline. What cannot be is said beside the field."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skillmark.domains.planning.api import GoalView
from skillmark.doors.web.shell.forms import HouseForm
from skillmark.kernel.clock import today
from skillmark.kernel.money import Money

CURRENCIES = ("EUR", "GBP", "USD", "CHF", "PLN", "SEK", "DKK", "NOK", "CZK")
LONGEST_ADVERT = 50_000
_HOURS = _("Enter hours a week, more than 0 and at most 100.")
_BUDGET = _("Enter a budget of 0 or more, or leave it empty.")


class LimitsForm(HouseForm):
    """What a plan must keep to. An empty budget or deadline is no limit."""

    hours_per_week = forms.FloatField(
        label=_("Hours a week"), min_value=0.25, max_value=100, widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": _HOURS, "invalid": _HOURS, "min_value": _HOURS, "max_value": _HOURS},
    )  # fmt: skip
    budget = forms.DecimalField(
        label=_("Budget"), required=False, min_value=0, max_digits=11, decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"invalid": _BUDGET, "min_value": _BUDGET, "max_digits": _BUDGET},
    )  # fmt: skip
    deadline = forms.DateField(
        label=_("Done by"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "short"}),
        error_messages={"invalid": _("Enter a date such as 2027-06-01, or leave it empty.")},
    )  # fmt: skip

    def clean_deadline(self) -> date | None:
        day: date | None = self.cleaned_data["deadline"]
        if day is not None and day <= today():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def limits(self, currency: str) -> dict[str, Any]:
        """Valid values as planning takes them, money in minor units."""
        budget = self.cleaned_data["budget"]
        return {
            "hours_per_week": self.cleaned_data["hours_per_week"],
            "budget_minor": None if budget is None else int(budget.scaleb(Money(0, currency).digits)),
            "deadline": self.cleaned_data["deadline"],
        }


class GoalLimitsForm(LimitsForm):
    """The limits with the currency that they are in, set once with the goal."""

    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CURRENCIES],
        help_text=_("Prices in another currency are not comparable and stay out of the plan."),
    )  # fmt: skip
    field_order = ["hours_per_week", "budget", "currency", "deadline"]


class AdvertForm(HouseForm):
    """A job advert as text."""

    advert = forms.CharField(
        label=_("The advert"), help_text=_("Paste the whole text. It is read here and sent nowhere."),
        max_length=LONGEST_ADVERT, widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Paste the text of an advert."),
            "max_length": _("This is more than an advert: paste at most 50,000 characters."),
        },
    )  # fmt: skip


def limits_of(goal: GoalView) -> dict[str, Any]:
    """A goal's limits as the form shows them."""
    digits = Money(0, goal.currency).digits
    budget = None if goal.budget_minor is None else f"{goal.budget_minor / 10**digits:.{digits}f}"
    return {
        "hours_per_week": f"{goal.hours_per_week:g}",
        "budget": budget.removesuffix(".00") if budget else budget,
        "currency": goal.currency,
        "deadline": goal.deadline,
    }
