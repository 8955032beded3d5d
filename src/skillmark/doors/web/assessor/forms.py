"""Forms for judging and for setting tasks. All of them work without a script: blank blocks at the end are for more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skillmark.domains.assessment.api import (
    DEFAULT_ATTEMPTS,
    MAX_LEVELS,
    MAX_OPTIONS,
    ProjectDefinition,
    QuizDefinition,
    QuizQuestion,
    RubricCriterion,
)
from skillmark.doors.web.shell.forms import HouseForm

SPARE_QUESTIONS = 3
SPARE_CRITERIA = 2


class JudgeForm(HouseForm):
    """A level for each criterion, a decision, a comment."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            ("pass", gettext_lazy("It passes")),
            ("resubmit", gettext_lazy("Ask for it again")),
            ("fail", gettext_lazy("It fails, for good")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you decide.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        help_text=gettext_lazy("Goes to the person who handed it in. Needed unless it passes."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": gettext_lazy("Write at most 4,000 characters.")},
    )

    def __init__(self, rubric: Sequence[RubricCriterion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        levels = {f"c{place}": _level_field(one) for place, one in enumerate(rubric)}
        self.fields = {**levels, **self.fields}

    def scores(self) -> dict[str, int]:
        return {one.name: self.cleaned_data[f"c{place}"] for place, one in enumerate(self.rubric)}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("decision") in {"fail", "resubmit"} and not given.get("comment", "").strip():
            self.add_error("comment", _("Say what was missing, so that they know what to do."))
        if given.get("decision") == "pass" and not self._reaches(given):
            self.add_error("decision", _("A pass needs the passing level or a higher one on every criterion."))
        return given

    def _reaches(self, given: dict[str, Any]) -> bool:
        """Criteria that were not filled in have an error of their own."""
        return all((given.get(f"c{place}") or one.pass_at) >= one.pass_at for place, one in enumerate(self.rubric))


def _level_field(one: RubricCriterion) -> forms.TypedChoiceField:
    choices = [
        (level, _("%(level)d. %(words)s") % {"level": level, "words": words} + _passes(level == one.pass_at))
        for level, words in enumerate(one.descriptors, start=1)
    ]
    return forms.TypedChoiceField(
        coerce=int,
        label=one.name,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the level you see."),
            "invalid_choice": _("Choose one of the levels below."),
        },
    )


def _passes(is_pass: bool) -> str:
    return " " + _("(passes from here)") if is_pass else ""


class QuizForm(HouseForm):
    """What holds for the whole quiz."""

    pass_mark = forms.IntegerField(
        label=gettext_lazy("Right answers that pass, in 100"),
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": gettext_lazy("Enter a number from 1 to 100.")},
    )
    attempts_allowed = forms.IntegerField(
        label=gettext_lazy("Attempts allowed"),
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": gettext_lazy("Enter how often somebody may try.")},
    )


class QuestionForm(HouseForm):
    """One question. An empty text leaves the question out."""

    text = forms.CharField(label=gettext_lazy("Question"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(
        label=gettext_lazy("Options"),
        help_text=gettext_lazy("One on each line, two or more."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    correct = forms.IntegerField(
        label=gettext_lazy("Line of the right option"),
        help_text=gettext_lazy("1 for the first line."),
        required=False,
        min_value=1,
        max_value=MAX_OPTIONS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    explanation = forms.CharField(
        label=gettext_lazy("Why it is right"),
        help_text=gettext_lazy("Shown once the quiz is over."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome it asks about"), required=False)

    def __init__(self, *args: Any, outcomes: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("outcome", "")
        known = [*outcomes, *([kept] if kept and kept not in outcomes else [])]
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None named")), *((one, one) for one in known)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("text") or "").strip():
            return given
        lines = lines_of(given.get("options", ""))
        if not 2 <= len(lines) <= MAX_OPTIONS or len(set(lines)) < len(lines):
            message = _("Write from two to %(most)d different options, one on each line.")
            self.add_error("options", message % {"most": MAX_OPTIONS})
        elif not given.get("correct") or given["correct"] > len(lines):
            self.add_error("correct", _("Say which line holds the right option."))
        return given

    def question(self) -> QuizQuestion | None:
        given = self.cleaned_data
        if not (given.get("text") or "").strip():
            return None
        options = tuple(lines_of(given["options"]))
        return QuizQuestion(given["text"], options, given["correct"] - 1, given["explanation"], given["outcome"])


class ProjectForm(HouseForm):
    """The brief."""

    brief = forms.CharField(
        label=gettext_lazy("Brief"),
        help_text=gettext_lazy("What is to be made, from what, and what is handed in."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Say what is to be made.")},
    )


class CriterionForm(HouseForm):
    """One criterion. An empty name leaves it out."""

    name = forms.CharField(label=gettext_lazy("Criterion"), required=False, max_length=120)
    levels = forms.CharField(
        label=gettext_lazy("Levels"),
        help_text=gettext_lazy("One on each line, the lowest first, each saying what one would see."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    pass_at = forms.IntegerField(
        label=gettext_lazy("Level that passes"),
        help_text=gettext_lazy("1 for the first line."),
        required=False,
        min_value=1,
        max_value=MAX_LEVELS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("name") or "").strip():
            return given
        lines = lines_of(given.get("levels", ""))
        if not 2 <= len(lines) <= MAX_LEVELS:
            self.add_error(
                "levels", _("Describe from two to %(most)d levels, one on each line.") % {"most": MAX_LEVELS}
            )
        elif not given.get("pass_at") or given["pass_at"] > len(lines):
            self.add_error("pass_at", _("Say which line passes."))
        return given

    def criterion(self) -> RubricCriterion | None:
        given = self.cleaned_data
        if not (given.get("name") or "").strip():
            return None
        return RubricCriterion(given["name"].strip(), tuple(lines_of(given["levels"])), given["pass_at"])


QuestionForms = forms.formset_factory(QuestionForm, extra=SPARE_QUESTIONS, max_num=100, absolute_max=110)
CriterionForms = forms.formset_factory(CriterionForm, extra=SPARE_CRITERIA, max_num=12, absolute_max=16)


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def quiz_initial(quiz: QuizDefinition | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the two quiz forms show at first: the edition that holds, or sensible beginnings."""
    if quiz is None:
        return {"pass_mark": 70, "attempts_allowed": DEFAULT_ATTEMPTS}, []
    shown = {"pass_mark": round(quiz.pass_mark * 100), "attempts_allowed": quiz.attempts_allowed}
    questions = [
        {
            "text": one.text,
            "options": "\n".join(one.options),
            "correct": one.correct + 1,
            "explanation": one.explanation,
            "outcome": one.outcome,
        }
        for one in quiz.questions
    ]
    return shown, questions


def project_initial(project: ProjectDefinition | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the two project forms show at first."""
    if project is None:
        return {}, []
    rubric = [
        {"name": one.name, "levels": "\n".join(one.descriptors), "pass_at": one.pass_at} for one in project.rubric
    ]
    return {"brief": project.brief}, rubric
