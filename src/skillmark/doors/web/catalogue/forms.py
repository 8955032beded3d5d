"""The search form of the catalogue: a plain GET form. What cannot be read is said and left out of the search."""

from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from skillmark.domains.achievements.api import Field, Filters, Participation
from skillmark.domains.people.api import OrganisationKind
from skillmark.doors.web.shell.forms import HouseForm
from skillmark.kernel.money import Money
from skillmark.skillkit.values import Level

CURRENCIES = ("EUR", "GBP", "USD", "CHF", "PLN", "SEK", "DKK", "NOK", "CZK")
_ANY = ("", _("Any"))
_SHORT = {"class": "short"}


class SearchForm(HouseForm):
    """Text and facets. `skill` comes by link from a skill's page and is kept."""

    text = forms.CharField(
        label=_("What do you want to be able to do?"), required=False, max_length=200,
        error_messages={"max_length": _("Use fewer words: at most 200 characters.")},
    )  # fmt: skip
    skill = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    field = forms.ChoiceField(label=_("Field"), required=False, choices=[_ANY, *Field.choices])
    level = forms.ChoiceField(
        label=_("Skill level, at least"), required=False,
        choices=[_ANY, *((str(int(level)), _(level.word)) for level in Level)],
    )  # fmt: skip
    participation = forms.ChoiceField(label=_("Form"), required=False, choices=[_ANY, *Participation.choices])
    language = forms.CharField(
        label=_("Language"), required=False, max_length=12,
        widget=forms.TextInput(attrs={**_SHORT, "placeholder": "en"}),
    )  # fmt: skip
    max_hours = forms.FloatField(
        label=_("Hours, at most"), required=False, min_value=1, max_value=20_000,
        widget=forms.NumberInput(attrs=_SHORT),
    )  # fmt: skip
    max_weeks = forms.IntegerField(
        label=_("Weeks, at most"), required=False, min_value=1, max_value=520,
        widget=forms.NumberInput(attrs=_SHORT),
    )  # fmt: skip
    max_price = forms.DecimalField(
        label=_("Price, at most"), required=False, min_value=0, max_digits=9, decimal_places=2,
        widget=forms.NumberInput(attrs=_SHORT),
        error_messages={"min_value": _("A price is 0 or more. Enter 0 for what is free.")},
    )  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), required=False, choices=[(code, code) for code in CURRENCIES])
    provider_kind = forms.ChoiceField(label=_("Made by"), required=False, choices=[_ANY, *OrganisationKind.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_wanted = True  # type: ignore[attr-defined]  # everything is optional: saying so nine times is noise

        # Search as you type. Without a script this is the plain form that it stands in.
        self.fields["text"].widget.attrs |= {
            "hx-get": reverse("catalogue:index"), "hx-trigger": "input changed delay:200ms",
            "hx-include": "closest form", "hx-target": "#results", "hx-swap": "innerHTML",
            "hx-sync": "this:replace", "hx-replace-url": "true", "autocomplete": "off",
        }  # fmt: skip

    def filters(self) -> Filters:
        """What can be read of the form, as the catalogue takes it."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        price: Decimal | None = given.get("max_price")
        currency = given.get("currency") or "EUR"
        level = given.get("level")
        return Filters(
            text=given.get("text") or "",
            skill=given.get("skill") or "",
            field=given.get("field") or "",
            level=int(level) if level else None,
            participation=given.get("participation") or "",
            language=given.get("language") or "",
            max_hours=given.get("max_hours"),
            max_weeks=given.get("max_weeks"),
            max_price_minor=None if price is None else int(price.scaleb(Money(0, currency).digits)),
            currency=currency,
            provider_kind=given.get("provider_kind") or "",
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether a facet beyond the words is in use, so that the facets stand open."""
        wide = {"text", "skill", "currency"}
        return any(self.data.get(name) for name in self.fields if name not in wide)
