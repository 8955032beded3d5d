"""Credentials in JWT form: the same checks, and whose key a token may be signed with."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LATER,
    LIST_URIS,
    SLOT,
    Network,
    college_keys,
    signed_list,
    signer_of,
    unsigned_award,
)

from skillmark.credkit.codec.images import bake
from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.did import KeyRecord, NoFetcher, did_web_url
from skillmark.credkit.issue import issue_jwt, prepare
from skillmark.credkit.keys import EcdsaSigner, KeyKind, RsaSigner, Signer, jwk_from_multikey
from skillmark.credkit.pack import make_anchors, make_key_statement, make_pack, read_anchors
from skillmark.credkit.proof.jose import envelop, read_jws, sign_credential_jwt, sign_jws
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE, STANDARD, Policy, verify

HOUSE = "https://badges.example/issuers/7"


def look(data: bytes, network: Any, **more: Any) -> Report:
    return verify(data, policy=more.pop("policy", STANDARD), fetcher=network, at=more.pop("at", LATER), **more)


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def token(form: Any = "ob3", signer: Signer | None = None, key: Any = "kid", **changes: object) -> bytes:
    """An award of the college's as a JWT, whoever signs it; no lint stands in Mallory's way."""
    document = {name: value for name, value in unsigned_award(**changes).items() if value is not None}
    honest = sign_credential_jwt(document, signer=signer_of(1), form=form, created_at=DAY_ONE, key="jwk")
    signer = signer or signer_of(1)
    header: Any = {"kid": signer.verification_method, "jwk": jwk_from_multikey(signer.public_multikey)}
    wanted = {name: header[name] for name in ("kid", "jwk") if name in key}
    return sign_jws(wanted | {"typ": "JWT" if form == "ob3" else "vc+jwt"}, _payload(honest), signer=signer).encode()


def _payload(compact: str) -> bytes:
    return read_jws(compact).payload


class _At:
    """A signer whose key goes by another name."""

    def __init__(self, name: str, key: Signer) -> None:
        self.verification_method, self.public_multikey, self.sign = name, key.public_multikey, key.sign


def by(issuer_id: str) -> dict[str, object]:
    issuer: Any = unsigned_award()["issuer"]
    return {"issuer": issuer | {"id": issuer_id}, "credentialStatus": None}


@pytest.mark.parametrize("form", ["ob3", "vc-jose"])
def test_a_token_holds_like_its_document(network: Network, form: Any) -> None:
    report = look(token(form), network)
    assert report.answer is Answer.HOLDS
    assert [check.number for check in report.checks] == list(range(1, 12))
    assert report.vouched_by == "issuer"


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, Answer.HOLDS),
        ({"exp": 1_700_000_000}, Answer.FAILS),
        ({"nbf": 4_000_000_000}, Answer.FAILS),
        ({"iss": "did:web:mallory.example"}, Answer.FAILS),
        ({"jti": "urn:uuid:another"}, Answer.FAILS),
    ],
)
def test_the_first_versions_tokens(changes: dict[str, object], answer: Answer) -> None:
    """VC 1.1: the document in a `vc` claim, and the claims around it part of it."""
    signer = signer_of(5, None)
    did = signer.verification_method.partition("#")[0]
    document: Any = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "id": "urn:uuid:first",
        "type": ["VerifiableCredential"],
        "issuer": did,
        "credentialSubject": {"id": "did:example:alice"},
    }
    claims = {"iss": did, "jti": "urn:uuid:first", "nbf": int(DAY_ONE.timestamp()), "vc": document} | changes
    header: Any = {"kid": signer.verification_method, "typ": "JWT"}
    signed = sign_jws(header, json.dumps(claims).encode(), signer=signer)
    assert look(signed.encode(), NoFetcher()).answer is answer


def test_an_issued_token_holds(network: Network) -> None:
    signed = issue_jwt(prepare(unsigned_award()), signer=signer_of(1), created_at=DAY_ONE)
    assert look(signed.encode(), network).answer is Answer.HOLDS


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_changed_token_never_holds(network: Network, part: int) -> None:
    parts = token().decode().split(".")
    middle = len(parts[part]) // 2
    for place in (0, 3, middle, middle + 1, -4):
        letter = parts[part][place]
        changed = list(parts)
        changed[part] = parts[part][:place] + ("A" if letter != "A" else "B") + parts[part][place:][1:]
        assert look(".".join(changed).encode(), network).answer is not Answer.HOLDS


def test_a_token_in_an_image_and_in_an_envelope(network: Network) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'
    assert look(bake(svg, token()), network).answer is Answer.HOLDS
    assert look(write_json(envelop(token("vc-jose").decode())), network).answer is Answer.HOLDS


def test_a_revoked_token_fails(network: Network) -> None:
    network.answers[LIST_URIS["revocation"]] = signed_list("revocation", SLOT)
    assert state(look(token(), network), "not_revoked") == (State.FAILED, "status.revocation")


def test_a_status_list_may_be_a_token_too(network: Network) -> None:
    document = {name: value for name, value in read_object(signed_list("revocation", SLOT)).items() if name != "proof"}
    signed = sign_credential_jwt(document, signer=signer_of(1), form="vc-jose", created_at=DAY_ONE)
    network.answers[LIST_URIS["revocation"]] = signed.encode()
    assert state(look(token(), network), "not_revoked") == (State.FAILED, "status.revocation")


def test_an_expired_token_fails(network: Network) -> None:
    report = look(token(), network, at=DAY_ONE + timedelta(days=400))
    assert state(report, "not_expired") == (State.FAILED, "period.over")


def test_a_token_of_tomorrow_fails(network: Network) -> None:
    signed = sign_credential_jwt(
        unsigned_award(), signer=signer_of(1), form="vc-jose", created_at=LATER + timedelta(days=2)
    )
    assert state(look(signed.encode(), network), "key_in_use") == (State.FAILED, "key.future")


def test_a_retired_key_fails_for_what_it_signed_later(network: Network) -> None:
    over = KeyRecord(signer_of(1).public_multikey, DAY_ONE - timedelta(9), DAY_ONE - timedelta(1))
    network.answers[did_web_url(COLLEGE)] = json.dumps(college_keys(over)).encode()
    assert state(look(token(), network), "key_in_use") == (State.FAILED, "key.retired")


@pytest.mark.parametrize(
    ("forge", "step"),
    [
        (lambda: token(signer=signer_of(66)), "issuer_key"),
        (lambda: token(signer=signer_of(66), key="jwk"), "issuer_key"),
        (lambda: token(signer=signer_of(66), key="kid jwk"), "issuer_key"),
        (lambda: token(signer=signer_of(66, "did:web:mallory.example")), "readable"),
        (lambda: token(signer=signer_of(66, None)), "readable"),
        (lambda: token(signer=_At(signer_of(1).verification_method, signer_of(66))), "unchanged"),
        (lambda: token(signer=_At(signer_of(1).verification_method, signer_of(66)), key="kid jwk"), "issuer_key"),
        (lambda: token("vc-jose", _At("https://mallory.example/key", signer_of(66))), "readable"),
    ],
)
def test_mallorys_token_is_not_the_colleges(network: Network, forge: Callable[[], bytes], step: str) -> None:
    """Under the college's name, with her key brought along, under her own name, and under that of the college's key."""
    network.answers["https://mallory.example/.well-known/did.json"] = b"{}"
    report = look(forge(), network)
    assert report.answer is Answer.FAILS
    assert state(report, step)[0] is State.FAILED
    assert not [url for url in network.asked if "mallory" in url]


def test_a_key_the_token_brings_counts_when_the_issuer_lists_it(network: Network) -> None:
    assert look(token(key="jwk"), network).answer is Answer.HOLDS


@pytest.mark.parametrize("key", ["kid", "jwk"])
def test_an_identifier_that_is_the_key_needs_no_network(key: Any) -> None:
    for signer in (signer_of(5, None), EcdsaSigner.from_scalar(KeyKind.P256, b"7" * 32)):
        did = signer.verification_method.partition("#")[0]
        assert look(token(signer=signer, key=key, **by(did)), NoFetcher()).answer is Answer.HOLDS


def test_without_a_network_a_token_is_unchanged_and_nobodys() -> None:
    report = look(token(key="jwk"), NoFetcher(), policy=OFFLINE)
    assert report.answer is Answer.UNSURE
    assert state(report, "unchanged")[0] is State.PASSED
    assert state(report, "issuer_key")[0] is State.NOT_CHECKED


def test_a_pack_carries_a_token_and_a_list_that_is_one(award: bytes) -> None:
    statement = make_key_statement(college_keys(), signer=signer_of(1), stated_at=LATER)
    lists = {uri: signed_list(purpose) for purpose, uri in LIST_URIS.items()}
    pack = make_pack(token(), key_statements=[statement], status_lists=lists, made_at=LATER)
    report = look(pack, NoFetcher(), policy=OFFLINE, at=LATER + timedelta(days=200))
    assert (report.answer, report.vouched_by) == (Answer.HOLDS, "pack")


@pytest.fixture(scope="module")
def rsa() -> Signer:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return RsaSigner.from_pem(pem, verification_method=f"{HOUSE}/key")


def served(*names: str, key: Signer, **more: object) -> dict[str, bytes]:
    body = json.dumps(jwk_from_multikey(key.public_multikey) | more).encode()
    return dict.fromkeys(names, body)


def test_1edtechs_own_form(rsa: Signer) -> None:
    """RS256, an issuer named by an https address, and the key at an address of the issuer's site."""
    network = Network(served(f"{HOUSE}/key", key=rsa))
    report = look(token(signer=rsa, **by(HOUSE)), network)
    assert report.answer is Answer.HOLDS
    assert report.vouched_by == "issuer"


