"""Which addresses an issuer may host assertions at (Open Badges 2.0, VerificationObject and HostedBadge).

An issuer's rules count only when its profile is the one held under its own address: a profile that a badge brings along
could allow anything. Then only the issuer's own host counts.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from skillmark.credkit.model.json_values import JsonObject, as_list, as_object, as_text
from skillmark.credkit.model.structure.shapes import is_url

_PORTS = {"http": 80, "https": 443}


def host_of(uri: str) -> str:
    """Host, and port where it is not the usual one, of an http(s) address; "" of anything else."""
    if not is_url(uri):
        return ""
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        return ""
    return parts.hostname if port in (None, _PORTS[parts.scheme.lower()]) else f"{parts.hostname}:{port}"


def is_in_scope(uri: str, badge_uri: str, issuer: JsonObject, *, is_issuer_held: bool) -> bool:
    """Whether this issuer may host an assertion at this address."""
    rules = as_object(issuer.get("verification")) if is_issuer_held else {}
    prefixes = [as_text(entry) for entry in as_list(rules.get("startsWith"))]
    origins = [as_text(entry).lower() for entry in as_list(rules.get("allowedOrigins"))]
    host = host_of(uri)
    if not host:
        return False
    if prefixes and not any(uri.startswith(prefix) and host_of(prefix) == host for prefix in prefixes):
        return False
    if origins:
        return host in origins
    if prefixes:
        return True
    own = host_of(as_text(issuer.get("id")))
    return host == own and host_of(badge_uri) in ("", own)
