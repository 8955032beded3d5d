"""VC-API's operations over credkit: a request's JSON in, an answer out. Knows no socket.

Statuses as VC-API 0.7 and W3C's suites read it: 201 issued, 200 it holds, 400 it does not or cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject, read_object, write_json
from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.report import Answer as Verdict
from skillmark.credkit.report import Report, State
from skillmark.credkit.verify import Policy, verify
from skillmark.doors.vc_api import answers, issuing
from skillmark.doors.vc_api.answers import Answer, refusal
from skillmark.doors.vc_api.bases import Base
from skillmark.doors.vc_api.lists import StatusLists

POLICY = Policy("vc-api", holder_is_subject=False)
"""VC-API asks whether the proofs hold, not whether a credential is about whoever presents it."""

LEFT_TO_THE_READER = frozenset({"issuer_key", "holder_key", "key_in_use"})
"""Nor whose key it is, where nobody can be asked. A key that is somebody else's fails all the same."""


@dataclass(frozen=True, slots=True)
class Service:
    """Everything behind the base paths. `random` gives secret bytes; `fetcher` reaches our own status lists only."""

    bases: Mapping[str, Base]
    lists: StatusLists
    fetcher: Fetcher
    random: Callable[[int], bytes]

    def post(self, path: str, data: bytes) -> Answer:
        """Answer a POST to `/base/operation`. Raises nothing that credkit raises."""
        name, _, operation = path.strip("/").partition("/")
        base, run = self.bases.get(name), _OPERATIONS.get(operation)
        if base is None or run is None:
            return refusal(404, "about:blank", "Not found", "There is no such operation.")
        try:
            body = read_object(data)
        except CredkitError as problem:
            return refusal(400, answers.PARSING, "The request cannot be read", problem)
        return run(self, base, body)

    def get(self, url: str) -> bytes | None:
        """The signed status list at an address, or what its messages mean; None when there is nothing."""
        if url == self.lists.reference_uri:
            return write_json(self.lists.messages())
        return self.lists.signed(next((purpose for purpose, uri in self.lists.uris.items() if uri == url), ""))

    def issue(self, base: Base, body: JsonObject) -> Answer:
        """`credentials/issue`: 201 with the secured credential, or 400 with every finding."""
        credential, pointers = body.get("credential"), _option(body, "mandatoryPointers")
        if not isinstance(credential, dict):
            return refusal(400, answers.MALFORMED, "Not issued", "Send the credential as an object.")
        if base.kind.has_status:
            own = credential.get("credentialStatus", [])
            entries: list[Json] = [*self.lists.entries_for(credential.get("id"))]
            credential |= {"credentialStatus": [*(own if isinstance(own, list) else [own]), *entries]}
        try:
            issued = issuing.issue_at(base, credential, pointers, random=self.random, now=datetime.now(UTC))
        except CredkitError as problem:
            return refusal(400, answers.GENERATION, "Not issued", problem)
        return Answer(201, {"verifiableCredential": issued})

    def derive(self, base: Base, body: JsonObject) -> Answer:
        """`credentials/derive`: 201 with what the holder chose to show."""
        credential = body.get("verifiableCredential")
        if not base.kind.is_selective or not isinstance(credential, dict):
            return refusal(400, answers.MALFORMED, "Not derived", "Send a credential with a base proof, as an object.")
        try:
            shown = issuing.derive(credential, _option(body, "selectivePointers"))
        except CredkitError as problem:
            return refusal(400, answers.GENERATION, "Not derived", problem)
        return Answer(201, {"verifiableCredential": shown})

    def check_credential(self, base: Base, body: JsonObject) -> Answer:
        """`credentials/verify`: 200 when it holds, else 400 and why."""
        return self._check(body.get("verifiableCredential"), None, None)

    def check_presentation(self, base: Base, body: JsonObject) -> Answer:
        """`presentations/verify`: as for a credential; `options` may name the challenge and the domain asked for."""
        challenge, domain = _option(body, "challenge"), _option(body, "domain")
        if not isinstance(challenge, str | None) or not isinstance(domain, str | None):
            return refusal(400, answers.MALFORMED, "Not verified", "Challenge and domain are text.")
        return self._check(body.get("verifiablePresentation"), challenge, domain)

    def change_status(self, base: Base, body: JsonObject) -> Answer:
        """`credentials/status`: set or clear a bit of a credential issued here."""
        wanted = body.get("credentialStatus")
        entry = wanted if isinstance(wanted, dict) else {}
        is_set = entry.get("status", True) not in (False, "0")
        if not base.kind.has_status or not self.lists.change(
            body.get("credentialId"), entry.get("statusPurpose"), is_set=is_set
        ):
            return refusal(404, "about:blank", "Not found", "There is no such credential or list here.")
        return Answer(200, {})

    def _check(self, document: Json, challenge: str | None, domain: str | None) -> Answer:
        if not isinstance(document, dict):
            return refusal(400, answers.PARSING, "Not verified", "Send what is to be verified as an object.")
        report = verify(
            write_json(document),
            policy=POLICY,
            fetcher=self.fetcher,
            at=datetime.now(UTC),
            challenge=challenge,
            domain=domain,
        )
        return answer_to(report)


def answer_to(report: Report) -> Answer:
    """200 when it holds, or when nothing is open but what VC-API leaves to the reader; else 400 and the problems."""
    problems = answers.problems_of(report)
    warnings: list[Json] = [{"title": warn.code, "detail": warn.words} for warn in report.warnings]
    body: JsonObject = {"checks": [check.name for check in report.checks if check.state is State.PASSED]}
    if is_verified(report):
        return Answer(200, body | {"verified": True, "warnings": [*warnings, *problems]})
    kind = problems[0]["type"] if problems else "about:blank"
    about: JsonObject = {"type": kind, "title": "Not verified", "status": 400, "detail": report.summary}
    found: JsonObject = {"verified": False, "problemDetails": [*problems], "warnings": warnings}
    return Answer(400, about | body | found, "application/problem+json")


def is_verified(report: Report) -> bool:
    """Whether every proof holds, with nothing else wrong. A presentation may carry no credential at all."""
    if report.answer is Verdict.HOLDS:
        return True
    open_names = {check.name for check in report.checks if check.decides and check.state is State.NOT_CHECKED}
    if all(is_verified(part) for part in report.parts):
        open_names.discard("credentials")
    return report.answer is Verdict.UNSURE and open_names <= LEFT_TO_THE_READER


def _option(body: JsonObject, name: str) -> Json:
    options = body.get("options")
    return options.get(name) if isinstance(options, dict) else None


_OPERATIONS: dict[str, Callable[[Service, Base, JsonObject], Answer]] = {
    "credentials/issue": Service.issue,
    "credentials/verify": Service.check_credential,
    "credentials/derive": Service.derive,
    "credentials/status": Service.change_status,
    "presentations/verify": Service.check_presentation,
}
