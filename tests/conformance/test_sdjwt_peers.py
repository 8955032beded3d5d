"""SD-JWT VC, both ways with three implementations that share no code with ours.

`@sd-jwt/sd-jwt-vc` in Node, and in Python `sd-jwt` (by the authors of RFC 9901) and `openvc-core`. Each skips, saying
so, where it is not installed. The Python ones read the clock themselves, so their tests run at the present time.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.peers import ask, node_with
from tests.unit.credkit.college import DAY_ONE

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import EcdsaSigner, KeyKind, jwk_from_multikey
from skillmark.credkit.proof.jose.base64url import encode_base64url
from skillmark.credkit.proof.sdjwt import (
    ExpectedBinding,
    KeyBinding,
    SdJwtVc,
    issue_sd_jwt_vc,
    present,
    read_sd_jwt_vc,
    verify_sd_jwt_vc,
)

NOW = datetime.now(UTC).replace(microsecond=0)
ISSUER_SCALAR, HOLDER_SCALAR = b"i" * 32, b"h" * 32
ISSUER = EcdsaSigner.from_scalar(KeyKind.P256, ISSUER_SCALAR)
HOLDER = EcdsaSigner.from_scalar(KeyKind.P256, HOLDER_SCALAR)
READER, NONCE = "https://hiring.example", "n-0S6_WzA2Mj"
ISSUER_JWK = jwk_from_multikey(ISSUER.public_multikey)
HOLDER_JWK = jwk_from_multikey(HOLDER.public_multikey)
CLAIMS: JsonObject = {
    "vct": "https://northbank.example/types/badge",
    "iss": ISSUER.verification_method.split("#")[0],
    "exp": int((NOW + timedelta(days=365)).timestamp()),
    "name": "Möbius \u2014 \U0001f600",
    "level": 3,
    "passed": True,
    "address": {"street": "Quay 1", "country": "NL"},
    "skills": ["charts", "sampling", {"name": "R", "hours": 2.5}],
}
DISCLOSABLE = ("/name", "/address", "/address/street", "/skills/0", "/skills/2", "/skills/2/name")


def secret(jwk: JsonObject, scalar: bytes) -> JsonObject:
    return jwk | {"d": encode_base64url(scalar)}


def issued(at: datetime = NOW, **changes: Any) -> str:
    options: dict[str, Any] = {"disclosable": DISCLOSABLE, "decoys": 2, "holder_multikey": HOLDER.public_multikey}
    return issue_sd_jwt_vc(CLAIMS, signer=ISSUER, random=os.urandom, issued_at=at, **(options | changes))


def presented(token: str, *show: str, at: datetime = NOW) -> str:
    return present(token, show=show, binding=KeyBinding(HOLDER, READER, NONCE, at))


def taken(text: str, at: datetime = NOW) -> SdJwtVc:
    return verify_sd_jwt_vc(text, public_multikey=ISSUER.public_multikey, at=at, binding=ExpectedBinding(READER, NONCE))


def spoilt(text: str) -> dict[str, str]:
    """The same presentation with one thing wrong in each."""
    issuer_token, *disclosures, binding = text.split("~")
    other = presented(issued(), "/name").split("~")
    return {
        "issuer's signature": "~".join([issuer_token[:-6] + "AAAAAA", *disclosures, binding]),
        "a disclosure changed": "~".join(
            [issuer_token, encode_base64url(b'["x","name","Eve"]'), *disclosures, binding]
        ),
        "a disclosure taken away": "~".join([issuer_token, *disclosures[1:], binding]),
        "another binding": "~".join([issuer_token, *disclosures, other[-1]]),
        "binding's signature": text[:-6] + "AAAAAA",
    }


def test_each_spoilt_one_is_refused_here() -> None:
    for text in spoilt(presented(issued(), "/name", "/skills/0")).values():
        with pytest.raises(CredkitError):
            taken(text)


@pytest.fixture(scope="module")
def node() -> str:
    return node_with("@sd-jwt/sd-jwt-vc")


def test_node_takes_what_we_issue_and_present(node: str, tmp_path: Path) -> None:
    texts = [
        presented(issued(), "/name", "/address/street", "/skills/2/name"),
        presented(issued(), *DISCLOSABLE),
        presented(issued()),
        presented(issued(disclosable=())),
    ]
    common = {"jwk": ISSUER_JWK, "nonce": NONCE, "now": int(NOW.timestamp())}
    found = ask(node, "sd_jwt_vc.mjs", tmp_path, [{"verify": common | {"token": text}} for text in texts])
    assert [result.get("payload") for result in found] == [taken(text).claims for text in texts]
    assert all(result["kb"]["aud"] == READER for result in found)
    jobs = [{"verify": common | {"token": text}} for text in spoilt(texts[0]).values()]
    assert all("error" in result for result in ask(node, "sd_jwt_vc.mjs", tmp_path, jobs))


def test_we_take_what_node_issues_and_presents(node: str, tmp_path: Path) -> None:
    frame = {
        "_sd": ["name", "address"],
        "_sd_decoy": 3,
        "address": {"_sd": ["street"]},
        "skills": {"_sd": [0, 2], "_sd_decoy": 1, "2": {"_sd": ["name"]}},
    }
    claims = CLAIMS | {"iat": int(NOW.timestamp()), "cnf": {"jwk": HOLDER_JWK}}
    jobs = [{"issue": {"claims": claims, "frame": frame, "jwk": secret(ISSUER_JWK, ISSUER_SCALAR)}}]
    token = ask(node, "sd_jwt_vc.mjs", tmp_path, jobs)[0]["token"]
    assert read_sd_jwt_vc(token).claims == claims
    ours = presented(token, "/address/street", "/skills/0")
    assert set(taken(ours).disclosed) == {"/address", "/address/street", "/skills/0"}
    show = {
        "token": issued(decoys=0),  # it counts decoys when it counts the elements of a list
        "frame": {"name": True, "address": {"street": True}, "skills": {"0": True}},
        "jwk": secret(HOLDER_JWK, HOLDER_SCALAR),
        "aud": READER,
        "nonce": NONCE,
        "iat": int(NOW.timestamp()),
    }
    theirs = ask(node, "sd_jwt_vc.mjs", tmp_path, [{"present": show}])[0]["token"]
    assert set(taken(theirs).disclosed) == {"/name", "/address", "/address/street", "/skills/0"}
    for text in spoilt(theirs).values():
        with pytest.raises(CredkitError):
            taken(text)


class Reference:
    """The reference implementation, `sd-jwt` on PyPI."""

    def __init__(self) -> None:
        for name in ("sd_jwt", "jwcrypto"):
            pytest.importorskip(name, reason=f"{name} is not installed")
        from jwcrypto.jwk import JWK

        self.key: Callable[[JsonObject], Any] = lambda jwk: JWK(**jwk)

    def issue(self) -> str:
        from sd_jwt.common import SDObj
        from sd_jwt.issuer import SDJWTIssuer

        claims = CLAIMS | {
            SDObj("name"): CLAIMS["name"],
            SDObj("address"): {SDObj("street"): "Quay 1", "country": "NL"},
            "skills": [SDObj("charts"), "sampling", SDObj({SDObj("name"): "R", "hours": 2.5})],
        }
        del claims["name"], claims["address"]
        made = SDJWTIssuer(
            claims,
            self.key(secret(ISSUER_JWK, ISSUER_SCALAR)),
            self.key(HOLDER_JWK),
            add_decoy_claims=True,
            extra_header_parameters={"typ": "dc+sd-jwt"},
        )
        text: str = made.sd_jwt_issuance
        return text

    def present(self, token: str, claims: JsonObject) -> str:
        from sd_jwt.holder import SDJWTHolder

        holder = SDJWTHolder(token)
        holder.create_presentation(claims, NONCE, READER, self.key(secret(HOLDER_JWK, HOLDER_SCALAR)))
        text: str = holder.sd_jwt_presentation
        return text

    def verify(self, text: str) -> JsonObject:
        from sd_jwt.verifier import SDJWTVerifier

        verifier = SDJWTVerifier(text, lambda issuer, header: self.key(ISSUER_JWK), READER, NONCE)
        payload: JsonObject = verifier.get_verified_payload()
        return payload


def test_the_reference_takes_what_we_issue_and_present() -> None:
    reference = Reference()
    from jwcrypto.common import JWException

    for show in ((), ("/name",), ("/address/street", "/skills/2/name"), DISCLOSABLE):
        text = presented(issued(), *show)
        assert reference.verify(text) == taken(text).claims
    for name, text in spoilt(presented(issued(), "/name", "/skills/0")).items():
        if name == "a disclosure changed":
            continue  # it takes a disclosure that nothing refers to, which RFC 9901 section 7.1 step 5 forbids
        with pytest.raises((ValueError, JWException)):
            reference.verify(text)


def test_we_take_what_the_reference_issues_and_presents() -> None:
    reference = Reference()
    token = reference.issue()
    assert read_sd_jwt_vc(token).claims == CLAIMS | {"cnf": {"jwk": HOLDER_JWK}}
    chosen: JsonObject = {"name": True, "address": {"street": True}, "skills": [True, None, {"name": True}]}
    for text in (reference.present(token, chosen), reference.present(issued(decoys=0), chosen)):
        assert set(taken(text, datetime.now(UTC)).disclosed) == set(DISCLOSABLE)
    assert taken(presented(token, "/skills/2/name")).claims["skills"] == ["sampling", {"name": "R", "hours": 2.5}]


def test_both_ways_with_openvc() -> None:
    pytest.importorskip("openvc", reason="openvc-core is not installed")
    from openvc.errors import OpenvcError
    from openvc.keys import P256SigningKey
    from openvc.proof.sd_jwt import SdJwtVcProofSuite

    suite = SdJwtVcProofSuite()

    def verify(text: str) -> Any:
        return suite.verify(
            text, public_key_jwk=ISSUER_JWK, audience=READER, nonce=NONCE, require_key_binding=True, now=NOW
        ).claims

    for show in ((), ("/name",), ("/address/street", "/skills/2/name"), DISCLOSABLE):
        text = presented(issued(), *show)
        assert verify(text) == taken(text).claims
    for text in spoilt(presented(issued(), "/name", "/skills/0")).values():
        with pytest.raises(OpenvcError):
            verify(text)
    issuer = P256SigningKey.from_jwk(secret(ISSUER_JWK, ISSUER_SCALAR), kid=ISSUER.verification_method)
    holder = P256SigningKey.from_jwk(secret(HOLDER_JWK, HOLDER_SCALAR), kid=HOLDER.verification_method)
    token = suite.issue(
        dict(CLAIMS), signing_key=issuer, disclosable=["name", "skills"], holder_jwk=HOLDER_JWK, decoys=3
    )
    assert taken(presented(token, "/skills")).claims["skills"] == CLAIMS["skills"]
    for source in (token, issued()):
        theirs = suite.create_presentation(source, holder_key=holder, audience=READER, nonce=NONCE)
        assert taken(theirs, datetime.now(UTC)).claims["name"] == CLAIMS["name"]


def test_times_in_the_past_are_judged_as_of_then() -> None:
    """No clock of our own: a presentation of last May holds as of last May."""
    token = issued(DAY_ONE)
    assert taken(presented(token, "/name", at=DAY_ONE), DAY_ONE).claims["name"] == CLAIMS["name"]
    with pytest.raises(CredkitError):
        taken(presented(token, "/name", at=DAY_ONE), NOW + timedelta(days=1))
