"""Award by hand, and withdraw: both ask for a reason that is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skillmark.domains.achievements.api import AchievementView
from skillmark.doors.web.shell.forms import HouseForm

MAX_REASON = 400


def _reason(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason in one or two sentences.")},
    )


class ByHandForm(HouseForm):
    """Who, what, and why without an enrolment."""

    email = forms.EmailField(
        label=_("Who earned it"),
        help_text=_("The e-mail address of their account here."),
        error_messages={"required": _("Enter their e-mail address.")},
    )
    achievement = forms.ChoiceField(label=_("What they earned"))
    reason = _reason(_("Why"), _("What was met, and how you know. It is kept with the award."))

    def __init__(self, *args: Any, published: list[AchievementView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["achievement"].choices = [(view.version_uid, view.name) for view in published]  # type: ignore[attr-defined]


class RevokeForm(HouseForm):
    """Withdrawing is for good."""

    reason = _reason(_("Reason"), _("The holder and everyone who checks the credential will read it."))
