"""Forms for accrediting, reviewing, endorsing and withdrawing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skillmark.domains.assurance.api import ChecklistLine, Judged
from skillmark.domains.people.api import OrganisationView
from skillmark.doors.web.shell.forms import HouseForm

FINDINGS = [
    ("holds", gettext_lazy("Holds")),
    ("fails", gettext_lazy("Does not hold")),
    ("unsure", gettext_lazy("Could not be judged")),
]


class BodyForm(HouseForm):
    """A form in the name of one of the reader's bodies. With a single body there is nothing to choose."""

    body = forms.ChoiceField(label=gettext_lazy("In the name of"))

    def __init__(self, bodies: Sequence[OrganisationView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.uid, one.name) for one in bodies]
        if len(bodies) == 1:
            field.widget, field.initial = forms.HiddenInput(), bodies[0].uid


class DayField(forms.DateField):
    """A local date, as the browser's own control writes it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class AccreditForm(BodyForm):
    scope = forms.CharField(
        label=gettext_lazy("What is accredited"),
        help_text=gettext_lazy("Such as “Assessment of data skills up to European level 5”."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say what is accredited.")},
    )
    decision = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("What you looked at and found. Public."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    valid_from = DayField(
        label=gettext_lazy("From"),
        error_messages={
            "required": gettext_lazy("Enter the first day."),
            "invalid": gettext_lazy("Write the day as 2026-11-30."),
        },
    )
    valid_until = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Empty: without an end."),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the day as 2026-11-30.")},
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last <= first:
            self.add_error("valid_until", _("Enter a day after the first one, or leave it empty."))
        return given


class WithdrawForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        help_text=gettext_lazy("Public. It stands beside the entry for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why it is withdrawn.")},
    )


class ReviewForm(BodyForm):
    """A finding and a note for each element of the checklist."""

    def __init__(self, lines: Sequence[ChecklistLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"found_{line.element}"] = forms.ChoiceField(
                label=f"{line.name}: {line.ask}",
                choices=FINDINGS,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose what you found.")},
            )
            self.fields[f"note_{line.element}"] = forms.CharField(
                label=_("Note on: %(name)s") % {"name": line.name},
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for line in self.lines:
            fails = given.get(f"found_{line.element}") == "fails"
            if fails and not given.get(f"note_{line.element}", "").strip():
                self.add_error(f"note_{line.element}", _("Say what does not hold."))
        return given

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """For each element its finding and its note, to be drawn beside each other."""
        return [(self[f"found_{line.element}"], self[f"note_{line.element}"]) for line in self.lines]

    def judged(self) -> list[Judged]:
        given = self.cleaned_data
        return [
            Judged(line.element, given[f"found_{line.element}"], given[f"note_{line.element}"]) for line in self.lines
        ]


class EndorseForm(BodyForm):
    statement = forms.CharField(
        label=gettext_lazy("What you vouch for"),
        help_text=gettext_lazy("One or two sentences. Public."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
