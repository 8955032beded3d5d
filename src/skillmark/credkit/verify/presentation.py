"""The report of a presentation: who presents, for whom and when, and what became of each credential in it.

A presentation proves that its holder's key signed it for one reader on one occasion (`domain`, `challenge`). It says
nothing new about the credentials inside: each is verified by itself. Whether they are about the holder is a check of
its own, since a copy of somebody else's credential can be presented by anyone.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.model.json_values import as_list, as_object, as_text
from skillmark.credkit.report import Report, Warn, answer_of
from skillmark.credkit.verify.context import Context
from skillmark.credkit.verify.facts import examine_for
from skillmark.credkit.verify.issuer import AUTHENTICATION
from skillmark.credkit.verify.opening import Opened
from skillmark.credkit.verify.outcome import (
    NOT_REACHED,
    PRESENTATION_STEPS,
    Outcome,
    failed,
    not_checked,
    number,
    passed,
)
from skillmark.credkit.verify.parts import Broken, Carried, Judge, Place, judge_carried, judge_credentials
from skillmark.credkit.verify.person import judge_recipient
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.signature import Asked
from skillmark.credkit.verify.summary import summarise

_ASK_ANEW = "Ask the person to present it to you again."


@dataclass(frozen=True, slots=True)
class Expected:
    """What the reader asked for: None where nothing was asked."""

    challenge: str | None = None
    domain: str | None = None
    recipient: str | None = None


def judge_presentation(opened: Opened, context: Context, expected: Expected, judge: Judge, broken: Broken) -> Report:
    """The report of a presentation; `parts` are those of its credentials. Never raises."""
    document = opened.document
    holder = _holder_of(document)
    facts = examine_for(opened, Asked(context.keys, context.at, context.skew_s, holder, AUTHENTICATION))
    signed = facts.signed
    outcomes: dict[str, Outcome] = {
        "readable": passed("document.readable", f"The file can be read ({opened.form.upper()})."),
        "complete": facts.complete,
        "understood": facts.understood,
        "unchanged": signed.unchanged,
        "holder_key": _as_holders(signed.issuer_key),
        "key_in_use": signed.key_in_use,
        "challenge": judge_challenge(signed.challenge, expected.challenge, context.policy),
        "domain": judge_domain(signed.domains, expected.domain, context.policy, may_be_several=opened.jwt is not None),
    }
    carried = Carried((), ())
    if not facts.is_forged:
        place = Place(1, "credential")
        carried = judge_carried(as_list(document.get("verifiableCredential")), context, place, judge, broken)
        outcomes["credentials"] = judge_credentials(carried)
        outcomes["holder_is_subject"] = judge_subjects(carried, holder or signed.controller, expected, context.policy)
    checks = number(outcomes, PRESENTATION_STEPS, ())
    dates = [report.as_of for report in carried.reports if report.as_of]
    dates += [signed.vouched.as_of] if signed.vouched and signed.vouched.as_of else []
    as_of = min(dates, default=None)
    vouched_by = signed.vouched.by if signed.vouched and signed.issuer_key.passed else ""
    return Report(
        answer=answer_of(checks),
        checks=checks,
        warnings=_warnings(outcomes),
        checked_at=context.at,
        as_of=as_of,
        summary=summarise(checks, as_of, vouched_by),
        policy=context.policy.name,
        vouched_by=vouched_by,
        parts=carried.reports,
        kind="presentation",
        document_uri=as_text(document.get("id")),
    )


def judge_challenge(found: str, expected: str | None, policy: Policy) -> Outcome:
    """Step 7: it was made for the question that the reader asked now, not for an earlier one."""
    if expected is None:
        words = "You named no question that it should answer, so it may be a copy of one made before."
        return not_checked("challenge.not_asked", words, _ASK_ANEW, decides=policy.require_challenge)
    if not found:
        return failed("challenge.missing", "It does not say which question it answers.", _ASK_ANEW)
    if found != expected:
        return failed("challenge.another", "It answers another question than yours. It may be a copy.", _ASK_ANEW)
    return passed("challenge.answered", "It answers the question you asked.")


def judge_domain(
    found: tuple[str, ...], expected: str | None, policy: Policy, *, may_be_several: bool = False
) -> Outcome:
    """Step 8: it was made for this reader, and, in a proof (vc-data-integrity section 4.4), for no other.

    A token may be meant for several (RFC 7519 section 4.1.3).
    """
    if expected is None:
        words = "You did not say who you are, so it may have been made for somebody else."
        return not_checked("domain.not_asked", words, _ASK_ANEW, decides=policy.require_challenge)
    if not found:
        return failed("domain.missing", "It does not say for whom it was made.", _ASK_ANEW)
    if expected not in found or (len(found) > 1 and not may_be_several):
        return failed("domain.another", "It was made for somebody else.", _ASK_ANEW)
    return passed("domain.yours", "It was made for you.")


def judge_subjects(carried: Carried, holder: str, expected: Expected, policy: Policy) -> Outcome:
    """Step 10: every credential in it is about whoever presents it."""
    decides = policy.holder_is_subject
    ask = "Ask the person how it came to be theirs."
    if not carried.documents:
        return (
            NOT_REACHED if decides else not_checked("holder.nothing", "There is nothing to compare.", "", decides=False)
        )
    subjects = [_subjects_of(document) for document in carried.documents]
    if any(named and holder not in named for named in subjects):
        words = "A credential in it is about somebody other than whoever presents it."
        return failed("holder.another", words, ask, decides=decides)
    if all(named for named in subjects):
        return passed("holder.is_subject", "The credentials are about whoever presents them.")
    matches = [judge_recipient(document, expected.recipient) for document in carried.documents]
    if expected.recipient and all(match.passed for match in matches):
        return passed("holder.matches", "The credentials were awarded to the person you named.")
    words = "A credential in it does not name whoever presents it, so they cannot be compared."
    return not_checked("holder.not_named", words, ask, decides=decides)


def _as_holders(outcome: Outcome) -> Outcome:
    """The words of step 5, about a holder."""
    if outcome.code != "issuer.another":
        return outcome
    words = "It was signed with a key of someone other than the holder it names."
    return failed("holder.key_of_another", words, "Do not rely on it. " + _ASK_ANEW)


def _holder_of(document: JsonObject) -> str:
    holder = document.get("holder")
    return as_text(holder.get("id")) if isinstance(holder, dict) else as_text(holder)


def _subjects_of(document: JsonObject) -> tuple[str, ...]:
    named = (as_text(as_object(entry).get("id")) for entry in as_list(document.get("credentialSubject")))
    return tuple(name for name in named if name)


def _warnings(outcomes: dict[str, Outcome]) -> tuple[Warn, ...]:
    quiet = [outcome for outcome in outcomes.values() if not outcome.decides and not outcome.passed]
    return tuple(Warn(outcome.code, outcome.words) for outcome in quiet)
