"""Marks of proof: hallmark, seal, checks, provenance. Each is drawn here and nowhere else.

Rules: four punches in fixed order and shape; a fact nobody stated is unstruck and says so; three answers
that differ in shape and word before colour. Nothing here decides anything: the report and the caller did.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.credkit.report import Answer, Check, State
from skillmark.doors.web.shell.markup import el, icon, joined

SHIELD = "M6 6h32v20c0 8-8 13-16 15C14 39 6 34 6 26z"
DISC = "M22 4C33 4 40 12 40 22s-7 18-18 18S4 32 4 22 11 4 22 4z"
OCTAGON = "M14 3h16l11 11v16L30 41H14L3 30V14z"
ARCH = "M5 41V20C5 9 12 3 22 3s17 6 17 17v21z"
EYE = "M11 22c6-9 16-9 22 0c-6 9-16 9-22 0zM22 19.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 1 1 0-5.6z"
PEN = "M13 31l2-7 12-12 5 5-12 12zM25 14l5 5"


@dataclass(frozen=True, slots=True)
class Hallmark:
    """What four punches say. None or "" means that nobody stated it."""

    maker: str | None = None
    fineness_bits: float | None = None
    assay: str | None = None
    is_supervised: bool | None = None
    year: str | None = None
    year_short: str | None = None
    links: Mapping[str, str] | None = None
    maker_initials: str = ""


def initials(name: str) -> str:
    """At most three letters: the first of each word that begins with a capital or figure, else of the name."""
    words = [w for w in name.replace("-", " ").split() if w[:1].isupper() or w[:1].isdigit()]
    return "".join(w[0] for w in (words or name.split()))[:3].upper()


def bits(value: float) -> str:
    """Fineness in words, one decimal."""
    return _("%(bits).1f bits") % {"bits": value}


def _punch(outline: str, sign: SafeString | None) -> SafeString:
    inner = el("path", class_="punch-in", d=outline, transform="translate(22 22) scale(0.86) translate(-22 -22)")
    shown = sign if sign is not None else _letters("?")
    css = None if sign is not None else "unstruck"
    return icon(el("path", class_="punch", d=outline), inner, shown, box="0 0 44 44", class_=css)


def _letters(text: str, y: float = 26.5) -> SafeString:
    return el("text", text, class_="punch-t three" if len(text) > 2 and text.isalpha() else "punch-t", x=22, y=y)


def _four(mark: Hallmark) -> list[tuple[str, str, SafeString, str]]:
    """key, name of the mark, its punch, its reading; always these four, always in this order."""
    maker, assay, year = mark.maker or None, mark.assay or None, mark.year or None
    eye = el("path", class_="punch-l", d=EYE if mark.is_supervised else PEN)
    fine = mark.fineness_bits
    letters = mark.maker_initials[:3] or initials(maker or "")
    return [
        ("maker", _("Made by"), _punch(SHIELD, _letters(letters) if maker else None), maker or ""),
        ("fineness", _("Tells an employer"), _punch(DISC, None if fine is None else _letters(f"{fine:.1f}")),
         "" if fine is None else bits(fine)),
        ("assay", _("Tested"), _punch(OCTAGON, eye if assay else None), assay or ""),
        ("year", _("Struck"), _punch(ARCH, _letters(_short(mark), 28) if year else None), year or ""),
    ]  # fmt: skip


def _short(mark: Hallmark) -> str:
    """Two figures for the arch: given, or the end of the last word of the year."""
    return mark.year_short or (mark.year or "").split()[-1][-2:]


def hallmark(mark: Hallmark) -> SafeString:
    """The full hallmark, a `dl`. A link in `mark.links` under maker, fineness, assay or year leads to its evidence."""
    links = mark.links or {}
    rows = []
    for key, name, punch, said in _four(mark):
        words = said or _("not stated")
        shown = el("a", words, href=links[key]) if key in links and said else words
        rows.append(el("div", el("dt", punch, name), el("dd", shown)))
    return el("dl", *rows, class_="hallmark")


def hallmark_bare(mark: Hallmark) -> SafeString:
    """The four punches alone, for lists; the reading is their name."""
    four = _four(mark)
    said = "; ".join(f"{name}: {words or _('not stated')}" for _key, name, _punch_, words in four)
    label = _("Hallmark: %(reading)s") % {"reading": said}
    return el("span", *(punch for _k, _n, punch, _w in four), class_="hallmark bare", role="img", aria_label=label)


WHOLE = (
    "M42 6l7 5 9-2 4 8 9 2 0 9 7 6-4 8 4 8-7 6 0 9-9 2-4 8-9-2-7 5-7-5-9 2-4-8-9-2 0-9-7-6 4-8-4-8 7-6 0-9 9-2 4-8 9 2z"
)
CRACKED = (
    "M40 6l-5 3-9-1-4 8-9 2 0 9-7 6 4 8-4 8 7 6 0 9 9 2 4 8 9-2 3 3 4-20-7-12 9-13z"
    "M48 7l1 3 9-2 4 8 9 2 0 9 7 6-4 8 4 8-7 6 0 9-9 2-4 8-9-2-5 4 4-21-8-12 9-12z"
)


def _wax(answer: str) -> SafeString:
    if answer == "holds":
        return joined([el("path", class_="wax", d=WHOLE), el("path", class_="sign", d="M27 43l10 10 20-22")])
    if answer == "fails":
        return joined([el("path", class_="wax", d=CRACKED), el("path", class_="sign", d="M30 30l24 24M54 30L30 54")])
    question = el("path", class_="sign", d="M33 34c0-12 19-12 19-1 0 8-10 8-10 16M42 58.5v.5")
    return joined([el("circle", class_="wax", cx=42, cy=42, r=34), question])


ANSWER = {Answer.HOLDS: "holds", Answer.FAILS: "fails", Answer.UNSURE: "unsure"}
STATE = {State.PASSED: "holds", State.FAILED: "fails", State.NOT_CHECKED: "unsure"}


def answer_words(answer: str) -> str:
    return {"holds": _("It holds"), "fails": _("Does not hold"), "unsure": _("Could not check")}[answer]


def seal(answer: Answer | str, why: str = "", heading: str = "") -> SafeString:
    """The answer first. `answer` is a credkit Answer or holds, fails, unsure; `heading` "h1" or "h2" makes it one."""
    kind = ANSWER[answer] if isinstance(answer, Answer) else answer
    if kind not in STATE.values():
        raise ValueError(f"seal: {kind!r} is none of holds, fails, unsure")
    name = el(heading if heading in {"h1", "h2", "h3"} else "p", answer_words(kind), class_="name")
    words = el("div", name, el("p", why) if why else None)
    return el("div", icon(_wax(kind), box="0 0 84 84"), words, class_=f"seal {kind}")


def tick(kind: str) -> SafeString:
    """The small icon of one check: disc, lozenge or dashed ring."""
    if kind == "holds":
        shapes = [el("circle", class_="ck", cx=11, cy=11, r=10), el("path", class_="ck-l", d="M6 11.5l3.5 3.5 6.5-7.5")]
    elif kind == "fails":
        shapes = [
            el("path", class_="ck", d="M11 1l10 10-10 10L1 11z"),
            el("path", class_="ck-l", d="M8 8l6 6M14 8l-6 6"),
        ]
    else:
        question = "M8.4 8.6c0-4 5.4-4 5.4-.4 0 2.4-2.8 2.4-2.8 4.6M11 16v.2"
        shapes = [el("circle", class_="ck", cx=11, cy=11, r=9.4), el("path", class_="ck-l", d=question)]
    return icon(*shapes, box="0 0 22 22")


def check_item(kind: str, name: str, words: str, todo: str = "", href: str = "") -> SafeString:
    """One `li` of a list of checks; `kind` is holds, fails or unsure, `href` leads to the thing checked."""
    state = {"holds": _("Holds"), "fails": _("Fails"), "unsure": _("Could not check")}[kind]
    title = el("b", el("a", name, href=href) if href else name, el("span", f": {state}", class_="sr"))
    body = el("div", title, el("span", words, class_="quiet"), el("p", todo) if todo else None)
    return el("li", tick(kind), body, class_=kind)


def group_words(group: str) -> str:
    """The heading over a group of checks; an unknown group keeps its own name."""
    return {
        "document": _("The document"),
        "issuer": _("Who stands behind it"),
        "status": _("Whether it is still in force"),
        "person": _("The person"),
        "log": _("The public log"),
    }.get(group, group)


def checks(found: Sequence[Check], heading: str = "h3") -> SafeString:
    """All checks under the headings of their groups, groups and checks in the order of the report."""
    columns = []
    groups = list(dict.fromkeys(check.group for check in found))
    for group in groups:
        members = [check for check in found if check.group == group]
        items = [check_item(STATE[c.state], c.name, c.words, c.todo) for c in members]
        columns.append(el("div", el(heading, group_words(group)), el("ul", *items, class_="checks")))
    return el("div", *columns, class_="cols")


def tally(found: Iterable[Check]) -> SafeString:
    """How many hold, fail and could not be checked."""
    states = [c.state for c in found]
    held, failed, open_ = (states.count(s) for s in (State.PASSED, State.FAILED, State.NOT_CHECKED))
    return el(
        "span",
        el("span", _("%(count)d hold") % {"count": held}, class_="tag holds" if held else "tag"),
        el("span", _("%(count)d fail") % {"count": failed}, class_="tag fails" if failed else "tag"),
        el("span", _("%(count)d could not check") % {"count": open_}, class_="tag unsure" if open_ else "tag"),
        class_="row",
    )


def provenance(kind: str) -> SafeString:
    """Who says so: "verified", "endorsed" or "stated"; icon and word, never one alone."""
    if kind == "verified":
        words = _("Verified")
        shapes = [el("path", d="M1 6.5l3.2 3.2L11 2", fill="none", stroke="currentColor", stroke_width=2)]
    elif kind == "endorsed":
        words = _("Endorsed")
        ring = el("circle", cx=6, cy=6, r=5, fill="none", stroke="currentColor", stroke_width=1.3)
        shapes = [el("path", d="M6 1a5 5 0 0 0 0 10z", fill="currentColor"), ring]
    elif kind == "stated":
        words = _("Self-stated")
        shapes = [el("circle", cx=6, cy=6, r=4.6, fill="none", stroke="currentColor", stroke_dasharray="2 2")]
    else:
        raise ValueError(f"provenance: {kind!r} is none of verified, endorsed, stated")
    return el("span", icon(*shapes, box="0 0 12 12"), words, class_=f"tag {kind}")
