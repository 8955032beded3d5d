"""Open Badges 2 both ways with an independent implementation: openbadgeslib. Skips where it is not installed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.unit.credkit.test_images import PNG, SVG

from skillmark.credkit.codec.images import Edition, bake, unbake
from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.errors import Untrusted
from skillmark.credkit.keys import RsaSigner, multikey_from_pem
from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.model.ob2 import Badge2, Form, RevocationState, is_awarded_to, is_badge2, read_badge2
from skillmark.credkit.proof.jose import check_jws, read_jws, sign_jws

ob2: Any = pytest.importorskip("openbadgeslib.ob2", reason="openbadgeslib is not installed")
baking: Any = pytest.importorskip("openbadgeslib.baking", reason="openbadgeslib is not installed")

HOME = "https://school.example"
AT = datetime(2025, 5, 1, 12, tzinfo=UTC)


class School(NamedTuple):
    """An issuer as the peer publishes it: its key, and its documents by address."""

    pem: bytes
    documents: dict[str, JsonObject]

    def download(self, url: str) -> bytes:
        return write_json(self.documents[url])


@pytest.fixture(scope="module")
def school() -> Iterator[School]:
    key = rsa.generate_private_key(65537, 2048)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    parts = (
        ob2.Profile(
            id=f"{HOME}/issuer",
            name="A school",
            url=HOME,
            email="a@school.example",
            public_key=[f"{HOME}/key"],
            revocation_list=f"{HOME}/revoked",
        ),
        ob2.BadgeClass(f"{HOME}/badge", "Lathe", "Turns wood.", f"{HOME}/i.png", f"{HOME}/how", f"{HOME}/issuer"),
        ob2.CryptographicKey(f"{HOME}/key", f"{HOME}/issuer", public.decode()),
        ob2.RevocationList(f"{HOME}/revoked", f"{HOME}/issuer", [{"id": "urn:uuid:2", "revocationReason": "No."}]),
    )
    published = [json.loads(json.dumps(part.to_dict())) for part in parts]
    yield School(secret, {str(document["id"]): document for document in published})


def assertion(uri: str, **verification: str) -> Any:
    return ob2.Assertion(
        recipient=ob2.IdentityObject.create("alice@example.org", "s4lt"),
        badge=f"{HOME}/badge",
        verification=ob2.Verification(**verification),
        id=uri,
        issued_on=AT,
    )


def read(token: bytes, school: School) -> Badge2:
    """As a verifier would: the signature by the key that the issuer's published profile vouches for."""
    jws = read_jws(token.decode())
    document = read_object(jws.payload)
    assert is_badge2(document)
    found = read_badge2(document, school.documents, is_signed=True)
    assert [key.is_vouched for key in found.keys] == [True]
    check_jws(jws, multikey_from_pem(found.keys[0].pem))
    return found


@pytest.mark.parametrize(("image", "name"), [(PNG, "sign_into_png"), (SVG, "sign_into_svg")])
def test_what_the_peer_signs_and_bakes_is_read(school: School, image: bytes, name: str) -> None:
    signer = ob2.OB2Signer(school.pem)
    baked = getattr(signer, name)(assertion("urn:uuid:1", type="SignedBadge", creator=f"{HOME}/key"), image)
    found = read(unbake(baked), school)
    assert (found.form, found.faults, found.missing) == (Form.SIGNED, (), ())
    assert found.revocation.state is RevocationState.CLEAR
    assert is_awarded_to(found, "alice@example.org") and not is_awarded_to(found, "bob@example.org")
    assert (found.summary.title, found.summary.issuer_name) == ("Lathe", "A school")


def test_what_the_peer_revoked_is_revoked(school: School) -> None:
    token = ob2.OB2Signer(school.pem).sign(assertion("urn:uuid:2", type="SignedBadge", creator=f"{HOME}/key"))
    found = read(token.encode(), school)
    assert (found.revocation.state, found.revocation.reason) == (RevocationState.REVOKED, "No.")


def test_another_key_of_the_same_kind_does_not_do(school: School) -> None:
    key = rsa.generate_private_key(65537, 2048)
    signer = RsaSigner.from_key(key)
    token = sign_jws({}, read_jws(_signed_by_us(school)).payload, signer=signer)
    with pytest.raises(Untrusted):
        read(token.encode(), school)


@pytest.mark.parametrize(("image", "name"), [(PNG, "extract_png"), (SVG, "extract_svg")])
def test_what_we_sign_and_bake_holds_for_the_peer(school: School, image: bytes, name: str) -> None:
    baked = bake(image, _signed_by_us(school).encode(), Edition.OB2)
    token = getattr(baking, name)(baked)
    verifier = ob2.OB2Verifier(download=school.download)
    assert verifier.verify(token, "alice@example.org", check_revocation=True).id == "urn:uuid:1"


def _signed_by_us(school: School) -> str:
    document = assertion("urn:uuid:1", type="SignedBadge", creator=f"{HOME}/key").to_dict()
    return sign_jws({}, write_json(document), signer=RsaSigner.from_pem(school.pem))


@pytest.mark.parametrize("host", [HOME, "https://other.example"])
def test_the_peer_and_we_agree_where_a_badge_may_be_hosted(school: School, host: str) -> None:
    document = assertion(f"{host}/a/1", type="HostedBadge").to_dict()
    there = School(school.pem, school.documents | {f"{host}/a/1": document})
    found = read_badge2(document, there.documents, is_signed=False)
    is_fine = host == HOME
    assert found.is_hosted_copy and (found.faults == ()) is is_fine
    verifier = ob2.OB2Verifier(download=there.download)
    if is_fine:
        assert verifier.verify_hosted(document, expected_recipient="alice@example.org").id == found.uri
    else:
        with pytest.raises(ob2.OB2VerificationError):
            verifier.verify_hosted(document)
