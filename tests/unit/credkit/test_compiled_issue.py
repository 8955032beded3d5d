"""Compiled awards: the bytes and the refusals of `issue(prepare(document))`."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.credkit.college import DAY_ONE, signer_of, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.issue.compiled import CompiledAward, compile_award
from skillmark.credkit.issue.session import Filled, IssueSession
from skillmark.credkit.keys import EcdsaSigner, Signer
from skillmark.credkit.model import hash_email
from skillmark.credkit.shape import Path

NOON = datetime(2026, 6, 1, 12, 0, 7, 900, tzinfo=UTC)


@pytest.fixture(scope="module")
def award() -> CompiledAward:
    made = compile_award(unsigned_award())
    assert made.program
    return made


def document_of(number: int) -> JsonObject:
    document: JsonObject = unsigned_award(id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}")
    subject = document["credentialSubject"]
    identity = hash_email(f"p{number}@example.org", f"salt-{number:020d}")
    subject["identifier"][0] |= {"identityHash": identity.identity_hash, "salt": identity.salt}  # type: ignore
    subject["result"][0]["value"] = f"{number} \u00e9 100%"  # type: ignore[index,call-overload]
    for entry in document["credentialStatus"]:  # type: ignore[union-attr]
        entry |= {"statusListIndex": str(number), "id": f"{entry['statusListCredential']}#{number}"}  # type: ignore
    return document


def outcome(document: JsonObject, signer: Signer, at: datetime) -> bytes | str:
    """The signed bytes of the full path, or its refusal."""
    try:
        return issue(prepare(document), signer=signer, created_at=at)
    except CredkitError as problem:
        return f"{problem} {problem.findings}"


def compiled_outcome(award: CompiledAward, values: tuple[str, ...], signer: Signer, at: datetime) -> bytes | str:
    try:
        return award.issue(values, signer=signer, created_at=at)
    except CredkitError as problem:
        return f"{problem} {problem.findings}"


def changed(award: CompiledAward, path: Path, value: str) -> tuple[JsonObject, tuple[str, ...]]:
    """The document and its values with another value in one hole."""
    document = document_of(7)
    values = award.values_of(document)
    assert values
    at: object = document
    for step in path[:-1]:
        at = at[step]  # type: ignore[index]
    at[path[-1]] = value  # type: ignore[index]
    return document, tuple(value if hole == path else old for hole, old in zip(award.holes, values, strict=True))


def test_the_bytes_are_those_of_the_full_path(award: CompiledAward) -> None:
    for number in (0, 9, 131_071):
        document = document_of(number)
        values = award.values_of(document)
        assert values
        assert award.may_be_filled(tuple(value.encode() for value in values))
        for signer, at in ((signer_of(1), NOON), (signer_of(2), DAY_ONE)):
            assert award.issue(values, signer=signer, created_at=at) == outcome(document, signer, at)


ODD = (
    "",
    " ",
    "x",
    'say "a"',
    "a\\b",
    "a\nb",
    "\x7f",
    "mailto:a@b.example",
    "_:b",
    "https://\u00e9",
    "did:web:a.example",
)
WITH_KINDS = [
    (("id",), ODD),
    (("validFrom",), ("2026-05-01T12:00:00+02:00", "2026-05-01", "2026-04-31T12:00:00Z", "2030-01-01T00:00:00Z")),
    (("validUntil",), ("2026-05-31T00:00:00Z", "2026-04-01T00:00:00Z")),
    (("credentialSubject", "identifier", 0, "identityHash"), ("sha256$00", "alice@example.org")),
    (("credentialSubject", "identifier", 0, "salt"), ("short", "0123456789abcde\u00e9", "0123456789\u0000abcdef")),
    (("credentialSubject", "result", 0, "value"), ODD),
    (("credentialStatus", 0, "statusListIndex"), ("", "-1", "1e3", "007", "99999999999999")),
    (("credentialStatus", 1, "id"), ("https://northbank.example/status/revocation#7", "nowhere")),
    (("credentialStatus", 1, "id"), ("https://northbank.example/status/suspension",)),  # the address of its list
]


@pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in WITH_KINDS for value in values])
def test_odd_values_are_signed_or_refused_as_by_the_full_path(award: CompiledAward, path: Path, value: str) -> None:
    document, values = changed(award, path, value)
    assert compiled_outcome(award, values, signer_of(1), NOON) == outcome(document, signer_of(1), NOON)


def test_the_signer_and_the_time_are_judged_as_by_the_full_path(award: CompiledAward) -> None:
    document = document_of(7)
    values = award.values_of(document)
    assert values
    over = DAY_ONE + timedelta(days=366)
    stranger, other_kind = signer_of(1, "did:web:mallory.example"), EcdsaSigner.generate(lambda count: b"\7" * count)
    for signer, at in ((stranger, NOON), (other_kind, NOON), (signer_of(1), over)):
        assert isinstance(outcome(document, signer, at), str)
        assert compiled_outcome(award, values, signer, at) == outcome(document, signer, at)


def test_a_number_of_values_that_does_not_fit_is_refused(award: CompiledAward) -> None:
    with pytest.raises(CredkitError, match=r"issue\.other_holes"):
        award.issue(("a",), signer=signer_of(1), created_at=NOON)


def test_what_lint_refuses_is_not_compiled() -> None:
    with pytest.raises(CredkitError, match=r"issue\.not_ready"):
        compile_award(unsigned_award(name="Certificate of Completion"))


def test_a_document_of_another_achievement_has_no_values_here(award: CompiledAward) -> None:
    assert award.values_of(document_of(1) | {"name": "Another"}) is None


def test_a_session_issues_the_same_bytes_and_learns() -> None:
    session, kinds = IssueSession(), []
    for number in range(4):
        document = document_of(number)
        token = session.prepare(document)
        kinds.append(isinstance(token, Filled))
        signed = session.issue(token, signer=signer_of(1), created_at=NOON)
        assert signed == outcome(document, signer_of(1), NOON)
        with pytest.raises(CredkitError, match=r"issue\.token_unknown"):
            session.issue(token, signer=signer_of(1), created_at=NOON)
    assert kinds == [False, False, True, True]
    with pytest.raises(CredkitError, match=r"issue\.not_ready"):
        session.prepare(document_of(5) | {"id": "nowhere"})
    token = session.prepare(document_of(6))
    with pytest.raises(CredkitError, match=r"issue\.not_the_issuer"):
        session.issue(token, signer=signer_of(1, "did:web:mallory.example"), created_at=NOON)
    assert session.issue(token, signer=signer_of(1), created_at=NOON)
