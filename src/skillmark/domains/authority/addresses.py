"""Where an organisation's documents stand on the web, and its `did:web` (W3C CCG did:web, "Read").

These go into signed credentials: an address once given out must answer for as long as any credential names it. A
did:web encodes the port's colon; on a loopback address the scheme is http, which only our own fetcher, which never
leaves the database, resolves.
"""

from urllib.parse import urlsplit

from django.conf import settings

from skillmark.credkit.did import make_did_web


def did(organisation_key: str) -> str:
    """`did:web:localhost%3A8000:o:northbank-college` for `http://localhost:8000`."""
    parts = urlsplit(settings.PUBLIC_URL)
    return make_did_web(parts.netloc, *(step for step in parts.path.split("/") if step), "o", organisation_key)


def did_document_url(organisation_key: str) -> str:
    return f"{settings.PUBLIC_URL}/o/{organisation_key}/did.json"


def issuer_url(organisation_key: str) -> str:
    return f"{settings.PUBLIC_URL}/o/{organisation_key}/"


def status_list_url(list_uid: str) -> str:
    return f"{settings.PUBLIC_URL}/status/{list_uid}"


def path_of(url: str) -> str | None:
    """Return the path of one of our own addresses below the public one (`/o/x/did.json`), or None for another site's.

    The did:web resolution rule always says https, so scheme is compared only for addresses that are not loopback.
    """
    ours, asked = urlsplit(settings.PUBLIC_URL), urlsplit(url)
    if asked.netloc.lower() != ours.netloc.lower() or asked.query or asked.fragment:
        return None
    if asked.scheme not in {ours.scheme, "https"} or not asked.path.startswith(f"{ours.path}/"):
        return None
    return asked.path.removeprefix(ours.path)
