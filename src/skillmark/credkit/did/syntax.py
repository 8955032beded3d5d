"""Reading DIDs (W3C DID Core section 3) and turning did:web into an address (did:web method specification).

Refused: IP addresses, percent-encoding other than the port's colon, empty or dotted path segments. We depart in one
thing: `localhost` is asked over http, since a laptop has no certificate; a guarded fetcher decides whether it may be.
"""

from __future__ import annotations

import re

from skillmark.credkit.errors import Malformed

_DID = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._%-]\Z")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")
_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\Z")
MAX_DID_LENGTH = 1024


def is_did(text: str) -> bool:
    """Whether the text is a bare DID, without path, query or fragment."""
    return len(text) <= MAX_DID_LENGTH and bool(_DID.match(text))


def split_did_url(url: str) -> tuple[str, str]:
    """A DID URL to (did, fragment). Raises `Malformed` when it is not one or has a path or query."""
    did, _, fragment = url.partition("#")
    if not is_did(did):
        raise Malformed("did.bad_syntax", "A key is not named by a well-formed DID.")
    return did, fragment


def did_web_url(did: str) -> str:
    """Where the document of a did:web lies. Raises `Malformed` for what may not be asked."""
    parts = did.split(":")
    if not is_did(did) or parts[:2] != ["did", "web"]:
        raise Malformed("did.not_web", "This is not a did:web.")
    host, colon, port = parts[2].replace("%3a", "%3A").partition("%3A")
    path = parts[3:]
    if "%" in host or not _is_host(host) or not all(_SEGMENT.match(segment) for segment in path):
        raise Malformed("did.bad_web", "This did:web names no public address.")
    if colon and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Malformed("did.bad_web", "This did:web names no public address.")
    scheme = "http" if host.lower() == "localhost" else "https"
    authority = host.lower() + (":" + port if colon else "")
    return f"{scheme}://{authority}/{'/'.join(path) if path else '.well-known'}/did.json"


def make_did_web(host: str, *path: str) -> str:
    """A did:web from a host, with its port if any, and path segments. Raises `Malformed` for what cannot be one."""
    did = ":".join(["did:web", host.replace(":", "%3A"), *path])
    did_web_url(did)
    return did


def _is_host(host: str) -> bool:
    labels = host.split(".")
    return len(host) <= 253 and all(_LABEL.match(label) for label in labels) and not _is_number(labels[-1])


def _is_number(label: str) -> bool:
    """A last label that browsers read as part of an IPv4 address (WHATWG URL, "ends in a number")."""
    return label.isdigit() or bool(re.match(r"0[xX][0-9A-Fa-f]*\Z", label))
