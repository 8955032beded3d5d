"""Badge art and hallmark of a definition, so that every page, and the certificate of an award, draw the same ones.

The art's key is the achievement's address, which stands in every credential: versions keep their picture.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from skillmark.domains.achievements.api import AchievementView
from skillmark.doors.web.shell.art import Art
from skillmark.doors.web.shell.marks import Hallmark, initials

SHAPES = {
    "written_exam": "exam",
    "written exam": "exam",
    "oral": "exam",
    "project": "project",
    "professional product": "project",
    "portfolio": "project",
    "report": "project",
    "reflection": "project",
    "practical": "work",
    "behavioural": "work",
}
"""How it is assessed to the shape of the badge: in a definition's word and in the word that stands in a credential, so
that a page and the file of an award draw the same. Whatever is not here is a course."""


def art_of(view: AchievementView) -> Art:
    """The picture drawn from a definition. Shape: how it is assessed; ground: the field; pips: the EQF level."""
    return art_from(
        key=f"{settings.PUBLIC_URL}/achievements/{view.uid}/",
        name=view.name,
        issuer=view.organisation.name,
        assessed_by=[view.assessment],
        level=view.eqf_level or 0,
        field=view.field,
    )


def art_from(*, key: str, name: str, issuer: str, assessed_by: Iterable[str], level: int, field: str) -> Art:
    """The same picture from what a credential states. `assessed_by`: words of either table, the first known counts."""
    return Art(
        key=key,
        name=name,
        field=field,
        assessed=next((SHAPES[kind] for kind in assessed_by if kind in SHAPES), "course"),
        level=level if 0 <= level <= 8 else 0,
        initials=initials(issuer),
    )


def mark_of(view: AchievementView) -> Hallmark:
    """The four punches of a definition. What a pass tells in bits is not known yet, so that mark is not struck."""
    edition = year = None
    if view.published_at is not None:
        month = date_format(view.published_at, "F Y")
        edition = _("Edition %(number)d, %(month)s") % {"number": view.version, "month": month}
        year = f"{view.published_at:%y}"
    return Hallmark(
        maker=view.organisation.name,
        assay=assay_words(view.supervision),
        is_supervised=view.supervision not in {"", "none"},
        year=edition,
        year_short=year,
        maker_initials=initials(view.organisation.name),
    )


def assay_words(supervision: str) -> str | None:
    """Who watched, in words; None where nobody said."""
    return {
        "none": _("Not supervised"),
        "supervised": _("Supervised"),
        "supervised_identity_checked": _("Supervised, identity checked"),
    }.get(supervision)
