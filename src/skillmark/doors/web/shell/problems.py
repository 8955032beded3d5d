"""From an error to an answer: a page in plain words for people, a problem document (RFC 9457) for programs.

Knows the roots of the house and of both kits. What the reader sees is the error's own hint; never a trace, never
raw input. Which status an error gives is decided here and nowhere else.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from skillmark.credkit import errors as credkit
from skillmark.domains.people.api import Erased, NotAllowed
from skillmark.kernel import errors as house
from skillmark.skillkit import errors as skillkit

Known = house.HouseError | credkit.CredkitError | skillkit.SkillkitError
KNOWN = (house.HouseError, credkit.CredkitError, skillkit.SkillkitError)

STATUS: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((NotAllowed,), 403),
    ((Erased,), 410),
    ((house.NotFound,), 404),
    ((house.Malformed, credkit.Malformed, skillkit.Malformed), 400),
    ((credkit.Untrusted,), 422),
    ((house.Refused, credkit.Refused, skillkit.Refused), 409),
    ((house.Unavailable, credkit.Unavailable, skillkit.Unavailable), 503),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told. `status` as in HTTP, `code` stable, `title` a short sentence, `hint` what to do."""

    status: int
    code: str
    title: str
    hint: str
    findings: tuple[str, ...] = ()


def status_of(error: Exception) -> int:
    return next((status for kinds, status in STATUS if isinstance(error, kinds)), 500)


def problem_of(error: Known, hides: bool = False) -> Problem:
    """`hides` turns a refusal into "nothing here", for pages whose existence must not leak."""
    status = status_of(error)
    if status == 403 and hides:
        return plain_problem(404)
    findings = tuple(found.words for found in getattr(error, "findings", ()))
    return Problem(status, error.code, title_of(status), str(error.hint), findings)


def plain_problem(status: int, code: str = "") -> Problem:
    """A problem without an error of ours behind it."""
    hints = {
        403: _("Sign in with another account, or ask whoever invited you."),
        404: _("Check the address, or go back to where you came from."),
        405: _("This address takes another kind of request."),
        429: _("Wait a quarter of an hour, then try again."),
    }
    known = {403: NotAllowed.code, 404: house.NotFound.code}
    shown = hints.get(status, str(house.HouseError.hint))
    return Problem(status, code or known.get(status, f"house.http_{status}"), title_of(status), shown)


def title_of(status: int) -> str:
    return {
        400: _("This could not be read"),
        403: _("This page is not yours to see"),
        404: _("There is nothing here"),
        405: _("This cannot be done here"),
        409: _("This is not possible as things stand"),
        410: _("This was erased"),
        422: _("This cannot be trusted"),
        429: _("Too many tries"),
        503: _("Something does not answer"),
    }.get(status, _("Something went wrong on our side"))


def wants_json(request: HttpRequest) -> bool:
    """Whether the reader prefers JSON to a page; browsers never do."""
    kinds = ["text/html", "application/problem+json", "application/json"]
    return request.get_preferred_type(kinds) in kinds[1:]


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page, or the problem document."""
    if wants_json(request):
        return as_json(request, problem)
    return render(request, "shell/problem.html", {"problem": problem}, status=problem.status)


def as_json(request: HttpRequest, problem: Problem) -> JsonResponse:
    """RFC 9457. `type` is about:blank, so `title` goes with the status; `code` is ours (section 3.2 lets us add it)."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.hint,
        "instance": request.path,
        "code": problem.code,
    }
    if problem.findings:
        body["findings"] = list(problem.findings)
    return JsonResponse(body, status=problem.status, content_type="application/problem+json")
