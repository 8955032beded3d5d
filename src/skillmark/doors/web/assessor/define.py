"""Setting the quiz and the project of an achievement. A change is a new edition; whoever is enrolled keeps theirs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skillmark.domains.assessment import api as assessment
from skillmark.doors.web.assessor.forms import (
    CriterionForms,
    ProjectForm,
    QuestionForms,
    QuizForm,
    project_initial,
    quiz_initial,
)
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.forms import posted
from skillmark.kernel.errors import Malformed


@login_required
@require_GET
def overview(request: HttpRequest, achievement_uid: str) -> HttpResponse:
    """What is set at present."""
    tasks = assessment.tasks_of(actor_of(request), achievement_uid)
    return render(request, "assessor/define.html", {"tasks": tasks})


@login_required
@require_http_methods(["GET", "POST"])
def quiz(request: HttpRequest, achievement_uid: str) -> HttpResponse:
    """Edit the quiz: every question as a block, three blank ones at the end."""
    tasks = assessment.tasks_of(actor_of(request), achievement_uid)
    shown, questions = quiz_initial(tasks.quiz)
    sent = posted(request)
    form = QuizForm(sent, initial=shown)
    parts = QuestionForms(sent, initial=questions, form_kwargs={"outcomes": tasks.achievement.outcomes})
    if sent is not None and form.is_valid() and parts.is_valid():
        given = [found for part in parts if (found := part.question()) is not None]
        if not given:
            form.add_error(None, _("Write at least one question."))
        elif _saved(form, lambda: _set_quiz(request, achievement_uid, form.cleaned_data, given)):
            return _done(request, "quiz", achievement_uid, _("The quiz is saved."))
    context = {"tasks": tasks, "form": form, "parts": parts, "title": _("Quiz"), "part": _("Question"), "more": "quiz"}
    return render(request, "assessor/edit.html", context, status=422 if sent is not None else 200)


def _set_quiz(
    request: HttpRequest, achievement_uid: str, given: dict[str, Any], questions: list[assessment.QuizQuestion]
) -> None:
    assessment.set_quiz(
        actor=actor_of(request),
        achievement_uid=achievement_uid,
        questions=questions,
        pass_mark=given["pass_mark"] / 100,
        attempts_allowed=given["attempts_allowed"],
    )


@login_required
@require_http_methods(["GET", "POST"])
def project(request: HttpRequest, achievement_uid: str) -> HttpResponse:
    """Edit the brief and the rubric: every criterion as a block, two blank ones at the end."""
    tasks = assessment.tasks_of(actor_of(request), achievement_uid)
    shown, rubric = project_initial(tasks.project)
    sent = posted(request)
    form, parts = ProjectForm(sent, initial=shown), CriterionForms(sent, initial=rubric)
    if sent is not None and form.is_valid() and parts.is_valid():
        given = [found for part in parts if (found := part.criterion()) is not None]
        if not given:
            form.add_error(None, _("Write at least one criterion."))
        elif _saved(form, lambda: _set_project(request, achievement_uid, form.cleaned_data["brief"], given)):
            return _done(request, "project", achievement_uid, _("The project is saved."))
    context = {
        "tasks": tasks,
        "form": form,
        "parts": parts,
        "title": _("Project"),
        "part": _("Criterion"),
        "more": "project",
    }
    return render(request, "assessor/edit.html", context, status=422 if sent is not None else 200)


def _set_project(
    request: HttpRequest, achievement_uid: str, brief: str, rubric: list[assessment.RubricCriterion]
) -> None:
    assessment.set_project(actor=actor_of(request), achievement_uid=achievement_uid, brief=brief, rubric=rubric)


def _saved(form: Any, save: Any) -> bool:
    """Save, or put what was wrong on the form."""
    try:
        save()
    except Malformed as error:
        form.add_error(None, str(error))
        return False
    return True


def _done(request: HttpRequest, name: str, achievement_uid: str, words: str) -> HttpResponse:
    """Back to the overview, or to the same page with new blank blocks."""
    messages.success(request, words)
    target = f"assessor:{name}" if "more" in request.POST else "assessor:define"
    return redirect(target, achievement_uid)
