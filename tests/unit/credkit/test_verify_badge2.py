"""Open Badges 2, verified: hosted and signed, by a network or a pack, and never by what a badge says of itself."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.unit.credkit.test_ob2 import HOME, ISSUER_URI, KEY_URI, LIST_URI, SIGNERS, badge, hosted, issuer, signed

from skillmark.credkit.codec.images import bake
from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.keys import RsaSigner, Signer
from skillmark.credkit.pack import make_pack
from skillmark.credkit.proof.jose import sign_jws
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE, STANDARD, open_credential, verify
from skillmark.testing.network import Fault, Network

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ASSERTION, BADGE = f"{HOME}/a/1", f"{HOME}/badge"


def encoded(document: Any) -> bytes:
    return json.dumps(document).encode()


@pytest.fixture
def network() -> Network:
    """The school hosts one badge."""
    pages = {ASSERTION: hosted(), BADGE: badge(), ISSUER_URI: issuer()}
    return Network({uri: encoded(page) for uri, page in pages.items()})


def look(data: bytes, fetcher: Any, **more: Any) -> Report:
    return verify(data, **({"policy": STANDARD, "fetcher": fetcher, "at": NOW} | more))


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def test_a_hosted_badge_holds_while_it_is_hosted(network: Network) -> None:
    report = look(encoded(hosted()), network, recipient="alice@example.org")
    assert (report.answer, report.kind, report.vouched_by) == (Answer.HOLDS, "badge2", "issuer")
    assert [check.number for check in report.checks] == list(range(1, 12))
    assert report.refreshed == b""


@pytest.mark.parametrize("uri", [ASSERTION, ISSUER_URI])
@pytest.mark.parametrize("fault", list(Fault))
def test_a_badge_whose_pages_are_gone_never_holds(network: Network, uri: str, fault: Fault) -> None:
    network.fail(uri, fault)
    assert look(encoded(hosted()), network).answer is not Answer.HOLDS


def test_what_it_brings_along_is_not_believed() -> None:
    report = look(encoded(hosted()), NoFetcher(), policy=OFFLINE)
    assert report.answer is Answer.UNSURE
    assert state(report, "unchanged")[0] is State.NOT_CHECKED


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"recipient": {"type": "email", "hashed": False, "identity": "mallory@example.org"}}, "unchanged"),
        ({"badge": f"{HOME}/other"}, "unchanged"),
        ({"verification": {"type": "SignedBadge", "creator": KEY_URI}}, "complete"),
    ],
)
def test_a_changed_copy_fails(network: Network, change: dict[str, Any], step: str) -> None:
    network.serve({f"{HOME}/other": encoded(badge(id=f"{HOME}/other"))})
    report = look(encoded(hosted(**change)), network)
    assert report.answer is Answer.FAILS
    assert state(report, step)[0] is State.FAILED


def test_the_issuers_copy_is_the_one_that_counts(network: Network) -> None:
    """The end was cut off in the copy that is handed in."""
    longer = hosted(expires="2099-05-01T10:00:00Z")
    network.lie(ASSERTION, encoded(hosted(expires="2020-05-01T10:00:00Z")))
    report = look(encoded(longer), network)
    assert state(report, "not_expired") == (State.FAILED, "period.over")
    assert read_object(report.refreshed)["expires"] == "2020-05-01T10:00:00Z"
    assert "ob2.other_copy" in {warn.code for warn in report.warnings}


def test_mallory_hosts_a_badge_of_the_schools(network: Network) -> None:
    """At her own address, with the school's own badge and issuer."""
    forged = hosted(id="https://mallory.example/a/1", badge=BADGE)
    network.serve({"https://mallory.example/a/1": encoded(forged)})
    report = look(encoded(forged), network)
    assert report.answer is Answer.FAILS
    assert state(report, "issuer_key") == (State.FAILED, "ob2.out_of_scope")


def test_a_badge_taken_back_fails_with_its_reason(network: Network) -> None:
    network.lie(ASSERTION, encoded({"id": ASSERTION, "revoked": True, "revocationReason": "By mistake."}))
    report = look(encoded(hosted()), network)
    assert state(report, "not_revoked") == (State.FAILED, "status.revocation")
    assert report.messages[0].text == "By mistake."


def test_another_person_fails(network: Network) -> None:
    report = look(encoded(hosted()), network, recipient="mallory@example.org")
    assert state(report, "recipient") == (State.FAILED, "person.another")