def test_a_key_on_another_site_counts_when_the_issuers_page_names_it(rsa: Signer) -> None:
    elsewhere = _At("https://keys.example/7", rsa)
    network = Network(served("https://keys.example/7", key=rsa))
    assert look(token(signer=elsewhere, **by(HOUSE)), network).answer is Answer.UNSURE
    assert "https://keys.example/7" not in network.asked
    network.answers[HOUSE] = json.dumps(
        {"id": HOUSE, "type": "Profile", "publicKey": "https://keys.example/7"}
    ).encode()
    assert look(token(signer=elsewhere, **by(HOUSE)), network).answer is Answer.HOLDS


@pytest.mark.parametrize("key", ["jwk", "kid"])
def test_a_key_counts_that_is_in_the_set_of_keys_of_the_issuers_site(rsa: Signer, key: str) -> None:
    """1EdTech's implementation guide, "Key provenance": the token brings its key along or names it within the set."""
    name = "https://badges.example/.well-known/jwks.json"
    data = token(signer=_At("spring", rsa), key=key, **by(HOUSE))
    listed = jwk_from_multikey(rsa.public_multikey) | {"kid": "spring"}
    for owner, answer in ((HOUSE, Answer.HOLDS), (HOUSE + "1", Answer.UNSURE)):
        network = Network({name: json.dumps({"keys": [{"kty": "oct"}, listed | {"iss": owner}]}).encode()})
        assert look(data, network).answer is answer
    assert look(data, Network({name: b'{"keys": []}'})).answer is not Answer.HOLDS
    assert look(data, Network()).answer is Answer.UNSURE


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        (f"{HOUSE}/keys/1", Answer.HOLDS),
        ("https://badges.example/.well-known/jwks.json", Answer.HOLDS),
        ("https://badges.example/uploads/1", Answer.UNSURE),
        (f"{HOUSE}1/key", Answer.UNSURE),
        (f"{HOUSE}/../8/key", Answer.UNSURE),
        (f"{HOUSE}/%2E%2e/8/key", Answer.UNSURE),
    ],
)
def test_where_on_a_site_an_issuers_keys_may_lie(rsa: Signer, name: str, answer: Answer) -> None:
    network = Network(served(name, key=rsa))
    assert look(token(signer=_At(name, rsa), **by(HOUSE)), network).answer is answer


