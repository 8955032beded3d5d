"""The quiz as one form, and the form for handing in evidence. Limits are said before and after."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skillmark.domains.assessment.api import MAX_FILES, QuizPaper, UploadedEvidence
from skillmark.doors.web.shell.forms import HouseForm, UploadField, megabytes


class QuizForm(HouseForm):
    """One group of choices for each question, in the order of the paper. The form holds no right answer."""

    attempt = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, paper: QuizPaper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"attempt": paper.attempt}, **kwargs)
        self.paper = paper
        for place, question in enumerate(paper.questions, start=1):
            self.fields[f"q{question.index}"] = forms.TypedChoiceField(
                coerce=int,
                label=f"{place}. {question.text}",
                choices=list(enumerate(question.options)),
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose an answer."),
                    "invalid_choice": _("Choose one of the answers below."),
                },
            )

    def answers(self) -> list[int | None]:
        """The chosen options in the order in which the quiz was defined."""
        return [self.cleaned_data[f"q{index}"] for index in range(len(self.paper.questions))]


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(UploadField):
    """Several files, each within the limit. Its value is a list of what came in."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(given) > MAX_FILES:
            raise forms.ValidationError(
                _("Choose at most %(most)d files; put them into one archive if there are more.") % {"most": MAX_FILES}
            )
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class EvidenceForm(HouseForm):
    """Words, a link, files: any of them, at least one."""

    text = forms.CharField(
        label=gettext_lazy("What you did"),
        help_text=gettext_lazy("Say what you made, how, and how you checked it."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": gettext_lazy("Write at most 20,000 characters, or put the text into a file.")},
    )
    link = forms.CharField(
        label=gettext_lazy("Link"),
        help_text=gettext_lazy("Where it can be seen, beginning with https://."),
        required=False,
        max_length=500,
        error_messages={"max_length": gettext_lazy("Use a shorter link.")},
        widget=forms.URLInput,
    )
    attachments = ManyFilesField(label=gettext_lazy("Files"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = self.fields["attachments"]
        assert isinstance(files, ManyFilesField)
        files.help_text = _("Up to %(most)d files, each at most %(limit)s. Only you and the assessors see them.") % {
            "most": MAX_FILES,
            "limit": megabytes(files.limit_bytes),
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not (given["text"].strip() or given["link"].strip() or given["attachments"]):
            raise forms.ValidationError(_("Write something, name a link, or choose a file."))
        return given

    def uploads(self) -> list[UploadedEvidence]:
        given = self.cleaned_data["attachments"]
        return [UploadedEvidence(one.name or "", one.content_type or "", one.read()) for one in given]
