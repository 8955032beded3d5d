"""Credentials in JWT form, both ways with three implementations that share no code with ours.

`jose` in Node, `joserfc` and PyJWT in Python. Each skips, saying so, where it is not installed.
"""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.conformance.peers import ask, node_with
from tests.unit.credkit.college import DAY_ONE, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import (
    EcdsaSigner,
    Ed25519Signer,
    RsaSigner,
    Signer,
    jwk_from_multikey,
    multikey_from_jwk,
)
from skillmark.credkit.proof.jose import check_jws, read_credential_jwt, sign_credential_jwt

ALGORITHMS = ["EdDSA", "ES256", "ES384", "RS256"]
FORMS = ["ob3", "vc-jose"]
ALICE = "did:key:" + Ed25519Signer.from_seed(b"h" * 32).public_multikey


def make_key(algorithm: str) -> Any:
    """A new secret key of the `cryptography` package."""
    if algorithm == "EdDSA":
        return Ed25519PrivateKey.generate()
    if algorithm == "RS256":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1() if algorithm == "ES256" else ec.SECP384R1())


KEYS = {algorithm: make_key(algorithm) for algorithm in ALGORITHMS}


def pem_of(key: Any) -> bytes:
    data: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return data


def signer_of(algorithm: str) -> Signer:
    key = KEYS[algorithm]
    if algorithm == "EdDSA":
        return Ed25519Signer.from_seed(key.private_bytes_raw())
    if algorithm == "RS256":
        return RsaSigner.from_key(key, verification_method="https://college.example/keys#1")
    return EcdsaSigner.from_key(key)


def badge(signer: Signer) -> JsonObject:
    issuer = signer.verification_method.partition("#")[0]
    document = unsigned_award(issuer={"id": issuer, "type": ["Profile"], "name": "Zürich \u2014 college"})
    document["credentialSubject"] = {"id": ALICE} | document["credentialSubject"]  # type: ignore[operator]
    return document


def ours(algorithm: str, form: Any) -> str:
    signer = signer_of(algorithm)
    return sign_credential_jwt(badge(signer), signer=signer, form=form, created_at=DAY_ONE)


def theirs(algorithm: str, form: str) -> tuple[JsonObject, JsonObject]:
    """Header and payload for a peer to sign: what we would."""
    read = read_credential_jwt(ours(algorithm, form))
    return read.jws.header, read.claims


def accept(token: str, algorithm: str, form: str) -> None:
    """We take what a peer signed, and not when a letter of its signature is another."""
    signer = signer_of(algorithm)
    read = read_credential_jwt(token)
    check_jws(read.jws, signer.public_multikey)
    assert (read.form, read.document) == (form, badge(signer))
    at = token.rindex(".") + 5
    with pytest.raises(CredkitError):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        check_jws(read_credential_jwt(changed).jws, signer.public_multikey)


@pytest.fixture(scope="module")
def node() -> str:
    return node_with("jose")


def test_jose_in_node_takes_what_we_sign(node: str, tmp_path: Path) -> None:
    cases = [(algorithm, form) for algorithm in ALGORITHMS for form in FORMS]
    tokens = [ours(*case) for case in cases]
    jobs = []
    for (algorithm, _), token in zip(cases, tokens, strict=True):
        job = {"jwk": jwk_from_multikey(signer_of(algorithm).public_multikey), "algorithms": [algorithm]}
        jobs += [{"verify": job | {"token": token}}, {"verify": job | {"token": token[:-3] + "AAA"}}]
    found = ask(node, "jose_tokens.mjs", tmp_path, jobs)
    for token, right, wrong in zip(tokens, found[::2], found[1::2], strict=True):
        read = read_credential_jwt(token)
        assert (right["header"], right["payload"]) == (read.jws.header, read.claims)
        assert "error" in wrong


def test_we_take_what_jose_in_node_signs(node: str, tmp_path: Path) -> None:
    """With keys that it made: our reading of a JWK is checked, too."""
    keys = ask(node, "jose_tokens.mjs", tmp_path, [{"generate": algorithm} for algorithm in ALGORITHMS])
    secrets = [{name: value for name, value in found["jwk"].items() if name != "alg"} for found in keys]
    publics = [{name: jwk[name] for name in ("kty", "crv", "x", "y", "n", "e") if name in jwk} for jwk in secrets]
    payload = theirs("RS256", "ob3")[1]
    jobs = [
        {"sign": {"header": {"alg": algorithm, "typ": "JWT", "jwk": public}, "payload": payload, "jwk": secret}}
        for algorithm, secret, public in zip(ALGORITHMS, secrets, publics, strict=True)
    ]
    for public, found in zip(publics, ask(node, "jose_tokens.mjs", tmp_path, jobs), strict=True):
        read = read_credential_jwt(found["token"])
        assert read.jwk_multikey == multikey_from_jwk(public)
        check_jws(read.jws, read.jwk_multikey)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_both_ways_with_pyjwt(algorithm: str, form: str) -> None:
    jwt = pytest.importorskip("jwt", reason="PyJWT is not installed")
    token = ours(algorithm, form)
    options = {"verify_aud": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
    payload = jwt.decode(token, KEYS[algorithm].public_key(), algorithms=[algorithm], options=options)
    assert payload == read_credential_jwt(token).claims
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, make_key(algorithm).public_key(), algorithms=[algorithm], options=options)
    header, payload = theirs(algorithm, form)
    accept(jwt.encode(payload, KEYS[algorithm], algorithm=algorithm, headers=header), algorithm, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_both_ways_with_joserfc(algorithm: str, form: str) -> None:
    pytest.importorskip("joserfc", reason="joserfc is not installed")
    from joserfc import jws
    from joserfc.errors import BadSignatureError
    from joserfc.jwk import ECKey, OKPKey, RSAKey

    kinds: dict[str, Any] = {"EdDSA": OKPKey, "RS256": RSAKey}
    key = kinds.get(algorithm, ECKey).import_key(pem_of(KEYS[algorithm]))
    token = ours(algorithm, form)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the name EdDSA, which RFC 9864 retires
        found = jws.deserialize_compact(token, key, algorithms=[algorithm])
        assert json.loads(found.payload) == read_credential_jwt(token).claims
        with pytest.raises(BadSignatureError):
            jws.deserialize_compact(token[:-9] + "AAAAAAAAA", key, algorithms=[algorithm])
        header, payload = theirs(algorithm, form)
        accept(jws.serialize_compact(dict(header), json.dumps(payload), key, algorithms=[algorithm]), algorithm, form)
