"""Opening an opening in two steps on one address, and editing what it asks for. Every button sends the whole form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skillmark.domains.hiring import api as hiring
from skillmark.domains.people.api import OrganisationView, Scope, find_organisation, require
from skillmark.domains.skills.api import profile_of_text
from skillmark.doors.web.employer.forms import OpeningForm
from skillmark.doors.web.employer.views import opening_of
from skillmark.doors.web.shell.asks import AskRows, read_rows, rows_of
from skillmark.doors.web.shell.context import actor_of
from skillmark.doors.web.shell.forms import posted
from skillmark.doors.web.shell.middleware import hides_existence
from skillmark.kernel.errors import Malformed, Refused


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """Title and advert first; then the skills it asks for, to be corrected before anything is kept."""
    organisation = find_organisation(key=organisation_key)
    require(actor_of(request), hiring.HIRE, Scope(organisation_uid=organisation.uid))
    form, does = OpeningForm(posted(request)), request.POST.get("do", "")
    if request.method == "GET" or not form.is_valid():
        return _first(request, organisation, form)
    if does == "read":
        asks = rows_of(profile_of_text(form.cleaned_data["advert"], form.cleaned_data["title"]).profile)
        return _second(request, organisation, form, asks, is_read=True)
    asks = read_rows(request.POST.dict())
    if not asks.wants_save:
        return _second(request, organisation, form, asks)
    return _opened(request, organisation, form, asks)


def _opened(request: HttpRequest, organisation: OrganisationView, form: OpeningForm, asks: AskRows) -> HttpResponse:
    if asks.has_errors:
        return _second(request, organisation, form, asks, status=422)
    title = form.cleaned_data["title"]
    try:
        made = hiring.open_opening(
            actor=actor_of(request),
            organisation_uid=organisation.uid,
            title=title,
            advert=form.cleaned_data["advert"],
            profile=asks.profile(title),
        )
    except Malformed as error:
        form.add_error(None, str(error.hint))
        return _second(request, organisation, form, asks, status=422)
    messages.success(request, _("The opening is open. Here is who fits."))
    return redirect("employer:shortlist", organisation.key, made.uid)


@hides_existence
@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation_key: str, uid: str) -> HttpResponse:
    """Change what an opening asks for, until its list is sealed."""
    organisation, opening = opening_of(request, organisation_key, uid)
    error, asks = "", rows_of(opening.profile)
    if request.method == "POST":
        asks = read_rows(request.POST.dict())
        if asks.wants_save and not asks.has_errors:
            try:
                profile = asks.profile(opening.title, opening.profile.source)
                hiring.edit_profile(actor=actor_of(request), opening_uid=uid, profile=profile)
            except (Malformed, Refused) as refused:
                error = str(refused.hint)
            else:
                messages.success(request, _("What the opening asks for is changed. Here is who fits now."))
                return redirect("employer:shortlist", organisation.key, uid)
    context = {"organisation": organisation, "opening": opening, "asks": asks, "error": error}
    return render(request, "employer/skills.html", context, status=422 if error or asks.has_errors else 200)


def _first(request: HttpRequest, organisation: OrganisationView, form: OpeningForm) -> HttpResponse:
    context = {"organisation": organisation, "form": form}
    return render(request, "employer/new.html", context, status=422 if form.is_bound else 200)


def _second(
    request: HttpRequest,
    organisation: OrganisationView,
    form: OpeningForm,
    asks: AskRows,
    status: int = 200,
    is_read: bool = False,
) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "asks": asks, "is_read": is_read}
    return render(request, "employer/confirm.html", context, status=status)
