"""The report of an SD-JWT VC: a credential of which its holder shows a part, with or without proof that it is theirs.

The first eleven steps are those of any credential; three more ask who shows it, for whom, and on which occasion. What
was withheld is not missed here: a claim that every reader needs cannot be withheld.
"""

from __future__ import annotations

from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.json_values import as_text
from skillmark.credkit.proof.jose import CredentialJwt
from skillmark.credkit.proof.sdjwt import ExpectedBinding, SdJwtVc, check_binding
from skillmark.credkit.report import Report, Warn, answer_of
from skillmark.credkit.verify.context import Context
from skillmark.credkit.verify.facts import COVERED
from skillmark.credkit.verify.outcome import (
    NOT_REACHED,
    STEPS,
    Outcome,
    failed,
    from_error,
    not_checked,
    number,
    passed,
)
from skillmark.credkit.verify.period import judge_times
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.presentation import Expected, judge_challenge, judge_domain
from skillmark.credkit.verify.signature import ASK_AGAIN, Asked, Signed, texts_of
from skillmark.credkit.verify.summary import summarise
from skillmark.credkit.verify.tokens import judge_token

STEPS_OF_DISCLOSED = (*STEPS, ("holder_key", "person"), ("challenge", "person"), ("domain", "person"))
_LONG_S = 100 * 365 * 86_400
_ASK_ANEW = "Ask the person to present it to you again."


def judge_disclosed(vc: SdJwtVc, context: Context, expected: Expected) -> Report:
    """The report of an SD-JWT VC as issued or presented. Never raises."""
    signed = judge_token(_as_token(vc), Asked(context.keys, context.at, context.skew_s, vc.issuer, has_metadata=True))
    started, not_expired = judge_times(vc.not_before, vc.expires_at, context.at, context.skew_s)
    nonce, audience = _made_for(vc)
    outcomes = {
        "readable": passed("document.readable", "The file can be read (SD-JWT)."),
        "complete": passed("document.complete", "Everything a credential must say is there."),
        "understood": COVERED,
        "unchanged": signed.unchanged,
        "issuer_key": signed.issuer_key,
        "key_in_use": signed.key_in_use,
        "started": started,
        "not_expired": not_expired,
        "not_revoked": _judge_status(vc, "revoke"),
        "not_suspended": _judge_status(vc, "suspend"),
        "recipient": _judge_recipient(vc.claims, expected.recipient),
        "holder_key": _judge_holder(vc, expected, context) if signed.unchanged.passed else NOT_REACHED,
        "challenge": judge_challenge(nonce, expected.challenge, context.policy),
        "domain": _judge_audience(vc, audience, expected.domain, context.policy),
    }
    return _report(vc, outcomes, signed, context)


def _report(vc: SdJwtVc, outcomes: dict[str, Outcome], signed: Signed, context: Context) -> Report:
    checks = number(outcomes, STEPS_OF_DISCLOSED, ())
    vouched = signed.vouched if signed.issuer_key.passed else None
    as_of = vouched.as_of if vouched else None
    by = vouched.by if vouched else ""
    warnings = []
    if by == "pack":
        words = f"Only the pack says whose key this is. Compare it with the issuer's: {signed.multikey}."
        warnings.append(Warn("issuer.only_the_pack", words))
    return Report(
        answer=answer_of(checks),
        checks=checks,
        warnings=tuple(warnings),
        checked_at=context.at,
        as_of=as_of,
        summary=summarise(checks, as_of, by),
        policy=context.policy.name,
        vouched_by=by,
        kind="disclosed",
        document_uri=as_text(vc.claims.get("jti")),
    )


def _as_token(vc: SdJwtVc) -> CredentialJwt:
    """The issuer's token as one of the other JWT forms, for the steps they have in common."""
    return CredentialJwt(
        document=vc.claims,
        form="ob3",
        kind="credential",
        jws=vc.sd_jwt.jws,
        kid=vc.kid,
        jwk_multikey=vc.jwk_multikey,
        issuer=vc.issuer,
        not_before=vc.not_before,
        expires_at=vc.expires_at,
        jti=as_text(vc.claims.get("jti")),
        claims=vc.claims,
        issued_at=vc.issued_at,
    )


def _judge_status(vc: SdJwtVc, verb: str) -> Outcome:
    if "status" not in vc.claims:
        return passed("status.not_offered", f"The issuer set up no way to {verb} it.")
    words = "The issuer keeps its status in a form that is not read here yet."
    return not_checked("status.kind_unknown", words, "Ask the issuer whether it still stands.")


def _judge_recipient(claims: JsonObject, recipient: str | None) -> Outcome:
    if recipient is None:
        words = "You did not ask whether it is about a certain person."
        return not_checked("person.not_asked", words, "Enter the person's mail address to find out.", decides=False)
    named = [text for text in (as_text(claims.get("sub")), as_text(claims.get("email"))) if text]
    if recipient in named or recipient.strip().lower() == as_text(claims.get("email")).strip().lower() != "":
        return passed("person.matches", "It was awarded to the person you named.")
    if not named:
        words = "It does not show whom it is about, so the person cannot be compared."
        return not_checked("person.not_named", words, "Ask the person to show that part of it, too.")
    words = "It was not awarded to the person you named."
    return failed("person.another", words, "Ask the person which of their addresses it was awarded to.")


def _made_for(vc: SdJwtVc) -> tuple[str, tuple[str, ...]]:
    """The nonce and the readers that the holder's own token names; what it is worth is `_judge_holder`'s to say."""
    if vc.sd_jwt.key_binding is None:
        return "", ()
    try:
        payload = read_object(vc.sd_jwt.key_binding.payload)
    except CredkitError:
        return "", ()
    return as_text(payload.get("nonce")), texts_of(payload.get("aud"))


def _judge_holder(vc: SdJwtVc, expected: Expected, context: Context) -> Outcome:
    """Whether whoever presents it holds the key it is bound to, over this very presentation, just now if asked."""
    if vc.sd_jwt.key_binding is None:
        words = "Nothing shows that whoever presents it holds it."
        if expected.challenge is not None or expected.domain is not None:
            return failed("holder.not_shown", words, _ASK_ANEW)
        return not_checked("holder.not_shown", words, _ASK_ANEW, decides=context.policy.require_challenge)
    nonce, audience = _made_for(vc)
    max_age_s = 300 if expected.challenge is not None else _LONG_S
    said = ExpectedBinding(audience[0] if audience else "", nonce, max_age_s)
    try:
        check_binding(vc, expected=said, at=context.at, skew_s=context.skew_s)
    except CredkitError as problem:
        return from_error(problem, _ASK_ANEW)
    return passed("holder.shown", "Whoever presents it holds the key that the issuer bound it to.")


def _judge_audience(vc: SdJwtVc, audience: tuple[str, ...], expected: str | None, policy: Policy) -> Outcome:
    """It was made for this reader, and the credential itself is not for others only (RFC 7519 section 4.1.3)."""
    own = texts_of(vc.claims.get("aud"))
    if "aud" in vc.claims and (expected is None or expected not in own):
        return failed("domain.another", "The credential was made for somebody else.", ASK_AGAIN)
    return judge_domain(audience, expected, policy)
