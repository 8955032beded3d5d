"""Any W3C credential, and the three ways of signing what was prepared: inside, for disclosing a part, as a JWT."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import DAY_ONE, signer_of, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.contexts import VC_V1_URL, VC_V2_URL
from skillmark.credkit.errors import Refused
from skillmark.credkit.issue import Prepared, Rules, issue, issue_base, issue_jwt, prepare
from skillmark.credkit.keys import EcdsaSigner, KeyKind, Signer
from skillmark.credkit.proof.data_integrity.sd import is_base_value
from skillmark.credkit.proof.jose import read_credential_jwt

PLAIN: JsonObject = {
    "@context": [VC_V2_URL],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"id": "did:example:alice", "name": "Alice"},
}


def ecdsa(scalar: int = 1, kind: KeyKind = KeyKind.P256) -> EcdsaSigner:
    return EcdsaSigner.from_scalar(kind, scalar.to_bytes(32 if kind is KeyKind.P256 else 48))


def plain(signer: Signer, **changes: Any) -> JsonObject:
    return PLAIN | {"issuer": signer.verification_method.partition("#")[0]} | changes


def prepared(document: JsonObject) -> Prepared:
    return prepare(document, require_annex=False, rules=Rules.W3C)


def proof_of(data: bytes) -> dict[str, Any]:
    proof = json.loads(data)["proof"]
    return dict(proof[0] if isinstance(proof, list) else proof)


def test_our_rules_refuse_what_w3c_lets_pass() -> None:
    signer = signer_of(1, None)
    with pytest.raises(Refused):
        prepare(plain(signer), require_annex=False)
    assert issue(prepared(plain(signer)), signer=signer, created_at=DAY_ONE)


def test_w3c_rules_still_refuse_what_is_no_credential() -> None:
    signer = signer_of(1, None)
    wrong: list[JsonObject] = [
        plain(signer, type=["Sticker"]),
        plain(signer, proof={}),
        plain(signer, unheardOf="word"),
        plain(
            signer, relatedResource={"id": VC_V2_URL, "digestMultibase": "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0"}
        ),
    ]
    for document in wrong:
        with pytest.raises(Refused):
            prepared(document)


@pytest.mark.parametrize(
    ("signer", "suite"),
    [
        (signer_of(1, None), "eddsa-rdfc-2022"),
        (signer_of(1, None), "eddsa-jcs-2022"),
        (ecdsa(), "ecdsa-rdfc-2019"),
        (ecdsa(kind=KeyKind.P384), "ecdsa-jcs-2019"),
    ],
)
def test_the_suite_may_be_chosen(signer: Signer, suite: str) -> None:
    data = issue(prepared(plain(signer)), signer=signer, created_at=DAY_ONE, suite=suite)
    assert proof_of(data)["cryptosuite"] == suite


def test_a_suite_that_does_not_fit_the_key_is_refused() -> None:
    with pytest.raises(Refused):
        issue(prepared(plain(ecdsa())), signer=ecdsa(), created_at=DAY_ONE, suite="eddsa-rdfc-2022")


def test_the_first_data_model_is_given_the_terms_of_proofs() -> None:
    signer = signer_of(1, None)
    first = plain(signer) | {"@context": [VC_V1_URL], "issuanceDate": "2026-05-01T12:00:00Z"}
    first["credentialSubject"] = {"id": "did:example:alice"}
    data = issue(prepared(first), signer=signer, created_at=DAY_ONE)
    assert json.loads(data)["@context"] == [VC_V1_URL, "https://w3id.org/security/data-integrity/v2"]


def test_what_is_over_may_be_signed_under_w3c_rules_only() -> None:
    signer = signer_of(1, None)
    over = plain(signer, validUntil="2026-04-01T00:00:00Z")
    assert issue(prepared(over), signer=signer, created_at=DAY_ONE)
    with pytest.raises(Refused) as caught:
        issue(prepare(unsigned_award()), signer=signer_of(1), created_at=DAY_ONE + timedelta(days=900))
    assert caught.value.code == "issue.already_over"


def test_a_base_proof_is_for_the_holder() -> None:
    token = prepared(plain(ecdsa()))
    data = issue_base(token, ["/issuer"], signer=ecdsa(), hmac_key=bytes(32), proof_key=ecdsa(2), created_at=DAY_ONE)
    assert is_base_value(proof_of(data)["proofValue"])


def test_a_jwt_says_what_was_prepared() -> None:
    award = unsigned_award()
    token = issue_jwt(prepare(award), signer=signer_of(1), created_at=DAY_ONE)
    assert read_credential_jwt(token).document["credentialSubject"] == award["credentialSubject"]
    jose = issue_jwt(prepare(award), signer=signer_of(1), created_at=DAY_ONE, form="vc-jose")
    assert read_credential_jwt(jose).form == "vc-jose"


@pytest.mark.parametrize(
    "sign",
    [
        lambda token: issue(token, signer=ecdsa(), created_at=DAY_ONE),
        lambda token: issue_jwt(token, signer=ecdsa(), created_at=DAY_ONE, form="vc-jose"),
        lambda token: issue_base(
            token, ["/issuer"], signer=ecdsa(), hmac_key=bytes(32), proof_key=ecdsa(2), created_at=DAY_ONE
        ),
    ],
)
def test_every_form_uses_the_token_up(sign: Callable[[Prepared], object]) -> None:
    token = prepared(plain(ecdsa()))
    assert sign(token)
    with pytest.raises(Refused) as caught:
        sign(token)
    assert caught.value.code == "issue.token_unknown"


def test_another_signer_is_refused_in_every_form() -> None:
    token, other = prepared(plain(ecdsa())), ecdsa(3)
    with pytest.raises(Refused):
        issue_jwt(token, signer=other, created_at=DAY_ONE, form="vc-jose")
    with pytest.raises(Refused):
        issue_base(token, [], signer=other, hmac_key=bytes(32), proof_key=ecdsa(2), created_at=DAY_ONE)
    assert read_object(issue(token, signer=ecdsa(), created_at=DAY_ONE))
