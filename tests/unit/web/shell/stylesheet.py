"""Reads the stylesheet as the browser does for colours: tokens of both themes, and WCAG's contrast formula."""

import re
from pathlib import Path

import skillmark.doors.web.shell

SHEET = Path(skillmark.doors.web.shell.__file__).parent / "static" / "skillmark.css"
TEXT = SHEET.read_text(encoding="utf-8")
PLAIN = re.sub(r"/\*.*?\*/", "", TEXT, flags=re.S)
THEMES = ("light", "dark")


def tokens(theme: str) -> dict[str, str]:
    """Every custom property of :root that is one colour, as #rrggbb."""
    root = PLAIN[PLAIN.index(":root {") : PLAIN.index("}", PLAIN.index(":root {"))]
    found = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", root):
        pair = re.fullmatch(r"light-dark\((#\w{6}|#\w{3}),\s*(#\w{6}|#\w{3})\)", value.strip())
        if pair:
            found[name] = pair[1 + THEMES.index(theme)]
        elif re.fullmatch(r"#\w{6}", value.strip()):
            found[name] = value.strip()
    return found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2 definition (sRGB)."""
    digits = colour.removeprefix("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
