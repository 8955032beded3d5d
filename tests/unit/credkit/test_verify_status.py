"""Status lists of every kind as a verification meets them: what decides, what only tells, and what is not believed."""

import base64
import gzip
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import LATER, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.issue import Rules, issue, prepare
from skillmark.credkit.pack import make_key_statement, make_pack
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.status import empty_bits, encode_bits, set_bits, set_values, status_list_credential
from skillmark.credkit.verify import OFFLINE, STANDARD, Policy, verify
from skillmark.testing.network import Clock, Fault, Network
from skillmark.testing.parties import Issuer

NOTES, SPACE = "https://northbank.example/status/notes", "https://northbank.example/status/2021"
REVOKED = "https://northbank.example/revoked"
AWARD_ID = str(unsigned_award()["id"])


class Scene:
    """A college with one credential and whatever list a test gives it."""

    def __init__(self) -> None:
        self.network, self.clock = Network(), Clock(LATER)
        self.college = Issuer("northbank.example", self.network, self.clock)

    def sign(self, document: Any, **changes: object) -> bytes:
        token = prepare(document | {"issuer": self.college.did, **changes}, rules=Rules.W3C)
        return issue(token, signer=self.college.signer, created_at=self.clock.at)

    def credential(self, *status: JsonObject, **changes: object) -> bytes:
        document = {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": AWARD_ID,
            "type": ["VerifiableCredential"],
            "credentialSubject": {"id": "did:example:alice"},
            "credentialStatus": [*status],
        }
        return self.sign(document | changes)

    def list_at(self, uri: str, purpose: Any, bits: bytes, **more: Any) -> None:
        document = status_list_credential(
            list_uri=uri,
            issuer_did=self.college.did,
            purpose=purpose,
            bits=bits,
            valid_from=self.clock.at,
            valid_until=self.clock.at + timedelta(days=1),
            **more,
        )
        self.network.serve({uri: self.sign(document)})

    def look(self, data: bytes, **more: Any) -> Report:
        return verify(data, **({"policy": STANDARD, "fetcher": self.network, "at": self.clock.at} | more))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def entry(purpose: str, index: int = 9, uri: str = NOTES, **more: Any) -> JsonObject:
    return {
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": uri,
    } | more


STAGES = {
    "statusSize": 2,
    "statusMessage": [{"status": hex(value), "message": f"stage {value}"} for value in range(4)],
    "statusReference": ["https://northbank.example/stages"],
}


def test_a_message_is_told_and_decides_nothing(scene: Scene) -> None:
    scene.list_at(NOTES, "message", set_values(empty_bits(size_bits=2), {9: 2, 8: 3}, size_bits=2))
    report = scene.look(scene.credential(entry("message", **STAGES)))
    assert report.answer is Answer.HOLDS
    (message,) = report.messages
    assert (message.purpose, message.value, message.text) == ("message", 2, "stage 2")
    assert message.references == ("https://northbank.example/stages",)
    assert [warn.code for warn in report.warnings] == ["status.message"]
    assert "stage" not in report.warnings[0].words  # written for developers: not for a page


def test_a_message_that_cannot_be_had_is_said(scene: Scene) -> None:
    report = scene.look(scene.credential(entry("message", **STAGES)))
    assert report.answer is Answer.HOLDS
    assert [warn.code for warn in report.warnings] == ["status.not_read"]


def test_a_newer_copy_is_announced(scene: Scene) -> None:
    scene.list_at(NOTES, "refresh", set_bits(empty_bits(), [9]))
    report = scene.look(scene.credential(entry("refresh")))
    assert report.answer is Answer.HOLDS
    assert [warn.code for warn in report.warnings] == ["status.refresh"]


@pytest.mark.parametrize(
    ("bits", "expected", "answer"),
    [
        ([], (State.PASSED, "status.other_clear"), Answer.HOLDS),
        ([9], (State.NOT_CHECKED, "status.other_unknown"), Answer.UNSURE),
    ],
)
def test_a_mark_nobody_knows_leaves_it_open_once_set(
    scene: Scene, bits: list[int], expected: tuple[State, str], answer: Answer
) -> None:
    scene.list_at(NOTES, "embargo", set_bits(empty_bits(), bits))
    report = scene.look(scene.credential(entry("embargo")))
    assert (state(report, "other_status"), report.answer) == (expected, answer)
    assert report.checks[-1].number == 12


def test_one_list_for_several_purposes(scene: Scene) -> None:
    scene.list_at(NOTES, ["revocation", "suspension"], set_bits(empty_bits(), [10]), ttl_s=60)
    report = scene.look(scene.credential(entry("revocation", 9), entry("suspension", 10)))
    assert state(report, "not_revoked")[0] is State.PASSED
    assert state(report, "not_suspended") == (State.FAILED, "status.suspension")
    assert scene.network.asked.count(NOTES) == 1


