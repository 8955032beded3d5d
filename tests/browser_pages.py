"""One look at a page in a real browser, at both widths and in both themes.

By default axe reads each page twice, wide and light, then narrow and dark: every width and every theme once. With
`LOOK=1` it reads the other two as well, and pictures are kept.
"""

from typing import Any

from tests.browser import LOOKING, WIDE, assert_axe_clean, assert_no_sideways_scroll, dark, narrow, screenshot


def look_everywhere(page: Any, name: str) -> None:
    """axe and sideways scrolling everything open; a picture of each."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour halfway when axe measures
    screenshot(page, f"{name}-1440-light")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    assert_axe_clean(page)
    dark(page)
    if LOOKING:
        assert_axe_clean(page)
    screenshot(page, f"{name}-1440-dark")
    narrow(page)
    assert_no_sideways_scroll(page)
    assert_axe_clean(page)
    screenshot(page, f"{name}-360-dark")
    page.emulate_media(color_scheme="light")
    if LOOKING:
        assert_axe_clean(page)
    screenshot(page, f"{name}-360-light")
