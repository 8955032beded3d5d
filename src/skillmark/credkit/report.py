"""The answer of every verification: named checks in three states, and one answer drawn from them.

Rules: a check that fails decides (`FAILS`); otherwise a deciding check that could not be made leaves the answer open
(`UNSURE`); only when every deciding check passed does a credential hold. Warnings never change the answer. Codes are
stable and may be translated by a door; the English words here are complete sentences for a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GROUPS = ("document", "issuer", "status", "person")


class State(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class Answer(StrEnum):
    """What the checks say together."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered, named step. `decides` is False for a step nobody asked for: it is shown and does not count."""

    number: int
    name: str
    group: str
    state: State
    code: str
    words: str
    todo: str = ""
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Warn:
    """Something worth knowing that does not change the answer."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """What an issuer's status list says of a credential beyond yes or no. `text` is the issuer's, for developers."""

    purpose: str
    value: int
    text: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one credential, or of one presentation of several.

    `as_of` is set when the answer rests on dated facts rather than on a look just now. `parts` are the reports of what
    it carries: `role` says whether one is a "credential" (of a presentation or a learner record: what became of it is
    a check here) or an "endorsement" (it never changes the answer). `kind` is "credential", "presentation", "badge2"
    (Open Badges 2) or "disclosed" (SD-JWT). `document_uri` is the id it gives itself. `refreshed` are the bytes of a
    newer copy that the checks are about, when the issuer offered one.

    `vouched_by` says on whose word the key is the issuer's: "key" (the identifier is the key), "issuer" (asked now),
    "anchor" (a key the reader trusted before), "voucher" (a party the reader trusts), "pack" (only the pack itself),
    or "" when nobody's.
    """

    answer: Answer
    checks: tuple[Check, ...]
    warnings: tuple[Warn, ...]
    checked_at: datetime
    as_of: datetime | None
    summary: str
    policy: str = ""
    vouched_by: str = ""
    parts: tuple[Report, ...] = ()
    messages: tuple[StatusMessage, ...] = ()
    kind: str = "credential"
    role: str = ""
    document_uri: str = ""
    refreshed: bytes = b""

    def check(self, name: str) -> Check | None:
        """The check of that name, or None when it was not part of this report."""
        return next((check for check in self.checks if check.name == name), None)

    def as_json(self) -> dict[str, object]:
        """Plain values for a JSON encoder; times as RFC 3339 in UTC."""
        return {
            "answer": self.answer.value,
            "summary": self.summary,
            "policy": self.policy,
            "vouchedBy": self.vouched_by,
            "checkedAt": self.checked_at.isoformat(),
            "asOf": self.as_of.isoformat() if self.as_of else None,
            "checks": [_check_as_json(check) for check in self.checks],
            "warnings": [{"code": warn.code, "words": warn.words} for warn in self.warnings],
            "kind": self.kind,
            "role": self.role,
            "id": self.document_uri,
            "isRefreshed": bool(self.refreshed),
            "messages": [_message_as_json(message) for message in self.messages],
            "parts": [part.as_json() for part in self.parts],
        }


def _message_as_json(message: StatusMessage) -> dict[str, object]:
    return {
        "purpose": message.purpose,
        "value": message.value,
        "text": message.text,
        "references": list(message.references),
    }


def _check_as_json(check: Check) -> dict[str, object]:
    return {
        "number": check.number,
        "name": check.name,
        "group": check.group,
        "state": check.state.value,
        "code": check.code,
        "words": check.words,
        "todo": check.todo,
        "decides": check.decides,
    }


def answer_of(checks: Iterable[Check]) -> Answer:
    """The one rule: a failure decides, then anything left open, then it holds. No deciding check at all is open."""
    deciding = [check for check in checks if check.decides]
    if any(check.state is State.FAILED for check in deciding):
        return Answer.FAILS
    if not deciding or any(check.state is State.NOT_CHECKED for check in deciding):
        return Answer.UNSURE
    return Answer.HOLDS


def deciding_check(checks: Iterable[Check]) -> Check | None:
    """The check that explains the answer: the first that failed, else the first left open, else None."""
    deciding = [check for check in checks if check.decides]
    for state in (State.FAILED, State.NOT_CHECKED):
        for check in deciding:
            if check.state is state:
                return check
    return None
