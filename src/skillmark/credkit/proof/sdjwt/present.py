"""The holder's side: choose what to show, and prove to hold the key (RFC 9901 sections 4.3 and 7.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.keys import Signer
from skillmark.credkit.proof.jose.claims import seconds_of
from skillmark.credkit.proof.jose.compact import sign_jws, to_bytes
from skillmark.credkit.proof.sdjwt.credential import read_sd_jwt_vc
from skillmark.credkit.proof.sdjwt.disclosure import digest_of
from skillmark.credkit.proof.sdjwt.parts import read_sd_jwt
from skillmark.credkit.proof.sdjwt.pointers import find_path
from skillmark.credkit.proof.sdjwt.reveal import reveal

BINDING_TYPE = "kb+jwt"


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """What a holder proves, and to whom: the signer of the bound key, the verifier's name and its nonce, and now."""

    holder: Signer
    audience: str
    nonce: str
    created_at: datetime


def present(text: str, *, show: Iterable[str], binding: KeyBinding | None = None) -> str:
    """A presentation of the claims that the JSON pointers name, and of those they stand in; nothing else is shown.

    A pointer to a claim that is always shown does no harm. `binding` proves that the holder presents it. Raises
    `Malformed` for a pointer to nothing, `Refused` for a token that was presented before or is bound to another key.
    """
    sd_jwt = read_sd_jwt(text)
    if sd_jwt.key_binding is not None:
        raise Refused("sdjwt.presented_before", "This is a presentation already. Present the credential as issued.")
    revealed = reveal(read_object(sd_jwt.jws.payload), sd_jwt.disclosures)
    wanted = [find_path(revealed.claims, pointer) for pointer in show]
    chosen = {
        disclosure.text for place, disclosure in revealed.places if any(path[: len(place)] == place for path in wanted)
    }
    kept = [disclosure.text for disclosure in sd_jwt.disclosures if disclosure.text in chosen]
    shown = "~".join([sd_jwt.issuer_token, *kept, ""])
    return shown + _bind(shown, binding, revealed.hash_name) if binding else shown


def _bind(shown: str, binding: KeyBinding, hash_name: str) -> str:
    """The key binding token over a presentation."""
    if read_sd_jwt_vc(shown).holder_multikey != binding.holder.public_multikey:
        raise Refused("sdjwt.other_holder", "The credential is not bound to this key.")
    if not binding.audience or not binding.nonce:
        raise Malformed("sdjwt.no_nonce", "A presentation names its reader and repeats the reader's number.")
    payload: JsonObject = {
        "iat": seconds_of(binding.created_at),
        "aud": binding.audience,
        "nonce": binding.nonce,
        "sd_hash": digest_of(shown, hash_name),
    }
    return sign_jws({"typ": BINDING_TYPE}, to_bytes(payload), signer=binding.holder)