def test_a_pack_carries_the_schools_pages(network: Network) -> None:
    pages = {uri: network.fetch(uri) for uri in (ASSERTION, BADGE, ISSUER_URI)}
    pack = make_pack(encoded(hosted()), key_statements=[], status_lists={}, made_at=NOW, documents=pages)
    later = NOW + timedelta(days=700)
    report = look(pack, NoFetcher(), policy=OFFLINE, at=later)
    assert (report.answer, report.vouched_by, report.as_of) == (Answer.HOLDS, "pack", NOW)
    assert "issuer.only_the_pack" in {warn.code for warn in report.warnings}
    assert look(pack, NoFetcher(), policy=STANDARD, at=later).answer is Answer.UNSURE
    network.lie(ASSERTION, encoded({"id": ASSERTION, "revoked": True}))
    assert look(pack, network, policy=OFFLINE, at=later).answer is Answer.FAILS


def test_it_asks_only_so_often() -> None:
    """A badge whose pages each lead to another page."""

    class Endless:
        asked = 0

        def fetch(self, url: str) -> bytes:
            Endless.asked += 1
            return encoded(badge(id=url, issuer=f"{url}/on"))

    look(encoded(hosted(badge=f"{HOME}/on")), Endless())
    assert Endless.asked <= 8


@pytest.fixture(scope="module")
def rsa() -> Signer:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return RsaSigner.from_pem(pem, verification_method=KEY_URI)


def pem_of(signer: Signer) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from skillmark.credkit.keys.multikey import load_public_key

    key = load_public_key(signer.public_multikey)[2]
    assert not isinstance(key, bytes)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.fixture
def signers(rsa: Signer) -> Network:
    """The school's pages, as a signed badge needs them."""
    pages = SIGNERS | {KEY_URI: SIGNERS[KEY_URI] | {"publicKeyPem": pem_of(rsa)}}
    return Network({uri: encoded(page) for uri, page in pages.items()})


def token(signer: Signer, **more: Any) -> bytes:
    return sign_jws({}, encoded(signed(**more)), signer=signer).encode()


def test_a_signed_badge_holds_by_the_issuers_key(rsa: Signer, signers: Network) -> None:
    report = look(token(rsa), signers, recipient="alice@example.org")
    assert (report.answer, report.kind, report.vouched_by) == (Answer.HOLDS, "badge2", "issuer")
    assert open_credential(token(rsa)).document["id"] == "urn:uuid:1"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'
    assert look(bake(svg, token(rsa)), signers).answer is Answer.HOLDS


def test_a_changed_signed_badge_fails(rsa: Signer, signers: Network) -> None:
    head, body, signature = token(rsa).decode().split(".")
    other = token(rsa, expires="2099-05-01T10:00:00Z").decode().split(".")[1]
    report = look(f"{head}.{other}.{signature}".encode(), signers)
    assert state(report, "unchanged") == (State.FAILED, "jose.signature_wrong")
    assert body != other


def test_a_revoked_signed_badge_fails(rsa: Signer, signers: Network) -> None:
    listed = SIGNERS[LIST_URI] | {"revokedAssertions": [{"id": "urn:uuid:1", "revocationReason": "Wrong person."}]}
    signers.lie(LIST_URI, encoded(listed))
    assert state(look(token(rsa), signers), "not_revoked") == (State.FAILED, "status.revocation")
    signers.fail(LIST_URI, Fault.SLOW)
    assert state(look(token(rsa), signers), "not_revoked")[0] is State.NOT_CHECKED


MALLORYS = "https://mallory.example"


@pytest.mark.parametrize(
    ("forge", "code"),
    [
        (lambda rsa: {}, "jose.signature_wrong"),
        (lambda rsa: {KEY_URI: {"owner": f"{MALLORYS}/issuer", "publicKeyPem": pem_of(rsa)}}, ""),
        (lambda rsa: {ISSUER_URI: issuer(publicKey=[f"{MALLORYS}/key"], revocationList=LIST_URI)}, ""),
    ],
)
def test_mallorys_signed_badge_is_not_the_schools(
    signers: Network, forge: Callable[[Signer], dict[str, Any]], code: str
) -> None:
    """Her key in the school's name; a key page that is hers; an issuer page that names another key."""
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    hers = RsaSigner.from_pem(pem, verification_method=KEY_URI)
    for uri, page in forge(hers).items():
        signers.lie(uri, encoded(page | {"id": uri}))
    report = look(token(hers), signers)
    assert report.answer is Answer.FAILS
    assert not code or state(report, "unchanged") == (State.FAILED, code)


@pytest.mark.parametrize(
    "data", [b"{}", encoded({"type": "Assertion", "badge": 5, "recipient": 5}), encoded(hosted(id=5))]
)
def test_odd_badges_get_a_report(data: bytes) -> None:
    assert look(data, NoFetcher()).answer is not Answer.HOLDS
