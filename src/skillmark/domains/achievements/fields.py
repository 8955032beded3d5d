"""What a definition may hold, field by field: how each is cleaned and what is said when it cannot be taken.

Only what is given is touched, so that a form of one section leaves the others alone. Empty means "not stated" and is
fine in a draft; what must be stated is for `lint`. Limits are ours, generous enough for the definitions we have seen.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skillmark.domains.achievements.errors import BadDefinition, Problem
from skillmark.domains.achievements.terms import Assessment, Delivery, Field, Participation, Supervision

MAX_OUTCOMES, MAX_SKILLS, MAX_PREREQUISITES = 20, 12, 10


class Definition(TypedDict, total=False):
    """The fields an issuer states. `skills`: (URI, level 1 to 4). `prerequisites`: uids. Shares in 0..1."""

    name: str
    description: str
    field: str
    outcomes: Sequence[str]
    skills: Sequence[tuple[str, int]]
    criteria: str
    workload_hours: float | None
    ects: float | None
    typical_weeks: int | None
    price_minor: int | None
    currency: str
    price_url: str
    participation: str
    delivery: str
    assessment: str
    supervision: str
    identity_checked: bool
    pass_mark: float | None
    attempts_allowed: int | None
    practical_share: float | None
    quality_assurance: str
    eqf_level: int | None
    is_outside_eqf: bool
    language: str
    country: str
    prerequisites: Sequence[str]
    image_alt: str
    further_information: str
    expires_after_months: int | None


class _Wrong(Exception):
    """Words for the person who typed it."""


Cleaner = Callable[[Any], Any]


def clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are stored. Errors: `BadDefinition` naming every field that cannot be taken."""
    if unknown := set(fields) - set(_CLEANERS):
        raise TypeError(f"a definition has no field {min(unknown)}")
    cleaned: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in fields.items():
        try:
            cleaned[name] = _CLEANERS[name](value)
        except _Wrong as wrong:
            problems.append(Problem(name, str(wrong)))
    problems += _together(cleaned)
    if problems:
        raise BadDefinition(problems)
    return cleaned


def _together(cleaned: dict[str, Any]) -> list[Problem]:
    """Fields that only make sense beside each other; both are settled whenever one is given."""
    if "price_minor" in cleaned:
        if cleaned["price_minor"] is None:
            cleaned["currency"] = ""
        elif not cleaned.get("currency"):
            return [Problem("currency", _("Say in which currency the price is, such as EUR."))]
    if cleaned.get("eqf_level") is not None:
        cleaned["is_outside_eqf"] = False
    if cleaned.get("is_outside_eqf"):
        cleaned["eqf_level"] = None
    if cleaned.get("supervision") == Supervision.SUPERVISED_IDENTITY_CHECKED:
        cleaned["identity_checked"] = True
    elif cleaned.get("supervision") == Supervision.SUPERVISED and cleaned.get("identity_checked"):
        cleaned["supervision"] = Supervision.SUPERVISED_IDENTITY_CHECKED.value
    return []


def _text(longest: int, *, is_needed: str = "") -> Cleaner:
    def cleaner(value: Any) -> str:
        text = str(value or "").replace("\x00", "").strip()
        if is_needed and not text:
            raise _Wrong(is_needed)
        if len(text) > longest:
            raise _Wrong(
                _("This is %(count)d characters long. Shorten it to %(limit)d.")
                % {"count": len(text), "limit": longest}
            )
        return text

    return cleaner


def _outcomes(value: Iterable[Any]) -> list[str]:
    found = [text for text in (_text(300)(item) for item in value) if text]
    if len(found) > MAX_OUTCOMES:
        raise _Wrong(_("Keep to %(limit)d outcomes. A small set says more.") % {"limit": MAX_OUTCOMES})
    return found


