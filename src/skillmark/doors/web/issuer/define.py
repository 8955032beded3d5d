"""Defining: one form for all of it, what must still be stated beside it, and publishing.

The same form answers "save", "look for a skill", "suggest from the outcomes" and "look for what is needed before", so
that nothing typed is lost and no script is needed. The enter key looks where words to look for stand, and else saves.
A published definition is edited as a draft of its next edition.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skillmark.domains.achievements import api as achievements
from skillmark.domains.achievements.api import AchievementView
from skillmark.domains.people.api import OrganisationView, Scope, find_organisation, require
from skillmark.doors.web.issuer import needs, rows
from skillmark.doors.web.issuer.forms import DefinitionForm, initial_of
from skillmark.doors.web.shell.badges import art_of, mark_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.skillkit.values import Level

LEAST_LETTERS = 3
LEVELS = [(str(int(level)), level) for level in Level]


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """Open a draft. It is stored with the first save that has a title."""
    house = find_organisation(key=organisation_key)
    require(actor_of(request), achievements.DEFINE, Scope(organisation_uid=house.uid))
    if request.method == "POST":
        return _answer(request, house, None)
    form = DefinitionForm(initial={"language": "en", "country": house.country})
    return _page(request, house, None, form, [], [])


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation_key: str, achievement_uid: str) -> HttpResponse:
    """Change the draft, or begin the next edition of what is published."""
    house, view = _mine(request, organisation_key, achievement_uid)
    if request.method == "POST":
        return _answer(request, house, view)
    form = DefinitionForm(initial=initial_of(view))
    return _page(request, house, view, form, rows.rows_of(view), needs.needs_of(view))


def _mine(request: HttpRequest, organisation_key: str, uid: str) -> tuple[OrganisationView, AchievementView]:
    """The organisation and its achievement, once whoever asks may see it. Errors: 404, `NotAllowed`."""
    house = find_organisation(key=organisation_key)
    view = achievements.newest_version(actor_of(request), uid)
    if view.organisation.uid != house.uid:
        raise Http404
    return house, view


def _answer(request: HttpRequest, house: OrganisationView, view: AchievementView | None) -> HttpResponse:
    """Save, or bring in skills to choose from; whatever was typed stays."""
    form = DefinitionForm(request.POST)
    sent, needed, does = rows.rows_sent(request.POST), needs.needs_sent(request.POST), _does(request)
    if does == "look":
        sent = rows.with_found(sent, request.POST.get("skill_text", ""))
    elif does == "suggest":
        sent = rows.with_suggested(sent, request.POST.get("outcomes", ""))
    elif does == "look_need":
        own = view.uid if view else ""
        needed = needs.with_needs_found(needed, request.POST.get("need_text", ""), own, house.uid)
    if does != "save":
        return _page(request, house, view, _unsaved(request), sent, needed)
    if form.is_valid():
        saved = _save(request, house, view, form, sent, needed)
        if saved is not None:
            messages.success(request, _("Draft saved. Nothing is public yet."))
            return redirect("issuer:edit", house.key, saved.uid)
    return _page(request, house, view, form, sent, needed, status=422)


def _does(request: HttpRequest) -> str:
    """Which button was pressed; for the enter key, what the words typed are for."""
    sent = request.POST
    for name in ("look", "suggest", "look_need", "save"):
        if name in sent:
            return name
    if sent.get("skill_text", "").strip():
        return "look"
    return "look_need" if sent.get("need_text", "").strip() else "save"


@require_GET
def find_skills(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """The rows of skills while somebody types: what has a level, then what is found. Names of skills are public.

    From three letters on, since fewer begin too many names; a shorter one, such as AI, is found by the button.
    Cost: three queries. The whole answer over ESCO, medians of 15 on 2026-11-22, two cores shared with other work: 21
    to 36 ms; 55 for "pro", 34 at best.
    """
    text = request.GET.get("skill_text", "").strip()
    is_looking = len(text) >= LEAST_LETTERS
    listed = rows.with_found(rows.rows_sent(request.GET), text if is_looking else "", is_forgiving=False)
    found = sum(row.is_new for row in listed)
    context = {"rows": listed, "levels": LEVELS, "is_looking": is_looking, "found": found}
    return render(request, "issuer/_skills.html", context)


def _unsaved(request: HttpRequest) -> DefinitionForm:
    """What was typed, shown again without judging it."""
    names = DefinitionForm.base_fields
    return DefinitionForm(initial={name: request.POST.get(name, "") for name in names})


def _save(
    request: HttpRequest, house: OrganisationView, view: AchievementView | None, form: DefinitionForm,
    sent: list[rows.SkillRow], needed: list[needs.NeedRow],
) -> AchievementView | None:  # fmt: skip
    """Store it, or put the domain's words on the form and return None."""
    actor, fields = actor_of(request), form.definition()
    fields["skills"], fields["prerequisites"] = rows.chosen(sent), needs.needs_chosen(needed)
    try:
        if view is None:
            return achievements.draft_achievement(actor=actor, organisation_uid=house.uid, **fields)
        return achievements.revise(actor=actor, achievement_uid=view.uid, **fields)
    except achievements.BadDefinition as error:
        form.blame(error.problems)
    except achievements.KeyTaken as error:
        form.add_error("name", str(error.hint))
    return None


