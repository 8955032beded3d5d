"""Any credential of VCDM 2.0, and presentations. Badges, endorsements and learner records are in `badges`."""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.model.build.members import filled, inline_terms, one_or_all
from skillmark.credkit.model.build.parts import status_entry
from skillmark.credkit.model.build.profile import profile
from skillmark.credkit.model.json_values import Json, JsonObject
from skillmark.credkit.model.profile import Issuer, Profile
from skillmark.credkit.model.structure import ENVELOPED_CREDENTIAL, PRESENTATION_TYPE
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.values import Period, StatusSlot
from skillmark.credkit.model.vocabulary import VC_V2_URL


def credential(
    *,
    issuer: str | Issuer | Profile,
    subjects: Sequence[JsonObject],
    uri: str = "",
    kinds: Sequence[str] = (),
    contexts: Sequence[str | JsonObject] = (),
    period: Period | None = None,
    name: Json = "",
    description: Json = "",
    status: Sequence[StatusSlot] = (),
    members: JsonObject | None = None,
) -> JsonObject:
    """An unsigned credential of any kind. `issuer` may be an identifier alone.

    `kinds` and `contexts` come after those of every credential. Texts are strings, or language value objects (see
    `language_text`). `members` are further top members as they stand: credentialSchema, evidence, refreshService,
    termsOfUse, relatedResource...
    """
    base: JsonObject = {
        "id": uri,
        "type": ["VerifiableCredential", *kinds],
        "name": name,
        "description": description,
        "issuer": issuer if isinstance(issuer, str) else profile(issuer),
        "validFrom": format_time(period.starts_at) if period else None,
        "validUntil": format_time(period.ends_at) if period and period.ends_at else None,
        "credentialSubject": one_or_all([*subjects]),
        "credentialStatus": one_or_all([status_entry(slot) for slot in status]),
    }
    body = filled(base | (members or {}))
    return {"@context": [VC_V2_URL, *contexts, *inline_terms(body)]} | body


def presentation(
    *,
    credentials: Sequence[JsonObject | str],
    holder: str | Issuer | Profile = "",
    uri: str = "",
    kinds: Sequence[str] = (),
    contexts: Sequence[str | JsonObject] = (),
) -> JsonObject:
    """An unsigned presentation (VCDM 2.0 section 4.13). A text among the credentials is a compact JWT: it is enveloped.

    Challenge and domain belong to the proof, not to the document.
    """
    inside: list[Json] = [enveloped_credential(entry) if isinstance(entry, str) else entry for entry in credentials]
    body = filled(
        {
            "id": uri,
            "type": [PRESENTATION_TYPE, *kinds],
            "holder": holder if isinstance(holder, str) else profile(holder),
            "verifiableCredential": inside,
        }
    )
    every: list[Json] = [VC_V2_URL, *contexts]
    return {"@context": every} | body


def enveloped_credential(secured: str, media_type: str = "application/vc+jwt") -> JsonObject:
    """A credential secured from outside, as a presentation may carry it (VCDM 2.0 section 4.13.1)."""
    return {
        "@context": VC_V2_URL,
        "id": f"data:{media_type},{secured}",
        "type": ENVELOPED_CREDENTIAL,
    }


def language_text(text: str, language: str, direction: str = "") -> JsonObject:
    """Text with its language (BCP 47) and, where it helps, its direction `ltr` or `rtl` (VCDM 2.0 section 11.1)."""
    return filled({"@value": text, "@language": language, "@direction": direction})
