"""The living style page: every piece in every state, for eyes, axe and the contrast test. Only in debug or demo.

People, houses and figures on it are made up and say so.
"""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from skillmark.doors.web.shell.forms import HouseForm, UploadField
from skillmark.doors.web.shell.look_samples import samples


class SampleForm(HouseForm):
    """One of each kind of control."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Say the skill."),
        error_messages={"required": gettext_lazy("Enter a title that says the skill.")},
    )
    outcomes = forms.CharField(
        label=gettext_lazy("What the holder can do"),
        help_text=gettext_lazy("One outcome on each line, starting with a verb you can watch."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Workload, hours"),
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": gettext_lazy("Enter the hours a typical learner needs, tests included.")},
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level"),
        help_text=gettext_lazy("European framework, 1 to 8."),
        choices=[(n, str(n)) for n in range(1, 9)],
        widget=forms.Select(attrs={"class": "short"}),
    )
    assessed = forms.ChoiceField(
        label=gettext_lazy("How it is tested"),
        choices=[
            ("project", gettext_lazy("Project, marked against a rubric")),
            ("exam", gettext_lazy("Supervised exam")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it is tested.")},
    )
    is_public = forms.BooleanField(label=gettext_lazy("Show it in the catalogue"), required=False)
    picture = UploadField(label=gettext_lazy("Picture"), suffixes=(".png", ".svg"), required=False)


def _only_where_allowed() -> None:
    if not (settings.DEBUG or getattr(settings, "IS_DEMO", False)):
        raise Http404


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything, the form twice: untouched and with its errors."""
    _only_where_allowed()
    bad = SampleForm({"level": "4"}, auto_id="bad_%s")
    return render(request, "shell/look.html", {"form": SampleForm(), "bad": bad, **samples()})


def try_form(request: HttpRequest) -> HttpResponse:
    """The same form alone, as pages use it: 422 with a summary, or back with a toast."""
    _only_where_allowed()
    form = SampleForm(request.POST, request.FILES) if request.method == "POST" else SampleForm()
    if form.is_valid():
        messages.success(request, _("Draft saved. Nothing is public yet."))
        return redirect("shell:look_form")
    return render(request, "shell/look_form.html", {"form": form}, status=422 if form.is_bound else 200)
