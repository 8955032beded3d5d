"""Money, hours, dates and chances in words, in the reader's language.

Money comes in minor units with its ISO 4217 code; hours as hours; times aware. Nothing here rounds what matters:
minor units are shown unless they are zero.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, get_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from skillmark.doors.web.shell.markup import el
from skillmark.kernel.money import DIGITS

SIGN = {
    "EUR": "€",
    "GBP": "£",
    "USD": "$",
    "PLN": "zł",
    "CHF": "CHF",
    "SEK": "kr",
    "DKK": "kr",
    "NOK": "kr",
    "CZK": "Kč",
}
BEFORE = frozenset({"EUR", "GBP", "USD", "CHF"})


def money(minor_units: int | None, currency: str = "EUR") -> str:
    """12000 and "EUR" is "€120"; 0 is "free"; None is "not stated"."""
    if minor_units is None:
        return _("not stated")
    if minor_units == 0:
        return _("free")
    return amount(minor_units, currency)


def amount(minor_units: int, currency: str = "EUR") -> str:
    """As `money`, but nought is a number: "€0"."""
    digits = DIGITS.get(currency, 2)
    value = Decimal(minor_units).scaleb(-digits)
    places = 0 if value == value.to_integral_value() else digits
    figure = number_format(abs(value), decimal_pos=places, use_l10n=True, force_grouping=True)
    sign = SIGN.get(currency, currency)
    joiner = "" if len(sign) == 1 else "\u00a0"
    shown = f"{sign}{joiner}{figure}" if currency in BEFORE else f"{figure}\u00a0{sign}"
    return f"\u2212{shown}" if value < 0 else shown


def hours(value: float | int | Decimal | None) -> str:
    """40 is "40 h", 1.5 is "1.5 h"; None is "not stated"."""
    if value is None:
        return _("not stated")
    exact = round(Decimal(str(value)), 2)
    places = next(n for n in (0, 1, 2) if exact == round(exact, n))
    figure = number_format(exact, decimal_pos=places, use_l10n=True)
    return _("%(hours)s h") % {"hours": figure}


def weeks(count: int) -> str:
    return ngettext("%(count)d week", "%(count)d weeks", count) % {"count": count}


def when(moment: date | datetime | None, time_too: bool = False) -> SafeString:
    """A date in words inside `time`; with `time_too` the clock in the reader's zone. None is "no date"."""
    if moment is None:
        return el("span", _("no date"), class_="quiet")
    if not isinstance(moment, datetime):
        return el("time", day(moment), datetime=moment.isoformat())
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    words = day(local)
    if time_too:
        words = _("%(day)s at %(clock)s") % {"day": words, "clock": date_format(local, "H:i")}
    return el("time", words, datetime=moment.isoformat())


def day(moment: date) -> str:
    """A date in words without markup, for the middle of a sentence."""
    return date_format(moment, _day_pattern())


def _day_pattern() -> str:
    """14 March 2026 in English; elsewhere the order of that language, from Django's own formats."""
    return "j F Y" if (get_language() or "en").startswith("en") else str(get_format("DATE_FORMAT"))


def in_hundred(p: float) -> str:
    """0.78 is "78 in 100"; nothing is certain, so the ends are "fewer than 1" and "more than 99"."""
    if 0 < p < 0.005:
        return _("fewer than 1 in 100")
    if 0.995 <= p < 1:
        return _("more than 99 in 100")
    return _("%(count)d in 100") % {"count": round(100 * p)}


def chance(p: float) -> str:
    """A chance as people say it: "3 in 4" when that is nearer than 1.5 of 100, else "78 in 100"."""
    for bottom in (2, 3, 4, 5):
        top = round(p * bottom)
        if 0 < top < bottom and abs(p - top / bottom) < 0.015:
            return _("%(top)d in %(bottom)d") % {"top": top, "bottom": bottom}
    return in_hundred(p)
