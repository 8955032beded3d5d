"""HTML and SVG out of Python: one function that escapes everything it is not told to trust.

Every mark, chart and field goes through `el`; nothing else in the shell joins strings into markup.
Trusted means Django's SafeString, as returned by `el` itself.
"""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Child = str | int | float | Promise | None
VOID = frozenset({"input", "br", "img", "meta", "link", "hr"})
EMPTY = frozenset({"rect", "circle", "ellipse", "line", "path", "polyline"})


def number(value: float) -> str:
    """A coordinate with at most one decimal and no idle zero: 26.0 becomes "26"."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def percent(value: float) -> str:
    """A position along a drawing, given in hundredths."""
    return f"{number(value)}%"


def attribute(name: str) -> str:
    """`class_` -> class, `aria_label` -> aria-label; camelCase of SVG stays."""
    return name.rstrip("_").replace("_", "-")


def el(name: str, *children: Child, **attributes: str | int | float | bool | None) -> SafeString:
    """One element, all escaped but SafeString; None and False leave an attribute out."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        parts.append(
            f" {attribute(key)}" if value is True else f' {attribute(key)}="{conditional_escape(str_of(value))}"'
        )
    if name in EMPTY and not children:
        return mark_safe("".join([*parts, "/>"]))  # noqa: S308 - every part is escaped above
    body = "" if name in VOID else f"{joined(children)}</{name}>"
    return mark_safe("".join([*parts, ">", body]))  # noqa: S308 - children are escaped by joined()


def str_of(value: Child) -> str:
    """Numbers as coordinates; text and SafeString as they are."""
    return number(value) if isinstance(value, float) else value if isinstance(value, str) else str(value)


def joined(children: Iterable[Child], between: str = "") -> SafeString:
    """Children one after another, each escaped unless already trusted."""
    return mark_safe(conditional_escape(between).join(conditional_escape(str_of(c)) for c in children if c is not None))  # noqa: S308


def icon(*shapes: SafeString, box: str, class_: str | None = None) -> SafeString:
    """A drawing that says nothing to a screen reader; the words stand beside it."""
    return el("svg", *shapes, viewBox=box, aria_hidden="true", class_=class_)
