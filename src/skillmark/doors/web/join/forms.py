"""What a person says when they join, and what an organisation states about itself."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from skillmark.domains.people.api import OrganisationKind, Role
from skillmark.doors.web.shell.forms import HouseForm

LONGEST_NAME = 120


class JoinForm(HouseForm):
    display_name = forms.CharField(
        label=_("Your name"),
        help_text=_("As it should stand on what you share. You can leave it out of any share."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter the name you go by.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("A private address stays yours when you leave a school or an employer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an address such as name@example.org."),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. A sentence you will remember is good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class OrganisationForm(HouseForm):
    name = forms.CharField(
        label=_("Name"), max_length=160, error_messages={"required": _("Enter the name people know it by.")}
    )
    legal_name = forms.CharField(label=_("Legal name"), help_text=_("If it differs."), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices, widget=forms.RadioSelect)
    country = forms.RegexField(
        label=_("Country"),
        help_text=_("Two letters, such as IE. It stands on every credential."),
        regex="^[A-Za-z]{2}$",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "country"}),
        error_messages={
            "required": _("Enter the country as two letters."),
            "invalid": _("Enter two letters, such as IE."),
        },
    )
    website = forms.URLField(label=_("Web site"), required=False, assume_scheme="https")

    def clean_country(self) -> Any:
        return self.cleaned_data["country"].upper()


class MemberForm(HouseForm):
    email = forms.EmailField(
        label=_("E-mail of their account"),
        error_messages={
            "required": _("Enter the address they sign in with."),
            "invalid": _("Enter an address such as name@example.org."),
        },
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
