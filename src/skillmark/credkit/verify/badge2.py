"""The report of an Open Badges 2 assertion (and 1.1): the same eleven steps, with what that standard has to offer.

A hosted badge holds because its issuer still hosts it: the copy at its own address is the one that counts. A signed one
holds by a key that the issuer's own published profile names. Both rest on documents fetched now, or on a pack's, as the
policy allows; a document that the badge brings along proves nothing. Whom to ask is written in the badge itself, since
this standard knows no other way: the fetcher guards what may be asked.
"""

from __future__ import annotations

from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.errors import CredkitError, Finding
from skillmark.credkit.keys import multikey_from_pem
from skillmark.credkit.model.ob2 import Badge2, Form, Key2, RevocationState, is_awarded_to, read_badge2
from skillmark.credkit.proof.jose import Jws, check_jws
from skillmark.credkit.report import Report, StatusMessage, Warn, answer_of
from skillmark.credkit.verify.context import Context
from skillmark.credkit.verify.opening import Opened
from skillmark.credkit.verify.outcome import Outcome, failed, from_error, not_checked, number, passed
from skillmark.credkit.verify.period import judge_times
from skillmark.credkit.verify.reach import Reach
from skillmark.credkit.verify.signature import ASK_AGAIN, CONNECT
from skillmark.credkit.verify.summary import summarise

MAX_FETCHES = 8  # assertion, badge, issuer, key, list of what was revoked, and a few more
_NOT_THE_ISSUERS = frozenset({"ob2.out_of_scope", "ob2.no_host", "ob2.list_issuer"})
_CHANGED = frozenset({"ob2.copy_differs", "ob2.address"})


def judge_badge2(opened: Opened, context: Context, *, recipient: str | None = None) -> Report:
    """The report of an assertion. Never raises. Cost: up to `MAX_FETCHES` fetches."""
    reach = Reach(context.fetcher, context.policy, context.pack)
    badge, dates = _gather(opened.document, reach, is_signed=opened.jws is not None)
    outcomes = {
        "readable": passed("document.readable", f"The file can be read ({opened.form.upper()})."),
        "complete": _judge_complete(badge),
        "understood": passed("ob2.plain", "It is read as the plain JSON that badges of its time are."),
        "unchanged": _judge_unchanged(badge, opened.jws),
        "issuer_key": _judge_issuer(badge),
        "key_in_use": _judge_use(badge),
        "not_revoked": _judge_revocation(badge),
        "not_suspended": passed("status.not_offered", "The issuer set up no way to suspend it."),
        "recipient": _judge_recipient(badge, recipient),
    }
    starts_at, ends_at = badge.summary.starts_at, badge.summary.ends_at
    outcomes["started"], outcomes["not_expired"] = judge_times(starts_at, ends_at, context.at, context.skew_s)
    checks = number(outcomes)
    as_of = min(dates, default=None)
    by = ("pack" if dates else "issuer") if outcomes["issuer_key"].passed else ""
    differs = badge.is_hosted_copy and badge.assertion != opened.document
    return Report(
        answer=answer_of(checks),
        checks=checks,
        warnings=tuple(_warnings(badge, by, differs=differs)),
        checked_at=context.at,
        as_of=as_of,
        summary=summarise(checks, as_of, by),
        policy=context.policy.name,
        vouched_by=by,
        messages=_messages(badge),
        kind="badge2",
        document_uri=badge.uri,
        refreshed=write_json(badge.assertion) if differs else b"",
    )


def _gather(document: JsonObject, reach: Reach, *, is_signed: bool) -> tuple[Badge2, list[datetime]]:
    """The assertion with whatever of its documents can be had, and the dates of those out of a pack."""
    held: dict[str, JsonObject] = {}
    asked: set[str] = set()
    dates: list[datetime] = []
    badge = read_badge2(document, held, is_signed=is_signed)
    while new := [uri for uri in badge.missing if uri not in asked][: MAX_FETCHES - len(asked)]:
        for uri in new:
            asked.add(uri)
            try:
                data, as_of = reach.read(uri)
                held[uri] = read_object(data)
            except CredkitError:
                continue
            dates += [as_of] if as_of else []
        badge = read_badge2(document, held, is_signed=is_signed)
    return badge, dates


def _judge_complete(badge: Badge2) -> Outcome:
    faults = [fault for fault in badge.faults if fault.code not in _NOT_THE_ISSUERS | _CHANGED]
    if faults:
        return failed(faults[0].code, " ".join(fault.words for fault in faults[:5]), ASK_AGAIN)
    is_revoked = badge.revocation.state is RevocationState.REVOKED
    if not is_revoked and not (badge.badge and badge.issuer):
        words = "What was earned, or who issued it, stands elsewhere and could not be had."
        return not_checked("ob2.not_at_hand", words, CONNECT)
    return passed("document.complete", "Everything a credential must say is there.")


