"""JWS compact form and the three JWT forms of a credential: what is written and read."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.unit.credkit.college import DAY_ONE, unsigned_award
from tests.unit.credkit.jose_tokens import (
    ALICE,
    BADGE,
    ED,
    ISSUER,
    OLD,
    PRESENTATION,
    SIGNERS,
    badge,
    badge_token,
    vc1_token,
)

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.proof.jose import (
    check_jws,
    envelop,
    is_compact,
    read_credential_jwt,
    read_envelope,
    sign_credential_jwt,
)


@pytest.mark.parametrize("form", ["ob3", "vc-jose"])
@pytest.mark.parametrize("key", ["kid", "jwk"])
@pytest.mark.parametrize("algorithm", SIGNERS)
def test_what_we_sign_we_read(algorithm: str, key: Any, form: Any) -> None:
    signer = SIGNERS[algorithm]
    text = sign_credential_jwt(badge(signer), signer=signer, form=form, created_at=DAY_ONE, key=key)
    read = read_credential_jwt(text)
    check_jws(read.jws, signer.public_multikey)
    assert (read.document, read.form, read.kind) == (badge(signer), form, "credential")
    assert read.jws.header["alg"] == algorithm
    assert (read.kid, read.jwk_multikey) == (
        (signer.verification_method, "") if key == "kid" else ("", signer.public_multikey)
    )
    assert (read.issuer, read.issued_at) == (badge(signer)["issuer"]["id"], DAY_ONE)  # type: ignore[index,call-overload]


def test_the_badge_form_is_as_open_badges_writes_it() -> None:
    header, payload = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in BADGE.split(".")[:2])
    assert header == {"alg": "EdDSA", "kid": ED.verification_method, "typ": "JWT"}
    document = badge()
    assert payload == document | {
        "iss": ISSUER,
        "jti": document["id"],
        "sub": ALICE,
        "nbf": int(DAY_ONE.timestamp()),
        "exp": int((DAY_ONE + timedelta(days=365)).timestamp()),
        "iat": int(DAY_ONE.timestamp()),
    }


def test_a_badge_without_a_subject_id_has_no_sub() -> None:
    document = badge(credentialSubject=unsigned_award()["credentialSubject"])
    read = read_credential_jwt(sign_credential_jwt(document, signer=ED, form="ob3", created_at=DAY_ONE))
    assert read.document == document
    assert "sub" not in read.claims


def test_the_published_badge_is_read(shared_vectors: Path) -> None:
    data = (shared_vectors / "openbadges-examples/simple.jwt").read_bytes()
    assert is_compact(data)
    read = read_credential_jwt(data.decode())
    assert (read.form, read.kid, read.issuer) == ("vc1", "", "https://example.edu/issuers/565049")
    assert read.document["issuanceDate"] == "2010-01-01T00:00:00Z"
    assert read.not_before == datetime(2010, 1, 1, tzinfo=UTC)
    with pytest.raises(Untrusted):
        check_jws(read.jws, SIGNERS["RS256"].public_multikey)


def test_a_presentation_carries_challenge_and_domain() -> None:
    text = sign_credential_jwt(
        PRESENTATION, signer=ED, form="vc-jose", created_at=DAY_ONE, challenge="c1", domain="https://verifier.example"
    )
    read = read_credential_jwt(text)
    assert (read.kind, read.issuer, read.document) == ("presentation", ISSUER, PRESENTATION)
    assert (read.claims["nonce"], read.claims["aud"]) == ("c1", "https://verifier.example")
    assert read.jws.header["typ"] == "vp+jwt"


def test_the_older_form_is_completed_from_its_claims() -> None:
    read = read_credential_jwt(vc1_token(OLD, iss=ISSUER, jti="urn:x:1", sub=ALICE, nbf=1262304000, exp=1893456000))
    assert read.form == "vc1"
    assert read.document == OLD | {
        "id": "urn:x:1",
        "issuer": ISSUER,
        "issuanceDate": "2010-01-01T00:00:00Z",
        "expirationDate": "2030-01-01T00:00:00Z",
        "credentialSubject": {"name": "Alice", "id": ALICE},
    }


def test_an_older_presentation_is_read() -> None:
    document: JsonObject = {"@context": OLD["@context"], "type": ["VerifiablePresentation"]}
    read = read_credential_jwt(vc1_token(document, "vp", iss=ISSUER))
    assert (read.kind, read.issuer, read.document["holder"]) == ("presentation", ISSUER, ISSUER)


def test_a_plain_key_name_is_looked_for_at_the_issuer() -> None:
    fragment = ED.verification_method.partition("#")[2]
    for kid in (fragment, "#" + fragment):
        assert read_credential_jwt(badge_token({"kid": kid})).kid == ED.verification_method


def test_envelopes_round_trip_and_hold_what_they_say() -> None:
    for kind in ("credential", "presentation"):
        envelope = read_envelope(envelop(BADGE, kind))  # type: ignore[arg-type]
        assert envelope is not None
        assert (envelope.media_type, envelope.token) == ({"credential": "vc+jwt"}.get(kind, "vp+jwt"), BADGE)
    older = read_envelope(envelop(BADGE) | {"id": "data:application/jwt," + BADGE})
    assert older is not None
    assert (older.media_type, older.token) == ("vc+jwt", BADGE)
    assert read_envelope(badge()) is None


@pytest.mark.parametrize(
    "change",
    [
        {"id": 5},
        {"id": BADGE},
        {"id": "data:application/vc+jwt,"},
        {"id": "data:application/vp+jwt," + BADGE},
        {"id": "data:text/plain," + BADGE},
        {"id": "https://x/application/vc+jwt," + BADGE},
        {"id": "data:application/vc+cose,AA"},
        {"type": ["EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"]},
    ],
)
def test_an_odd_envelope_is_not_opened(change: JsonObject) -> None:
    with pytest.raises((Malformed, Refused)):
        read_envelope(envelop(BADGE) | change)


def test_signing_refuses_what_it_would_not_read() -> None:
    def refused(document: JsonObject, error: type[CredkitError]) -> None:
        with pytest.raises(error):
            sign_credential_jwt(document, signer=ED, form="ob3", created_at=DAY_ONE)

    refused(badge(iss="did:web:other.example"), Refused)
    refused(badge(vc={}), Refused)
    refused(badge(id=None), Malformed)
    refused(badge(issuer="did:web:other.example"), Untrusted)
    refused(badge(name="\ud800"), Malformed)
