"""What every template may use under `shell`: navigation, who is signed in, theme, languages, frameworks in use.

Everything is lazy: a page that shows no bar pays nothing. `actor_of` is how views learn who asks.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info

from skillmark.domains.people.api import ANYONE, Actor
from skillmark.domains.skills.api import frameworks
from skillmark.doors.web.shell.nav import NAV_LABELS, Hat, Link, hats_of, hats_to_choose, links_for, worn

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, for the apis of the domains; `ANYONE` when nobody is signed in."""
    user = getattr(request, "user", None)
    uid = getattr(user, "uid", None) if user is not None and user.is_authenticated else None
    return Actor(person_uid=uid) if uid else ANYONE


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str


class Shell:
    """Read by the base template only; page templates have no reason to."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> str:
        """The name of who is signed in, or ""."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        return str(getattr(user, "display_name", "") or getattr(user, "email", ""))

    @cached_property
    def _hats(self) -> dict[str, str]:
        uid = actor_of(self._request).person_uid
        return hats_of(uid) if uid else {}

    @cached_property
    def hat(self) -> str:
        return worn(self._request, self._hats) if self._hats else "public"

    @cached_property
    def house(self) -> str:
        """The organisation of the hat worn, or ""."""
        return self._hats.get(self.hat, "")

    @cached_property
    def hats(self) -> list[Hat]:
        found = hats_to_choose(self._hats, self.hat)
        return found if len(found) > 1 else []

    @cached_property
    def nav(self) -> list[Link]:
        match = self._request.resolver_match
        return links_for(self.hat, self._request.path, match.app_name if match else "")

    @cached_property
    def nav_label(self) -> str:
        return str(NAV_LABELS[self.hat])

    @cached_property
    def theme(self) -> str:
        """light, dark, or "" for what the reader's system says."""
        found = self._request.COOKIES.get(THEME_COOKIE, "")
        return found if found in THEMES else ""

    @cached_property
    def languages(self) -> list[Language]:
        """The languages to choose from; empty when there is only one."""
        codes = [code for code, _name in settings.LANGUAGES]
        return [Language(code, _own_name(code)) for code in codes] if len(codes) > 1 else []

    @cached_property
    def attributions(self) -> list[str]:
        """What the publishers of the skill frameworks in use ask to be said. One small query."""
        return list(dict.fromkeys(held.attribution for held in frameworks() if held.is_current and held.attribution))

    @cached_property
    def here(self) -> str:
        """This address, for coming back to after a switch."""
        return self._request.get_full_path() if self._request.method == "GET" else "/"


def _own_name(code: str) -> str:
    """How a language calls itself; one that Django does not know keeps the name from settings."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return dict(settings.LANGUAGES)[code]


def shell(request: HttpRequest) -> dict[str, object]:
    """The context processor."""
    return {"shell": Shell(request)}