def test_one_set_bit_of_several_entries_fails(scene: Scene) -> None:
    scene.list_at(NOTES, "revocation", set_bits(empty_bits(), [10]))
    assert scene.look(scene.credential(entry("revocation", 9), entry("revocation", 10))).answer is Answer.FAILS
    assert scene.look(scene.credential(entry("revocation", 9), entry("revocation", 11))).answer is Answer.HOLDS


def test_a_value_wider_than_a_bit_revokes_and_says_why(scene: Scene) -> None:
    scene.list_at(NOTES, "revocation", set_values(empty_bits(size_bits=2), {9: 1}, size_bits=2))
    report = scene.look(scene.credential(entry("revocation", **STAGES)))
    assert state(report, "not_revoked") == (State.FAILED, "status.revocation")
    assert report.messages[0].text == "stage 1"


@pytest.mark.parametrize(
    "status",
    [
        entry("revocation", 200_000),
        entry("suspension"),
        entry("revocation", **STAGES),
        entry("revocation", statusListIndex=9),
        entry("revocation", statusSize=0),
        {"type": "FutureStatus"},
    ],
)
def test_an_entry_that_leads_nowhere_never_holds(scene: Scene, status: JsonObject) -> None:
    """Outside the list, of another purpose, wider than the list allows, misspelled, of an unknown kind."""
    scene.list_at(NOTES, "revocation", empty_bits())
    from skillmark.credkit.proof.jose import sign_credential_jwt

    document: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": AWARD_ID,
        "type": ["VerifiableCredential"],
        "issuer": scene.college.did,
        "credentialSubject": {"id": "did:example:alice"},
        "credentialStatus": status,
    }
    token = sign_credential_jwt(document, signer=scene.college.signer, form="vc-jose", created_at=scene.clock.at)
    assert scene.look(token.encode()).answer is not Answer.HOLDS


BOMB = base64.urlsafe_b64encode(gzip.compress(bytes(50_000_000), 9)).decode().rstrip("=")


def test_a_list_that_unpacks_to_far_too_much_is_open(scene: Scene) -> None:
    document: Any = status_list_credential(
        list_uri=NOTES,
        issuer_did=scene.college.did,
        purpose="revocation",
        bits=empty_bits(),
        valid_from=scene.clock.at,
        valid_until=scene.clock.at + timedelta(days=1),
    )
    document["credentialSubject"]["encodedList"] = "u" + BOMB
    scene.network.serve({NOTES: scene.sign(document)})
    report = scene.look(scene.credential(entry("revocation")))
    assert state(report, "not_revoked") == (State.NOT_CHECKED, "status.too_large")


@pytest.mark.parametrize("fault", list(Fault))
def test_a_broken_list_is_open(scene: Scene, fault: Fault) -> None:
    scene.list_at(NOTES, "revocation", empty_bits())
    scene.network.fail(NOTES, fault)
    report = scene.look(scene.credential(entry("revocation")))
    assert state(report, "not_revoked")[0] is State.NOT_CHECKED


def older(scene: Scene, *revoked: int) -> bytes:
    """A VC 1.1 credential with a StatusList2021 entry, and its list served."""
    vocabulary = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc/status-list/2021/v1"]
    packed = base64.urlsafe_b64encode(gzip.compress(set_bits(empty_bits(), revoked))).decode().rstrip("=")
    held = {
        "@context": vocabulary,
        "id": SPACE,
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuanceDate": "2026-05-02T12:00:00Z",
        "credentialSubject": {
            "id": f"{SPACE}#list",
            "type": "StatusList2021",
            "statusPurpose": "revocation",
            "encodedList": packed,
        },
    }
    scene.network.serve({SPACE: scene.sign(held)})
    status = {
        "id": f"{SPACE}#9",
        "type": "StatusList2021Entry",
        "statusPurpose": "revocation",
        "statusListIndex": "9",
        "statusListCredential": SPACE,
    }
    document = {
        "@context": vocabulary,
        "id": AWARD_ID,
        "type": ["VerifiableCredential"],
        "issuanceDate": "2026-05-02T12:00:00Z",
        "credentialSubject": {"id": "did:example:alice"},
        "credentialStatus": status,
    }
    return scene.sign(document)


def test_a_list_of_2021_is_believed_like_a_newer_one(scene: Scene) -> None:
    assert scene.look(older(scene)).answer is Answer.HOLDS
    assert state(scene.look(older(scene, 9)), "not_revoked") == (State.FAILED, "status.revocation")


EXTENSIONS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"]


def named(scene: Scene, **held: object) -> bytes:
    """A credential with a 1EdTech revocation list, served as plain JSON."""
    body = {"id": REVOKED, "issuer": scene.college.did, "revokedCredentials": []} | held
    scene.network.serve({REVOKED: json.dumps(body).encode()})
    status: JsonObject = {"id": REVOKED, "type": "1EdTechRevocationList"}
    return scene.credential(status, **{"@context": EXTENSIONS})


