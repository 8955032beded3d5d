"""The first step of an opening: its title and the advert as text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from skillmark.domains.hiring.api import LONGEST_ADVERT, LONGEST_TITLE
from skillmark.doors.web.shell.forms import HouseForm


class OpeningForm(HouseForm):
    """What is wanted, in the employer's words."""

    title = forms.CharField(
        label=_("Title"), help_text=_("Say the work, such as “Data analyst, returns team”."), max_length=LONGEST_TITLE,
        error_messages={
            "required": _("Enter a title."), "max_length": _("Use at most 160 characters."),
        },
    )  # fmt: skip
    advert = forms.CharField(
        label=_("The advert"), help_text=_("Paste the whole text. The skills it names are found in its words."),
        max_length=LONGEST_ADVERT, widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": _("Paste the text of the advert."),
            "max_length": _("This is more than an advert: paste at most 50,000 characters."),
        },
    )  # fmt: skip
