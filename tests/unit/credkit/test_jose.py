"""JWS compact form and the three JWT forms of a credential: what is read, and what must never be."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, RsaSigner, Signer, jwk_from_multikey
from skillmark.credkit.proof.jose import (
    check_jws,
    envelop,
    is_compact,
    read_credential_jwt,
    read_envelope,
    read_jws,
    sign_credential_jwt,
    sign_jws,
)

ED = Ed25519Signer.from_seed(b"j" * 32)
ISSUER = ED.verification_method.split("#")[0]
ALICE = "did:key:" + Ed25519Signer.from_seed(b"h" * 32).public_multikey


def pem_of(bits: int) -> bytes:
    key = rsa.generate_private_key(65537, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


RSA_PEM = pem_of(2048)
SIGNERS: dict[str, Signer] = {
    "EdDSA": ED,
    "ES256": EcdsaSigner.from_scalar(KeyKind.P256, b"p" * 32),
    "ES384": EcdsaSigner.from_scalar(KeyKind.P384, b"q" * 48),
    "RS256": RsaSigner.from_pem(RSA_PEM, verification_method="https://college.example/keys#1"),
}


def badge(signer: Signer = ED, **changes: Any) -> JsonObject:
    """Alice's award, with an id for her, from the owner of the signer's key."""
    issuer = signer.verification_method.partition("#")[0]
    document = unsigned_award(issuer={"id": issuer, "type": ["Profile"], "name": "Northbank College"})
    document["credentialSubject"] = {"id": ALICE} | document["credentialSubject"]  # type: ignore[operator]
    return document | changes


def b64(value: object) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(header: JsonObject, payload: JsonObject, signer: Signer = ED) -> str:
    """Signed with any header and payload at all."""
    signing_input = f"{b64(header)}.{b64(payload)}"
    return f"{signing_input}.{b64(signer.sign(signing_input.encode()))}"


def badge_token(header: JsonObject | None = None, without: str = "", **claims: Any) -> str:
    whole = json.loads(base64.urlsafe_b64decode(BADGE.split(".")[1] + "=="))
    kept = {name: value for name, value in (whole | claims).items() if name != without}
    return token({"alg": "EdDSA", "kid": ED.verification_method, "typ": "JWT"} | (header or {}), kept)


BADGE = sign_credential_jwt(badge(), signer=ED, form="ob3", created_at=DAY_ONE)
PRESENTATION: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiablePresentation"],
    "holder": ISSUER,
    "verifiableCredential": [],
}


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


def vc1_token(document: JsonObject, name: str = "vc", **claims: Any) -> str:
    return token({"alg": "EdDSA", "kid": ED.verification_method, "typ": "JWT"}, {name: document} | claims)


OLD: JsonObject = {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"name": "Alice"},
}


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
        vc1_token(OLD, "vp", iss=ISSUER),
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


def test_a_plain_key_name_is_looked_for_at_the_issuer() -> None:
    fragment = ED.verification_method.partition("#")[2]
    for kid in (fragment, "#" + fragment):
        assert read_credential_jwt(badge_token({"kid": kid})).kid == ED.verification_method


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
    ["", ".", "..", "a.b", "a.b.c.d", "a..c", "e30=.e30.AA", "e31.e30.AA", "e30.e30.AA", "ey J.e30.AA", "é.e30.AA"],
)
def test_what_is_no_token_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        read_jws(text)


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
