"""What a credential carries: endorsements, a learner record's credentials, a newer copy, digests and schemas."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import LATER, unsigned_award

from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import Refused
from skillmark.credkit.issue import Rules, issue, issue_jwt, prepare
from skillmark.credkit.model import (
    Endorsement,
    Period,
    Recipient,
    clr_credential,
    endorsement_credential,
)
from skillmark.credkit.model import (
    Issuer as IssuerNamed,
)
from skillmark.credkit.pack import make_pack
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE, STANDARD, Policy, verify
from skillmark.testing.network import Clock, Fault, Network
from skillmark.testing.parties import Holder, Issuer

ALICE = Holder("alice")
AWARD_ID = str(unsigned_award()["id"])
ACHIEVEMENT_ID = "https://northbank.example/achievements/charts"
NEWER = "https://northbank.example/newer/1"


class Scene:
    """A college, a board that endorses, and a network."""

    def __init__(self) -> None:
        self.network, self.clock = Network(), Clock(LATER)
        self.college = Issuer("northbank.example:o:college", self.network, self.clock)
        self.board = Issuer("board.example", self.network, self.clock)

    def endorse(self, uri: str, *, by: Issuer | None = None, form: str = "json") -> Any:
        by = by or self.board
        document = endorsement_credential(
            uri="urn:uuid:endorsement",
            issuer=IssuerNamed(by.did, "Board of Applied Skills", "NL"),
            endorsement=Endorsement(uri, "Looked at twice"),
            period=Period(self.clock.at),
            name="Endorsement",
        )
        if form == "jwt":
            return issue_jwt(prepare(document), signer=by.signer, created_at=self.clock.at)
        return read_object(issue(prepare(document), signer=by.signer, created_at=self.clock.at))

    def award(self, change: Callable[[Any], object] | None = None, **changes: object) -> bytes:
        document: Any = {name: item for name, item in unsigned_award().items() if name != "credentialStatus"}
        document["credentialSubject"]["id"] = ALICE.did
        if change:
            change(document)
        return self.college.award(document | changes)

    def look(self, data: bytes, **more: Any) -> Report:
        more = {"policy": STANDARD, "fetcher": self.network, "at": self.clock.at} | more
        return verify(data, **more)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def test_endorsements_are_verified_each_and_shown(scene: Scene) -> None:
    def endorse(document: Any) -> None:
        document["endorsement"] = [scene.endorse(AWARD_ID)]
        document["issuer"]["endorsement"] = [scene.endorse(scene.college.did)]
        document["credentialSubject"]["achievement"]["endorsement"] = [scene.endorse(ACHIEVEMENT_ID)]

    report = scene.look(scene.award(endorse))
    assert report.answer is Answer.HOLDS
    assert [(part.role, part.answer) for part in report.parts] == [("endorsement", Answer.HOLDS)] * 3
    assert not report.warnings


def test_an_endorsement_of_the_issuer_may_stand_in_the_credential(scene: Scene) -> None:
    """As in the example of Open Badges 3.0 itself."""
    report = scene.look(scene.award(endorsement=[scene.endorse(scene.college.did)]))
    assert (report.answer, report.warnings) == (Answer.HOLDS, ())
    assert state(report.parts[0], "endorses")[0] is State.PASSED


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda scene: scene.endorse("urn:uuid:another"), "endorsement.of_another"),
        (lambda scene: scene.endorse(AWARD_ID) | {"name": "Changed"}, ""),
        (lambda scene: _by_mallory(scene), ""),
        (lambda scene: read_object(scene.award()), "endorsement.not_one"),
    ],
)
def test_a_bad_endorsement_warns_and_changes_nothing(scene: Scene, make: Callable[[Scene], Any], code: str) -> None:
    """Of another credential, changed after signing, in the board's name by Mallory, and no endorsement at all."""
    report = scene.look(scene.award(endorsement=[make(scene)]))
    assert report.answer is Answer.HOLDS
    assert [part.answer for part in report.parts] == [Answer.FAILS]
    assert [warn.code for warn in report.warnings] == ["endorsement.fails"]
    assert not code or state(report.parts[0], "endorses") == (State.FAILED, code)


def _by_mallory(scene: Scene) -> Any:
    mallory = Issuer("mallory.example", scene.network, scene.clock)
    return scene.endorse(AWARD_ID, by=mallory) | {"issuer": scene.board.did}


def test_an_endorsement_nobody_can_check_is_said(scene: Scene) -> None:
    data = scene.award(endorsement=[scene.endorse(AWARD_ID)])
    scene.network.fail("https://board.example/.well-known/did.json", Fault.SLOW)
    report = scene.look(data)
    assert report.answer is Answer.HOLDS
    assert [warn.code for warn in report.warnings] == ["endorsement.unsure"]


def test_nobody_is_asked_about_endorsements_of_a_forgery(scene: Scene) -> None:
    data = scene.award(endorsement=[scene.endorse(AWARD_ID)]).replace(b"Reading charts", b"Leading charts")
    scene.network.asked.clear()
    assert scene.look(data).answer is Answer.FAILS
    assert not [url for url in scene.network.asked if "board" in url]


