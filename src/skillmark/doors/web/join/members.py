"""Who belongs to an organisation, in which roles: for its administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skillmark.domains.people.api import (
    NoSuchPerson,
    Role,
    add_member,
    find_organisation,
    find_person,
    members_of,
    remove_member,
)
from skillmark.doors.web.join.forms import MemberForm
from skillmark.doors.web.shell.context import actor_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, key: str) -> HttpResponse:
    """The list, and a form to bring in somebody who has an account."""
    house, actor = find_organisation(key=key), actor_of(request)
    listed = members_of(actor, house.uid)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = find_person(email=form.cleaned_data["email"])
            add_member(actor=actor, organisation_uid=house.uid, person_uid=person.uid, role=form.cleaned_data["role"])
        except NoSuchPerson:
            form.add_error("email", _("Nobody has an account under that address. Ask them to open one first."))
        else:
            messages.success(request, _("%(name)s is in.") % {"name": person.display_name or person.email})
            return redirect("join:members", key)
    rows = [(member, Role(member.role).label) for member in listed]
    context = {"form": form, "house": house, "rows": rows}
    return render(request, "join/members.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take one role back."""
    house = find_organisation(key=key)
    remove_member(
        actor=actor_of(request),
        organisation_uid=house.uid,
        person_uid=request.POST.get("person", ""),
        role=request.POST.get("role", ""),
    )
    messages.success(request, _("The role is taken back."))
    return redirect("join:members", key)
