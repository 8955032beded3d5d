"""Keys at https addresses, as 1EdTech has them: a JWK, a set of them, a method, a Profile that lists one."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import (
    NoFetcher,
    resolve_key_set,
    resolve_key_url,
)
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Unavailable
from skillmark.credkit.keys import (
    EcdsaSigner,
    Ed25519Signer,
    KeyKind,
    jwk_from_multikey,
    multikey_from_pem,
)

DID = "did:web:college.example"
URL = "https://college.example/keys"
ED = Ed25519Signer.from_seed(b"\x01" * 32).public_multikey
OTHER = Ed25519Signer.from_seed(b"\x02" * 32).public_multikey
P256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\x01" * 32).public_multikey
P384 = EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48).public_multikey
RSA_PEM = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArJ17SmNx09BIyzJtiTDm
DQZjIfsLrDpVUG2+cHSm7xpUfIcnVvX81Rpaqx6R1N8THyIqVnJsKxO3Ncnp1MDv
-----END PUBLIC KEY-----"""


class Site:
    """Serves one answer and remembers what was asked."""

    def __init__(self, answer: object) -> None:
        self.answer, self.asked = answer, list[str]()

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        return json.dumps(self.answer).encode()


def method(name: str = "#k", **members: object) -> JsonObject:
    plain = {"id": DID + name, "type": "Multikey", "controller": DID, "publicKeyMultibase": ED}
    return json.loads(json.dumps({key: value for key, value in (plain | members).items() if value is not None}))


@pytest.mark.parametrize(
    ("url", "answer", "controller"),
    [
        (URL, jwk_from_multikey(ED), ""),
        (URL + "#k", jwk_from_multikey(ED) | {"kid": "k", "iss": DID}, DID),
        (URL + "#k", {"keys": [jwk_from_multikey(ED) | {"kid": "k"}, jwk_from_multikey(OTHER) | {"kid": "o"}]}, ""),
        (URL + "#k", {"keys": [jwk_from_multikey(ED) | {"kid": URL + "#k"}, {"kty": "oct"}]}, ""),
        (URL, {"keys": [jwk_from_multikey(ED)]}, ""),
        (URL, method(id=URL), DID),
        (URL + "#k", method(id=URL + "#k"), DID),
        (URL + "#k", {"id": URL, "type": "Profile", "publicKey": [method(id=URL + "#k")]}, DID),
        (URL + "#k", {"id": URL, "type": "Profile", "verificationMethod": method(id="#k")}, DID),
        (URL + "#k", {"id": URL, "verificationMethod": [method(id="#k")], "assertionMethod": "#k"}, DID),
    ],
)
def test_a_key_at_an_https_address(url: str, answer: object, controller: str) -> None:
    site = Site(answer)
    key = resolve_key_url(url, site)
    assert (key.id, key.public_multikey, key.controller, key.asserts) == (url, ED, controller, True)
    assert site.asked == [URL]


def test_a_document_that_names_purposes_is_held_to_them() -> None:
    listed = {"id": URL, "verificationMethod": [method(id="#k", controller=URL)], "authentication": ["#k"]}
    key = resolve_key_url(URL + "#k", Site(listed))
    assert (key.asserts, key.authenticates) == (False, True)


@pytest.mark.parametrize(
    ("url", "answer", "kind"),
    [
        (URL + "#k", jwk_from_multikey(ED) | {"kid": "other"}, Malformed),
        (URL + "#k", {"keys": [jwk_from_multikey(ED)]}, Malformed),
        (URL, {"keys": [jwk_from_multikey(ED), jwk_from_multikey(OTHER)]}, Malformed),
        (
            URL + "#k",
            {"keys": [jwk_from_multikey(ED) | {"kid": "k"}, jwk_from_multikey(OTHER) | {"kid": "k"}]},
            Malformed,
        ),
        (URL, {"keys": "none"}, Malformed),
        (URL, {"keys": [jwk_from_multikey(ED)] * 300}, Refused),
        (URL, jwk_from_multikey(ED) | {"d": "AA"}, Refused),
        (URL, jwk_from_multikey(ED) | {"iss": 7}, Malformed),
        (URL, {"kty": "oct", "k": "AA"}, Refused),
        (URL, method(id="https://mallory.example/keys"), Malformed),
        (URL, method(id=URL, type="Unheard"), Refused),
        (URL + "#k", {"id": URL, "publicKey": [method(id=URL + "#other")]}, Malformed),
        (URL + "#k", {"id": URL, "publicKey": [{"id": URL + "#k"}]}, Refused),
        (URL, {}, Malformed),
        (URL, [], Malformed),
        ("http://college.example/keys", {}, Malformed),
        ("https://user:word@college.example/keys", {}, Malformed),
        ("https://[::1", {}, Malformed),
        ("https:///keys", {}, Malformed),
        ("https://college.example/" + "k" * 3_000, {}, Malformed),
        ("file:///etc/passwd", {}, Malformed),
    ],
)
def test_what_is_not_one_key_at_one_address_is_refused(url: str, answer: object, kind: type[CredkitError]) -> None:
    with pytest.raises(kind):
        resolve_key_url(url, Site(answer))


def test_the_set_of_keys_of_a_site() -> None:
    house = "https://college.example:8443/issuers/7"
    ed, p256 = jwk_from_multikey(ED), jwk_from_multikey(P256)
    site = Site(
        {
            "keys": [
                ed | {"kid": "a"},
                p256 | {"kid": "https://college.example/keys#b", "iss": house},
                jwk_from_multikey(OTHER),
                jwk_from_multikey(P384) | {"iss": "https://college.example:8443/issuers/8"},
                {"kty": "oct"},
                ed | {"d": "AA"},
                ed | {"kid": 7},
                "none",
            ]
        }
    )
    document = resolve_key_set(house, site)
    place = "https://college.example:8443/.well-known/jwks.json"
    assert site.asked == [place]
    assert [(key.id, key.public_multikey, key.controller) for key in document.keys] == [
        (place + "#a", ED, ""),
        ("https://college.example/keys#b", P256, house),
        (f"{place}#{OTHER}", OTHER, ""),
    ]
    for odd in ({"keys": [ed | {"kid": "a"}, p256 | {"kid": "a"}]}, {"keys": [ed] * 300}, []):
        with pytest.raises(CredkitError):
            resolve_key_set(house, Site(odd))
    with pytest.raises(Malformed):
        resolve_key_set("did:web:college.example", site)


def test_without_a_network_nothing_is_decided() -> None:
    with pytest.raises(Unavailable):
        resolve_key_url(URL, NoFetcher())


@pytest.mark.parametrize("pem", ["", "no key", RSA_PEM, "x" * 10_000, "-----BEGIN PUBLIC KEY-----\né"])
def test_what_is_not_a_public_key_in_pem_is_malformed(pem: str) -> None:
    with pytest.raises(Malformed):
        multikey_from_pem(pem)


def test_a_key_of_open_badges_2_in_pem() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    entry = {"id": URL, "type": "CryptographicKey", "owner": "https://college.example", "publicKeyPem": pem}
    found = resolve_key_url(URL, Site(entry))
    assert found.public_multikey == multikey_from_pem(pem)
    assert found.controller == "https://college.example"
    for fault in (pem[:40], pem + pem, pem.replace("M", "/", 3)):
        with pytest.raises(CredkitError):
            resolve_key_url(URL, Site(entry | {"publicKeyPem": fault}))
