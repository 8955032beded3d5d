"""One look at a page in a real browser, at both widths and in both themes."""

from typing import Any

from tests.browser import WIDE, assert_axe_clean, assert_no_sideways_scroll, dark, narrow, screenshot


def look_everywhere(page: Any, name: str) -> None:
    """axe and sideways scrolling at 1440 light, 1440 dark and 360, everything open; a picture of each."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour halfway when axe measures
    screenshot(page, f"{name}-1440-light")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    assert_axe_clean(page)
    dark(page)
    assert_axe_clean(page)
    screenshot(page, f"{name}-1440-dark")
    narrow(page)
    assert_no_sideways_scroll(page)
    screenshot(page, f"{name}-360-dark")
    page.emulate_media(color_scheme="light")
    assert_axe_clean(page)
    assert_no_sideways_scroll(page)
    screenshot(page, f"{name}-360-light")
