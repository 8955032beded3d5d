"""What a certificate on a page says, read from the signed document itself.

Texts come from strangers and are only ever escaped words here; no picture of theirs is shown, so nothing of theirs can
run or be fetched. What the document does not say is "not stated", never guessed.
"""

import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from skillmark.credkit.model import Summary
from skillmark.doors.web.shell.art import Art
from skillmark.doors.web.shell.badges import art_from
from skillmark.doors.web.shell.marks import Hallmark, initials

_HOURS = re.compile(r"PT(\d{1,6})H")
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Certificate:
    """A credential as a page shows it."""

    title: str
    said: str
    issuer: str
    issuer_uri: str
    art: Art
    mark: Hallmark
    outcomes: tuple[str, ...]
    skills: tuple[tuple[str, str], ...]
    how_hard: str
    criteria: str
    quality: str
    uri: str


def certificate(summary: Summary, *, field: str = "other", art: Art | None = None) -> Certificate:
    """Return what to show of a document. `art`, else its `field`, is given where the house knows what is awarded."""
    level = int(summary.eqf_level) if summary.eqf_level.isdigit() and len(summary.eqf_level) == 1 else 0
    return Certificate(
        title=_short(summary.title) or _("Untitled"),
        said=_short(summary.description),
        issuer=_short(summary.issuer_name) or _("An issuer without a name"),
        issuer_uri=summary.issuer_uri,
        art=art
        or art_from(
            key=summary.achievement_uri or summary.uri or summary.title,
            name=_short(summary.title),
            issuer=summary.issuer_name,
            assessed_by=summary.assessment_types,
            level=level,
            field=field,
        ),
        mark=_hallmark(summary),
        outcomes=tuple(_short(outcome) for outcome in summary.learning_outcomes[:8]),
        skills=tuple(dict.fromkeys((_short(skill.name), _short(skill.level)) for skill in summary.skills[:40])),
        how_hard=_how_hard(summary, level),
        criteria=_short(summary.criteria),
        quality=_short(summary.quality_assurance),
        uri=summary.uri,
    )


def _hallmark(summary: Summary) -> Hallmark:
    assay = _assay(summary)
    return Hallmark(
        maker=_short(summary.issuer_name),
        assay=_short(assay),
        is_supervised=summary.supervision.startswith("supervised"),
        year=date_format(summary.starts_at, "j F Y") if summary.starts_at else None,
        maker_initials=initials(summary.issuer_name),
    )


def _assay(summary: Summary) -> str:
    """Who watched, else by what it was assessed, else nothing: nobody said."""
    if summary.supervision.startswith("supervised with identity"):
        return _("Supervised, identity checked")
    if summary.supervision.startswith("supervised"):
        return _("Supervised")
    kinds = ", ".join(summary.assessment_types).capitalize()
    return _("%(kinds)s, not supervised") % {"kinds": kinds} if kinds and summary.supervision == "none" else kinds


def _how_hard(summary: Summary, level: int) -> str:
    parts = []
    if summary.assessment_types:
        parts.append(_("Assessed by %(kinds)s.") % {"kinds": ", ".join(summary.assessment_types)})
    if found := _HOURS.match(summary.workload):
        parts.append(_("%(hours)s hours of work.") % {"hours": found[1]})
    if level:
        parts.append(_("Level %(level)d of 8 in the European framework.") % {"level": level})
    if summary.participation:
        parts.append(_("Taken part: %(form)s.") % {"form": summary.participation})
    return " ".join(parts)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
