"""What happens around every page: security headers, errors of the house turned into answers.

Headers are set unless the view set its own, so that public files may allow other origins. The policy allows no inline
style, no inline script, no frame and no other host; `connect-src 'self'` is for htmx on our own pages.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from skillmark.domains.people.api import NotAllowed
from skillmark.doors.web.shell.problems import KNOWN, answer, as_json, plain_problem, problem_of, wants_json

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def hides_existence(view: View) -> View:
    """Mark a view that answers a refusal with "nothing here". Put it outermost, over a login requirement."""
    view.hides_existence = True  # type: ignore[attr-defined]
    return view


class HouseMiddleware:
    """Innermost in the list of middleware, so that it sees the session and the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in {403, 404, 405} and _is_page(response) and wants_json(request):
            response = as_json(request, plain_problem(response.status_code))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Errors raised on purpose; anything else is Django's, with its log and its 500."""
        if not isinstance(error, KNOWN):
            return None
        hides = _hides(request)
        if isinstance(error, NotAllowed) and not hides and _may_sign_in(request):
            return redirect_to_login(request.get_full_path())
        return answer(request, problem_of(error, hides))


def _is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _hides(request: HttpRequest) -> bool:
    match: Any = request.resolver_match
    return bool(match and getattr(match.func, "hides_existence", False))


def _may_sign_in(request: HttpRequest) -> bool:
    """Somebody who is nobody yet, looking at a page: signing in may be all it takes."""
    is_reading = request.method in {"GET", "HEAD"} and not wants_json(request)
    return is_reading and not request.user.is_authenticated
