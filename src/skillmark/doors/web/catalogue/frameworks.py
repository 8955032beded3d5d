"""Pages of skills, occupations and the frameworks that name them, each with the attribution its publisher asks for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from skillmark.domains.achievements.api import AchievementView, catalogue
from skillmark.domains.skills import api as skills
from skillmark.doors.web.shell import places

MOST_ACHIEVEMENTS = 12


@require_GET
def skill(request: HttpRequest) -> HttpResponse:
    """One skill by `?uri=`, or a search over skills by `?text=`."""
    uri = request.GET.get("uri", "")
    if not uri:
        text = request.GET.get("text", "")
        context = {"text": text, "found": skills.search_skills(text), "forgives": skills.forgives_spelling()}
        return render(request, "catalogue/skills.html", context)
    found = skills.find_skill(uri)
    same = skills.same_skills(found.identity)
    context = {
        "skill": found,
        "same": [other for other in same if other.uri != found.uri],
        "teaching": catalogue(skill=found.uri)[:MOST_ACHIEVEMENTS],
        "asking": skills.occupations_asking_for(found.identity),
    }
    return render(request, "catalogue/skill.html", context)


@require_GET
def occupation(request: HttpRequest) -> HttpResponse:
    """One occupation by `?uri=`, or a search over occupations by `?text=`."""
    uri = request.GET.get("uri", "")
    if not uri:
        text = request.GET.get("text", "")
        context = {"text": text, "found": skills.search_occupations(text), "forgives": skills.forgives_spelling()}
        return render(request, "catalogue/occupations.html", context)
    found = skills.find_occupation(uri)
    wanted = {each.identity for each in found.essential}
    context = {
        "occupation": found,
        "teaching": _teaching(wanted, {each.identity for each in found.optional}),
    }
    return render(request, "catalogue/occupation.html", context)


def _teaching(essential: set[str], optional: set[str]) -> list[tuple[AchievementView, int]]:
    """Achievements that teach what is asked, most essential skills first, with how many of the asked ones they show."""
    counted = []
    for view in catalogue():
        taught = {skill.identity for skill in view.skills}
        if taught & (essential | optional):
            counted.append((len(taught & essential), len(taught & (essential | optional)), view))
    counted.sort(key=lambda row: (-row[0], -row[1], row[2].name))
    return [(view, total) for _must, total, view in counted[:MOST_ACHIEVEMENTS]]


@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """Every framework held here, with its attribution and licence."""
    found = skills.frameworks()
    rows = [(framework, ", ".join(map(places.language, framework.languages))) for framework in found]
    context = {"frameworks": rows, "forgives": skills.forgives_spelling()}
    return render(request, "catalogue/frameworks.html", context)
