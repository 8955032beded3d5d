"""From a shortlist to what its page shows: figures, rows of cells, words, links to evidence. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skillmark.domains.hiring.api import Contact, OpeningView, ShortlistRow, ShortlistView
from skillmark.doors.web.shell.pieces import Figure
from skillmark.doors.web.shell.streak import hundredths, known, word
from skillmark.skillkit.match import Part


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, and the public page of the achievement it rests on, or ""."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One ask in one row: the part, its figures in words, its verdict in a word, its reasons."""

    part: Part
    best: str
    between: str
    verdict: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate as shown. `contact` is there once the name was asked for, after the seal."""

    row: ShortlistRow
    cells: tuple[Cell, ...]
    fit: str
    summary: str
    contact: Contact | None


def shown_rows(view: ShortlistView, contacts: Mapping[str, Contact]) -> list[Row]:
    """Before the seal a reason names the achievement and does not lead to it: its page says whose it is."""
    is_sealed = view.seal is not None
    return [
        Row(
            row,
            tuple(_cell(part, is_linked=is_sealed) for part in row.fit.parts),
            _fit(row),
            _summary(row),
            contacts.get(row.code),
        )
        for row in view.rows
    ]


def figures(opening: OpeningView, view: ShortlistView) -> list[Figure]:
    """How many are listed, how many meet every must, what is asked, and whether it is sealed."""
    every = sum(row.fit.must_met for row in view.rows)
    musts = sum(ask.must for ask in opening.profile.asks)
    floor = ngettext(
        "who meet at least %(count)d of the skills", "who meet at least %(count)d of the skills", view.floor
    )
    return [
        Figure(_("On the list"), str(len(view.rows)), floor % {"count": view.floor}),
        Figure(_("Meet every must"), str(every), _("of %(count)d on the list") % {"count": len(view.rows)}),
        Figure(_("Skills asked for"), str(len(opening.profile.asks)), _("%(musts)d of them a must") % {"musts": musts}),
        Figure(
            _("Order"),
            _("sealed") if view.seal else _("not sealed"),
            _("fingerprint %(digest)s") % {"digest": view.seal.digest[:12]}
            if view.seal
            else _("changes with evidence"),
        ),
    ]


def _cell(part: Part, *, is_linked: bool) -> Cell:
    belief = part.belief
    shown = belief if known(belief) else None
    best = str(hundredths(shown.p)) if shown else ""
    between = _("%(low)d to %(high)d") % {"low": hundredths(shown.low), "high": hundredths(shown.high)} if shown else ""
    because = tuple(
        Because(one.text, reverse("catalogue:achievement", args=[one.source]) if one.source and is_linked else "")
        for one in (belief.reasons if belief else ())
    )
    return Cell(part, best, between, word(part.verdict), because)


def _fit(row: ShortlistRow) -> str:
    return _("fit %(score)d, %(low)d to %(high)d") % {
        "score": hundredths(row.fit.score),
        "low": hundredths(row.fit.low),
        "high": hundredths(row.fit.high),
    }


def _summary(row: ShortlistRow) -> str:
    if row.musts:
        return _("Meets %(met)d of %(all)d musts.") % {"met": row.musts_met, "all": row.musts}
    return _("Meets %(met)d of %(all)d.") % {"met": row.met, "all": len(row.fit.parts)}
