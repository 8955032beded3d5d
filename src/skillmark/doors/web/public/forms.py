"""The one public form: a badge file, or its text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skillmark.doors.web.shell.forms import HouseForm, UploadField

MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_TEXT = 1_000_000


class CheckForm(HouseForm):
    """What to check. Nothing of it is kept."""

    file = UploadField(
        label=_("A badge file"),
        required=False,
        max_bytes=MAX_FILE_BYTES,
        help_text=_(
            "A JSON file, a PNG or SVG picture that carries one, or a pack. At most 4 MB. We keep nothing of it."
        ),
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        max_length=MAX_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "mono"}),
    )
    recipient = forms.CharField(
        label=_("Whose should it be?"),
        required=False,
        max_length=254,
        help_text=_("Their e-mail address, if you want to know whether it was awarded to them."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste its text."))
        return cleaned

    def data_bytes(self) -> bytes:
        """What was handed in; a file goes before text."""
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file else str(self.cleaned_data["text"]).strip().encode()
