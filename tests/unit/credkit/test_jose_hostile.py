"""Tokens that play tricks: none is read as what it is not, and nothing that was changed ever verifies."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE
from tests.unit.credkit.jose_tokens import (
    ALICE,
    BADGE,
    ED,
    ISSUER,
    OLD,
    PRESENTATION,
    SIGNERS,
    b64,
    badge,
    badge_token,
    token,
    vc1_token,
)

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import Ed25519Signer, Signer, jwk_from_multikey
from skillmark.credkit.proof.jose import check_jws, is_compact, read_credential_jwt, read_jws, sign_jws


@pytest.mark.parametrize(
    "text",
    [
        badge_token(iss="did:web:mallory.example"),
        badge_token(jti="urn:uuid:other"),
        badge_token(sub="did:key:zOther"),
        badge_token(nbf=int(DAY_ONE.timestamp()) + 1),
        badge_token(exp=4102444800),
        badge_token(without="iss"),
        badge_token(without="jti"),
        badge_token(without="nbf"),
        badge_token(without="sub"),
        badge_token(without="validFrom"),
        badge_token(without="issuer"),
        badge_token(without="type"),
        badge_token(without="credentialSubject"),
        badge_token(type=["VerifiableCredential", "VerifiablePresentation"]),
        badge_token(vc=badge()),
        badge_token(_sd=["digest"]),
        badge_token({"typ": "vc+jwt"}, _sd_alg="sha-256"),
        badge_token(iss=5),
        badge_token(nbf="2026"),
        badge_token(exp=True),
        badge_token(exp=1e300),
        badge_token({"typ": "vp+jwt"}),
        badge_token({"typ": "at+jwt"}),
        badge_token({"typ": "dc+sd-jwt"}),
        badge_token({"cty": "vp"}),
        badge_token({"typ": "vc+jwt"}, iss="did:web:mallory.example"),
        badge_token({"typ": "vc+jwt"}, jti="urn:uuid:other"),
        badge_token({"typ": "vc+jwt"}, sub="did:key:zOther"),
        badge_token({"x5c": ["MII"]}),
        badge_token({"jku": "https://mallory.example/keys"}),
        badge_token({"typ": "vc+jwt"}, vc=badge()),
        badge_token({"typ": "vc+jwt", "iss": "did:web:mallory.example"}),
        badge_token({"kid": "../../keys/1"}),
        badge_token({"kid": "file:///etc/passwd"}),
        badge_token({"kid": "key 1"}),
        badge_token({"kid": 7}),
        token({"alg": "EdDSA", "typ": "JWT"}, json.loads(base64.urlsafe_b64decode(BADGE.split(".")[1] + "=="))),
        vc1_token(OLD | {"issuer": "did:web:a.example"}, iss="did:web:b.example"),
        vc1_token(OLD | {"id": "urn:x:1"}, jti="urn:x:2", iss=ISSUER),
        vc1_token(OLD | {"issuer": [ISSUER, "did:web:mallory.example"]}, iss=ISSUER),
        vc1_token(OLD | {"credentialSubject": [{"id": ALICE}, {"id": ISSUER}]}, sub=ALICE, iss=ISSUER),
        vc1_token(OLD | {"credentialSubject": {"id": ALICE}}, sub=ISSUER, iss=ISSUER),
        vc1_token(OLD | {"issuanceDate": "2010-01-01T00:00:00Z"}, nbf=1262304001, iss=ISSUER),
        vc1_token(OLD | {"expirationDate": "2010-01-01T00:00:00Z"}, exp=4102444800, iss=ISSUER),
        vc1_token(PRESENTATION, "vp", iss="did:web:mallory.example"),
        vc1_token(OLD, "vp", iss=ISSUER),
        token({"alg": "EdDSA", "kid": "k", "typ": "JWT"}, PRESENTATION | {"iss": "did:web:mallory.example"}),
        vc1_token(OLD, iss=ISSUER, vp=PRESENTATION),
        vc1_token([OLD], iss=ISSUER),  # type: ignore[arg-type]
    ],
)
def test_what_contradicts_itself_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        read_credential_jwt(text)


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ({"alg": "none"}, Untrusted),
        ({"alg": "NoNe"}, Untrusted),
        ({"alg": "HS256"}, Untrusted),
        ({"alg": "PS256"}, Refused),
        ({"alg": ["EdDSA"]}, Malformed),
        ({"alg": ""}, Malformed),
        ({"crit": ["exp"]}, Refused),
        ({"crit": []}, Refused),
        ({"b64": False}, Refused),
        ({"b64": True}, Refused),
        ({"zip": "DEF"}, Refused),
        ({"jwk": jwk_from_multikey(ED.public_multikey) | {"d": "AA"}}, Untrusted),
        ({"jwk": jwk_from_multikey(SIGNERS["ES256"].public_multikey)}, Untrusted),
        ({"jwk": "https://college.example/key"}, Malformed),
        ({"jwk": jwk_from_multikey(Ed25519Signer.from_seed(b"x" * 32).public_multikey)}, Untrusted),
        ({"kid": "did:web:mallory.example#1"}, Untrusted),
        ({"kid": "https://mallory.example/key"}, Untrusted),
        ({"kid": "did:key:z6Mk/../..#1"}, Malformed),
    ],
)
def test_a_header_that_plays_tricks_is_not_acted_upon(header: JsonObject, error: type[CredkitError]) -> None:
    with pytest.raises(error):
        read_credential_jwt(badge_token(header))


def test_a_key_that_travels_must_fit_the_way_of_signing_before_it_is_tried() -> None:
    for kid in ({}, {"kid": "https://college.example/key"}):
        jwk = jwk_from_multikey(SIGNERS["ES256"].public_multikey)
        with pytest.raises(Untrusted, match=r"jose\.algorithm_mismatch"):
            read_jws(token({"alg": "EdDSA", "jwk": jwk} | kid, {}))


def test_a_key_in_the_issuers_own_name_is_the_key_that_travels() -> None:
    jwk = jwk_from_multikey(ED.public_multikey)
    did = "did:jwk:" + b64(jwk)
    document: JsonObject = OLD | {"issuer": did}
    header: JsonObject = {"alg": "EdDSA", "typ": "vc+jwt", "kid": did + "#0"}
    assert read_credential_jwt(token(header | {"jwk": jwk}, document)).jwk_multikey == ED.public_multikey
    other = jwk_from_multikey(Ed25519Signer.from_seed(b"x" * 32).public_multikey)
    with pytest.raises(Untrusted, match=r"jose\.two_keys"):
        read_credential_jwt(token(header | {"jwk": other}, document))


@pytest.mark.parametrize("signer", SIGNERS.values(), ids=SIGNERS)
@pytest.mark.parametrize("algorithm", SIGNERS)
def test_a_key_signs_in_its_own_way_only(algorithm: str, signer: Signer) -> None:
    """The public key of one kind, put forward under the name of another, never fits."""
    read = read_jws(sign_jws({"typ": "JWT"}, b"{}", signer=SIGNERS[algorithm]))
    renamed = token({"alg": algorithm}, {}, signer)
    if signer is SIGNERS[algorithm]:
        check_jws(read, signer.public_multikey)
        check_jws(read_jws(renamed), signer.public_multikey)
        return
    for jws in (read, read_jws(renamed)):
        with pytest.raises(Untrusted):
            check_jws(jws, signer.public_multikey)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        BADGE.rpartition(".")[0],
        BADGE + ".AA",
        "a.b",
        "a.b.c.d",
        "a..c",
        "e30=.e30.AA",
        "e31.e30.AA",
        "e30.e30.AA",
        "ey J.e30.AA",
        "é.e30.AA",
    ],
)
def test_what_is_no_token_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        read_jws(text)


@pytest.mark.parametrize("value", [5, "", [ISSUER], "x" * 5_000, None])
@pytest.mark.parametrize("name", ["iss", "sub", "jti"])
def test_a_claim_that_names_nobody_is_malformed(name: str, value: Any) -> None:
    """Also where the form needs no such claim, and the document has nothing to hold it against."""
    with pytest.raises(Malformed, match=r"jose\.bad_claim"):
        read_credential_jwt(token({"alg": "EdDSA", "typ": "vc+jwt"}, {**OLD, "issuer": ISSUER, name: value}))


def test_a_token_without_signature_or_of_any_length_is_not_read() -> None:
    with pytest.raises(Untrusted):
        read_jws(BADGE.rpartition(".")[0] + ".")
    with pytest.raises(Refused):
        read_jws("a." * 2_000_000)
    with pytest.raises(Refused):
        read_jws(BADGE + "A" * 4_000)
    assert not is_compact(b"a" * 3_000_000)


def test_stray_last_bits_are_a_second_spelling_and_fail() -> None:
    head, _, last = BADGE.rpartition(".")
    other = last[:-1] + chr(ord(last[-1]) + 1)
    assert base64.urlsafe_b64decode(last + "==") == base64.urlsafe_b64decode(other + "==")
    with pytest.raises(Malformed):
        read_jws(f"{head}.{other}")


quick = settings(max_examples=120, deadline=None)


@quick
@given(
    st.text(max_size=60) | st.builds(lambda *parts: ".".join(parts), st.text("ab{}", max_size=9), st.text(), st.text())
)
@example("e30.e30.AA")
def test_any_text_gets_an_answer_or_our_error(text: str) -> None:
    for reader in (read_jws, read_credential_jwt):
        with pytest.raises(CredkitError):
            reader(text)
    is_compact(text.encode("utf-8", "replace"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["iss", "sub", "nbf", "exp", "iat", "jti", "vc", "vp", "type", "id", "issuer", "validFrom", "credentialSubject"]


@quick
@given(
    header=st.dictionaries(st.sampled_from(["kid", "jwk", "typ", "cty", "x5u", "iss"]), JSON | st.just("vc+jwt")),
    claims=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4),
)
def test_any_header_and_payload_gets_an_answer_or_our_error(header: JsonObject, claims: JsonObject) -> None:
    try:
        read_credential_jwt(badge_token(header, **claims))
    except CredkitError:
        return


@dataclass(frozen=True)
class Flip:
    at: int
    to: str

    def __call__(self, text: str) -> str:
        return text[: self.at] + self.to + text[self.at + 1 :]


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~="
FLIPS = st.builds(Flip, st.integers(0, len(BADGE) - 1), st.sampled_from(LETTERS))


@quick
@given(FLIPS)
def test_a_changed_letter_never_verifies(flip: Callable[[str], str]) -> None:
    changed = flip(BADGE)
    if changed == BADGE:
        return
    with pytest.raises(CredkitError):
        check_jws(read_credential_jwt(changed).jws, ED.public_multikey)


@quick
@given(st.integers(0, len(BADGE) * 8 - 1))
def test_a_flipped_bit_never_verifies(bit: int) -> None:
    data = bytearray(BADGE.encode())
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CredkitError):
        check_jws(read_credential_jwt(data.decode("latin-1")).jws, ED.public_multikey)
