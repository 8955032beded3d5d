"""Countries and languages by name. A code that is not in the table stays a code and says what it is.

The table holds the countries whose framework for qualifications is referenced to the European one (EQF), and those
whose currency or language the house writes; whoever needs another adds a line. Codes: ISO 3166-1 alpha-2.
"""

from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from skillmark.doors.web.shell.markup import el, joined

COUNTRY = {
    "AL": gettext_lazy("Albania"), "AT": gettext_lazy("Austria"), "AU": gettext_lazy("Australia"),
    "BA": gettext_lazy("Bosnia and Herzegovina"), "BE": gettext_lazy("Belgium"), "BG": gettext_lazy("Bulgaria"),
    "CA": gettext_lazy("Canada"), "CH": gettext_lazy("Switzerland"), "CY": gettext_lazy("Cyprus"),
    "CZ": gettext_lazy("Czechia"), "DE": gettext_lazy("Germany"), "DK": gettext_lazy("Denmark"),
    "EE": gettext_lazy("Estonia"), "ES": gettext_lazy("Spain"), "FI": gettext_lazy("Finland"),
    "FR": gettext_lazy("France"), "GB": gettext_lazy("United Kingdom"), "GE": gettext_lazy("Georgia"),
    "GR": gettext_lazy("Greece"), "HR": gettext_lazy("Croatia"), "HU": gettext_lazy("Hungary"),
    "IE": gettext_lazy("Ireland"), "IN": gettext_lazy("India"), "IS": gettext_lazy("Iceland"),
    "IT": gettext_lazy("Italy"), "LI": gettext_lazy("Liechtenstein"), "LT": gettext_lazy("Lithuania"),
    "LU": gettext_lazy("Luxembourg"), "LV": gettext_lazy("Latvia"), "MD": gettext_lazy("Moldova"),
    "ME": gettext_lazy("Montenegro"), "MK": gettext_lazy("North Macedonia"), "MT": gettext_lazy("Malta"),
    "NL": gettext_lazy("Netherlands"), "NO": gettext_lazy("Norway"), "NZ": gettext_lazy("New Zealand"),
    "PL": gettext_lazy("Poland"), "PT": gettext_lazy("Portugal"), "RO": gettext_lazy("Romania"),
    "RS": gettext_lazy("Serbia"), "SE": gettext_lazy("Sweden"), "SI": gettext_lazy("Slovenia"),
    "SK": gettext_lazy("Slovakia"), "TR": gettext_lazy("Türkiye"), "UA": gettext_lazy("Ukraine"),
    "US": gettext_lazy("United States"), "XK": gettext_lazy("Kosovo"), "ZA": gettext_lazy("South Africa"),
}  # fmt: skip


def country(code: str) -> SafeString:
    """The name in the reader's language; an unknown code with a title saying what it is; "not stated" for ""."""
    if not code:
        return joined([_("not stated")])
    if code in COUNTRY:
        return joined([str(COUNTRY[code])])
    return el("abbr", code, title=_("Country, by its code in ISO 3166"))


def language(code: str) -> str:
    """The name in the reader's language, from Django's table; an unknown code stays; "not stated" for ""."""
    if not code:
        return _("not stated")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
