"""did:jwk, did:key of every kind, and verification methods in their several types."""

import base64
import json
from datetime import UTC, datetime

import pytest

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import (
    DidDocument,
    KeyRecord,
    NoFetcher,
    build_did_document,
    read_did_document,
    resolve,
)
from skillmark.credkit.errors import CredkitError, Malformed
from skillmark.credkit.keys import (
    EcdsaSigner,
    Ed25519Signer,
    KeyKind,
    encode_multikey,
    jwk_from_multikey,
)

DID = "did:web:college.example"
URL = "https://college.example/keys"
ED = Ed25519Signer.from_seed(b"\x01" * 32).public_multikey
OTHER = Ed25519Signer.from_seed(b"\x02" * 32).public_multikey
P256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\x01" * 32).public_multikey
P384 = EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48).public_multikey


def did_jwk(jwk: object) -> str:
    return "did:jwk:" + base64.urlsafe_b64encode(json.dumps(jwk).encode()).rstrip(b"=").decode()


def only_key(document: DidDocument) -> tuple[str, str, bool, bool]:
    (key,) = document.keys
    return key.id, key.public_multikey, key.asserts, key.authenticates


@pytest.mark.parametrize("multikey", [ED, P256, P384])
def test_did_key_of_every_kind(multikey: str) -> None:
    did = "did:key:" + multikey
    assert only_key(resolve(did, NoFetcher())) == (f"{did}#{multikey}", multikey, True, True)


@pytest.mark.parametrize("multikey", [ED, P256, P384])
def test_did_jwk_is_its_own_document(multikey: str) -> None:
    did = did_jwk(jwk_from_multikey(multikey))
    assert only_key(resolve(did, NoFetcher())) == (did + "#0", multikey, True, True)


@pytest.mark.parametrize(
    "did",
    [
        did_jwk(jwk_from_multikey(ED) | {"use": "enc"}),
        did_jwk(jwk_from_multikey(ED) | {"d": "AAAA"}),
        did_jwk([]),
        did_jwk({"kty": "OKP"}),
        did_jwk({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}),
        "did:jwk:",
        "did:jwk:e30=",
        "did:jwk:!!",
        "did:jwk:" + "A" * 2_000,
        "did:key:z" + "1" * 40,
        "did:key:u" + P256[1:],
    ],
)
def test_bad_self_named_identifiers_end_in_our_errors(did: str) -> None:
    with pytest.raises(CredkitError):
        resolve(did, NoFetcher())


def method(name: str = "#k", **members: object) -> JsonObject:
    plain = {"id": DID + name, "type": "Multikey", "controller": DID, "publicKeyMultibase": ED}
    return json.loads(json.dumps({key: value for key, value in (plain | members).items() if value is not None}))


def read(*methods: JsonObject, **members: object) -> DidDocument:
    document = {"id": DID, "verificationMethod": list(methods), "assertionMethod": ["#k"]} | members
    return read_did_document(json.loads(json.dumps(document)), DID)


@pytest.mark.parametrize(
    ("members", "multikey"),
    [
        ({"publicKeyMultibase": P256}, P256),
        ({"type": "Ed25519VerificationKey2020"}, ED),
        ({"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": jwk_from_multikey(P384)}, P384),
        ({"type": "JsonWebKey2020", "publicKeyMultibase": None, "publicKeyJwk": jwk_from_multikey(ED)}, ED),
    ],
)
def test_each_type_of_method_is_read(members: dict[str, object], multikey: str) -> None:
    assert only_key(read(method(**members))) == (DID + "#k", multikey, True, False)


@pytest.mark.parametrize(
    "members",
    [
        {"type": "Ed25519VerificationKey2018"},
        {"type": ["Multikey"]},
        {"type": "Ed25519VerificationKey2020", "publicKeyMultibase": P256},
        {"type": "JsonWebKey"},
        {"publicKeyMultibase": jwk_from_multikey(ED)},
        {"publicKeyJwk": jwk_from_multikey(ED)},  # two keys in one method
        {"secretKeyMultibase": "z3u2"},
        {"publicKeyMultibase": encode_multikey(b"\x01" + bytes(31))},  # of small order
        {"controller": None},
        {"id": "did:web:mallory.example#k"},
        {"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": jwk_from_multikey(ED) | {"d": "AA"}},
    ],
)
def test_a_method_that_is_not_sound_is_left_out(members: dict[str, object]) -> None:
    assert read(method(**members)).keys == ()


def test_purposes_are_kept_apart() -> None:
    other = method("#login", publicKeyMultibase=OTHER)
    found = read(method(), other, authentication=[DID + "#login"])
    assert [(key.asserts, key.authenticates) for key in found.keys] == [(True, False), (False, True)]
    embedded = read(assertionMethod=[method()], authentication=[other])
    assert embedded.keys == found.keys
    both = read(assertionMethod=[method()], authentication=[method()])
    assert [(key.asserts, key.authenticates) for key in both.keys] == [(True, True)]


def test_one_name_for_two_keys_is_malformed() -> None:
    with pytest.raises(Malformed) as error:
        read(method(), method(publicKeyMultibase=OTHER))
    assert error.value.code == "did.same_id"


def test_what_we_serve_reads_back_with_its_times_and_purposes() -> None:
    began, ended = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    records = [
        KeyRecord(ED, began, in_use_until=ended),
        KeyRecord(P256, ended, authenticates=True),
        KeyRecord(P384, began, revoked_at=ended, asserts=False, authenticates=True),
    ]
    keys = read_did_document(build_did_document(DID, records), DID).keys
    assert [key.public_multikey for key in keys] == [ED, P256, P384]
    assert [(key.asserts, key.authenticates) for key in keys] == [(True, False), (True, True), (False, True)]
    assert [(key.in_use_from, key.expires_at, key.revoked_at) for key in keys] == [
        (began, ended, None),
        (ended, None, None),
        (began, None, ended),
    ]
    assert "authentication" not in build_did_document(DID, records[:1])
