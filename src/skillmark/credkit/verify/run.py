"""The steps in order, and the report drawn from them."""

from __future__ import annotations

from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.structure import find_faults
from skillmark.credkit.pack import Pack
from skillmark.credkit.report import Answer, Check, Report, State, Warn, answer_of, deciding_check
from skillmark.credkit.verify.issuer import KeyBook
from skillmark.credkit.verify.opening import open_credential
from skillmark.credkit.verify.outcome import NOT_REACHED, Outcome, failed, from_error, number, passed
from skillmark.credkit.verify.person import judge_recipient
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.signature import ASK_AGAIN, Signed, judge_proofs, understand
from skillmark.credkit.verify.status import StatusBook, judge_period


def verify(
    data: bytes,
    *,
    policy: Policy,
    fetcher: Fetcher,
    at: datetime,
    pack: Pack | None = None,
    recipient: str | None = None,
) -> Report:
    """Every check of one credential: JSON, a PNG or SVG that carries one, or a whole pack. Hostile bytes never raise.

    Reaches the network only through `fetcher`: once for the issuer's keys and once for each status list. `at` is the
    time to judge by, aware. With a pack, what cannot be reached is taken from it as the policy allows.
    """
    try:
        opened = open_credential(data)
    except CredkitError as problem:
        run = _Run(policy, at, recipient, KeyBook(fetcher, policy, pack, at))
        run.outcomes["readable"] = from_error(problem, ASK_AGAIN)
        return run.report()
    pack = pack or opened.pack
    run = _Run(policy, at, recipient, KeyBook(fetcher, policy, pack, at))
    run.statuses = StatusBook(fetcher, policy, pack, run.keys, at)
    run.outcomes["readable"] = passed("document.readable", f"The file can be read ({opened.form.upper()}).")
    run.judge(opened.document)
    return run.report()


class _Run:
    """What one verification has found so far."""

    statuses: StatusBook

    def __init__(self, policy: Policy, at: datetime, recipient: str | None, keys: KeyBook) -> None:
        self.policy, self.at, self.recipient, self.keys = policy, at, recipient, keys
        self.outcomes: dict[str, Outcome] = {}
        self.warnings: list[Warn] = []
        self.dates: list[datetime] = []
        self.vouched_by = ""

    def judge(self, document: JsonObject) -> None:
        """Steps 2 to 11."""
        skew_s = self.policy.clock_skew_s
        self.outcomes["complete"] = _completeness(document)
        self.outcomes["understood"], source = understand(document)
        try:
            signed, broken = judge_proofs(document, source, self.keys, self.at, skew_s)
        except CredkitError as problem:
            signed, broken = Signed(from_error(problem, ASK_AGAIN), NOT_REACHED, NOT_REACHED), 0
        self._take_signature(signed, broken)
        self.outcomes["started"], self.outcomes["not_expired"] = judge_period(document, self.at, skew_s)
        is_forged = any(step.state is State.FAILED for step in signed.steps)
        for step, purpose in () if is_forged else (("not_revoked", "revocation"), ("not_suspended", "suspension")):
            looked = self.statuses.look_up(document, purpose)
            self.outcomes[step] = looked.outcome
            self.dates += [looked.as_of] if looked.as_of else []
        self.outcomes["recipient"] = judge_recipient(document, self.recipient)

    def _take_signature(self, signed: Signed, broken: int) -> None:
        self.outcomes["unchanged"] = signed.unchanged
        self.outcomes["issuer_key"] = signed.issuer_key
        self.outcomes["key_in_use"] = signed.key_in_use
        if broken:
            self.warnings.append(Warn("proof.others_broken", "It carries another signature, which does not hold."))
        if signed.was_withdrawn and signed.key_in_use.passed:
            words = "The issuer later withdrew the key. That it was signed before is only the signer's word."
            self.warnings.append(Warn("key.withdrawn_later", words))
        if signed.vouched and signed.issuer_key.passed:
            self.vouched_by = signed.vouched.by
            self.dates += [signed.vouched.as_of] if signed.vouched.as_of else []
        if self.vouched_by == "pack":
            words = f"Only the pack says whose key this is. Compare it with the issuer's: {signed.multikey}."
            self.warnings.append(Warn("issuer.only_the_pack", words))

    def report(self) -> Report:
        checks = number(self.outcomes)
        as_of = min(self.dates, default=None)
        return Report(
            answer=answer_of(checks),
            checks=checks,
            warnings=tuple(self.warnings),
            checked_at=self.at,
            as_of=as_of,
            summary=_summary(checks, as_of, self.vouched_by),
            policy=self.policy.name,
            vouched_by=self.vouched_by,
        )


def _completeness(document: JsonObject) -> Outcome:
    faults = find_faults(document)
    if not faults:
        return passed("document.complete", "Everything a credential must say is there.")
    return failed(faults[0].code, " ".join(fault.words for fault in faults[:5]), ASK_AGAIN)


def _summary(checks: tuple[Check, ...], as_of: datetime | None, vouched_by: str) -> str:
    """One or two sentences for the top of a page."""
    answer, reason = answer_of(checks), deciding_check(checks)
    if answer is Answer.FAILS and reason:
        return f"Does not hold. {reason.words}"
    if answer is Answer.UNSURE and reason:
        return f"Could not be checked in full. {reason.words}"
    day = f" as of {as_of.day} {as_of:%B %Y}" if as_of else ""
    word = ", on the word of its pack" if vouched_by == "pack" else ""
    return f"Holds{day}{word}."
