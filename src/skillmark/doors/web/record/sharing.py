"""Links: make one, see all, close one. A new link is shown once; afterwards only its hash exists."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from skillmark.domains.record import api as record
from skillmark.doors.web.record.entries import render_entry
from skillmark.doors.web.record.forms import ShareForm
from skillmark.doors.web.shell.context import actor_of


@require_POST
@login_required
def share(request: HttpRequest, uid: str) -> HttpResponse:
    """Make a link and show it in the answer: it is kept nowhere, so there is nothing to redirect to."""
    form = ShareForm(request.POST)
    record.entry(actor_of(request), uid)
    if not form.is_valid():
        return render_entry(request, uid, form, status=422)
    try:
        made = record.share(actor=actor_of(request), entry_uid=uid, **form.cleaned_data)
    except record.BadShare as error:
        form.add_error("closes_on", str(error.hint))
        return render_entry(request, uid, form, status=422)
    link = settings.PUBLIC_URL + reverse("public:shared", args=[made.token])
    return render_entry(request, uid, ShareForm(), link=link)


@require_safe
@login_required
def links(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "record/shares.html", {"shares": record.shares_of(actor, actor.person_uid or "")})


@require_POST
@login_required
def close(request: HttpRequest, share_uid: str) -> HttpResponse:
    record.close_share(actor=actor_of(request), share_uid=share_uid)
    messages.success(request, _("The link is closed. The credential itself is as it was."))
    return redirect("record:shares")