def _page(
    request: HttpRequest, house: OrganisationView, view: AchievementView | None, form: DefinitionForm,
    listed: list[rows.SkillRow], needed: list[needs.NeedRow], status: int = 200,
) -> HttpResponse:  # fmt: skip
    elements = achievements.elements(view) if view else ()
    context: dict[str, Any] = {
        "house": house,
        "view": view,
        "form": form,
        "rows": listed,
        "levels": LEVELS,
        "skill_text": request.POST.get("skill_text", "")[:120],
        "is_looking": request.method == "POST" and _does(request) in {"look", "suggest"},
        "needs": needed,
        "need_text": request.POST.get("need_text", "")[:200],
        "is_looking_for_needs": request.method == "POST" and _does(request) == "look_need",
        "elements": sorted(elements, key=lambda element: element.is_stated),
        "stated": sum(element.is_stated for element in elements),
        "missing": sum(not element.is_stated for element in elements),
        "art": art_of(view) if view else None,
        "mark": mark_of(view) if view else None,
    }
    return render(request, "issuer/define.html", context, status=status)


@login_required
@require_POST
def publish(request: HttpRequest, organisation_key: str, achievement_uid: str) -> HttpResponse:
    """Publish the draft. What is missing is said on the page of the definition."""
    house, view = _mine(request, organisation_key, achievement_uid)
    try:
        published = achievements.publish(actor=actor_of(request), achievement_uid=view.uid)
    except achievements.Incomplete as error:
        count = len(error.findings)
        words = ngettext(
            "%(count)d thing is not stated yet, so it is not published. It is marked in the list of checks.",
            "%(count)d things are not stated yet, so it is not published. They are marked in the list of checks.",
            count,
        )
        messages.error(request, words % {"count": count})
        return redirect("issuer:edit", house.key, view.uid)
    except achievements.NothingToPublish as error:
        messages.error(request, str(error))
        return redirect("issuer:edit", house.key, view.uid)
    messages.success(request, _("Published. Anybody can find it now."))
    return redirect("catalogue:achievement", published.uid)


@login_required
@require_POST
def discard(request: HttpRequest, organisation_key: str, achievement_uid: str) -> HttpResponse:
    """Throw the draft away; what was published stays."""
    house, view = _mine(request, organisation_key, achievement_uid)
    achievements.discard_draft(actor=actor_of(request), achievement_uid=view.uid)
    messages.success(request, _("The draft is gone. Nothing that was published changed."))
    return redirect("issuer:desk", house.key)


@login_required
@require_POST
def retire(request: HttpRequest, organisation_key: str, achievement_uid: str) -> HttpResponse:
    """Take it out of the catalogue; holders keep theirs."""
    house, view = _mine(request, organisation_key, achievement_uid)
    achievements.retire(actor=actor_of(request), achievement_uid=view.uid)
    messages.success(request, _("Retired. Whoever earned it keeps it."))
    return redirect("issuer:desk", house.key)
