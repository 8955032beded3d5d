"""Pieces that recur on pages: why, note, empty, progress, figures, the path of a plan, a skill with its bar.

A number comes with its source or interval, and Why is one press away without a script. Proof is drawn in `marks`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.doors.web.shell.markup import el, icon, joined
from skillmark.doors.web.shell.streak import known, streak, verdict_tag
from skillmark.skillkit.values import Belief

NOTES = frozenset({"", "warn", "unsure", "fails", "holds"})


def why(said: str | Sequence[str], of: str = "") -> SafeString:
    """`details.why`. `of` is what it explains, heard but not seen; several sentences become a list."""
    summary = el("summary", _("Why"), el("span", f" {of}", class_="sr") if of else None)
    if isinstance(said, SafeString):
        body = el("div", said)
    elif isinstance(said, str):
        body = el("p", said)
    else:
        body = el("ul", *(el("li", line) for line in said), class_="reasons")
    return el("details", summary, body, class_="why")


def reasons(belief: Belief | None, of: str = "") -> SafeString:
    """Why for a belief: its reasons, strongest first. Nothing where there is none."""
    if belief is None or not belief.reasons:
        return joined([])
    ordered = sorted(belief.reasons, key=lambda r: -abs(r.weight))
    return why([_weighed(r.text, r.weight) for r in ordered], of)


def _weighed(text: str, weight: float) -> str:
    """The words of a reason and which way it moved the figure; how far is for the experts' page."""
    if weight > 0:
        return _("%(reason)s (raises it)") % {"reason": text}
    return _("%(reason)s (lowers it)") % {"reason": text} if weight < 0 else text


def note(kind: str, bold: str, said: str = "") -> SafeString:
    """A bold sentence that can stand alone, then the rest. Kinds: warn, unsure, fails, holds or ""."""
    if kind not in NOTES:
        raise ValueError(f"note: {kind!r} is none of {sorted(NOTES)}")
    return el("div", el("p", el("b", bold), " ", said), class_=f"note {kind}".strip())


def empty(bold: str, said: str = "", url: str = "", do: str = "") -> SafeString:
    """What is missing, why, and the step that ends it."""
    step = el("p", el("a", do, href=url, class_="btn"), class_="mt") if url and do else None
    return el("div", el("b", bold), el("p", said) if said else None, step, class_="empty")


def progress(value: int, most: int, said: str = "") -> SafeString:
    """The bar and its words; `said` adds the time left and that one may leave."""
    text = said or _("%(value)d of %(most)d") % {"value": value, "most": most}
    return joined([el("progress", value=value, max=max(most, 1), aria_label=text), el("p", text, class_="small quiet")])


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `under` is its limit, interval or source and is never empty."""

    name: str
    value: str
    under: str

    def __post_init__(self) -> None:
        if not self.under:
            raise ValueError(f"figure {self.name!r}: say its limit, interval or source")


def figs(given: Sequence[Figure], css: str = "") -> SafeString:
    """Figures side by side; `css` "strip" rules them off, "two" for a narrow column."""
    rows = [el("div", el("dt", f.name), el("dd", f.value, class_="v"), el("dd", f.under)) for f in given]
    return el("dl", *rows, class_=f"figs {css}".strip())


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a plan. `kind`: here, step, maybe (may be failed) or goal. `moves`: skill, from, to in hundredths."""

    title: str
    when: str = ""
    kind: Literal["here", "step", "maybe", "goal"] = "step"
    said: str = ""
    why: str = ""
    url: str = ""
    art: SafeString | None = None
    moves: tuple[tuple[str, int, int], ...] = ()


def steps(given: Sequence[Step]) -> SafeString:
    """`ol.path`. Steps and maybes are numbered from 1 as the stations of the chart are."""
    rows, shown = [], 0
    for step in given:
        shown += step.kind in {"step", "maybe"}
        rows.append(_step(step, shown))
    return el("ol", *rows, class_="path")


def _step(step: Step, shown: int) -> SafeString:
    stop = {"here": _dot("4"), "goal": _lozenge()}.get(step.kind, joined([str(shown)]))
    title = el("h3", el("a", step.title, href=step.url) if step.url else step.title)
    words = el("div", title, el("p", step.when, class_="when") if step.when else None)
    head = el("div", step.art, words, class_="steph") if step.art else words
    moved = [_moved(*move) for move in step.moves]
    return el(
        "li",
        el("span", stop, class_="stop", aria_hidden="true"),
        head,
        el("p", step.said) if step.said else None,
        el("p", *moved, class_="small up") if moved else None,
        why(step.why, step.title) if step.why else None,
        class_=None if step.kind == "step" else step.kind,
    )


def _moved(skill: str, low: int, high: int) -> SafeString:
    spoken = el("span", _("from %(low)d to %(high)d") % {"low": low, "high": high}, class_="sr")
    shown = el("span", el("span", str(low), class_="quiet"), " → ", str(high), aria_hidden="true")
    return el("span", skill, " ", shown, spoken, class_="tag")


def _dot(radius: str) -> SafeString:
    return icon(el("circle", cx=6, cy=6, r=radius, fill="currentColor"), box="0 0 12 12", class_="at")


def _lozenge() -> SafeString:
    return icon(el("path", d="M6 1l5 5-5 5-5-5z", fill="currentColor"), box="0 0 12 12", class_="at")


def _too_little(belief: Belief | None) -> str:
    if belief is None or not belief.reasons:
        return _("Nothing on record speaks about it. Not a no.")
    return _("Too little evidence to give a number. Not a no.")


def skill_row(
    belief: Belief | None, label: str, need: float | None = None, level: str = "", words: str = ""
) -> SafeString:
    """One `li` for `ul.skills`: name, verdict, bar, Why. `words` stands below where nothing is known."""
    name = el("span", el("b", label), " ", el("span", level, class_="quiet small") if level else None)
    tag = verdict_tag(belief, need) if need is not None else el("span")
    said = words or ("" if known(belief) else _too_little(belief))
    return el("li", name, tag, streak(belief, label, need), el("p", said) if said else None, reasons(belief, label))