def test_a_policy_may_leave_endorsements_alone(scene: Scene) -> None:
    data = scene.award(endorsement=[scene.endorse(AWARD_ID)])
    assert scene.look(data, policy=Policy("quick", check_endorsements=False)).parts == ()


def test_a_pack_carries_endorsements_beside_the_badge(scene: Scene) -> None:
    beside = [write_json(scene.endorse(AWARD_ID)), scene.endorse(AWARD_ID, form="jwt").encode()]
    pack = make_pack(scene.award(), key_statements=[], status_lists={}, made_at=scene.clock.at, endorsements=beside)
    report = scene.look(pack)
    assert report.answer is Answer.HOLDS
    assert [part.answer for part in report.parts] == [Answer.HOLDS, Answer.HOLDS]


def record(scene: Scene, *awards: bytes) -> bytes:
    document = clr_credential(
        uri="urn:uuid:record",
        issuer=IssuerNamed(scene.board.did, "Board of Applied Skills", "NL"),
        recipient=Recipient(did=ALICE.did),
        period=Period(scene.clock.at),
        name="Learner record",
        credentials=[read_object(award) for award in awards],
    )
    return issue(prepare(document), signer=scene.board.signer, created_at=scene.clock.at)


def test_every_credential_of_a_learner_record_is_verified(scene: Scene) -> None:
    report = scene.look(record(scene, scene.award(), scene.award(_as_other)))
    assert report.answer is Answer.HOLDS
    assert [part.role for part in report.parts] == ["credential", "credential"]
    assert state(report, "credentials") == (State.PASSED, "parts.all_hold")


def _as_other(document: Any) -> None:
    document["id"] = "urn:uuid:other"
    achievement = document["credentialSubject"]["achievement"]
    achievement |= {"id": "https://northbank.example/achievements/maps", "name": "Reading maps", "description": "Maps."}
    achievement["criteria"], achievement["alignment"] = {"narrative": "Find the way."}, []
    achievement["microCredential"]["learningOutcomes"] = ["Reads a map"]
    document["credentialSubject"]["identifier"][0]["salt"] = "anotherRandomSalt"


def test_one_revoked_credential_fails_the_record(scene: Scene) -> None:
    data = record(scene, scene.award(), scene.award(_as_other))
    scene.college.mark("revocation", 1)
    report = scene.look(data)
    assert report.answer is Answer.FAILS
    assert state(report, "credentials") == (State.FAILED, "parts.some_fail")
    assert [part.answer for part in report.parts] == [Answer.HOLDS, Answer.FAILS]


def test_mallory_cannot_slip_a_credential_into_a_record(scene: Scene) -> None:
    honest: Any = read_object(record(scene, scene.award()))
    honest["credentialSubject"]["verifiableCredential"].append(read_object(scene.award(_as_other)))
    report = scene.look(write_json(honest))
    assert state(report, "unchanged") == (State.FAILED, "proof.signature_wrong")
    assert report.parts == ()


def test_a_record_of_unsigned_credentials_is_not_issued(scene: Scene) -> None:
    bare = {name: value for name, value in read_object(scene.award()).items() if name != "proof"}
    with pytest.raises(Refused) as caught:
        record(scene, write_json(bare))
    assert "lint.record_unsigned" in {finding.code for finding in caught.value.findings}


def refreshable(scene: Scene, **changes: object) -> bytes:
    service = {"id": NEWER, "type": "1EdTechCredentialRefresh"}
    base: Any = unsigned_award()["@context"]
    contexts = [*base[:2], "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", *base[2:]]
    return scene.award(None, refreshService=service, **{"@context": contexts, **changes})


def test_a_newer_copy_is_asked_for_once_and_checked(scene: Scene) -> None:
    older = refreshable(scene)
    scene.clock.turn(hours=1)
    scene.network.serve({NEWER: refreshable(scene, name="Reading charts, second edition")})
    report = scene.look(older)
    assert report.answer is Answer.HOLDS
    assert report.refreshed and read_object(report.refreshed)["name"] == "Reading charts, second edition"
    assert scene.network.asked.count(NEWER) == 1
    assert [warn.code for warn in report.warnings] == ["refresh.taken"]


def test_a_newer_copy_that_was_revoked_fails(scene: Scene) -> None:
    older = refreshable(scene)
    scene.network.serve({NEWER: refreshable(scene, name="Second")})
    scene.college.mark("revocation", 1)
    assert state(scene.look(older), "not_revoked") == (State.FAILED, "status.revocation")


@pytest.mark.parametrize(
    "newer",
    [
        lambda scene: scene.board.award(_bare(scene)),
        lambda scene: scene.award(_as_mallorys),
        lambda scene: refreshable(scene).replace(b"Reading", b"Leading"),
        lambda scene: b"<html>",
        lambda scene: refreshable(scene, validFrom="2020-01-01T00:00:00Z"),
    ],
)
def test_what_is_no_newer_copy_is_not_taken(scene: Scene, newer: Callable[[Scene], bytes]) -> None:
    """Of another issuer, about another person, changed, no badge at all, and an older one."""
    older = refreshable(scene)
    scene.network.serve({NEWER: newer(scene)})
    report = scene.look(older)
    assert (report.answer, report.refreshed) == (Answer.HOLDS, b"")
    assert [warn.code for warn in report.warnings] == ["refresh.not_taken"]


