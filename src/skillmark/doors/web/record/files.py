"""Files of one's own record. Always attachments in a sandbox of their own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from skillmark.credkit.codec.images import bake
from skillmark.domains.record import api as record
from skillmark.doors.web.record.drawing import rows_of
from skillmark.doors.web.shell.art import file_bytes
from skillmark.doors.web.shell.context import actor_of

SANDBOX = "default-src 'none'; sandbox"


@require_safe
@login_required
def credential(request: HttpRequest, uid: str) -> HttpResponse:
    """The signed file as it came: a picture stays a picture, and is never drawn by us."""
    data = record.credential_of(actor_of(request), uid)
    if data.lstrip()[:1] == b"{":
        return _attachment(data, "application/vc+ld+json", "credential.json")
    return _attachment(data, "application/octet-stream", "badge.bin")


@require_safe
@login_required
def badge_svg(request: HttpRequest, uid: str) -> HttpResponse:
    actor = actor_of(request)
    row = rows_of([record.entry(actor, uid)])[0]
    data = record.credential_of(actor, uid)
    if row.art is None:
        raise record.NothingSigned()
    return _attachment(bake(file_bytes(row.art), data), "image/svg+xml", "badge.svg")


@require_safe
@login_required
def pack(request: HttpRequest, uid: str) -> HttpResponse:
    return _attachment(record.pack_of(actor_of(request), uid), "application/json", "pack.json")


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return _attachment(record.export_of(actor, actor.person_uid or ""), "application/json", "my-record.json")


def _attachment(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
