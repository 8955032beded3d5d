"""Forms of the record: an own entry, a file from elsewhere, a link, the last word before erasing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skillmark.domains.achievements.api import TaughtSkill
from skillmark.domains.record.api import OWN_KINDS
from skillmark.domains.skills.api import find_skill, search_skills
from skillmark.doors.web.shell.forms import HouseForm, UploadField
from skillmark.kernel.clock import today
from skillmark.skillkit.values import Level

MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_LINES = 12


def _day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "short"})
    errors = {"invalid": gettext_lazy("Write the day as 2026-03-14.")}
    return forms.DateField(label=label, help_text=hint, required=False, widget=widget, error_messages=errors)


class EntryForm(HouseForm):
    """What somebody says of themselves."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=[(kind.value, kind.label) for kind in OWN_KINDS]
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("The job, the degree, the licence, or what you can do."),
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    organisation_name = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    started_on = _day(gettext_lazy("From"))
    ended_on = _day(gettext_lazy("Until"), gettext_lazy("Leave empty if it goes on."))
    skills = forms.CharField(
        label=gettext_lazy("Skills it shows"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("One on each line, as you would say it. We look each up in the frameworks held here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("How well, in your own view"),
        coerce=lambda value: Level(int(value)),
        choices=[(level.value, f"{level.word}: {level.words}") for level in Level],
        initial=Level.INDEPENDENT.value,
        widget=forms.RadioSelect,
    )

    def clean_skills(self) -> list[str]:
        """The URIs of what was named. A line that no framework knows is an error that offers the nearest."""
        lines = [line.strip() for line in self.cleaned_data["skills"].splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            raise forms.ValidationError(_("Name at most %(most)d skills.") % {"most": MAX_LINES})
        return [self._skill_of(line) for line in lines]

    def _skill_of(self, line: str) -> str:
        found = search_skills(line, limit=3)
        exact = [one for one in found if line.casefold() in {one.label.casefold(), *map(str.casefold, one.alt_labels)}]
        if exact:
            return exact[0].uri
        near = ", ".join(one.label for one in found)
        if near:
            raise forms.ValidationError(
                _("“%(line)s” is not the name of a skill here. Nearest: %(near)s.") % {"line": line[:60], "near": near}
            )
        raise forms.ValidationError(
            _("No framework here knows “%(line)s”. Say it another way, or leave it out.") % {"line": line[:60]}
        )

    def taught(self) -> list[TaughtSkill]:
        views = [find_skill(uri) for uri in dict.fromkeys(self.cleaned_data["skills"])]
        return [TaughtSkill(view.uri, view.identity, view.label, self.cleaned_data["level"]) for view in views]


class FileForm(HouseForm):
    """A badge from elsewhere."""

    file = UploadField(
        label=gettext_lazy("A badge file"),
        max_bytes=MAX_FILE_BYTES,
        suffixes=(".json", ".jsonld", ".png", ".svg"),
        help_text=gettext_lazy("JSON, or a PNG or SVG picture that carries a badge. At most 4 MB."),
    )


class ShareForm(HouseForm):
    """A link to one entry."""

    closes_on = _day(
        gettext_lazy("Last day of the link"), gettext_lazy("Leave empty to keep it open until you close it.")
    )
    shows_name = forms.BooleanField(label=gettext_lazy("Show my name"), required=False, initial=True)

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if day is not None and day < today():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class EraseForm(HouseForm):
    """The last word."""

    sure = forms.BooleanField(
        label=gettext_lazy("Erase me. I know that nobody can bring it back."),
        error_messages={"required": gettext_lazy("Tick the box if you are sure.")},
    )