def _judge_unchanged(badge: Badge2, jws: Jws | None) -> Outcome:
    if changed := _first(badge, _CHANGED):
        return failed(changed.code, changed.words, ASK_AGAIN)
    if badge.form is Form.HOSTED:
        if badge.is_hosted_copy:
            return passed("ob2.hosted", "The copy at its own address was checked, and it is of the same badge.")
        return not_checked("ob2.not_hosted_now", "The issuer's own copy of it could not be had.", CONNECT)
    if jws is None:
        return failed("proof.missing", "It is not signed.", ASK_AGAIN)
    if not badge.keys:
        return not_checked("proof.no_key", "The key that signed it could not be had.", CONNECT)
    key = badge.keys[0] if len(badge.keys) == 1 else _signing(badge, jws)
    try:
        check_jws(jws, multikey_from_pem(key.pem))
    except CredkitError as problem:
        return from_error(problem, "Do not rely on it. " + ASK_AGAIN)
    return passed("proof.holds", "It is exactly what was signed.")


def _judge_issuer(badge: Badge2) -> Outcome:
    todo = "Do not rely on it. Ask the issuer whether it is theirs."
    if fault := _first(badge, _NOT_THE_ISSUERS):
        return failed(fault.code, fault.words, todo)
    if not badge.is_issuer_held:
        return not_checked("ob2.issuer_not_held", "The issuer's own page could not be had.", CONNECT)
    if badge.form is Form.HOSTED:
        return passed("ob2.host_is_issuers", "It is hosted where its issuer hosts badges.")
    if not badge.keys or not all(key.is_vouched for key in badge.keys):
        return failed("issuer.key_unknown", "The issuer does not list the key that signed it.", todo)
    return passed("issuer.key_by_issuer", "The issuer lists the key that signed it.")


def _judge_use(badge: Badge2) -> Outcome:
    if badge.form is Form.HOSTED:
        return passed("ob2.no_key", "No key is involved. What counts is that its issuer still hosts it.")
    return passed("key.always", "The key has no end, so the time of the signature does not matter.")


def _judge_revocation(badge: Badge2) -> Outcome:
    state = badge.revocation.state
    if state is RevocationState.REVOKED:
        return failed("status.revocation", "The issuer has revoked it.", "Ask the holder or the issuer why.")
    if state is RevocationState.CLEAR:
        return passed("status.no_revocation", "The issuer has not revoked it.")
    if state is RevocationState.NOT_KEPT:
        return passed("status.not_offered", "The issuer set up no way to revoke it.")
    return not_checked("status.not_had", "Whether the issuer revoked it could not be found out.", CONNECT)


def _judge_recipient(badge: Badge2, recipient: str | None) -> Outcome:
    if recipient is None:
        words = "You did not ask whether it is about a certain person."
        return not_checked("person.not_asked", words, "Enter the person's mail address to find out.", decides=False)
    if is_awarded_to(badge, recipient):
        return passed("person.matches", "It was awarded to the person you named.")
    if not badge.recipient.identity:
        words = "It does not name a mail address, so the person cannot be compared."
        return not_checked("person.not_named", words, "Ask the person to show that the badge is theirs.")
    words = "It was not awarded to the person you named."
    return failed("person.another", words, "Ask the person which of their addresses it was awarded to.")


def _signing(badge: Badge2, jws: Jws) -> Key2:
    """Of several keys of the issuer, the one that signed; the first when none did."""
    for key in badge.keys:
        try:
            check_jws(jws, multikey_from_pem(key.pem))
        except CredkitError:
            continue
        return key
    return badge.keys[0]


def _first(badge: Badge2, codes: frozenset[str]) -> Finding | None:
    return next((fault for fault in badge.faults if fault.code in codes), None)


def _warnings(badge: Badge2, by: str, *, differs: bool) -> list[Warn]:
    warnings = [Warn(note.code, note.words) for note in badge.notes]
    if differs:
        warnings.append(
            Warn("ob2.other_copy", "The issuer's own copy says more or less than this one. That one counts.")
        )
    if by == "pack":
        warnings.append(Warn("issuer.only_the_pack", "Only the pack says what the issuer's pages are. Compare them."))
    return warnings


def _messages(badge: Badge2) -> tuple[StatusMessage, ...]:
    reason = badge.revocation.reason
    return (StatusMessage("revocation", 1, reason),) if reason else ()
