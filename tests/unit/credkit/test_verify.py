"""One credential in, one report out: what passes, what fails, what stays open."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LATER,
    LIST_URIS,
    SLOT,
    Network,
    college_keys,
    signed_award,
    signed_list,
    signer_of,
    unsigned_award,
)

from skillmark.credkit.codec.images import bake
from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.did import KeyRecord, NoFetcher, did_web_url
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE, STANDARD, verify

Change = Callable[[bytes, str, str], bytes]


def look(data: bytes, network: Network, **more: object) -> Report:
    return verify(data, policy=STANDARD, fetcher=network, at=LATER, **more)  # type: ignore[arg-type]


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def test_a_good_award_holds(award: bytes, network: Network) -> None:
    report = look(award, network)
    assert report.answer is Answer.HOLDS
    assert [check.number for check in report.checks] == list(range(1, 12))
    assert all(check.words for check in report.checks)
    assert report.vouched_by == "issuer"
    assert report.as_of is None
    assert json.loads(json.dumps(report.as_json()))["answer"] == "holds"


def test_each_address_is_asked_once(award: bytes, network: Network) -> None:
    look(award, network)
    assert sorted(network.asked) == sorted({did_web_url(COLLEGE), *LIST_URIS.values()})


@pytest.mark.parametrize("part", ["Northbank College", "Reading charts", "PT60H", "INDEPENDENT", "2027-05-01", "4711"])
def test_one_changed_character_fails(award: bytes, network: Network, change: Change, part: str) -> None:
    altered = change(award, part, part[:-1] + ("0" if part[-1] != "0" else "1"))
    report = look(altered, network)
    assert report.answer is Answer.FAILS
    assert state(report, "unchanged") == (State.FAILED, "proof.signature_wrong")


def test_a_change_is_seen_without_a_network(award: bytes, change: Change) -> None:
    report = verify(change(award, "Reading", "Writing"), policy=OFFLINE, fetcher=NoFetcher(), at=LATER)
    assert report.answer is Answer.FAILS


def test_unreachable_is_never_valid(award: bytes) -> None:
    report = verify(award, policy=OFFLINE, fetcher=NoFetcher(), at=LATER)
    assert report.answer is Answer.UNSURE
    assert state(report, "unchanged")[0] is State.PASSED
    assert state(report, "issuer_key")[0] is State.NOT_CHECKED


def test_expired_fails(award: bytes, network: Network) -> None:
    report = verify(award, policy=STANDARD, fetcher=network, at=DAY_ONE + timedelta(days=400))
    assert state(report, "not_expired") == (State.FAILED, "period.over")
    assert report.answer is Answer.FAILS


def test_not_yet_valid_fails(award: bytes, network: Network) -> None:
    report = verify(award, policy=STANDARD, fetcher=network, at=DAY_ONE - timedelta(days=2))
    assert state(report, "started") == (State.FAILED, "period.not_yet")


@pytest.mark.parametrize(("purpose", "step"), [("revocation", "not_revoked"), ("suspension", "not_suspended")])
def test_a_set_bit_fails(award: bytes, network: Network, purpose: str, step: str) -> None:
    network.answers[LIST_URIS[purpose]] = signed_list(purpose, SLOT)
    assert state(look(award, network), step) == (State.FAILED, f"status.{purpose}")


def test_a_neighbours_bit_does_not(award: bytes, network: Network) -> None:
    network.answers[LIST_URIS["revocation"]] = signed_list("revocation", SLOT - 1, SLOT + 1)
    assert look(award, network).answer is Answer.HOLDS


def test_a_lost_list_is_open(award: bytes, network: Network) -> None:
    del network.answers[LIST_URIS["revocation"]]
    report = look(award, network)
    assert report.answer is Answer.UNSURE
    assert state(report, "not_revoked")[0] is State.NOT_CHECKED


@pytest.mark.parametrize(
    ("fake", "code"),
    [
        (lambda: signed_list("revocation", signer=signer_of(9)), "status.not_signed"),
        (lambda: signed_list("suspension"), "status.other_list"),
        (lambda: signed_list("revocation", at=DAY_ONE - timedelta(days=100)), "status.not_signed"),
        (lambda: b"{}", "status.not_the_issuers"),
        (lambda: b"\xff", "json.not_utf8"),
    ],
)
def test_a_list_that_is_not_the_issuers_is_open(
    award: bytes, network: Network, fake: Callable[[], bytes], code: str
) -> None:
    network.answers[LIST_URIS["revocation"]] = fake()
    assert state(look(award, network), "not_revoked") == (State.NOT_CHECKED, code)


def test_a_stale_list_is_open(award: bytes, network: Network) -> None:
    report = verify(award, policy=STANDARD, fetcher=network, at=DAY_ONE + timedelta(days=90))
    assert state(report, "not_revoked") == (State.NOT_CHECKED, "status.stale")


def test_a_rotated_key_keeps_verifying(award: bytes, network: Network) -> None:
    keys = college_keys(
        KeyRecord(signer_of(1).public_multikey, DAY_ONE, in_use_until=DAY_ONE + timedelta(days=9)),
        KeyRecord(signer_of(2).public_multikey, DAY_ONE + timedelta(days=9)),
    )
    network.answers[did_web_url(COLLEGE)] = json.dumps(keys).encode()
    assert look(award, network).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (KeyRecord(signer_of(1).public_multikey, DAY_ONE + timedelta(days=2)), "key.too_early"),
        (KeyRecord(signer_of(1).public_multikey, DAY_ONE - timedelta(days=9), DAY_ONE - timedelta(1)), "key.retired"),
        (KeyRecord(signer_of(1).public_multikey, DAY_ONE - timedelta(9), None, DAY_ONE), "key.withdrawn"),
    ],
)
def test_a_key_out_of_its_time_fails(award: bytes, network: Network, record: KeyRecord, code: str) -> None:
    network.answers[did_web_url(COLLEGE)] = json.dumps(college_keys(record)).encode()
    assert state(look(award, network), "key_in_use") == (State.FAILED, code)


def test_mallorys_key_is_not_the_colleges(network: Network) -> None:
    forged = signed_award(signer_of(66))
    report = look(forged, network)
    assert state(report, "unchanged")[0] is State.PASSED
    assert state(report, "issuer_key") == (State.FAILED, "issuer.key_unknown")


def test_a_key_under_another_name_is_not_the_issuers(award: bytes, network: Network) -> None:
    mallory = Ed25519Signer.from_seed(b"m" * 32)
    own = unsigned_award(issuer={"id": mallory.verification_method.split("#")[0], "type": ["Profile"], "name": "M"})
    signed = read_object(issue(prepare(own, require_annex=False), signer=mallory, created_at=DAY_ONE))
    report = look(write_json(signed | {"issuer": read_object(award)["issuer"]}), network)
    assert state(report, "issuer_key") == (State.FAILED, "issuer.another")
    assert report.answer is Answer.FAILS


def test_the_person_can_be_asked_for(award: bytes, network: Network) -> None:
    assert state(look(award, network), "recipient")[1] == "person.not_asked"
    assert state(look(award, network, recipient=" Alice@Example.ORG"), "recipient")[0] is State.PASSED
    report = look(award, network, recipient="mallory@example.org")
    assert state(report, "recipient") == (State.FAILED, "person.another")
    assert report.answer is Answer.FAILS


def test_one_good_proof_of_several_is_enough(award: bytes, network: Network) -> None:
    document = read_object(award)
    good = document["proof"][0]  # type: ignore[index, call-overload]
    proofs = [{"type": "SomeProof"}, good | {"proofValue": "z" + "2" * 80}, good]
    report = look(write_json(document | {"proof": proofs}), network)  # type: ignore[dict-item]
    assert report.answer is Answer.HOLDS
    assert [warn.code for warn in report.warnings] == ["proof.others_broken"]


def test_a_foreign_kind_of_proof_is_open(award: bytes, network: Network) -> None:
    document = read_object(award) | {"proof": {"type": "BbsBlsSignature2020", "proofPurpose": "assertionMethod"}}
    assert state(look(write_json(document), network), "unchanged") == (State.NOT_CHECKED, "proof.kind_unknown")


def test_no_proof_fails(network: Network) -> None:
    report = look(write_json(unsigned_award()), network)
    assert state(report, "unchanged") == (State.FAILED, "proof.missing")
    assert report.answer is Answer.FAILS


def test_a_proof_for_logging_in_does_not_vouch(award: bytes, network: Network, change: Change) -> None:
    report = look(change(award, "assertionMethod", "authentication"), network)
    assert state(report, "unchanged") == (State.FAILED, "proof.wrong_purpose")


def test_a_token_that_holds_no_badge_fails(network: Network) -> None:
    report = look(b"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln", network)
    assert report.answer is Answer.FAILS
    assert state(report, "readable") == (State.FAILED, "jose.not_a_credential")


def test_a_baked_svg_holds(award: bytes, network: Network) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'
    assert look(bake(svg, award), network).answer is Answer.HOLDS


def test_an_unknown_vocabulary_is_open(award: bytes, network: Network, change: Change) -> None:
    report = look(change(award, "context-3.0.3.json", "context-9.json"), network)
    assert state(report, "understood") == (State.NOT_CHECKED, "context.unknown")
    assert report.answer is Answer.UNSURE


@pytest.mark.parametrize(
    ("alias", "how"),
    [
        ({"until": "https://www.w3.org/2018/credentials#validUntil"}, "until"),
        ({"until": {"@id": "validUntil"}}, "until"),
        ({}, "https://www.w3.org/2018/credentials#validUntil"),
        ({"@vocab": "https://www.w3.org/2018/credentials#valid"}, "Until"),
    ],
)
def test_the_end_cannot_be_hidden_from_json_readers(network: Network, alias: dict[str, object], how: str) -> None:
    """The RDF would be the same and the signature would hold, while a JSON reader sees no end."""
    document = read_object(signed_award())
    end = document.pop("validUntil")
    dated = {"@value": end, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    contexts = [*document["@context"], *([alias] if alias else [])]  # type: ignore[misc]
    hidden = document | {"@context": contexts, how: dated}  # type: ignore[dict-item]
    report = verify(write_json(hidden), policy=STANDARD, fetcher=network, at=DAY_ONE + timedelta(days=40))
    assert report.answer is not Answer.HOLDS
    assert state(report, "understood")[0] is not State.PASSED