def _skills(value: Iterable[Any]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for uri, level in value:
        if not isinstance(level, int) or not 1 <= level <= 4:
            raise _Wrong(_("Choose a level for each skill, from Foundation to Expert."))
        found.append((str(uri), int(level)))
    if len({uri for uri, _level in found}) != len(found):
        raise _Wrong(_("A skill is named twice. Keep it once, at the level you mean."))
    if len(found) > MAX_SKILLS:
        raise _Wrong(_("Keep to %(limit)d skills. A small set says more.") % {"limit": MAX_SKILLS})
    return found


def _uids(value: Iterable[Any]) -> list[str]:
    found = list(dict.fromkeys(str(uid) for uid in value if uid))
    if len(found) > MAX_PREREQUISITES:
        message = ngettext("Keep to %(limit)d prerequisite.", "Keep to %(limit)d prerequisites.", MAX_PREREQUISITES)
        raise _Wrong(message % {"limit": MAX_PREREQUISITES})
    return found


def _count(low: int, high: int) -> Cleaner:
    def cleaner(value: Any) -> int | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _Wrong(_("Enter a whole number from %(low)d to %(high)d.") % {"low": low, "high": high})
        return value

    return cleaner


def _hours(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        hours = Decimal(str(value)).quantize(Decimal("0.1"))
    except InvalidOperation as error:
        raise _Wrong(_("Enter the hours as a number, such as 40 or 7.5.")) from error
    if hours.is_nan() or not 0 < hours <= 20_000:
        raise _Wrong(_("Enter the hours a typical learner needs: more than 0, at most 20,000."))
    return hours


def _ects(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        credits = Decimal(str(value)).quantize(Decimal("0.1"))
    except InvalidOperation as error:
        raise _Wrong(_("Enter the ECTS credits as a number, such as 2 or 2.5.")) from error
    if credits.is_nan() or not 0 < credits <= 400:
        raise _Wrong(_("Enter the ECTS credits: more than 0, at most 400. Leave it empty if there are none."))
    return credits


def _share(value: Any) -> float | None:
    if value is None or value == "":
        return None
    share = float(value)
    if math.isnan(share) or not 0.0 <= share <= 1.0:
        raise _Wrong(_("Enter a share from 0 to 100 in 100."))
    return share


def _price(value: Any) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _Wrong(_("Enter what it costs: 0 for free, or more. Leave it empty if you do not want to state it."))
    if value > 10**10:
        raise _Wrong(_("This price is too high to be meant. Check the number of noughts."))
    return value


def _pattern(pattern: str, words: str, *, change: Callable[[str], str] = str) -> Cleaner:
    def cleaner(value: Any) -> str:
        text = change(str(value or "").strip())
        if text and not re.fullmatch(pattern, text):
            raise _Wrong(_(words))
        return text

    return cleaner


def _one_of(choices: type[TextChoices], *, otherwise: str = "") -> Cleaner:
    def cleaner(value: Any) -> str:
        text = str(value or "") or otherwise
        if text and text not in choices.values:
            raise _Wrong(_("Choose one of the answers offered."))
        return text

    return cleaner


def _url(value: Any) -> str:
    text: str = _text(400)(value)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise _Wrong(_("Enter a web address that begins with https://.")) from error
    if text and (parts.scheme not in {"http", "https"} or "." not in parts.netloc or " " in text):
        raise _Wrong(_("Enter a web address that begins with https://."))
    return text


_CLEANERS: dict[str, Cleaner] = {
    "name": _text(160, is_needed="Give it a title that says the skill."),
    "description": _text(4_000),
    "field": _one_of(Field, otherwise=Field.OTHER),
    "outcomes": _outcomes,
    "skills": _skills,
    "criteria": _text(8_000),
    "workload_hours": _hours,
    "ects": _ects,
    "typical_weeks": _count(1, 520),
    "price_minor": _price,
    "currency": _pattern("[A-Z]{3}", "Enter a currency as three letters, such as EUR.", change=str.upper),
    "price_url": _url,
    "participation": _one_of(Participation),
    "delivery": _one_of(Delivery, otherwise=Delivery.COURSE),
    "assessment": _one_of(Assessment),
    "supervision": _one_of(Supervision),
    "identity_checked": bool,
    "pass_mark": _share,
    "attempts_allowed": _count(1, 100),
    "practical_share": _share,
    "quality_assurance": _text(2_000),
    "eqf_level": _count(1, 8),
    "is_outside_eqf": bool,
    "language": _pattern("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "Enter a language as its code, such as en or pt-BR."),
    "country": _pattern("[A-Z]{2}", "Enter a country as two letters, such as IE.", change=str.upper),
    "prerequisites": _uids,
    "image_alt": _text(300),
    "further_information": _url,
    "expires_after_months": _count(1, 1_200),
}
assert set(_CLEANERS) == set(Definition.__annotations__)
