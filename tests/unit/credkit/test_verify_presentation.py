"""Presentations: who presents, for whom, when, and what Mallory can do with a copy."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import LATER, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.did import NoFetcher, did_web_url
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.issue import issue_jwt, prepare, present, sign_presentation
from skillmark.credkit.model import presentation
from skillmark.credkit.proof.data_integrity import EDDSA_JCS
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import LOGIN, STANDARD, Policy, verify
from skillmark.credkit.verify.presentation import judge_domain
from skillmark.testing.network import Clock, Fault, Network
from skillmark.testing.parties import Holder, Issuer, signer_named

ASKED = {"challenge": "q-7f3a", "domain": "jobs.example"}
ALICE, MALLORY = Holder("alice"), Holder("mallory")


class Scene:
    """A college that answers, and a badge of Alice's."""

    def __init__(self) -> None:
        self.network, self.clock = Network(), Clock(LATER)
        self.college = Issuer("northbank.example:o:college", self.network, self.clock)
        self.badge = self.award(ALICE)

    def unsigned(self, holder: Holder | None, **changes: object) -> JsonObject:
        document: Any = unsigned_award(**changes)
        document["credentialSubject"]["id"] = holder.did if holder else None
        if holder is None:
            del document["credentialSubject"]["id"]
        return {name: value for name, value in document.items() if name != "credentialStatus"}

    def award(self, holder: Holder | None, **changes: object) -> bytes:
        return self.college.award(self.unsigned(holder, **changes))

    def shown(self, *badges: bytes, by: Holder = ALICE, **asked: str) -> bytes:
        return by.present(badges or (self.badge,), at=self.clock.at, **{**ASKED, **asked})

    def look(self, data: bytes, policy: Policy = LOGIN, **asked: Any) -> Report:
        return verify(data, policy=policy, fetcher=self.network, at=self.clock.at, **{**ASKED, **asked})


@pytest.fixture
def scene() -> Scene:
    return Scene()


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def test_alice_presents_her_badge(scene: Scene) -> None:
    report = scene.look(scene.shown())
    assert report.answer is Answer.HOLDS
    assert report.kind == "presentation"
    assert [check.number for check in report.checks] == list(range(1, 11))
    assert [(part.role, part.answer) for part in report.parts] == [("credential", Answer.HOLDS)]
    assert report.as_json()["parts"][0]["id"] == report.parts[0].document_uri  # type: ignore[index]
    assert not report.warnings


@pytest.mark.parametrize("form", ["embedded", "vc-jose"])
@pytest.mark.parametrize("inner", ["json", "jwt"])
def test_every_mix_of_forms_holds(scene: Scene, form: Any, inner: str) -> None:
    badge = scene.badge
    if inner == "jwt":
        document: Any = scene.unsigned(ALICE)
        document["issuer"]["id"] = scene.college.did
        token = issue_jwt(prepare(document), signer=scene.college.signer, created_at=scene.clock.at, form="vc-jose")
        badge = token.encode()
    data = present([badge], signer=ALICE.signer, created_at=scene.clock.at, form=form, **ASKED)
    assert scene.look(data).answer is Answer.HOLDS


def test_it_may_be_signed_as_json(scene: Scene) -> None:
    data = present([scene.badge], signer=ALICE.signer, created_at=scene.clock.at, suite=EDDSA_JCS, **ASKED)
    assert scene.look(data).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("asked", "step", "code"),
    [
        ({"challenge": "q-0000"}, "challenge", "challenge.another"),
        ({"domain": "evil.example"}, "domain", "domain.another"),
    ],
)
def test_a_replayed_or_misdirected_copy_fails(scene: Scene, asked: dict[str, str], step: str, code: str) -> None:
    for policy in (LOGIN, STANDARD):
        report = scene.look(scene.shown(), policy, **asked)
        assert report.answer is Answer.FAILS
        assert state(report, step) == (State.FAILED, code)


@pytest.mark.parametrize("form", ["embedded", "vc-jose"])
def test_one_without_challenge_fails_whoever_asks_for_one(scene: Scene, form: Any) -> None:
    data = present([scene.badge], signer=ALICE.signer, created_at=scene.clock.at, form=form, challenge="", domain="")
    report = scene.look(data)
    assert state(report, "challenge") == (State.FAILED, "challenge.missing")
    assert state(report, "domain") == (State.FAILED, "domain.missing")


