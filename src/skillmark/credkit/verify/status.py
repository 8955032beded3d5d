"""Steps 7 to 10: has it begun, is it over, was it revoked or suspended? And what else its status lists say.

A status list counts when its issuer is the credential's (or the policy takes others'), its signature holds by a key of
that issuer, and it is in date; from a pack it counts as of the day it was signed. Anything else leaves the question
open. The lists of 1EdTech are not signed: one counts only as fetched now from the address in the signed credential.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError, Unavailable, Untrusted
from skillmark.credkit.model.json_values import as_text
from skillmark.credkit.model.structure import issuer_id, time_of
from skillmark.credkit.pack import Pack
from skillmark.credkit.report import StatusMessage, Warn
from skillmark.credkit.status import (
    REVOCATION_LIST_TYPE,
    StatusEntry,
    StatusList,
    read_entries,
    read_revocation_list,
    read_status_list,
    read_value,
)
from skillmark.credkit.verify.facts import examine
from skillmark.credkit.verify.issuer import KeyBook
from skillmark.credkit.verify.opening import Opened, open_credential
from skillmark.credkit.verify.outcome import Outcome, failed, from_error, not_checked, passed
from skillmark.credkit.verify.period import judge_times
from skillmark.credkit.verify.policy import Policy

DECIDING = ("revocation", "suspension")
TELLING = ("message", "refresh")  # they say something of a credential and leave it valid
_TRY_LATER = "Try again later, or ask for a pack."


@dataclass(frozen=True, slots=True)
class Looked:
    """The outcome for one purpose, and the date it rests on when it does not rest on now."""

    outcome: Outcome
    as_of: datetime | None = None
    messages: tuple[StatusMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What status lists say beyond revoked or suspended."""

    messages: tuple[StatusMessage, ...] = ()
    warnings: tuple[Warn, ...] = ()
    outcome: Outcome | None = None  # of statuses whose purpose nobody here knows, if there are any


