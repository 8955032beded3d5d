"""Views of the study pages. Each asks the assessment domain as whoever is signed in; somebody else's is not found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skillmark.domains.assessment import api as assessment
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.forms import posted
from skillmark.doors.web.study.forms import EvidenceForm, QuizForm
from skillmark.doors.web.study.words import percent, state_words, steps_of
from skillmark.kernel.errors import Malformed, Refused

SANDBOX = "sandbox; default-src 'none'"


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """My enrolments, those with something to do first."""
    actor = actor_of(request)
    found = assessment.enrolments_of(actor, actor.person_uid or "")
    rows = [{"enrolment": one, "steps": steps_of(one), "words": state_words(one)} for one in found]
    order = {"open": 0, "complete": 1, "withdrawn": 2}
    rows.sort(key=lambda row: order[row["enrolment"].state])  # type: ignore[attr-defined]
    return render(request, "study/index.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, achievement_uid: str) -> HttpResponse:
    """Enrol on POST. A GET comes back from signing in: show the achievement, so that nothing happens unasked."""
    if request.method == "GET":
        return redirect("catalogue:achievement", achievement_uid)
    if not request.user.is_authenticated:
        return login_required(lambda _request: HttpResponse())(request)
    made = assessment.enrol(actor=actor_of(request), achievement_uid=achievement_uid)
    messages.success(request, _("You are enrolled. Begin with whichever part you like."))
    return redirect("study:enrolment", made.uid)


@login_required
@require_GET
def enrolment(request: HttpRequest, uid: str) -> HttpResponse:
    """One enrolment: what is to do, what is done."""
    found = assessment.enrolment(actor_of(request), uid)
    steps = steps_of(found)
    first = next((step for step in steps if step.is_open), None)
    context = {"enrolment": found, "steps": steps, "first": first, "words": state_words(found)}
    return render(request, "study/enrolment.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    assessment.withdraw(actor=actor_of(request), enrolment_uid=uid)
    messages.success(request, _("You withdrew. What you did is kept."))
    return redirect("study:enrolment", uid)


@login_required
@require_http_methods(["GET", "POST"])
def quiz(request: HttpRequest, uid: str) -> HttpResponse:
    """The quiz as one form. Sent twice, it leads to the result of the first."""
    actor = actor_of(request)
    found = assessment.enrolment(actor, uid)
    if (sent := _sent_before(request, found)) is not None:
        return redirect("study:result", uid, sent)
    paper = assessment.quiz_paper(actor, uid)
    form = QuizForm(paper, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = assessment.submit_quiz(
                actor=actor, enrolment_uid=uid, answers=form.answers(), attempt=form.cleaned_data["attempt"]
            )
        except assessment.AlreadyAnswered:
            return redirect("study:result", uid, form.cleaned_data["attempt"])
        return redirect("study:result", uid, made.attempt)
    context = {"enrolment": found, "paper": paper, "form": form, "mark": percent(paper.pass_mark)}
    return render(request, "study/quiz.html", context, status=422 if form.is_bound else 200)


def _sent_before(request: HttpRequest, found: assessment.EnrolmentView) -> int | None:
    """The number of an attempt that this request hands in once more, or None."""
    given = request.POST.get("attempt", "")
    quiz = found.requirement("quiz")
    if quiz is None or not (given.isascii() and given.isdigit()):
        return None
    return int(given) if 1 <= int(given[:6]) <= quiz.attempts_used else None


@login_required
@require_GET
def result(request: HttpRequest, uid: str, attempt: int) -> HttpResponse:
    """How one attempt went, question by question."""
    actor = actor_of(request)
    found = assessment.enrolment(actor, uid)
    made = assessment.quiz_result(actor, uid, attempt)
    context = {
        "enrolment": found,
        "result": made,
        "lines": [_line(line) for line in made.lines],
        "score": percent(made.score),
        "mark": percent(made.pass_mark),
        "requirement": found.requirement("quiz"),
    }
    return render(request, "study/result.html", context)


def _line(line: assessment.ResultLine) -> dict[str, object]:
    """A line with the words of the options instead of their numbers."""
    return {
        "line": line,
        "chosen": line.options[line.chosen] if line.chosen is not None else "",
        "correct": line.options[line.correct] if line.correct is not None else "",
    }


@login_required
@require_http_methods(["GET", "POST"])
def project(request: HttpRequest, uid: str) -> HttpResponse:
    """Brief, rubric, what was handed in and said about it, and the form while something can be handed in."""
    actor = actor_of(request)
    found = assessment.enrolment(actor, uid)
    view = assessment.project_of(actor, uid)
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    if request.method == "POST" and form.is_valid():
        try:
            assessment.submit_evidence(
                actor=actor,
                enrolment_uid=uid,
                text=form.cleaned_data["text"],
                link=form.cleaned_data["link"],
                files=form.uploads(),
            )
        except assessment.NothingToHandIn:
            messages.info(request, _("This was already handed in."))
            return redirect("study:project", uid)
        except (Malformed, Refused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Handed in. An assessor will look at it."))
            return redirect("study:project", uid)
    requirement = found.requirement("project")
    is_open = found.state == "open" and requirement is not None and requirement.state in {"todo", "resubmit"}
    last = view.submissions[-1] if view.submissions else None
    context = {
        "enrolment": found,
        "project": view,
        "requirement": requirement,
        "rows": rubric_rows(view.rubric, last.judgement.scores if last and last.judgement else {}),
        "levels": range(1, max(len(one.descriptors) for one in view.rubric) + 1),
        "earlier": view.submissions[::-1],
        "last": last,
        "form": form if is_open else None,
    }
    return render(request, "study/project.html", context, status=422 if form.errors else 200)


def rubric_rows(rubric: tuple[assessment.RubricCriterion, ...], scores: dict[str, int]) -> list[dict[str, object]]:
    """The rubric as rows of cells, each knowing whether it passes and whether it is the level reached."""
    widest = max(len(one.descriptors) for one in rubric)
    rows: list[dict[str, object]] = []
    for one in rubric:
        cells = [
            {
                "words": words,
                "level": level,
                "is_pass": level == one.pass_at,
                "is_reached": scores.get(one.name) == level,
                "passes": level >= one.pass_at,
            }
            for level, words in enumerate(one.descriptors, start=1)
        ]
        rows.append({"name": one.name, "cells": cells, "empty": range(widest - len(cells))})
    return rows


@login_required
@require_GET
def evidence(request: HttpRequest, uid: str) -> HttpResponse:
    """A file that was handed in: for its holder and the issuer's assessors, always as an attachment of unknown type."""
    found = assessment.evidence_file(actor_of(request), uid)
    response = HttpResponse(found.data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
