"""A presentation: credentials put together and signed by whoever holds them, for one reader and one question.

The key signs for logging in (`authentication`), never for vouching, so that a presentation cannot be taken for a
credential. Challenge and domain come from the reader; without them anyone who sees the presentation may show it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import split_did_url
from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import Signer, kind_of
from skillmark.credkit.model import presentation
from skillmark.credkit.model.structure import PRESENTATION_TYPE, find_faults, types_of
from skillmark.credkit.proof.data_integrity import Form, HashSource, add_proof, suite_for
from skillmark.credkit.proof.jose import is_compact, sign_credential_jwt

MAX_CREDENTIALS = 50


def present(
    credentials: Sequence[bytes],
    *,
    signer: Signer,
    challenge: str,
    domain: str,
    created_at: datetime,
    uri: str = "",
    suite: str | None = None,
    form: Literal["embedded", "vc-jose"] = "embedded",
) -> bytes:
    """Credentials as they were issued (JSON or compact JWT), as a presentation by the controller of `signer`'s key.

    `challenge` and `domain` are what the reader asked for; an empty one is left out, and the reader must then be one
    who does not ask. Without `suite` the RDF suite of the key's kind is used, and where credentials look too much alike
    for that (two of one achievement), the JSON one. `form` says whether the proof stands inside or the whole is a JWT.
    Raises `Refused` with every finding, `Malformed` for bytes that are no credential.
    """
    if not 0 < len(credentials) <= MAX_CREDENTIALS:
        raise Refused("present.count", f"Present between one and {MAX_CREDENTIALS} credentials at once.")
    holder, fragment = split_did_url(signer.verification_method)
    if not fragment:
        raise Refused("present.no_key", "The holder's key has no name of its own.")
    document = presentation(credentials=[_value(data) for data in credentials], holder=holder, uri=uri)
    return sign_presentation(
        document, signer=signer, challenge=challenge, domain=domain, created_at=created_at, suite=suite, form=form
    )


def sign_presentation(
    document: JsonObject,
    *,
    signer: Signer,
    challenge: str,
    domain: str,
    created_at: datetime,
    suite: str | None = None,
    form: Literal["embedded", "vc-jose"] = "embedded",
) -> bytes:
    """Sign a presentation that is there already, for those who build their own. As `present` otherwise."""
    findings = find_faults(document)
    if PRESENTATION_TYPE not in types_of(document) or findings:
        raise Refused("present.not_ready", findings[0].words if findings else "This is not a presentation.", findings)
    holder = document.get("holder")
    named = holder.get("id") if isinstance(holder, dict) else holder
    if named is not None and named != split_did_url(signer.verification_method)[0]:
        raise Refused(
            "present.not_the_holder", "The key belongs to someone other than the holder of this presentation."
        )
    if form == "vc-jose":
        return sign_credential_jwt(
            document, signer=signer, form="vc-jose", created_at=created_at, challenge=challenge, domain=domain
        ).encode()

    def sign(name: str | None) -> bytes:
        signed = add_proof(
            document,
            signer=signer,
            created_at=created_at,
            source=HashSource(issuing()),
            suite=name,
            purpose="authentication",
            challenge=challenge,
            domain=domain,
        )
        return write_json(signed)

    try:
        return sign(suite)
    except Refused as problem:
        if suite is not None or problem.code != "rdf.too_complex":
            raise
        return sign(suite_for(kind_of(signer.public_multikey), Form.JCS))


def _value(data: bytes) -> JsonObject | str:
    return data.strip().decode("ascii") if is_compact(data) else read_object(data)
