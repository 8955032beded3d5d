"""The streak: how sure anyone can be of one skill, as a bar and as a sentence.

Rules: a number never stands alone (best figure, interval and what the goal asks for are said together);
below the evidence floor there is no number at all. The verdict is `skillkit.values.verdict`, never decided here.
Does not explain: the reasons of a belief are shown by the `why` tag.
"""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.doors.web.shell.markup import el, percent
from skillmark.skillkit.values import Belief, Verdict, verdict

LOOK = {Verdict.MET: "holds", Verdict.UNCERTAIN: "warn", Verdict.MISSING: "fails", Verdict.UNKNOWN: "unsure"}


def word(found: Verdict) -> str:
    """The one word for a verdict, in the reader's language."""
    return {
        Verdict.MET: _("Met"),
        Verdict.UNCERTAIN: _("Uncertain"),
        Verdict.MISSING: _("Missing"),
        Verdict.UNKNOWN: _("Unknown"),
    }[found]


def hundredths(p: float) -> int:
    """A probability as people read it, 0 to 100."""
    return round(100 * min(1.0, max(0.0, p)))


def known(belief: Belief | None) -> bool:
    return belief is not None and belief.enough


def reading(belief: Belief | None, label: str, need: float | None) -> str:
    """The whole bar in one sentence, as a screen reader hears it. `need` None: no goal, so no verdict either."""
    parts = []
    if need is not None:
        parts.append(_("%(skill)s: %(verdict)s.") % {"skill": label, "verdict": word(verdict(belief, need))})
    elif label:
        parts.append(_("%(skill)s.") % {"skill": label})
    if belief is None or not belief.enough:
        parts.append(_("Not enough evidence to give a number."))
    else:
        parts.append(
            _("About %(p)d in 100 sure, between %(low)d and %(high)d.")
            % {"p": hundredths(belief.p), "low": hundredths(belief.low), "high": hundredths(belief.high)}
        )
    if need is not None:
        parts.append(_("The goal asks for %(need)d.") % {"need": hundredths(need)})
    return " ".join(parts)


def streak(belief: Belief | None, label: str = "", need: float | None = None) -> SafeString:
    """The bar. Probabilities 0 to 1 come in, percentages along the track go out; `need` draws the notch."""
    shapes = [el("rect", class_="track", y=4, width="100%", height=14, rx=2)]
    if belief is not None and belief.enough:
        shapes += _rubbed(belief)
    if need is not None:
        at = percent(100 * min(1.0, max(0.0, need)))
        shapes.append(el("line", class_="need", x1=at, x2=at, y1=3, y2=18))
        shapes.append(el("svg", el("path", class_="needh", d="M-5 0h10l-5 6z"), x=at, y=-3, overflow="visible"))
    css = "streak" if known(belief) else "streak none"
    return el("svg", *shapes, class_=css, role="img", aria_label=reading(belief, label, need))


def _rubbed(belief: Belief) -> list[SafeString]:
    """Ticks, outer streak, bright middle half and the white line of the best figure."""
    p, low, high = (100 * min(1.0, max(0.0, x)) for x in (belief.p, belief.low, belief.high))
    start, end = (low + p) / 2, (p + high) / 2
    ticks = [el("line", class_="tick", x1=f"{t}%", x2=f"{t}%", y1=14, y2=18) for t in (25, 50, 75)]
    return [
        *ticks,
        el("rect", class_="rub", x=percent(low), y=7, width=percent(high - low), height=8, rx=4),
        el("rect", class_="core", x=percent(start), y=7, width=percent(end - start), height=8, rx=3),
        el("rect", class_="est", x=percent(max(0.0, p - 0.6)), y=3.5, width=5, height=15, rx=1),
    ]


def verdict_tag(belief: Belief | None, need: float) -> SafeString:
    """The verdict as a word in its colour."""
    found = verdict(belief, need)
    return el("span", word(found), class_=f"tag {LOOK[found]}")


def figures(belief: Belief | None) -> str:
    """The figures in plain sight, for under a bar: "78 in 100, between 63 and 89"."""
    if belief is None or not belief.enough:
        return _("Not enough evidence to give a number")
    return _("%(p)d in 100, between %(low)d and %(high)d") % {
        "p": hundredths(belief.p),
        "low": hundredths(belief.low),
        "high": hundredths(belief.high),
    }