def test_a_door_that_asks_nothing_gets_no_answer(scene: Scene) -> None:
    asked_nothing: dict[str, Any] = {"challenge": None, "domain": None}
    assert scene.look(scene.shown(), LOGIN, **asked_nothing).answer is Answer.UNSURE
    report = scene.look(scene.shown(), STANDARD, **asked_nothing)
    assert report.answer is Answer.HOLDS
    assert {warn.code for warn in report.warnings} == {"challenge.not_asked", "domain.not_asked"}


def test_mallory_presents_alices_badge_as_her_own(scene: Scene) -> None:
    report = scene.look(scene.shown(by=MALLORY))
    assert report.answer is Answer.FAILS
    assert state(report, "holder_is_subject") == (State.FAILED, "holder.another")
    assert report.parts[0].answer is Answer.HOLDS


def test_a_reader_may_let_others_present(scene: Scene) -> None:
    report = scene.look(scene.shown(by=MALLORY), Policy("desk", holder_is_subject=False))
    assert report.answer is Answer.HOLDS
    assert [warn.code for warn in report.warnings] == ["holder.another"]


def test_a_badge_that_names_nobody_by_did_leaves_it_open(scene: Scene) -> None:
    data = scene.shown(scene.award(None))
    assert state(scene.look(data), "holder_is_subject") == (State.NOT_CHECKED, "holder.not_named")
    assert scene.look(data, recipient="alice@example.org").answer is Answer.HOLDS
    assert scene.look(data, recipient="mallory@example.org").answer is Answer.UNSURE


def test_mallory_names_alice_as_holder_and_signs_herself(scene: Scene) -> None:
    document = presentation(credentials=[read_object(scene.badge)], holder=ALICE.did)
    with pytest.raises(CredkitError) as caught:
        sign_presentation(document, signer=MALLORY.signer, created_at=scene.clock.at, **ASKED)
    assert caught.value.code == "present.not_the_holder"
    forged: Any = read_object(scene.shown(by=MALLORY))
    report = scene.look(write_json(forged | {"holder": ALICE.did}))
    assert report.answer is Answer.FAILS
    assert state(report, "holder_key") == (State.FAILED, "holder.key_of_another")


def test_without_a_holder_it_is_whoever_signed(scene: Scene) -> None:
    document = presentation(credentials=[read_object(scene.badge)])
    by_alice = sign_presentation(document, signer=ALICE.signer, created_at=scene.clock.at, **ASKED)
    assert scene.look(by_alice).answer is Answer.HOLDS
    by_mallory = sign_presentation(document, signer=MALLORY.signer, created_at=scene.clock.at, **ASKED)
    assert state(scene.look(by_mallory), "holder_is_subject")[0] is State.FAILED


@pytest.mark.parametrize(
    "change",
    [
        lambda shown: shown | {"proof": [shown["proof"][0] | {"challenge": "q-0000"}]},
        lambda shown: shown | {"proof": [shown["proof"][0] | {"proofPurpose": "assertionMethod"}]},
        lambda shown: {name: value for name, value in shown.items() if name != "proof"},
        lambda shown: shown | {"verifiableCredential": []},
        lambda shown: shown | {"verifiableCredential": [shown["verifiableCredential"][0] | {"name": "Charts"}]},
        lambda shown: shown | {"verifiableCredential": [{"type": "VerifiableCredential"}]},
    ],
)
def test_a_changed_presentation_fails(scene: Scene, change: Callable[[Any], Any]) -> None:
    scene.network.asked.clear()
    report = scene.look(write_json(change(read_object(scene.shown()))), challenge="q-0000")
    assert report.answer is Answer.FAILS
    assert scene.network.asked == []


def test_one_made_for_two_readers_is_made_for_neither() -> None:
    """The other could show it on. A token says so in a standard way of its own."""
    both = ("jobs.example", "evil.example")
    assert judge_domain(both, "jobs.example", LOGIN).code == "domain.another"
    assert judge_domain(both, "jobs.example", LOGIN, may_be_several=True).passed


