"""What goes back: a status, a JSON body, and problem details (RFC 9457) with the problem types W3C names.

Problem types: VC Data Model 2.0 section 7.1, VC Data Integrity 1.0 section 4.7, Bitstring Status List 1.0 section 3.5.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.report import Check, Report, State

_MODEL = "https://www.w3.org/TR/vc-data-model#"
_SECURITY = "https://w3id.org/security#"
_STATUS = "https://www.w3.org/ns/credentials/status-list#"
PARSING, MALFORMED = _MODEL + "PARSING_ERROR", _MODEL + "MALFORMED_VALUE_ERROR"
GENERATION = _SECURITY + "PROOF_GENERATION_ERROR"
_OF_CHECK = {
    "readable": PARSING,
    "complete": MALFORMED,
    "understood": _SECURITY + "DATA_LOSS_DETECTION_ERROR",
    "unchanged": _SECURITY + "PROOF_VERIFICATION_ERROR",
    "issuer_key": _SECURITY + "INVALID_VERIFICATION_METHOD",
    "holder_key": _SECURITY + "INVALID_VERIFICATION_METHOD",
    "key_in_use": _SECURITY + "INVALID_VERIFICATION_METHOD",
    "challenge": _SECURITY + "INVALID_CHALLENGE_ERROR",
    "domain": _SECURITY + "INVALID_DOMAIN_ERROR",
    "started": _MODEL + "RANGE_ERROR",
    "not_expired": _MODEL + "RANGE_ERROR",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status and its JSON body, or no body."""

    status: int
    body: JsonObject | None = None
    media_type: str = "application/json"


def refusal(status: int, kind: str, title: str, problem: CredkitError | str) -> Answer:
    """One problem document. Findings of credkit go with it, each with its place."""
    detail = problem if isinstance(problem, str) else problem.hint
    body: JsonObject = {"type": kind, "title": title, "status": status, "detail": detail}
    if isinstance(problem, CredkitError):
        body["code"] = problem.code
        if problem.findings:
            body["findings"] = [
                {"code": finding.code, "where": finding.where, "words": finding.words} for finding in problem.findings
            ]
    return Answer(status, body, "application/problem+json")


def problems_of(report: Report) -> list[JsonObject]:
    """Problem details of the checks that did not pass, in the order they were made; then those of the parts."""
    own = [_problem(check) for check in report.checks if check.state is not State.PASSED and check.decides]
    return own + [problem for part in report.parts for problem in problems_of(part)]


def _problem(check: Check) -> JsonObject:
    kind = _OF_CHECK.get(check.name, _SECURITY + "PROOF_VERIFICATION_ERROR")
    if check.name in ("not_revoked", "not_suspended"):
        kind = _STATUS + ("STATUS_VERIFICATION_ERROR" if check.state is State.FAILED else "STATUS_RETRIEVAL_ERROR")
    return {"type": kind, "title": check.name.replace("_", " "), "detail": check.words, "code": check.code}
