"""The catalogue and the page of one achievement. Public: an account adds one's own goal and a way to the desk."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from skillmark.domains.achievements.api import (
    DEFINE,
    AchievementView,
    Assessment,
    Participation,
    catalogue_page,
    editions_of,
    find_achievement,
    find_achievements,
    stacks_with,
)
from skillmark.domains.assessment.api import TaskOutline, outline_of, tasks_of
from skillmark.domains.assurance.api import accreditations_of, endorsements_of
from skillmark.domains.people.api import Actor, Scope, may
from skillmark.domains.skills.api import OccupationName, find_skills, occupations_asking_for
from skillmark.doors.web.catalogue.forms import SearchForm
from skillmark.doors.web.catalogue.questions import figures, five_questions
from skillmark.doors.web.catalogue.serving import serves_goal
from skillmark.doors.web.shell import places
from skillmark.doors.web.shell.badges import art_of, assay_words, mark_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.middleware import hides_existence

PAGE = 20
_MOST_OCCUPATIONS = 30


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Search by words and facets. Default order: relevance, else the name. While somebody types: the results alone."""
    form = SearchForm(request.GET)
    filters = form.filters()
    number = _page_number(request)
    page = catalogue_page(limit=PAGE, offset=(number - 1) * PAGE, **filters)
    uri = filters.get("skill", "")
    context = {
        "form": form,
        "rows": [_row(view) for view in page.items],
        "page": page,
        "skill": find_skills([uri]).get(uri) if uri else None,
        "skill_uri": uri,
        "previous_url": _page_url(request, number - 1) if number > 1 else "",
        "next_url": _page_url(request, number + 1) if number * PAGE < page.total else "",
        "is_asked": any(value for key, value in request.GET.items() if key != "currency"),
    }
    is_typing = bool(request.headers.get("HX-Request"))
    answer = render(request, "catalogue/_results.html" if is_typing else "catalogue/index.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(int(text), 10_000) if text.isascii() and text.isdigit() and text.strip("0") and len(text) < 6 else 1


def _page_url(request: HttpRequest, number: int) -> str:
    kept = {key: value for key, value in request.GET.items() if value and key != "page"}
    return "?" + urlencode({**kept, "page": str(number)})


def _row(view: AchievementView) -> dict[str, Any]:
    return {
        "view": view,
        "art": art_of(view),
        "assay": assay_words(view.supervision),
        "form": Participation(view.participation).label if view.participation else "",
    }


@require_GET
def achievement(request: HttpRequest, uid: str) -> HttpResponse:
    """One achievement: what it shows, the five questions, what it takes, what it counts towards."""
    return render(
        request, "catalogue/achievement.html", _page_of(actor_of(request), find_achievement(uid), outline_of(uid))
    )


@hides_existence
@login_required
@require_GET
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """The page as it would stand if the draft were published now: for whoever defines it, nobody else."""
    actor = actor_of(request)
    tasks = tasks_of(actor, uid)
    outline = TaskOutline(
        questions=len(tasks.quiz.questions) if tasks.quiz else 0,
        pass_mark=tasks.quiz.pass_mark if tasks.quiz else None,
        attempts_allowed=tasks.quiz.attempts_allowed if tasks.quiz else None,
        brief=tasks.project.brief if tasks.project else "",
        rubric=tasks.project.rubric if tasks.project else (),
    )
    context = _page_of(actor, tasks.achievement, outline) | {"is_preview": True}
    return render(request, "catalogue/achievement.html", context)


def _page_of(actor: Actor, view: AchievementView, outline: TaskOutline) -> dict[str, Any]:
    uid = view.uid
    needed = find_achievements(view.prerequisites)
    accreditations = [found for found in accreditations_of(view.organisation.uid) if found.is_current]
    endorsements = [found for found in endorsements_of(view.version_uid) if found.withdrawn_at is None]
    questions = five_questions(
        view, _occupations(view), accreditations, endorsements, outline, serves_goal(actor, view)
    )
    return {
        "view": view,
        "art": art_of(view),
        "mark": mark_of(view),
        "questions": questions,
        "figures": figures(view),
        "outline": outline,
        "assessment": Assessment(view.assessment).label if view.assessment else _("not stated"),
        "participation": Participation(view.participation).label if view.participation else _("not stated"),
        "language": places.language(view.language),
        "country": places.country(view.country),
        "accreditations": accreditations,
        "endorsements": endorsements,
        "can_define": may(actor, DEFINE, Scope(organisation_uid=view.organisation.uid)),
        "stacks": stacks_with(uid),
        "needed": [needed[uid] for uid in view.prerequisites if uid in needed],
        "editions": editions_of(uid),
    }


def _occupations(view: AchievementView) -> list[OccupationName]:
    """Occupations that name one of its skills, those for which it is essential first, each once."""
    found: dict[str, tuple[OccupationName, bool]] = {}
    for skill in view.skills:
        for occupation, is_essential in occupations_asking_for(skill.identity, _MOST_OCCUPATIONS):
            known = found.get(occupation.identity)
            found[occupation.identity] = (occupation, is_essential or bool(known and known[1]))
    return [occupation for occupation, _essential in sorted(found.values(), key=lambda pair: not pair[1])]
