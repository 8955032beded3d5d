"""Answers that are files: signed documents for any site to read, and files of strangers for nobody's browser to run.

A file is an attachment in a sandbox of its own: an SVG with a script in it is downloaded, never drawn on our pages.
"""

from django.http import HttpResponse

from skillmark.credkit.proof.jose import is_compact

SANDBOX = "default-src 'none'; sandbox"
CREDENTIAL_TYPE = "application/vc+ld+json"
COMPACT_TYPE = "text/plain; charset=us-ascii"


def type_of(data: bytes) -> str:
    """The media type of a signed credential: JSON with its proof inside, or a compact token (Open Badges 3.0)."""
    return COMPACT_TYPE if is_compact(data) else CREDENTIAL_TYPE


def public_document(data: bytes, content_type: str) -> HttpResponse:
    """A signed document of ours, readable from any origin; short-lived, since status lists change."""
    response = HttpResponse(data, content_type=content_type)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=300"
    return response


def attachment(data: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep. `name` is ours, plain ASCII; it is never drawn inline."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
