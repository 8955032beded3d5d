"""The two switches at the foot of every page, theme and language. Each is a small form, so no script is needed.

Both keep a cookie for a year that holds one word; nobody is recognised by it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from skillmark.doors.web.shell.accounts import safe_next
from skillmark.doors.web.shell.context import THEME_COOKIE, THEMES

YEAR_S = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """light or dark is kept; anything else means what the system says."""
    response = redirect(safe_next(request))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        _keep(response, THEME_COOKIE, wanted)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """One of the languages in settings; another is ignored."""
    response = redirect(safe_next(request))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES) and check_for_language(wanted):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, wanted)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(name, value, max_age=YEAR_S, samesite="Lax", httponly=True, secure=secure)
