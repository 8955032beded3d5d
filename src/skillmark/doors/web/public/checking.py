"""Check any badge file, without an account. Nothing that is handed in is stored, or fetched from anywhere.

"Change one letter" sends the document back inside the page's own form, so that even that needs no memory of ours.
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model import Summary, read_summary
from skillmark.credkit.report import Check, Report
from skillmark.credkit.verify import STANDARD, open_credential, verify
from skillmark.domains.achievements import api as achievements
from skillmark.domains.awarding import api as awarding
from skillmark.doors.web.public.carried import Part, parts_of
from skillmark.doors.web.public.certificate import Certificate, certificate
from skillmark.doors.web.public.forms import MAX_FILE_BYTES, CheckForm
from skillmark.doors.web.public.specimen import specimen
from skillmark.doors.web.public.tampering import Changed, change_one_letter
from skillmark.doors.web.public.words import named, verdict_of
from skillmark.doors.web.shell.art import Art
from skillmark.doors.web.shell.badges import art_of
from skillmark.kernel.clock import now
from skillmark.kernel.seams import resolve

MAX_CARRIED_BYTES = 300_000
"""A document larger than this is not carried along in the page; its "change one letter" is left out."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything a report page shows."""

    report: Report
    certificate: Certificate | None
    withdrawn_reason: str
    carried: str
    parts: tuple[Part, ...] = ()

    @property
    def verdict(self) -> str:
        """The sentence beside the seal."""
        return verdict_of(self.report)

    @property
    def checks(self) -> tuple[Check, ...]:
        return named(self.report.checks)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: the report of a file, a text, the specimen, or one of these with a letter changed."""
    if request.method == "GET":
        return render(request, "public/verify.html", {"form": CheckForm()})
    if "specimen" in request.POST or "carried" in request.POST:
        return _check_again(request)
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "public/verify.html", {"form": form}, status=422)
    data = form.data_bytes()
    if link := _own_link(data):
        return HttpResponseRedirect(link)
    return _page(request, data, recipient=form.cleaned_data["recipient"].strip() or None)


def look_at(data: bytes, *, recipient: str | None = None) -> Found:
    """Check a file and read what its page shows. Reaches nothing but our own documents."""
    report = verify(data, policy=STANDARD, fetcher=cast(Fetcher, resolve("fetcher")), at=now(), recipient=recipient)
    try:
        opened = open_credential(data)
    except CredkitError:
        return Found(report, None, "", "")
    summary = read_summary(opened.document)
    reason = awarding.withdrawn_reason(summary.uri) if summary.uri else None
    shown = certificate(summary, art=_art_of(summary)) if opened.kind != "presentation" else None
    return Found(report, shown, reason or "", _carry(opened.signed), parts_of(report, opened.document))


def _art_of(summary: Summary) -> Art | None:
    """The picture of what is defined here, the same on every page; of others it is drawn from the file."""
    here = settings.PUBLIC_URL + reverse("catalogue:index")
    uid = summary.achievement_uri.removeprefix(here).strip("/") if summary.achievement_uri.startswith(here) else ""
    view = achievements.find_achievements([uid]).get(uid) if uid else None
    return art_of(view) if view else None


def _check_again(request: HttpRequest) -> HttpResponse:
    data = specimen() if "specimen" in request.POST else _uncarried(request.POST.get("carried", ""))
    changed = _changed(data) if "change" in request.POST else None
    shown = changed.data if changed else data
    return _page(request, shown, changed=changed, original=data, is_specimen="specimen" in request.POST)


def _page(
    request: HttpRequest,
    data: bytes,
    *,
    recipient: str | None = None,
    changed: Changed | None = None,
    original: bytes | None = None,
    is_specimen: bool = False,
) -> HttpResponse:
    found = look_at(data, recipient=recipient)
    return render(
        request,
        "public/report.html",
        {
            "found": found,
            "report": found.report,
            "certificate": found.certificate,
            "changed": changed,
            "is_specimen": is_specimen,
            "carried": _carry(original) if original else found.carried,
            "title": _("The report"),
        },
    )


def _own_link(data: bytes) -> str | None:
    """A pasted link to a shared page of this copy, as its path; anything else is None."""
    text = data[:300].decode("ascii", "replace").strip()
    prefix = f"{settings.PUBLIC_URL}/s/"
    token = text.removeprefix(prefix).split("/")[0].split("?")[0]
    is_link = text.startswith(prefix) and token and token.replace("-", "").replace("_", "").isalnum()
    return f"/s/{token}" if is_link else None


def _changed(data: bytes) -> Changed | None:
    try:
        return change_one_letter(open_credential(data).signed)
    except CredkitError:
        return None


def _carry(data: bytes) -> str:
    return b64encode(data).decode() if len(data) <= MAX_CARRIED_BYTES else ""


def _uncarried(text: str) -> bytes:
    """What the page's form sends back; anything else is simply not a readable file."""
    if len(text) > MAX_FILE_BYTES:
        return b""
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
