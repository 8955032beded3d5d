"""On arbitrary bytes and values only our errors leave the parsers of keys and DIDs; what is accepted has one form."""

import base64
import contextlib
import json

from hypothesis import example, given, settings
from hypothesis import strategies as some

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.did import read_did_document, resolve, resolve_key_url, split_did_url
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import (
    EcdsaSigner,
    Ed25519Signer,
    KeyKind,
    decode_multikey,
    encode_multikey,
    is_signed_by,
    jwk_from_multikey,
    jwk_thumbprint,
    kind_of,
    multikey_from_jwk,
    multikey_from_pem,
)
from skillmark.credkit.keys.kinds import PUBLIC_CODES

DID = "did:web:college.example"
URL = "https://college.example/keys"
KEYS = [
    Ed25519Signer.from_seed(b"\x01" * 32).public_multikey,
    EcdsaSigner.from_scalar(KeyKind.P256, b"\x01" * 32).public_multikey,
    EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48).public_multikey,
]
quick = settings(max_examples=50, deadline=None)

texts = some.one_of(
    some.text(max_size=30),
    some.sampled_from(
        [
            *KEYS,
            DID,
            DID + "#k",
            "#k",
            URL,
            URL + "#k",
            "Multikey",
            "JsonWebKey",
            "OKP",
            "EC",
            "RSA",
            "P-256",
            "Ed25519",
        ]
    ),
    some.binary(max_size=40).map(lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode()),
    some.binary(max_size=60).map(encode_base58btc),
)
NAMES = "id type controller publicKeyMultibase publicKeyJwk publicKeyPem expires revoked inUseFrom kty crv x y n e alg"
NAMES += " use key_ops keys kid iss verificationMethod assertionMethod authentication publicKey"
names = some.sampled_from(NAMES.split())
values: some.SearchStrategy[Json] = some.recursive(
    some.none() | some.booleans() | some.integers(-9, 9) | texts,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(names, inner, max_size=6),
    max_leaves=8,
)
objects = some.dictionaries(names, values, max_size=8)


class Answers:
    """Answers everything with the same bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def fetch(self, url: str) -> bytes:
        return self.data


@quick
@given(kind=some.sampled_from(list(KeyKind)), data=some.binary(max_size=300), text=texts)
@example(kind=KeyKind.RSA, data=b"\x30\x82\xff\xff", text="")
def test_multikeys_from_arbitrary_bytes(kind: KeyKind, data: bytes, text: str) -> None:
    for candidate in (encode_base58btc(PUBLIC_CODES[kind] + data), text):
        with contextlib.suppress(CredkitError):
            found = decode_multikey(candidate)
            assert encode_multikey(found, kind_of(candidate)) == candidate
            assert multikey_from_jwk(jwk_from_multikey(candidate)) == candidate
            assert not is_signed_by(candidate, data, data)


@quick
@given(jwk=objects)
def test_jwks_from_arbitrary_values(jwk: JsonObject) -> None:
    with contextlib.suppress(CredkitError):
        multikey = multikey_from_jwk(jwk)
        assert jwk_from_multikey(multikey).items() <= jwk.items()
        assert jwk_thumbprint(jwk) == jwk_thumbprint(jwk_from_multikey(multikey))


@quick
@given(base=some.sampled_from(KEYS), change=objects)
def test_a_sound_jwk_with_changes(base: str, change: JsonObject) -> None:
    with contextlib.suppress(CredkitError):
        multikey_from_jwk(jwk_from_multikey(base) | change)


@quick
@given(document=objects, url=some.sampled_from([URL, URL + "#k"]), methods=some.lists(objects, max_size=3))
def test_documents_from_arbitrary_values(document: JsonObject, url: str, methods: list[JsonObject]) -> None:
    plain: JsonObject = {"type": "Multikey", "controller": DID, "publicKeyMultibase": KEYS[0]}
    for base, own in ((DID, DID + "#k"), (URL, URL + "#k")):
        entries: list[Json] = [plain | {"id": own} | method for method in methods]
        whole = {"id": base, "verificationMethod": entries} | document
        with contextlib.suppress(CredkitError):
            for key in read_did_document(whole, DID).keys:
                assert key.id.startswith(DID + "#")
                decode_multikey(key.public_multikey)
        with contextlib.suppress(CredkitError):
            key = resolve_key_url(url, Answers(json.dumps(whole).encode()))
            assert key.id == url
            decode_multikey(key.public_multikey)


@quick
@given(data=some.binary(max_size=80), text=texts)
def test_identifiers_and_answers_from_arbitrary_bytes(data: bytes, text: str) -> None:
    as_jwk = base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    for did in (text, "did:key:" + text, "did:jwk:" + text, "did:jwk:" + as_jwk, "did:web:" + text, DID):
        with contextlib.suppress(CredkitError):
            split_did_url(did)
        with contextlib.suppress(CredkitError):
            resolve(did, Answers(data))
    for url in (text, URL, "https://" + text):
        with contextlib.suppress(CredkitError):
            resolve_key_url(url, Answers(data))
    with contextlib.suppress(CredkitError):
        multikey_from_pem(
            text + "-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(data).decode() + "\n-----END PUBLIC KEY-----"
        )
