"""SD-JWT VC: what is withheld stays withheld, and what is shown was signed."""

import os
from datetime import timedelta

import pytest
from tests.unit.credkit.college import DAY_ONE
from tests.unit.credkit.sdjwt_tokens import (
    BINDING,
    CLAIMS,
    DISCLOSABLE,
    HOLDER,
    ISSUER,
    MALLORY,
    PRESENTED,
    READER,
    TOKEN,
    VCT,
    issued,
    raw,
    verified,
)

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import EcdsaSigner, KeyKind, jwk_from_multikey
from skillmark.credkit.proof.jose.base64url import encode_base64url
from skillmark.credkit.proof.sdjwt import KeyBinding, is_sd_jwt, issue_sd_jwt_vc, present, read_sd_jwt
from skillmark.credkit.proof.sdjwt.disclosure import digest_of, read_disclosure
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify


def test_the_holder_sees_everything_and_a_stranger_nothing_withheld() -> None:
    assert is_sd_jwt(TOKEN.encode())
    vc = verified(TOKEN, None)
    assert {name: vc.claims[name] for name in CLAIMS} == CLAIMS
    assert vc.disclosed == tuple(sorted(DISCLOSABLE, key=vc.disclosed.index))
    assert (vc.type, vc.issuer, vc.holder_multikey) == (CLAIMS["vct"], CLAIMS["iss"], HOLDER.public_multikey)
    bare = verified(present(TOKEN, show=[]), None)
    assert bare.claims == {name: CLAIMS[name] for name in ("vct", "iss", "exp", "level")} | {
        "skills": ["sampling"],
        "iat": int(DAY_ONE.timestamp()),
        "cnf": {"jwk": jwk_from_multikey(HOLDER.public_multikey)},
    }


def test_a_presentation_shows_what_was_chosen_and_what_that_stands_in() -> None:
    vc = verified(PRESENTED)
    assert set(vc.disclosed) == {"/address", "/address/street", "/skills/1"}
    assert vc.claims["address"] == CLAIMS["address"]
    assert vc.claims["skills"] == ["sampling", {}]
    assert "name" not in vc.claims


def test_the_signed_part_holds_no_withheld_value_and_no_order() -> None:
    payload = read_sd_jwt(TOKEN).jws.payload.decode()
    assert all(text not in payload for text in ("Alice", "Quay", "charts", "name"))
    digests = read_object(payload.encode())["_sd"]
    assert digests == sorted(digests)  # type: ignore[type-var,arg-type]
    assert len(digests) == 3 + 2  # type: ignore[arg-type]
    assert len(read_object(payload.encode())["skills"]) == 3 + 2  # type: ignore[arg-type]


def test_a_credential_that_withholds_nothing_has_no_trace_of_it() -> None:
    token = issued(disclosable=(), decoys=3)
    assert token.count("~") == 1
    assert "_sd" not in read_sd_jwt(token).jws.payload.decode()
    assert verified(token, None).disclosed == ()


@pytest.mark.parametrize("hash_name", ["sha-256", "sha-384", "sha-512"])
def test_each_hash_serves_disclosures_and_binding(hash_name: str) -> None:
    token = issued(hash_name=hash_name)
    assert verified(present(token, show=["/name"], binding=BINDING)).claims["name"] == "Alice"


def test_the_digest_of_the_standard() -> None:
    """RFC 9901 section 4.2.3, over the disclosure of 4.2.1 with its spaces."""
    text = encode_base64url('["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]'.encode())
    assert read_disclosure(text).value == "Möbius"
    assert digest_of(text, "sha-256") == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


@pytest.mark.parametrize(
    "pointer",
    ["/vct", "/iss", "/exp", "/cnf", "/iat", "", "/", "name", "/nothing", "/skills/3", "/skills/-1", "/skills/00"],
)
def test_what_must_be_shown_or_is_not_there_cannot_be_hidden(pointer: str) -> None:
    with pytest.raises(CredkitError):
        issued(disclosable=[pointer])


@pytest.mark.parametrize(
    "claims",
    [
        CLAIMS | {"cnf": {}},
        CLAIMS | {"iat": 1},
        {},
        CLAIMS | {"x": {"_sd": []}},
        CLAIMS | {"...": 1},
        CLAIMS | {"vct": ""},
    ],
)
def test_claims_that_could_not_be_read_are_not_issued(claims: JsonObject) -> None:
    with pytest.raises(CredkitError):
        issue_sd_jwt_vc(claims, signer=ISSUER, disclosable=(), random=os.urandom, issued_at=DAY_ONE)


def test_times_and_audience_decide() -> None:
    for at in (DAY_ONE + timedelta(days=366), DAY_ONE + timedelta(days=365, seconds=60)):
        with pytest.raises(Untrusted):
            verified(TOKEN, None, at=at)
    assert verified(TOKEN, None, at=DAY_ONE + timedelta(days=365, seconds=59))
    with pytest.raises(Untrusted):
        verified(raw(VCT | {"nbf": int(DAY_ONE.timestamp()) + 61}), None)
    for audience in (READER, [READER, "x"]):
        with pytest.raises(Untrusted):
            verified(raw(VCT | {"aud": audience}), None)


def test_a_holder_presents_what_was_issued_to_them_only() -> None:
    for token, binding in (
        (PRESENTED, None),
        (TOKEN, KeyBinding(MALLORY, READER, "n-1", DAY_ONE)),
        (issued(holder_multikey=""), BINDING),
    ):
        with pytest.raises(Refused):
            present(token, show=[], binding=binding)
    for show in (["/nothing"], ["/skills/9"]):
        with pytest.raises(Malformed):
            present(TOKEN, show=show)
    with pytest.raises(Malformed):
        present(TOKEN, show=[], binding=KeyBinding(HOLDER, READER, "", DAY_ONE))
    with pytest.raises(Refused):
        verified(issued(holder_multikey="") + PRESENTED.rpartition("~")[2], None)


def test_issuing_refuses_short_hashes_and_to_withhold_for_whom_it_is() -> None:
    with pytest.raises(Refused):
        issued(hash_name="sha-1")
    for decoys in (-1, 1_001):
        with pytest.raises(Refused):
            issued(decoys=decoys)
    with pytest.raises(Refused):
        issue_sd_jwt_vc(
            CLAIMS | {"aud": READER}, signer=ISSUER, disclosable=["/aud"], random=os.urandom, issued_at=DAY_ONE
        )


def test_another_issuer_key_fails() -> None:
    other = EcdsaSigner.from_scalar(KeyKind.P256, b"o" * 32)
    for key in (other.public_multikey, HOLDER.public_multikey):
        with pytest.raises(Untrusted):
            verified(PRESENTED, public_multikey=key)


def test_a_reader_of_badges_reads_it_too() -> None:
    report = verify(TOKEN.encode(), policy=OFFLINE, fetcher=NoFetcher(), at=DAY_ONE)
    assert (report.answer, report.kind) == (Answer.HOLDS, "disclosed")
