"""The issuer on `/status`: entries it adds, lists it serves, and a verifier that fetches those and nothing else."""

import json

import pytest
from tests.unit.vc_api.conftest import Caller

from skillmark.credkit.errors import Unavailable
from skillmark.credkit.status import MIN_ENTRIES

pytestmark = pytest.mark.enable_socket


def change(caller: Caller, credential_id: str, purpose: str, **more: object) -> int:
    body = {"credentialId": credential_id, "credentialStatus": {"statusPurpose": purpose} | more}
    return caller.post("status/credentials/status", body)[0]


def test_each_credential_gets_entries_of_its_own(caller: Caller) -> None:
    first, second = (caller.issued("status")["credentialStatus"] for _ in range(2))
    assert [entry["statusPurpose"] for entry in first] == ["revocation", "suspension", "message"]
    assert len({entry["statusListIndex"] for entry in first + second}) == 2
    assert all(0 <= int(entry["statusListIndex"]) < MIN_ENTRIES for entry in first)


def test_lists_are_served_as_signed_credentials(caller: Caller) -> None:
    for purpose in ("revocation", "suspension", "message"):
        status, data = caller.ask("GET", f"status/lists/{purpose}")
        assert status == 200
        document = json.loads(data)
        assert document["credentialSubject"]["statusPurpose"] == purpose
        assert caller.verified("status", document)[0] == 200
    assert caller.ask("GET", "status/lists/nothing")[0] == 404


@pytest.mark.parametrize(("purpose", "step"), [("revocation", "not revoked"), ("suspension", "not suspended")])
def test_a_set_bit_is_seen_and_a_cleared_one_too(caller: Caller, purpose: str, step: str) -> None:
    issued = caller.issued("status")
    assert caller.verified("status", issued)[0] == 200
    assert change(caller, issued["id"], purpose) == 200
    status, answer = caller.verified("status", issued)
    assert (status, answer["problemDetails"][0]["title"]) == (400, step)
    assert answer["type"] == "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR"
    assert change(caller, issued["id"], purpose, status=False) == 200
    assert caller.verified("status", issued)[0] == 200


def test_a_message_leaves_a_credential_valid(caller: Caller) -> None:
    issued = caller.issued("status")
    entry = issued["credentialStatus"][-1]
    assert [message["status"] for message in entry["statusMessage"]] == ["0x0", "0x1"]
    _, said = caller.ask("GET", entry["statusReference"].removeprefix(f"{caller.server.origin}/"))
    assert json.loads(said) == entry["statusMessage"]
    assert change(caller, issued["id"], "message") == 200
    status, answer = caller.verified("status", issued)
    assert status == 200
    assert answer["warnings"], "the issuer's message is passed on"


def test_unknown_credentials_and_lists_are_not_changed(caller: Caller) -> None:
    issued = caller.issued("status")
    assert change(caller, "urn:uuid:nobody", "revocation") == 404
    assert change(caller, issued["id"], "promotion") == 404
    body = {"credentialId": issued["id"], "credentialStatus": {"statusPurpose": "revocation"}}
    assert caller.post("jwt/credentials/status", body)[0] == 404


def test_nothing_but_our_own_lists_is_fetched(caller: Caller) -> None:
    fetcher, origin = caller.server.service.fetcher, caller.server.origin
    assert fetcher.fetch(f"{origin}/status/lists/revocation")
    for url in ("https://example.org/list", f"{origin}/", f"{origin}/status/lists/revocation?x", "file:///etc/passwd"):
        with pytest.raises(Unavailable):
            fetcher.fetch(url)


def test_a_list_that_is_not_ours_leaves_it_open(caller: Caller) -> None:
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://example.org/list",
    }
    body = {"credential": caller.credential("eddsa-rdfc-2022", credentialStatus=entry)}
    _, answer = caller.post("eddsa-rdfc-2022/credentials/issue", body)
    status, answer = caller.verified("eddsa-rdfc-2022", answer["verifiableCredential"])
    assert status == 400
    assert answer["type"] == "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"
