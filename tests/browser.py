"""A real browser for tests: Debian's Chromium through Playwright, nothing downloaded, nothing called outside.

A test file says `from tests.browser import page` (with `noqa: F401`) or a conftest imports it once; then

    def test_front(page, live_server):
        page.goto(live_server.url)
        assert_axe_clean(page)
        assert_no_sideways_scroll(page)
        screenshot(page, "front")

`page` skips where there is no Chromium. Any request to another host, any console error and any refusal by our own
content policy fails the test when the page closes. Pictures go to var/screens, which git ignores.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path(os.environ.get("SKILLMARK_CHROMIUM", "/usr/bin/chromium"))
LOOKING = os.environ.get("LOOK", "0") != "0"
SCREENS = Path(__file__).resolve().parent.parent / "var" / "screens"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, NARROW = 1440, 360
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPECTED = re.compile(r"status of (4\d\d|503)")
"""Chromium reports every answer of an error as a console error; pages that answer one are tested on purpose."""


_running: list[Any] = []


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run, however many test files import this: Playwright starts once in a process."""
    if _running:
        yield _running[0]
        return
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM} (apt install chromium, or set SKILLMARK_CHROMIUM)")
    sync_api = pytest.importorskip("playwright.sync_api")
    unsafe = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; the ORM is used beside it
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        _running.append(chromium)
        yield chromium
        _running.clear()
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if unsafe is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = unsafe


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page, 1440 wide, light, that tolerates no fault of its own."""
    context = browser.new_context(
        viewport={"width": WIDE, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: None if _is_ours(request.url) else faults.append(f"asked {request.url}"))
    yield opened
    context.close()
    assert [fault for fault in faults if not EXPECTED.search(fault)] == []


def _is_ours(url: str) -> bool:
    return re.match(r"(http://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:)", url) is not None


def sign_in(page: Any, live_server: Any, person: Any) -> None:
    """Put a session of `person` (a row of people.Person) into the browser, past the sign-in page."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def narrow(page: Any) -> None:
    """As on a telephone."""
    page.set_viewport_size({"width": NARROW, "height": 800})


def dark(page: Any) -> None:
    page.emulate_media(color_scheme="dark")


def open_everything(page: Any) -> None:
    """Every Why and every table."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def assert_axe_clean(page: Any) -> None:
    """No violation of WCAG 2.0 to 2.2 A and AA, nor of best practice, in the page as it stands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    script = Path(axe.__file__).parent / "axe.min.js"
    # Through the developer protocol, not through a script element: our own policy would rightly refuse that.
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": script.read_text(encoding="utf-8")})
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    session.detach()
    said = [f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes'][:4]]}" for v in found["violations"]]
    assert said == [], "\n".join(said)


def assert_no_sideways_scroll(page: Any) -> None:
    """Nothing is wider than the window (WCAG 1.4.10)."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than its window"


def screenshot(page: Any, name: str) -> Path:
    """The whole page, as var/screens/NAME.png: only where somebody wants to look (`LOOK=1`)."""
    path = SCREENS / f"{name}.png"
    if LOOKING:
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(path), full_page=True)
    return path
