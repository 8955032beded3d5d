"""Lint, a token that works once, and the same bytes every time."""

import copy
import pickle
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import DAY_ONE, signed_award, signer_of, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Refused
from skillmark.credkit.issue import Prepared, issue, prepare


def findings(document: JsonObject, **more: bool) -> set[str]:
    with pytest.raises(Refused) as caught:
        prepare(document, **more)
    assert all(finding.words and finding.where for finding in caught.value.findings)
    return {finding.code for finding in caught.value.findings}


def test_same_document_key_and_time_same_bytes() -> None:
    assert signed_award() == signed_award()


def test_a_token_works_once() -> None:
    token = prepare(unsigned_award())
    issue(token, signer=signer_of(1), created_at=DAY_ONE)
    with pytest.raises(Refused) as caught:
        issue(token, signer=signer_of(1), created_at=DAY_ONE)
    assert caught.value.code == "issue.token_unknown"


def test_a_token_cannot_be_made_or_copied() -> None:
    token = prepare(unsigned_award())
    for other in (Prepared(), copy.copy(token), copy.deepcopy(token)):
        with pytest.raises(Refused):
            issue(other, signer=signer_of(1), created_at=DAY_ONE)
    with pytest.raises(Refused):
        issue(pickle.loads(pickle.dumps(token)), signer=signer_of(1), created_at=DAY_ONE)


def test_changing_the_document_afterwards_changes_nothing() -> None:
    document = unsigned_award()
    token = prepare(document)
    document["name"] = "Something else"
    assert b"Something else" not in issue(token, signer=signer_of(1), created_at=DAY_ONE)


def test_only_the_issuer_signs_and_the_token_survives() -> None:
    token = prepare(unsigned_award())
    with pytest.raises(Refused) as caught:
        issue(token, signer=signer_of(1, "did:web:mallory.example"), created_at=DAY_ONE)
    assert caught.value.code == "issue.not_the_issuer"
    assert issue(token, signer=signer_of(1), created_at=DAY_ONE)


def test_nothing_is_signed_after_its_end() -> None:
    with pytest.raises(Refused) as caught:
        issue(prepare(unsigned_award()), signer=signer_of(1), created_at=DAY_ONE + timedelta(days=900))
    assert caught.value.code == "issue.already_over"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"proof": {"type": "x"}}, "lint.signed"),
        ({"id": "x"}, "lint.id"),
        ({"name": "Certificate of Completion"}, "lint.empty_title"),
        ({"name": "Participation certificate"}, "lint.empty_title"),
        ({"name": "x" * 141}, "lint.long_title"),
        ({"name": ""}, ""),
        ({"validFrom": "2026-05-01"}, "structure.time"),
        ({"validFrom": None}, "lint.valid_from"),
        ({"validUntil": "2020-01-01T00:00:00Z"}, "structure.period"),
        ({"issuanceDate": "2026-05-01T00:00:00Z"}, "lint.first_version"),
        ({"image": {"id": "https://x.example/i.png", "type": "Image"}}, "lint.alt_text"),
        ({"type": ["VerifiableCredential"]}, "lint.kind"),
        ({"jti": "urn:x:1"}, "jsonld.undefined_term"),
        ({"endorsementJwt": ["a.b.c"]}, "jsonld.undefined_term"),
        ({"grade": "A"}, "jsonld.undefined_term"),
        ({"credentialStatus": {"type": "BitstringStatusListEntry"}}, "lint.status_purpose"),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, "lint.context"),
        ({"issuer": "did:web:northbank.example:o:college"}, "annex.country"),
    ],
)
def test_what_is_not_signed(changes: dict[str, Any], code: str) -> None:
    document = unsigned_award() | changes
    if code:
        assert code in findings(document)
    else:
        prepare(document)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("achievement.name", "Badge of Attendance", "lint.empty_title"),
        ("achievement.criteria", None, "badge.criteria"),
        ("achievement.description", "", "badge.achievement_description"),
        ("achievement.id", "", "badge.achievement_id"),
        ("achievement.image", {"id": "https://x.example/i.png", "type": "Image", "caption": " "}, "lint.alt_text"),
        ("achievement.alignment", [{"type": ["Alignment"], "targetName": "x"}], "lint.alignment_address"),
        ("achievement.microCredential", None, "annex.missing"),
        ("achievement.microCredential.learningOutcomes", [], "annex.outcomes"),
        ("achievement.microCredential.workload", "P60M", "annex.workload"),
        ("achievement.microCredential.workload", "PT0H", "annex.workload"),
        ("achievement.microCredential.workload", "PT", "annex.workload"),
        ("achievement.microCredential.assessmentType", ["vibes"], "annex.assessment"),
        ("achievement.microCredential.participationForm", "", "annex.participation"),
        ("achievement.microCredential.supervision", "someone", "annex.supervision"),
        ("achievement.microCredential.qualityAssurance", "", "annex.quality"),
        ("achievement.microCredential.eqfLevel", 9, "annex.level"),
        ("identifier", [{"type": "IdentityObject", "hashed": False, "identityHash": "a@b.c"}], "lint.recipient_open"),
        ("identifier", [], "badge.recipient"),
        ("id", "mailto:alice@example.org", "lint.recipient_open"),
        ("achievement", None, "badge.achievement"),
        ("type", "Person", "badge.subject_type"),
    ],
)
def test_what_the_subject_must_say(path: str, value: Any, code: str) -> None:
    document = unsigned_award()
    place: Any = document["credentialSubject"]
    *steps, last = path.split(".")
    for step in steps:
        place = place[step]
    place[last] = value
    assert code in findings(document)


def test_all_findings_at_once() -> None:
    document = unsigned_award(name="Certificate", proof={}, id="x")
    assert {"lint.empty_title", "lint.signed", "lint.id"} <= findings(document)


def test_without_the_annex() -> None:
    document = unsigned_award()
    del document["credentialSubject"]["achievement"]["microCredential"]  # type: ignore[index, union-attr, call-overload, arg-type]
    assert findings(document) == {"annex.missing"}
    assert prepare(document, require_annex=False)


@pytest.mark.parametrize("bad", [{"a": object()}, {"a": {1, 2}}, {}, {"@context": 7}, {"a": float("nan")}])
def test_anything_but_a_document_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(CredkitError):
        prepare(bad)


@pytest.mark.parametrize("title", ["Completing tax returns", "Certificate management", "Statement analysis"])
def test_titles_that_only_sound_alike_are_fine(title: str) -> None:
    prepare(unsigned_award(name=title))