def _bare(scene: Scene) -> JsonObject:
    return {name: item for name, item in read_object(refreshable(scene)).items() if name not in ("proof", "issuer")} | {
        "issuer": unsigned_award()["issuer"]
    }


def _as_mallorys(document: Any) -> None:
    document["credentialSubject"]["id"] = Holder("mallory").did


def test_no_newer_copy_is_asked_for_a_forgery_or_offline(scene: Scene) -> None:
    older = refreshable(scene)
    scene.network.serve({NEWER: refreshable(scene, name="Second")})
    assert scene.look(older.replace(b"Reading", b"Leading")).answer is Answer.FAILS
    assert scene.look(older, policy=OFFLINE).refreshed == b""
    assert NEWER not in scene.network.asked


def test_an_unreachable_newer_copy_is_said(scene: Scene) -> None:
    report = scene.look(refreshable(scene))
    assert report.answer is Answer.HOLDS
    assert [warn.code for warn in report.warnings] == ["refresh.not_had"]


FILE, FILE_URI = b"the report that was assessed", "https://northbank.example/report.pdf"
DIGEST = encode_base64url(b"\x12\x20" + hashlib.sha256(FILE).digest())


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ({FILE_URI: FILE}, (State.PASSED, "resources.fit")),
        ({FILE_URI: FILE + b"!"}, (State.FAILED, "resources.changed")),
        ({}, (State.NOT_CHECKED, "resources.not_held")),
    ],
)
def test_files_are_compared_with_their_digests(
    scene: Scene, resources: dict[str, bytes], expected: tuple[State, str]
) -> None:
    data = scene.award(relatedResource=[{"id": FILE_URI, "digestMultibase": DIGEST}])
    report = scene.look(data, resources=resources)
    assert state(report, "resources") == expected
    assert report.answer is (Answer.FAILS if expected[0] is State.FAILED else Answer.HOLDS)
    pack = make_pack(data, key_statements=[], status_lists={}, made_at=scene.clock.at, documents=resources)
    assert state(scene.look(pack), "resources") == expected


class Schemas:
    """A reader's schemas: what is in the book conforms, or does not."""

    def __init__(self, **answers: bool) -> None:
        self.answers = answers

    def conforms(self, document: JsonObject, schema_uri: str) -> bool | None:
        assert "proof" not in document
        return self.answers.get(schema_uri.rpartition("/")[2])


@pytest.mark.parametrize(
    ("schemas", "expected", "answer"),
    [
        (None, (State.NOT_CHECKED, "schema.not_held"), Answer.HOLDS),
        (Schemas(badge=True), (State.PASSED, "schema.conforms"), Answer.HOLDS),
        (Schemas(badge=False), (State.FAILED, "schema.not_conforming"), Answer.FAILS),
        (Schemas(), (State.NOT_CHECKED, "schema.not_held"), Answer.HOLDS),
    ],
)
def test_a_schema_counts_when_the_reader_brings_it(
    scene: Scene, schemas: Schemas | None, expected: tuple[State, str], answer: Answer
) -> None:
    base: Any = unsigned_award()["@context"]
    data = scene.award(
        None,
        credentialSchema=[{"id": "https://schemas.example/badge", "type": "1EdTechJsonSchemaValidator2019"}],
        **{"@context": [*base[:2], "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", *base[2:]]},
    )
    report = scene.look(data, schemas=schemas)
    assert (state(report, "schema"), report.answer) == (expected, answer)


def test_a_credential_of_the_first_version_holds(scene: Scene) -> None:
    """VC 1.1 with a Data Integrity proof and its own dates."""
    document = {
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"],
        "id": "urn:uuid:first",
        "type": ["VerifiableCredential"],
        "issuer": scene.college.did,
        "issuanceDate": "2026-05-02T12:00:00Z",
        "expirationDate": "2026-12-02T12:00:00Z",
        "credentialSubject": {"id": ALICE.did},
    }
    data = issue(prepare(document, rules=Rules.W3C), signer=scene.college.signer, created_at=scene.clock.at)
    assert scene.look(data).answer is Answer.HOLDS
    late = scene.look(data, at=scene.clock.at + timedelta(days=400))
    assert state(late, "not_expired") == (State.FAILED, "period.over")


def test_a_report_with_parts_is_plain_json(scene: Scene) -> None:
    report = scene.look(record(scene, scene.award(endorsement=[scene.endorse(AWARD_ID)])))
    found = json.loads(json.dumps(report.as_json()))
    assert found["parts"][0]["parts"][0]["role"] == "endorsement"
    assert verify(b"{}", policy=OFFLINE, fetcher=NoFetcher(), at=LATER).parts == ()