def test_a_page_about_another_issuer_names_nothing(rsa: Signer) -> None:
    network = Network(served("https://keys.example/7", key=rsa))
    profile = {"id": HOUSE + "1", "type": "Profile", "publicKey": "https://keys.example/7"}
    network.answers[HOUSE] = json.dumps(profile).encode()
    report = look(token(signer=_At("https://keys.example/7", rsa), **by(HOUSE)), network)
    assert state(report, "issuer_key") == (State.NOT_CHECKED, "issuer.not_linked")


def test_a_neighbours_key_on_the_same_site_fails(rsa: Signer) -> None:
    """Two issuers share a site: a key that says whose it is, is only theirs."""
    neighbour = _At("https://badges.example/issuers/8/key", rsa)
    network = Network(served("https://badges.example/issuers/8/key", key=rsa, iss="https://badges.example/issuers/8"))
    report = look(token(signer=neighbour, **by(HOUSE)), network)
    assert state(report, "issuer_key") == (State.FAILED, "issuer.key_unknown")


@pytest.mark.parametrize("iss", ["", HOUSE])
def test_a_key_uploaded_elsewhere_on_the_issuers_site_is_nobodys_word(rsa: Signer, iss: str) -> None:
    """Mallory uploads a file that says it is the issuer's key; only the issuer's own page can say so."""
    address = "https://badges.example/uploads/mallory.json"
    network = Network(served(address, key=rsa, **({"iss": iss} if iss else {})))
    data = token(signer=_At(address, rsa), **by(HOUSE))
    assert look(data, network).answer is Answer.UNSURE
    network.answers[HOUSE] = json.dumps({"id": HOUSE, "type": "Profile", "publicKey": address}).encode()
    assert look(data, network).answer is Answer.HOLDS


