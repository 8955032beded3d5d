"""The form of a definition, as people write it: outcomes one per line, money in whole units, shares in per cent.

Only what must be well formed is checked here; what is right for a definition is the domain's to say, and its words come
back to the field they are about.
"""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from skillmark.domains.achievements.api import (
    ELEMENTS,
    AchievementView,
    Assessment,
    Definition,
    Delivery,
    Field,
    Participation,
    Problem,
    Supervision,
)
from skillmark.doors.web.shell.forms import HouseForm
from skillmark.kernel.money import Money

_SHORT = {"class": "short"}
_NONE = "none"
_LEVELS = [("", _("Not stated")), *((str(n), str(n)) for n in range(1, 9)), (_NONE, _("None applies"))]
_NUMBER = {"invalid": _("Enter a number, such as 40.")}
_PERCENT = {**_NUMBER, "min_value": _("Enter 0 to 100."), "max_value": _("Enter 0 to 100.")}


def _lines(label: Any, hint: Any, rows: int, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def _choice(label: Any, choices: list[Any], hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, required=False, choices=[("", _("Not stated")), *choices])


def _percent(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=0, max_value=100,
        widget=forms.NumberInput(attrs=_SHORT), error_messages=_PERCENT,
    )  # fmt: skip


def _count(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=False, widget=forms.NumberInput(attrs=_SHORT), error_messages=_NUMBER
    )


class DefinitionForm(HouseForm):
    """Everything a definition states but its skills, which have rows of their own (`rows`)."""

    name = forms.CharField(
        label=_("Title"), max_length=160,
        help_text=_("Say the skill. Employers’ systems reject titles such as “Certificate of completion”."),
        error_messages={"required": _("Give it a title that says the skill.")},
    )  # fmt: skip
    description = _lines(_("Description"), _("One or two sentences for somebody who has never heard of it."), 3, 4_000)
    field = forms.ChoiceField(
        label=_("Field"), help_text=_("Picks the colour of the badge."), choices=Field.choices, initial=Field.OTHER
    )
    language = forms.CharField(
        label=_("Language"), help_text=_("Its code, such as en."), required=False, max_length=12, initial="en",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    country = forms.CharField(
        label=_("Country it is issued from"), help_text=_("Two letters, such as IE."), required=False, max_length=2,
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    outcomes = _lines(
        _("What the holder can do"), _("One outcome on each line, starting with a verb you can watch."), 5, 6_000
    )
    criteria = _lines(_("What somebody must do to be given it"), _("The rule, in plain words."), 4, 8_000)
    delivery = forms.ChoiceField(label=_("Kind"), choices=Delivery.choices, initial=Delivery.COURSE)
    participation = _choice(_("Form of participation"), list(Participation.choices))
    assessment = _choice(_("How it is tested"), list(Assessment.choices))
    supervision = _choice(
        _("Supervision and identity"), list(Supervision.choices),
        _("This moves how much your credential tells more than anything else on this page."),
    )  # fmt: skip
    pass_mark = _percent(_("Pass mark, in 100"), _("Leave it empty if there is none."))
    attempts_allowed = _count(_("Attempts allowed"), _("Leave it empty for no limit."))
    practical_share = _percent(_("Practical share, in 100"), _("Of the whole workload, done by hand."))
    workload_hours = forms.DecimalField(
        label=_("Workload, hours"), help_text=_("What a typical learner needs, tests included."), required=False,
        widget=forms.NumberInput(attrs=_SHORT), error_messages=_NUMBER,
    )  # fmt: skip
    typical_weeks = _count(_("Weeks, typically"))
    ects = forms.DecimalField(
        label=_("ECTS credits"), help_text=_("Where they apply."), required=False,
        widget=forms.NumberInput(attrs=_SHORT), error_messages=_NUMBER,
    )  # fmt: skip
    eqf_level = forms.ChoiceField(
        label=_("Level"), help_text=_("European framework, 1 to 8."), required=False, choices=_LEVELS
    )
    price = forms.DecimalField(
        label=_("Price"), help_text=_("0 for free. It is paid to you, not here."), required=False,
        widget=forms.NumberInput(attrs=_SHORT), error_messages=_NUMBER,
    )  # fmt: skip
    currency = forms.CharField(
        label=_("Currency"), help_text=_("Three letters, such as EUR."), required=False, max_length=3,
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    price_url = forms.CharField(label=_("Where to pay"), required=False, max_length=400)
    quality_assurance = _lines(
        _("Quality assurance"), _("Who checks the quality, and how. Say “none” where nobody does."), 3, 2_000
    )
    further_information = forms.CharField(label=_("Your own page about it"), required=False, max_length=400)
    expires_after_months = _count(_("Ends after, months"), _("Leave it empty if it has no end."))
    image_alt = forms.CharField(
        label=_("Words for the picture"), required=False, max_length=300,
        help_text=_("What somebody who cannot see the badge should hear."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for element in ELEMENTS:
            if element.field in self.fields:
                self.fields[element.field].is_wanted = True  # type: ignore[attr-defined]

    def definition(self) -> Definition:
        """What was typed, as the domain takes it. Only after `is_valid()`."""
        given: dict[str, Any] = dict(self.cleaned_data)
        price: Decimal | None = given.pop("price")
        level = given.pop("eqf_level")
        currency = given["currency"].upper()
        given["price_minor"] = None if price is None else _minor(price, currency)
        given["outcomes"] = given["outcomes"].splitlines()
        given["eqf_level"] = int(level) if level.isdigit() else None
        given["is_outside_eqf"] = level == _NONE
        given["identity_checked"] = given["supervision"] == Supervision.SUPERVISED_IDENTITY_CHECKED
        for name in ("pass_mark", "practical_share"):
            given[name] = None if given[name] is None else given[name] / 100
        return cast(Definition, given)

    def blame(self, problems: tuple[Problem, ...]) -> None:
        """Put the domain's words beside the fields they are about."""
        for problem in problems:
            name = {"price_minor": "price"}.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, problem.words)


def _minor(price: Decimal, currency: str) -> int:
    """Whole units to minor ones; a fraction of a minor unit is rounded away. Below zero stays below zero."""
    minor = price.scaleb(Money(0, currency).digits)
    return int(minor.to_integral_value()) if abs(minor) < Decimal(10) ** 15 else 10**15


def initial_of(view: AchievementView) -> dict[str, Any]:
    """A definition as the form shows it."""
    shown: dict[str, Any] = {name: getattr(view, name) for name in DefinitionForm.base_fields if hasattr(view, name)}
    shown["outcomes"] = "\n".join(view.outcomes)
    shown["price"] = None
    if view.price_minor is not None:
        shown["price"] = Decimal(view.price_minor).scaleb(-Money(0, view.currency).digits).normalize().__format__("f")
    shown["eqf_level"] = _NONE if view.is_outside_eqf else str(view.eqf_level or "")
    for name in ("workload_hours", "ects"):
        shown[name] = None if shown[name] is None else f"{shown[name]:g}"
    for name in ("pass_mark", "practical_share"):
        shown[name] = None if shown[name] is None else round(shown[name] * 100)
    return shown
