"""A credential behind a secret link: the page, its files, and the same address for machines by content negotiation.

A closed link is 410 in plain words, an unknown one 404; neither says anything about a credential.
"""

import io

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from skillmark.credkit.codec.images import bake
from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.model import read_summary
from skillmark.credkit.proof.jose import is_compact
from skillmark.credkit.verify import open_credential
from skillmark.domains.achievements import api as achievements
from skillmark.domains.people.api import Erased, find_organisation, find_person
from skillmark.domains.record import api as record
from skillmark.doors.web.public.certificate import certificate
from skillmark.doors.web.public.checking import look_at
from skillmark.doors.web.public.documents import CREDENTIAL_TYPE, attachment, type_of
from skillmark.doors.web.public.words import of_the_holder
from skillmark.doors.web.shell import art
from skillmark.doors.web.shell.badges import art_of


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The page, or the credential itself for a reader who prefers JSON."""
    try:
        view = record.open_share(token, counted=request.method == "GET" and not _wants_document(request))
    except (record.ShareClosed, Erased) as error:
        return _closed(request, str(error.hint))
    if _wants_document(request) and view.credential is not None:
        return _negotiated(HttpResponse(view.credential, content_type=type_of(view.credential)))
    if view.credential is None:
        return _negotiated(render(request, "public/stated.html", {"view": view, "entry": view.entry}))
    recipient = find_person(uid=view.entry.holder_uid).email if view.holder_name else None
    found = look_at(view.credential, recipient=recipient)
    shown = found.certificate
    if view.entry.award_uid:
        shown = certificate(read_summary(read_object(view.credential)), art=_art_of(view.entry))
    context = {
        "view": view,
        "entry": view.entry,
        "found": found,
        "report": found.report,
        "checks_said": of_the_holder(found.checks),
        "certificate": shown,
        "token": token,
        "qr": _square_code(token),
        "issuer_key": find_organisation(uid=view.entry.issuer_uid).key if view.entry.issuer_uid else "",
    }
    return _negotiated(render(request, "public/shared.html", context))


@require_safe
def credential(request: HttpRequest, token: str) -> HttpResponse:
    data = _signed(token)[1]
    return attachment(data, type_of(data), "credential.jwt" if is_compact(data) else "credential.json")


@require_safe
def badge_svg(request: HttpRequest, token: str) -> HttpResponse:
    """The badge's own picture with the credential inside."""
    view, data = _signed(token)
    shown = certificate(read_summary(open_credential(data).document), art=_art_of(view.entry))
    return attachment(bake(art.file_bytes(shown.art), data), "image/svg+xml", "badge.svg")


@require_safe
def badge_png(request: HttpRequest, token: str) -> HttpResponse:
    """A square code that opens this page, with the credential inside the picture file."""
    _view, data = _signed(token)
    picture = io.BytesIO()
    segno.make(_address(token), error="m").save(picture, kind="png", scale=8, border=4)
    return attachment(bake(picture.getvalue(), data), "image/png", "badge.png")


@require_safe
def pack(request: HttpRequest, token: str) -> HttpResponse:
    return attachment(record.pack_of_share(token), "application/json", "pack.json")


def _signed(token: str) -> tuple[record.SharedView, bytes]:
    view = record.open_share(token)
    if view.credential is None:
        raise record.NothingSigned()
    return view, view.credential


def _wants_document(request: HttpRequest) -> bool:
    """A browser takes HTML; whoever names a credential or JSON before HTML gets the document."""
    chosen = request.get_preferred_type(["text/html", CREDENTIAL_TYPE, "application/vc", "application/json"])
    return chosen is not None and chosen != "text/html"


def _negotiated(response: HttpResponse) -> HttpResponse:
    response["Vary"] = "Accept, Cookie"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _closed(request: HttpRequest, words: str) -> HttpResponse:
    response = render(request, "public/closed.html", {"words": words}, status=410)
    return _negotiated(response)


def _art_of(entry: record.EntryView) -> art.Art | None:
    """The picture of the definition, as in the catalogue; None for what was not awarded here."""
    if not entry.achievement_version_uid:
        return None
    return art_of(achievements.find_version(entry.achievement_version_uid))


def _address(token: str) -> str:
    return f"{settings.PUBLIC_URL}/s/{token}"


def _square_code(token: str) -> SafeString:
    """An inline SVG of figures only: nothing in it comes from a stranger."""
    drawn = segno.make(_address(token), error="m").svg_inline(
        border=2, light="#fff", svgclass="qr", lineclass=None, omitsize=True, title=None
    )
    words = _("Square code that opens this page")
    return mark_safe(drawn.replace("<svg ", f'<svg role="img" aria-label="{words}" ', 1))  # noqa: S308  (our own figures)