def test_1edtechs_list_of_ids(scene: Scene) -> None:
    assert scene.look(named(scene)).answer is Answer.HOLDS
    reason = {"id": AWARD_ID, "revoked": True, "revocationReason": "Given to the wrong person"}
    report = scene.look(named(scene, revokedCredentials=[reason]))
    assert state(report, "not_revoked") == (State.FAILED, "status.revocation")
    assert report.messages[0].text == "Given to the wrong person"
    taken_back = {"id": AWARD_ID, "revoked": False}
    assert scene.look(named(scene, revokedCredentials=[taken_back])).answer is Answer.HOLDS


@pytest.mark.parametrize(
    "held",
    [{"issuer": "did:web:mallory.example"}, {"issuer": None}, {"revokedCredentials": None}, {"revokedCredentials": 7}],
)
def test_1edtechs_list_of_somebody_else_is_open(scene: Scene, held: dict[str, object]) -> None:
    assert state(scene.look(named(scene, **held)), "not_revoked")[0] is State.NOT_CHECKED


def test_an_unsigned_list_is_never_taken_from_a_pack(scene: Scene) -> None:
    data = named(scene)
    lists = {REVOKED: scene.network.fetch(REVOKED)}
    keys = json.loads(scene.network.fetch("https://northbank.example/.well-known/did.json"))
    statement = make_key_statement(keys, signer=scene.college.signer, stated_at=scene.clock.at)
    pack = make_pack(data, key_statements=[statement], status_lists=lists, made_at=scene.clock.at, documents=lists)
    report = scene.look(pack, policy=OFFLINE, fetcher=NoFetcher())
    assert report.answer is Answer.UNSURE
    assert state(report, "not_revoked")[0] is State.NOT_CHECKED


@pytest.mark.parametrize(
    "forge",
    [
        lambda scene: Issuer("mallory.example", scene.network, scene.clock).signed_list("revocation"),
        lambda scene: scene.network.fetch(NOTES).replace(b"revocation", b"suspension"),
        lambda scene: scene.sign(_list(scene) | {"id": SPACE}),
        lambda scene: scene.sign(
            _list(scene) | {"validFrom": "2027-01-01T00:00:00Z", "validUntil": "2027-02-01T00:00:00Z"}
        ),
    ],
)
def test_a_list_of_mallorys_making_is_open(scene: Scene, forge: Callable[[Scene], bytes]) -> None:
    """Her own, one changed on the way, the college's for something else, and one of next year."""
    scene.list_at(NOTES, "revocation", empty_bits())
    data = scene.credential(entry("revocation"))
    scene.network.lie(NOTES, forge(scene))
    assert state(scene.look(data), "not_revoked")[0] is State.NOT_CHECKED


def test_a_shared_status_service_counts_where_the_reader_says_so(scene: Scene) -> None:
    """Signed by the service itself, at the address that the credential names. A pack's copy proves nothing of it."""
    service = Issuer("status.example", scene.network, scene.clock)
    data = scene.credential(entry("revocation"))
    lenient = Policy("shared lists", accept_lists_of_others=True, accept_as_of_pack=True)
    for bits, answer in ((empty_bits(), Answer.HOLDS), (set_bits(empty_bits(), [9]), Answer.FAILS)):
        document = _list(scene) | {"issuer": service.did}
        document["credentialSubject"]["encodedList"] = encode_bits(bits)
        signed = issue(prepare(document), signer=service.signer, created_at=scene.clock.at)
        scene.network.lie(NOTES, signed)
        assert scene.look(data, policy=lenient).answer is answer
        assert state(scene.look(data), "not_revoked") == (State.NOT_CHECKED, "status.not_the_issuers")
    scene.network.fail(NOTES, Fault.MISSING)
    pack = make_pack(data, key_statements=[], status_lists={NOTES: signed}, made_at=scene.clock.at)
    assert scene.look(pack, policy=lenient).answer is Answer.UNSURE


def test_the_status_words_are_also_published_by_themselves(scene: Scene) -> None:
    """For credentials of VC 1.1, as wallets in the wild write them."""
    scene.list_at(NOTES, "revocation", set_bits(empty_bits(), [9]))
    contexts = ["https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/status/v1"]
    data = scene.credential(
        entry("revocation", id=f"{NOTES}#9"), **{"@context": contexts, "issuanceDate": "2026-05-02T12:00:00Z"}
    )
    report = scene.look(data)
    assert state(report, "understood")[0] is State.PASSED
    assert state(report, "not_revoked") == (State.FAILED, "status.revocation")


def _list(scene: Scene) -> Any:
    return status_list_credential(
        list_uri=NOTES,
        issuer_did=scene.college.did,
        purpose="revocation",
        bits=empty_bits(),
        valid_from=scene.clock.at,
        valid_until=scene.clock.at + timedelta(days=1),
    )