class StatusBook:
    """The status lists met during one verification; each list is asked for once for each issuer."""

    def __init__(self, fetcher: Fetcher, policy: Policy, pack: Pack | None, keys: KeyBook, at: datetime) -> None:
        self._fetcher, self._policy, self._pack, self._keys, self._at = fetcher, policy, pack, keys, at
        self._found: dict[tuple[str, str], tuple[StatusList, datetime | None] | CredkitError] = {}

    def look_up(self, document: JsonObject, purpose: str) -> Looked:
        """Steps 9 and 10 for one purpose."""
        try:
            entries = read_entries(document)
        except CredkitError as problem:
            return Looked(from_error(problem, _TRY_LATER))
        if any(not entry.is_readable for entry in entries):
            words = "The issuer keeps its status in a form that is not read here yet."
            return Looked(not_checked("status.kind_unknown", words, "Ask the issuer whether it still stands."))
        asked = [entry for entry in entries if entry.purpose == purpose]
        if not asked:
            return Looked(passed("status.not_offered", _NOT_OFFERED[purpose]))
        return self._look_up(asked, document, purpose)

    def tell(self, document: JsonObject) -> Told:
        """What the lists say for other purposes: messages, whether a newer copy is there, and what nobody knows."""
        try:
            entries = read_entries(document)
        except CredkitError:
            return Told()  # step 9 says so
        messages: list[StatusMessage] = []
        warnings: list[Warn] = []
        outcome: Outcome | None = None
        for entry in entries:
            if not entry.is_readable or entry.purpose in DECIDING:
                continue
            message, problem = self._value_of(entry, document)
            if entry.purpose not in TELLING:
                outcome = _worse(outcome, _unknown_purpose(message))
            elif message is None:
                warnings.append(Warn("status.not_read", f"What the issuer notes about it could not be had. {problem}"))
            messages += [message] if message else []
            warnings += _warnings(message)
        return Told(tuple(messages), tuple(warnings), outcome)

    def _look_up(self, entries: list[StatusEntry], document: JsonObject, purpose: str) -> Looked:
        dates: list[datetime] = []
        for entry in entries:
            try:
                value, as_of, reason = self._read_value(entry, document)
            except CredkitError as problem:
                return Looked(not_checked(problem.code, problem.hint, _TRY_LATER))
            dates += [as_of] if as_of else []
            if value:
                text = reason or (entry.message_of(value) if entry.messages else "")
                notes = (StatusMessage(purpose, value, text, entry.references),) if text else ()
                return Looked(failed(f"status.{purpose}", _SET[purpose], _TODO[purpose]), as_of, notes)
        return Looked(passed(f"status.no_{purpose}", _CLEAR[purpose]), min(dates, default=None))

    def _value_of(self, entry: StatusEntry, document: JsonObject) -> tuple[StatusMessage | None, str]:
        try:
            value, _, _ = self._read_value(entry, document)
        except CredkitError as problem:
            return None, problem.hint
        return StatusMessage(entry.purpose, value, entry.message_of(value), entry.references), ""

    def _read_value(self, entry: StatusEntry, document: JsonObject) -> tuple[int, datetime | None, str]:
        """The value of one entry, the date it rests on, and the reason given. Raises `CredkitError`."""
        issuer = issuer_id(document)
        if entry.kind == REVOCATION_LIST_TYPE:
            reason = self._named(entry.list_uri, issuer, as_text(document.get("id")))
            return int(reason is not None), None, reason or ""
        held, as_of = self._list(entry.list_uri, issuer)
        if entry.purpose not in held.purposes:
            raise Unavailable("status.other_purpose", "The status list is about something else.")
        return read_value(held.bits, entry.index, entry.size_bits), as_of, ""

    def _named(self, uri: str, issuer: str, credential_id: str) -> str | None:
        """The reason why 1EdTech's list names the credential ("" for none given), or None when it does not."""
        held = read_revocation_list(read_object(self._fetcher.fetch(uri)))
        if held.issuer != issuer or not credential_id:
            raise Untrusted("status.not_the_issuers", "The status list is not the issuer's.")
        return held.revoked.get(credential_id)

    def _list(self, uri: str, issuer: str) -> tuple[StatusList, datetime | None]:
        key = uri, issuer
        if key not in self._found:
            try:
                self._found[key] = self._read(uri, issuer)
            except CredkitError as problem:
                self._found[key] = problem
        found = self._found[key]
        if isinstance(found, CredkitError):
            raise found
        return found

    def _read(self, uri: str, issuer: str) -> tuple[StatusList, datetime | None]:
        try:
            opened, is_packed = open_credential(self._fetcher.fetch(uri)), False
        except Unavailable:
            held = self._pack.status_lists.get(uri) if self._pack else None
            if held is None or not self._policy.accept_as_of_pack:
                raise
            opened, is_packed = open_credential(held), True
        return self._check(opened, uri, issuer, is_packed=is_packed)

    def _check(self, opened: Opened, uri: str, issuer: str, *, is_packed: bool) -> tuple[StatusList, datetime | None]:
        document = opened.document
        facts = examine(opened, self._keys, self._at, self._policy.clock_skew_s)
        may_be_others = self._policy.accept_lists_of_others and not is_packed
        if not facts.complete.passed or not (issuer_id(document) == issuer or may_be_others):
            raise Untrusted("status.not_the_issuers", "The status list is not the issuer's.")
        if not facts.signed.passed:
            raise Untrusted("status.not_signed", "The status list is not signed by the issuer.")
        held = read_status_list(document)
        if held.uri and held.uri != uri:
            raise Untrusted("status.other_list", "The status list is another one.")
        skew = timedelta(seconds=self._policy.clock_skew_s)
        if held.starts_at and held.starts_at > self._at + skew:
            raise Untrusted("status.future", "The status list is dated in the future.")
        if not is_packed and held.ends_at and held.ends_at < self._at - skew:
            raise Unavailable("status.stale", "The status list is out of date.")
        if not is_packed:
            return held, None
        dates = [date for date in (held.starts_at, facts.signed.signed_at) if date]
        if not dates:
            raise Untrusted("status.undated", "The pack's status list does not say of which day it is.")
        return held, min(dates)


def judge_period(document: JsonObject, at: datetime, skew_s: int) -> tuple[Outcome, Outcome]:
    """Steps 7 and 8 of a credential."""
    starts_at, ends_at = (
        time_of(document, "validFrom", "issuanceDate"),
        time_of(document, "validUntil", "expirationDate"),
    )
    return judge_times(starts_at, ends_at, at, skew_s)


def _unknown_purpose(message: StatusMessage | None) -> Outcome:
    if message and not message.value:
        return passed("status.other_clear", "The issuer has set none of its other marks on it.")
    words = "The issuer keeps a mark on it whose meaning is not known here."
    return not_checked("status.other_unknown", words, "Ask the issuer what it means.")


def _worse(first: Outcome | None, second: Outcome) -> Outcome:
    return second if first is None or first.passed else first


def _warnings(message: StatusMessage | None) -> list[Warn]:
    if message is None or not message.value:
        return []
    if message.purpose == "refresh":
        return [Warn("status.refresh", "The issuer has a newer copy of it. Ask the holder for that one.")]
    if message.purpose == "message":
        return [Warn("status.message", "The issuer keeps a note on it. What the note means, the issuer says.")]
    return []


_NOT_OFFERED = {
    "revocation": "The issuer set up no way to revoke it.",
    "suspension": "The issuer set up no way to suspend it.",
}
_CLEAR = {
    "revocation": "The issuer has not revoked it.",
    "suspension": "The issuer has not suspended it.",
}
_SET = {
    "revocation": "The issuer has revoked it.",
    "suspension": "The issuer has suspended it for now.",
}
_TODO = {
    "revocation": "Ask the holder or the issuer why.",
    "suspension": "Ask the issuer when it will count again.",
}
