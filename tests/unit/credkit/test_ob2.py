"""Open Badges 2: hosted and signed assertions, read offline from what is given."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from skillmark.credkit.model.ob2 import Badge2, Form, RevocationState, is_awarded_to, read_badge2

HOME = "https://school.example"
CONTEXT = "https://w3id.org/openbadges/v2"
KEY_URI, LIST_URI, ISSUER_URI = f"{HOME}/key", f"{HOME}/revoked", f"{HOME}/issuer"


def issuer(**more: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": ISSUER_URI,
        "type": "Issuer",
        "name": "A school",
        "url": HOME,
        "email": "a@school.example",
    } | more


def badge(**more: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": f"{HOME}/badge",
        "type": "BadgeClass",
        "name": "Lathe",
        "description": "Turns wood.",
        "image": {"id": f"{HOME}/badge.png", "caption": "A lathe"},
        "criteria": {"narrative": "Turn a bowl."},
        "issuer": issuer(),
        "alignment": [{"targetName": "Turning", "targetUrl": "https://a.example/t", "targetFramework": "F"}],
    } | more


def hosted(**more: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": f"{HOME}/a/1",
        "type": "Assertion",
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": "s4lt",
            "identity": "sha256$" + hashlib.sha256(b"alice@example.orgs4lt").hexdigest(),
        },
        "badge": badge(),
        "issuedOn": "2019-05-01T10:00:00+02:00",
        "expires": "2029-05-01T10:00:00Z",
        "evidence": [f"{HOME}/work", {"id": f"{HOME}/more", "name": "Bowl", "narrative": "Turned."}],
        "verification": {"type": "HostedBadge"},
    } | more


def signed(**more: Any) -> dict[str, Any]:
    return hosted(id="urn:uuid:1", verification={"type": "SignedBadge", "creator": KEY_URI}, badge=f"{HOME}/b") | more


SIGNERS: dict[str, Any] = {
    f"{HOME}/b": badge(id=f"{HOME}/b", issuer=ISSUER_URI),
    ISSUER_URI: issuer(publicKey=[KEY_URI], revocationList=LIST_URI),
    KEY_URI: {"id": KEY_URI, "type": "CryptographicKey", "owner": ISSUER_URI, "publicKeyPem": "-----PEM-----"},
    LIST_URI: {"id": LIST_URI, "type": "RevocationList", "issuer": ISSUER_URI, "revokedAssertions": ["urn:uuid:9"]},
}


def codes(read: Badge2) -> set[str]:
    return {fault.code for fault in read.faults}


def test_a_hosted_badge_brought_along_is_read_but_not_yet_believed() -> None:
    read = read_badge2(hosted(), is_signed=False)
    assert (read.form, read.faults, read.is_hosted_copy, read.is_issuer_held) == (Form.HOSTED, (), False, False)
    assert read.revocation.state is RevocationState.UNKNOWN
    assert set(read.missing) == {f"{HOME}/a/1", f"{HOME}/badge", ISSUER_URI}
    shown = read.summary
    assert (shown.title, shown.issuer_name, shown.criteria, shown.image_alt) == (
        "Lathe",
        "A school",
        "Turn a bowl.",
        "A lathe",
    )
    assert shown.starts_at == datetime(2019, 5, 1, 8, tzinfo=UTC) and shown.skills[0].framework == "F"
    assert [piece.uri for piece in shown.evidence] == [f"{HOME}/work", f"{HOME}/more"]


def test_the_copy_at_its_address_is_the_one_that_counts() -> None:
    there = {f"{HOME}/a/1": hosted(), f"{HOME}/badge": badge(), ISSUER_URI: issuer()}
    read = read_badge2(hosted(), there, is_signed=False)
    assert (read.faults, read.missing, read.revocation.state) == ((), (), RevocationState.CLEAR)
    assert read.is_hosted_copy and read.is_issuer_held
    other = hosted(recipient={"type": "email", "hashed": False, "identity": "mallory@example.org"})
    changed = read_badge2(other, there, is_signed=False)
    assert codes(changed) == {"ob2.copy_differs"} and is_awarded_to(changed, "alice@example.org")
    anew = {"type": "email", "hashed": True, "salt": "n3w", "identity": "sha256$00"}
    assert read_badge2(hosted(recipient=anew), there, is_signed=False).faults == (), "salted anew by its host"
    moved = {f"{HOME}/a/1": hosted(id=f"{HOME}/a/2")}
    assert "ob2.address" in codes(read_badge2(hosted(), moved, is_signed=False))


def test_a_hosted_badge_that_was_taken_back_may_say_nothing_else() -> None:
    gone = {f"{HOME}/a/1": {"id": f"{HOME}/a/1", "revoked": True, "revocationReason": "By mistake."}}
    read = read_badge2(hosted(), gone, is_signed=False)
    assert (read.revocation.state, read.revocation.reason) == (RevocationState.REVOKED, "By mistake.")
    assert read.faults == () and read.summary.title == "Lathe"


@pytest.mark.parametrize(
    ("uri", "rules", "is_fine"),
    [
        (f"{HOME}/a/1", {}, True),
        ("https://SCHOOL.example:443/a/1", {}, True),
        ("https://other.example/a/1", {}, False),
        ("https://school.example@other.example/a/1", {}, False),
        ("https://school.example:8443/a/1", {}, False),
        ("https://host.example/a/1", {"allowedOrigins": "host.example"}, True),
        ("https://host.example/a/1", {"allowedOrigins": ["x.example", "HOST.example"]}, True),
        (f"{HOME}/a/1", {"allowedOrigins": "host.example"}, False),
        ("https://host.example/s/1", {"startsWith": "https://host.example/s/"}, True),
        ("https://host.example/t/1", {"startsWith": "https://host.example/s/"}, False),
        ("https://host.example.evil.example/1", {"startsWith": "https://host.example"}, False),
        ("https://host.example/s/1", {"startsWith": "https://host.example/s/", "allowedOrigins": "x.example"}, False),
        ("urn:uuid:1", {}, False),
    ],
)
def test_where_an_issuer_may_host(uri: str, rules: dict[str, Any], is_fine: bool) -> None:
    held = {ISSUER_URI: issuer(verification=rules)}
    assert (read_badge2(hosted(id=uri), held, is_signed=False).faults == ()) is is_fine


def test_a_profile_that_came_along_cannot_allow_other_hosts() -> None:
    wide = issuer(verification={"allowedOrigins": "evil.example", "startsWith": "https://evil.example/"})
    read = read_badge2(hosted(id="https://evil.example/1", badge=badge(issuer=wide)), is_signed=False)
    assert codes(read) == {"ob2.out_of_scope"}


def test_a_signed_badge_with_everything_at_hand() -> None:
    read = read_badge2(signed(), SIGNERS, is_signed=True)
    assert (read.form, read.faults, read.missing) == (Form.SIGNED, (), ())
    assert [(key.uri, key.is_vouched) for key in read.keys] == [(KEY_URI, True)]
    assert read.revocation.state is RevocationState.CLEAR


@pytest.mark.parametrize("entry", ["urn:uuid:1", {"id": "urn:uuid:1", "revocationReason": "No."}, {"uid": "u1"}])
def test_a_signed_badge_on_the_list(entry: Any) -> None:
    listed = SIGNERS | {LIST_URI: SIGNERS[LIST_URI] | {"revokedAssertions": ["urn:uuid:7", entry]}}
    found = read_badge2(signed(uid="u1"), listed, is_signed=True).revocation
    assert found.state is RevocationState.REVOKED
    assert found.reason == (entry.get("revocationReason", "") if isinstance(entry, dict) else "")


def test_what_lists_cannot_say() -> None:
    def state(**documents: Any) -> RevocationState:
        return read_badge2(signed(), SIGNERS | documents, is_signed=True).revocation.state

    assert state(**{ISSUER_URI: issuer(publicKey=KEY_URI)}) is RevocationState.NOT_KEPT
    assert state(**{LIST_URI: {"urn:uuid:1": "old form"}}) is RevocationState.REVOKED
    elsewhere = SIGNERS[LIST_URI] | {"issuer": "https://other.example/"}
    assert state(**{LIST_URI: elsewhere}) is RevocationState.UNKNOWN
    without = {uri: found for uri, found in SIGNERS.items() if uri != LIST_URI}
    read = read_badge2(signed(), without, is_signed=True)
    assert (read.revocation.state, read.missing) == (RevocationState.UNKNOWN, (LIST_URI,))


def test_keys_that_nobody_vouches_for() -> None:
    brought = issuer(publicKey={"id": KEY_URI, "owner": ISSUER_URI, "publicKeyPem": "pem"})
    alone = read_badge2(signed(badge=badge(issuer=brought)), is_signed=True)
    assert [key.is_vouched for key in alone.keys] == [False]
    stolen = SIGNERS | {KEY_URI: SIGNERS[KEY_URI] | {"owner": "https://other.example/"}}
    assert [key.is_vouched for key in read_badge2(signed(), stolen, is_signed=True).keys] == [False]
    another = signed(verification={"type": "SignedBadge", "creator": "https://evil.example/key"})
    assert read_badge2(another, SIGNERS, is_signed=True).keys == ()


def test_it_must_come_as_it_says() -> None:
    assert "ob2.not_signed" in codes(read_badge2(signed(), SIGNERS, is_signed=False))
    token = read_badge2(hosted(), is_signed=True)
    assert (token.form, token.faults, token.keys) == (Form.HOSTED, (), ()), "what is hosted rests on its host alone"
    both = hosted(verification={"type": ["HostedBadge", "SignedBadge"]})
    assert "ob2.verification" in codes(read_badge2(both, is_signed=False))
    there = {f"{HOME}/a/1": hosted(verification={"type": "signed"})}
    assert "ob2.verification" in codes(read_badge2(hosted(), there, is_signed=False))