def test_an_https_issuers_key_in_a_pack_is_the_packs_word(rsa: Signer) -> None:
    data = token(signer=rsa, **by(HOUSE))
    pack = make_pack(
        data, key_statements=[], status_lists={}, made_at=DAY_ONE, documents=served(f"{HOUSE}/key", key=rsa)
    )
    report = look(pack, NoFetcher(), policy=OFFLINE)
    assert (report.answer, report.vouched_by, report.as_of) == (Answer.HOLDS, "pack", DAY_ONE)
    assert look(pack, NoFetcher(), policy=STANDARD).answer is Answer.UNSURE


def test_a_saved_key_of_an_https_issuer_counts_offline() -> None:
    key = signer_of(3)
    method = f"{HOUSE}#{key.public_multikey}"
    listed = {"id": method, "type": "Multikey", "controller": HOUSE, "publicKeyMultibase": key.public_multikey}
    saved: Any = {"id": HOUSE, "verificationMethod": [listed], "assertionMethod": [method]}
    policy = Policy("mine", anchors=read_anchors(make_anchors([saved], saved_at=DAY_ONE)))
    report = look(token(signer=_At(method, key), **by(HOUSE)), NoFetcher(), policy=policy)
    assert (report.answer, report.vouched_by) == (Answer.HOLDS, "anchor")
    forged = token(signer=_At(f"{HOUSE}/key", signer_of(66)), **by(HOUSE))
    assert look(forged, NoFetcher(), policy=policy).answer is Answer.FAILS


def test_a_proof_may_name_an_https_key_too() -> None:
    """1EdTech's own examples: the issuer's address with the key as its fragment."""
    from skillmark.credkit.contexts import issuing
    from skillmark.credkit.proof.data_integrity import HashSource, add_proof

    key = signer_of(3)
    method = f"{HOUSE}#{key.public_multikey}"
    listed = {"id": method, "type": "Multikey", "controller": HOUSE, "publicKeyMultibase": key.public_multikey}
    network = Network({HOUSE: json.dumps({"id": HOUSE, "type": "Profile", "verificationMethod": [listed]}).encode()})
    document = {name: value for name, value in unsigned_award(**by(HOUSE)).items() if name != "credentialStatus"}
    signed = add_proof(document, signer=_At(method, key), created_at=DAY_ONE, source=HashSource(issuing()))
    assert look(write_json(signed), network).answer is Answer.HOLDS
    assert look(write_json(signed), NoFetcher()).answer is Answer.UNSURE
    listed["publicKeyMultibase"] = signer_of(4).public_multikey
    network.answers[HOUSE] = json.dumps({"id": HOUSE, "verificationMethod": [listed]}).encode()
    assert look(write_json(signed), network).answer is Answer.FAILS
