"""The front page: what a badge proves, and a box to find out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.model import read_summary
from skillmark.domains.achievements import api as achievements
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding import api as awarding
from skillmark.doors.web.public.certificate import certificate
from skillmark.doors.web.public.forms import CheckForm
from skillmark.doors.web.public.specimen import specimen
from skillmark.doors.web.shell.pieces import Figure
from skillmark.kernel.clock import today
from skillmark.skillkit.values import Belief, Level


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/front.html",
        {
            "form": CheckForm(auto_id="front_%s"),
            "certificate": certificate(read_summary(read_object(specimen())), field="data"),
            "bars": BARS,
            "figures": _figures(),
            "today": today(),
            "plan_url": _address("plan:index", "shell:sign_in"),
            "issue_url": _address("issuer:index", "shell:sign_in"),
            "hire_url": _address("employer:index", "shell:sign_in"),
        },
    )


def _belief(p: float, low: float, high: float) -> Belief:
    return Belief("example", Level.INDEPENDENT, p, low, high)


BARS = (_belief(0.86, 0.72, 0.94), _belief(0.52, 0.22, 0.80), None)
"""Examples that explain the bar; the page says that they are examples."""


def _figures() -> list[Figure]:
    """Counted now. Cost: five counts."""
    counts = awarding.count_awards()
    listed = achievements.catalogue()
    issuers = len({view.organisation.uid for view in listed})
    return [
        Figure(
            _("Achievements"),
            f"{len(listed):,}",
            ngettext("from %(count)d issuer", "from %(count)d issuers", issuers) % {"count": issuers},
        ),
        Figure(
            _("Credentials signed and not withdrawn"),
            f"{counts.issued - counts.revoked:,}",
            _("of %(count)d ever signed") % {"count": counts.issued},
        ),
        Figure(_("Withdrawn, with the reason"), f"{counts.revoked:,}", _("shown on the credential itself")),
        Figure(_("Lines in the log"), f"{authority.count_leaves():,}", _("one before every signature")),
    ]


def _address(*names: str) -> str:
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return "/"
