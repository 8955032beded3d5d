"""The line of time, one entry, and what its holder may do: add, bring, take away, be found, be erased."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from skillmark.domains.people import api as people
from skillmark.domains.record import api as record
from skillmark.doors.web.record.drawing import rows_of
from skillmark.doors.web.record.forms import EntryForm, EraseForm, FileForm, ShareForm
from skillmark.doors.web.shell.context import actor_of
from skillmark.kernel.errors import Malformed


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Everything, by year."""
    actor = actor_of(request)
    person_uid = actor.person_uid or ""
    rows = rows_of(record.entries_of(actor, person_uid))
    context = {
        "years": [(year, list(group)) for year, group in groupby(rows, key=lambda row: row.entry.year)],
        "count": len(rows),
        "shares": [share for share in record.shares_of(actor, person_uid) if share.is_open],
        "is_found": people.has_consent(person_uid, people.BE_FOUND),
    }
    return render(request, "record/index.html", context)


@require_safe
@login_required
def entry(request: HttpRequest, uid: str) -> HttpResponse:
    return render_entry(request, uid, ShareForm())


def render_entry(request: HttpRequest, uid: str, form: ShareForm, *, link: str = "", status: int = 200) -> HttpResponse:
    """One entry with its links. `link` is a new one, shown this once."""
    actor = actor_of(request)
    found = record.entry(actor, uid)
    context = {
        "row": rows_of([found])[0],
        "entry": found,
        "form": form,
        "link": link,
        "shares": [share for share in record.shares_of(actor, found.holder_uid) if share.entry_uid == uid],
    }
    return render(request, "record/entry.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Something one says of oneself."""
    form = EntryForm(request.POST or None)
    if request.method == "GET":
        return render(request, "record/add.html", {"form": form})
    if form.is_valid():
        actor = actor_of(request)
        given = {name: form.cleaned_data[name] for name in ("kind", "title", "organisation_name")}
        days = {name: form.cleaned_data[name] for name in ("started_on", "ended_on")}
        try:
            made = record.add_entry(
                actor=actor, person_uid=actor.person_uid or "", **given, **days, skills=form.taught()
            )
        except record.BadEntry as error:
            form.add_error(None, error.detail)
        else:
            messages.success(request, _("Added. Only you can see it."))
            return redirect("record:entry", made.uid)
    return render(request, "record/add.html", {"form": form}, status=422)


@require_http_methods(["GET", "POST"])
@login_required
def bring(request: HttpRequest) -> HttpResponse:
    """A badge file from elsewhere."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "GET":
        return render(request, "record/bring.html", {"form": FileForm()})
    if form.is_valid():
        actor = actor_of(request)
        try:
            data = form.cleaned_data["file"].read()
            made = record.import_badge(actor=actor, person_uid=actor.person_uid or "", data=data)
        except Malformed as error:
            form.add_error("file", getattr(error, "detail", "") or str(error.hint))
        else:
            messages.success(request, _("Kept, with what we found when we checked it."))
            return redirect("record:entry", made.uid)
    return render(request, "record/bring.html", {"form": form}, status=422)


@require_POST
@login_required
def remove(request: HttpRequest, uid: str) -> HttpResponse:
    record.remove_entry(actor=actor_of(request), entry_uid=uid)
    messages.success(request, _("Taken out of your record, with its links."))
    return redirect("record:index")


@require_POST
@login_required
def be_found(request: HttpRequest) -> HttpResponse:
    """Agree to be found by employers, or take it back."""
    actor = actor_of(request)
    person_uid = actor.person_uid or ""
    if request.POST.get("be_found") == "yes":
        people.give_consent(actor=actor, person_uid=person_uid, purpose=people.BE_FOUND)
        messages.success(request, _("Employers here can find you by your skills, without your name."))
    else:
        people.withdraw_consent(actor=actor, person_uid=person_uid, purpose=people.BE_FOUND)
        messages.success(request, _("Nobody can find you any more."))
    return redirect("record:index")


@require_http_methods(["GET", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once more, then erase the account and everything personal."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request)
        people.erase_person(actor=actor, person_uid=actor.person_uid or "")
        logout(request)
        messages.success(request, _("You are erased. What was kept for you can no longer be read."))
        return redirect("public:front")
    return render(request, "record/erase.html", {"form": form}, status=422 if request.method == "POST" else 200)
