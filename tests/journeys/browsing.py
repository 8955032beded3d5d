"""How the journey looks at pages: as one person in one browser window, with scripts or without.

`Window.look` is called on every page of the journey: axe in both themes, nothing wider than a telephone, pictures kept.
It needs scripts (axe is one), so a window without them only walks.
"""

import re
import subprocess
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from tests.browser import NARROW, WIDE, assert_axe_clean, assert_no_sideways_scroll, screenshot
from tests.journeys.house import COMMAND, clean_environment

OPEN_MAIN = "document.querySelectorAll('main details').forEach(d => { d.open = true })"


@dataclass
class Window:
    """One person's window. `faults` fills with whatever the page should not have done."""

    page: Any
    url: str
    has_scripts: bool
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def sign_in(self, email: str, password: str) -> None:
        """Through the page, as people do."""
        self.go("/sign-in/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.press("Sign in")
        assert "/sign-in/" not in self.page.url, self.text("main")

    def press(self, name: str) -> None:
        """A button of the page itself. One that says it will not work yet can be pressed all the same, and answers."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click(force=True)

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def fill(self, label: str, value: str) -> None:
        self.page.locator("main").get_by_label(label).first.fill(value)

    def choose(self, label: str, value: str) -> None:
        self.page.locator("main").get_by_label(label).first.select_option(value)

    def text(self, where: str = "body") -> str:
        return str(self.page.locator(where).first.inner_text())

    def says(self, *words: str) -> None:
        body = self.text()
        for each in words:
            assert each.casefold() in body.casefold(), f"{self.page.url} does not say “{each}”:\n{body}"

    def look(self, name: str) -> None:
        """Check and picture this page: wide and light, narrow and dark, with every Why opened for the narrow one."""
        if not self.has_scripts:
            return
        self.seen.append(name)
        self._check(f"{name}, wide and light")
        screenshot(self.page, f"journey-{name}-1440")
        self.page.emulate_media(color_scheme="dark")
        self.page.set_viewport_size({"width": NARROW, "height": 800})
        screenshot(self.page, f"journey-{name}-360-dark")
        self.page.evaluate(OPEN_MAIN)
        self._check(f"{name}, narrow and dark")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": WIDE, "height": 900})

    def glance(self, name: str) -> None:
        """A page that was looked at before, in another state: narrow and dark only."""
        if not self.has_scripts:
            return
        self.seen.append(name)
        self.page.emulate_media(color_scheme="dark")
        self.page.set_viewport_size({"width": NARROW, "height": 800})
        self.page.evaluate(OPEN_MAIN)
        screenshot(self.page, f"journey-{name}-360-dark")
        self._check(f"{name}, narrow and dark")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": WIDE, "height": 900})

    def _check(self, how: str) -> None:
        """Faults are gathered, so that one walk names them all."""
        for check in (assert_axe_clean, assert_no_sideways_scroll):
            try:
                check(self.page)
            except AssertionError as fault:
                self.faults.append(f"{how}: {fault}")


def open_window(browser: Any, url: str, *, has_scripts: bool) -> Window:
    """A fresh browser profile: nobody's cookies, downloads allowed."""
    context = browser.new_context(
        viewport={"width": WIDE, "height": 900},
        color_scheme="light",
        reduced_motion="reduce",  # no colour halfway between two themes when axe measures contrast
        java_script_enabled=has_scripts,
    )
    context.set_default_timeout(10_000)
    window = Window(context.new_page(), url, has_scripts)
    window.page.on("console", lambda said: window.faults.append(said.text) if said.type == "error" else None)
    window.page.on("pageerror", lambda error: window.faults.append(str(error)))
    window.page.on("request", lambda sent: None if _is_ours(sent.url, url) else window.faults.append(sent.url))
    return window


def _is_ours(asked: str, url: str) -> bool:
    return asked.startswith(url) or re.match(r"(data:|blob:|about:)", asked) is not None


def work_off_jobs() -> None:
    """Let a real worker process work until no job is left: events are delivered, awards signed, records changed."""
    found = connection.settings_dict
    user, password = quote(found["USER"] or ""), quote(found["PASSWORD"] or "")
    place = f"host={quote(found['HOST'] or '', safe='')}&port={found['PORT']}"
    own = {
        "DATABASE_URL": f"postgresql://{user}:{password}@/{found['NAME']}?{place}",
        "SKILLMARK_DATA_DIR": str(settings.DATA_DIR),
        "SKILLMARK_PUBLIC_URL": settings.PUBLIC_URL,
        "SKILLMARK_DEMO": "1",
    }
    command = [*COMMAND, "worker", "--until-empty", "--concurrency", "1"]
    done = subprocess.run(
        command, env=clean_environment() | own, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
