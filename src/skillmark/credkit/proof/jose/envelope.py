"""Documents that only wrap a token (VCDM 2.0 section 4.13): EnvelopedVerifiableCredential and -Presentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.model.structure import types_of
from skillmark.credkit.model.vocabulary import VC_V2_URL

_KINDS = {"EnvelopedVerifiableCredential": "vc", "EnvelopedVerifiablePresentation": "vp"}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a `data:` address holds: the media type's subtype ("vc+jwt", "vp+jwt", "vc+sd-jwt", ...) and the token."""

    media_type: str
    token: str


def read_envelope(document: JsonObject) -> Envelope | None:
    """The token inside an enveloped document, or None when the document is not one.

    Raises `Malformed` for an address that holds no token of that kind, `Refused` for COSE, which is not read.
    """
    kinds = [kind for name, kind in _KINDS.items() if name in types_of(document)]
    if not kinds:
        return None
    address = document.get("id")
    head, comma, token = address.partition(",") if isinstance(address, str) else ("", "", "")
    scheme, _, media_type = head.partition(":application/")
    if media_type == "jwt" and len(kinds) == 1:  # as written before VC-JOSE-COSE had names of its own
        media_type = f"{kinds[0]}+jwt"
    if len(kinds) != 1 or scheme != "data" or not comma or not media_type.startswith(f"{kinds[0]}+") or not token:
        raise Malformed("jose.bad_envelope", "An envelope does not hold what it says.")
    if media_type not in (f"{kinds[0]}+jwt", f"{kinds[0]}+sd-jwt"):
        raise Refused("jose.envelope_unknown", "An envelope holds a form of credential that is not read here.")
    return Envelope(media_type, token)


def envelop(token: str, kind: Literal["credential", "presentation"] = "credential") -> JsonObject:
    """A JWT from `sign_credential_jwt` (form "vc-jose") as a document that a presentation may carry."""
    media_type = "vc+jwt" if kind == "credential" else "vp+jwt"
    return {
        "@context": VC_V2_URL,
        "id": f"data:application/{media_type},{token}",
        "type": f"EnvelopedVerifiable{kind.capitalize()}",
    }
