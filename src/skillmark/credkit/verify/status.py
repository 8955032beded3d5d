"""Steps 7 to 10: has it begun, is it over, was it revoked or suspended?

A status list counts when its issuer is the credential's, its signature holds by a key of that issuer, and it is in
date; from a pack it counts as of the day it was signed. Anything else leaves the question open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError, Unavailable, Untrusted
from skillmark.credkit.model.structure import find_faults, issuer_id, time_of
from skillmark.credkit.pack import Pack
from skillmark.credkit.status import StatusEntry, StatusList, is_set, read_entries, read_status_list
from skillmark.credkit.verify.issuer import KeyBook
from skillmark.credkit.verify.outcome import Outcome, failed, from_error, not_checked, passed
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.signature import judge_proofs, understand

_TRY_LATER = "Try again later, or ask for a pack."


@dataclass(frozen=True, slots=True)
class Looked:
    """The outcome for one purpose, and the date it rests on when it does not rest on now."""

    outcome: Outcome
    as_of: datetime | None = None


class StatusBook:
    """The status lists of one credential; each list is asked for once."""

    def __init__(self, fetcher: Fetcher, policy: Policy, pack: Pack | None, keys: KeyBook, at: datetime) -> None:
        self._fetcher, self._policy, self._pack, self._keys, self._at = fetcher, policy, pack, keys, at
        self._found: dict[str, tuple[StatusList, datetime | None] | CredkitError] = {}

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
        return self._look_up(asked, issuer_id(document), purpose)

    def _look_up(self, entries: list[StatusEntry], issuer: str, purpose: str) -> Looked:
        dates: list[datetime] = []
        for entry in entries:
            try:
                held, as_of = self._list(entry.list_uri, issuer)
                if purpose not in held.purposes:
                    raise Unavailable("status.other_purpose", "The status list is about something else.")
                bit = is_set(held.bits, entry.index)
            except CredkitError as problem:
                return Looked(not_checked(problem.code, problem.hint, _TRY_LATER))
            dates += [as_of] if as_of else []
            if bit:
                return Looked(failed(f"status.{purpose}", _SET[purpose], _TODO[purpose]), as_of)
        return Looked(passed(f"status.no_{purpose}", _CLEAR[purpose]), min(dates, default=None))

    def _list(self, uri: str, issuer: str) -> tuple[StatusList, datetime | None]:
        if uri not in self._found:
            try:
                self._found[uri] = self._read(uri, issuer)
            except CredkitError as problem:
                self._found[uri] = problem
        found = self._found[uri]
        if isinstance(found, CredkitError):
            raise found
        return found

    def _read(self, uri: str, issuer: str) -> tuple[StatusList, datetime | None]:
        try:
            document, is_packed = read_object(self._fetcher.fetch(uri)), False
        except Unavailable:
            held = self._pack.status_lists.get(uri) if self._pack else None
            if held is None or not self._policy.accept_as_of_pack:
                raise
            document, is_packed = held, True
        return self._check(document, uri, issuer, is_packed=is_packed)

    def _check(
        self, document: JsonObject, uri: str, issuer: str, *, is_packed: bool
    ) -> tuple[StatusList, datetime | None]:
        if find_faults(document) or issuer_id(document) != issuer:
            raise Untrusted("status.not_the_issuers", "The status list is not the issuer's.")
        _, source = understand(document)
        signed, _ = judge_proofs(document, source, self._keys, self._at, self._policy.clock_skew_s)
        if not signed.passed:
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
        dates = [date for date in (held.starts_at, signed.signed_at) if date]
        if not dates:
            raise Untrusted("status.undated", "The pack's status list does not say of which day it is.")
        return held, min(dates)


def judge_period(document: JsonObject, at: datetime, skew_s: int) -> tuple[Outcome, Outcome]:
    """Steps 7 and 8."""
    skew = timedelta(seconds=skew_s)
    starts_at, ends_at = (
        time_of(document, "validFrom", "issuanceDate"),
        time_of(document, "validUntil", "expirationDate"),
    )
    started = passed("period.started", "The day from which it counts has come.")
    if starts_at and starts_at > at + skew:
        started = failed("period.not_yet", "It does not count yet.", "Wait for the day it names.")
    if ends_at is None:
        return started, passed("period.no_end", "It has no end.")
    if ends_at < at - skew:
        return started, failed("period.over", "It has expired.", "Ask the holder whether it was renewed.")
    return started, passed("period.running", "It has not expired.")


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
