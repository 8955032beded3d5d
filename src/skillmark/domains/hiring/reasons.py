"""A reason an employer can follow: which achievement, when it was earned, how it was assessed. Never where, never who.

What was awarded here is named and `source` leads to the public page of its achievement. What came from elsewhere and
was verified has no page here; it is "a verified credential from elsewhere" with an empty source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils import formats
from django.utils.translation import gettext as _

from skillmark.domains.achievements.api import find_achievements
from skillmark.skillkit.evidence import EvidenceItem
from skillmark.skillkit.match import Fit
from skillmark.skillkit.values import Belief, Reason


def explained(fits: Sequence[Fit], evidence: Mapping[str, Sequence[EvidenceItem]]) -> list[Fit]:
    """Return the same fits with reasons in full. Cost: the names of the achievements, about five queries in all."""
    found = {item.achievement for fit in fits for item in evidence[fit.person_uid]}
    names = {uid: view.name for uid, view in find_achievements(sorted(found)).items()}
    return [_explained(fit, {item.uid: item for item in evidence[fit.person_uid]}, names) for fit in fits]


def _explained(fit: Fit, items: Mapping[str, EvidenceItem], names: Mapping[str, str]) -> Fit:
    parts = tuple(replace(part, belief=_said(part.belief, items, names)) if part.belief else part for part in fit.parts)
    return replace(fit, parts=parts)


def _said(belief: Belief, items: Mapping[str, EvidenceItem], names: Mapping[str, str]) -> Belief:
    return replace(belief, reasons=tuple(_reason(reason, items, names) for reason in belief.reasons))


def _reason(reason: Reason, items: Mapping[str, EvidenceItem], names: Mapping[str, str]) -> Reason:
    item = items.get(reason.source)
    if item is None:
        return replace(reason, source="")
    name = names.get(item.achievement, "")
    words = _("{achievement}, earned {day}: {how}").format(
        achievement=name or _("A verified credential from elsewhere"),
        day=formats.date_format(item.earned_at.date(), "j F Y"),
        how=reason.text,
    )
    return replace(reason, text=words, source=item.achievement if name else "")