def test_a_credentials_proof_does_not_present(scene: Scene) -> None:
    """A presentation signed for vouching would let anyone's credential key log in."""
    from skillmark.credkit.contexts import issuing
    from skillmark.credkit.proof.data_integrity import HashSource, add_proof

    document = presentation(credentials=[read_object(scene.badge)], holder=ALICE.did)
    signed = add_proof(document, signer=ALICE.signer, created_at=scene.clock.at, source=HashSource(issuing()), **ASKED)
    assert state(scene.look(write_json(signed)), "unchanged") == (State.FAILED, "proof.wrong_purpose")


def test_a_revoked_badge_inside_fails_the_whole(scene: Scene) -> None:
    scene.college.mark("revocation", 0)
    report = scene.look(scene.shown())
    assert report.answer is Answer.FAILS
    assert state(report, "credentials") == (State.FAILED, "parts.some_fail")
    assert state(report.parts[0], "not_revoked") == (State.FAILED, "status.revocation")


@pytest.mark.parametrize("fault", list(Fault))
def test_a_broken_network_never_makes_it_valid(scene: Scene, fault: Fault) -> None:
    data = scene.shown()
    for url in (did_web_url(scene.college.did), scene.college.list_uri("revocation")):
        scene.network.fail(url, fault)
        report = scene.look(data)
        assert report.answer is not Answer.HOLDS
        scene.network.mend()
    assert scene.look(data).answer is Answer.HOLDS


def test_swapped_lists_leave_it_open(scene: Scene) -> None:
    scene.network.swap(scene.college.list_uri("revocation"), scene.college.list_uri("suspension"))
    assert scene.look(scene.shown()).answer is Answer.UNSURE


def test_each_address_is_asked_once_for_many_badges(scene: Scene) -> None:
    """Four of one achievement look so much alike that the presentation is signed as JSON."""
    badges = [scene.award(ALICE, id=f"urn:uuid:{number}") for number in range(4)]
    shown: Any = read_object(scene.shown(*badges))
    assert shown["proof"][0]["cryptosuite"] == EDDSA_JCS
    scene.network.asked.clear()
    assert scene.look(write_json(shown)).answer is Answer.HOLDS
    assert len(scene.network.asked) == len(set(scene.network.asked)) == 3


def test_offline_the_holder_is_known_and_the_badge_is_not(scene: Scene) -> None:
    report = verify(scene.shown(), policy=LOGIN, fetcher=NoFetcher(), at=scene.clock.at, **ASKED)
    assert report.answer is Answer.UNSURE
    assert state(report, "holder_key")[0] is State.PASSED


def test_a_rotated_key_still_presents_what_it_signed(scene: Scene) -> None:
    scene.clock.turn(days=3)
    scene.college.rotate()
    assert scene.look(scene.shown()).answer is Answer.HOLDS


def test_one_made_tomorrow_or_over_fails(scene: Scene) -> None:
    data = ALICE.present([scene.badge], at=scene.clock.at + timedelta(hours=1), **ASKED)
    assert state(scene.look(data), "key_in_use") == (State.FAILED, "key.future")


@pytest.mark.parametrize("credentials", [[], [b"{}"], [b"nonsense"], [b"{}"] * 51])
def test_what_cannot_be_presented(credentials: list[bytes]) -> None:
    with pytest.raises(CredkitError):
        present(credentials, signer=signer_named("alice"), created_at=LATER, **ASKED)


def test_too_many_inside_leave_it_open(scene: Scene) -> None:
    document: Any = scene.unsigned(ALICE)
    document["issuer"]["id"] = scene.college.did
    token = issue_jwt(prepare(document), signer=scene.college.signer, created_at=scene.clock.at, form="vc-jose")
    many = presentation(credentials=[token] * 101, holder=ALICE.did)
    data = sign_presentation(many, signer=ALICE.signer, created_at=scene.clock.at, suite=EDDSA_JCS, **ASKED)
    report = scene.look(data)
    assert (report.answer, len(report.parts)) == (Answer.UNSURE, 100)
    assert state(report, "credentials") == (State.NOT_CHECKED, "parts.too_many")
