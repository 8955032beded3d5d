"""The way in, and the report of one credential: the steps in order, from facts to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import find_digest_faults, is_published
from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.json_values import as_list, as_object, as_text
from skillmark.credkit.model.structure import CLR_TYPE, types_of
from skillmark.credkit.pack import Pack
from skillmark.credkit.report import Report, StatusMessage, Warn, answer_of
from skillmark.credkit.verify.badge2 import judge_badge2
from skillmark.credkit.verify.context import Context, SchemaBook, make_context
from skillmark.credkit.verify.disclosed import judge_disclosed
from skillmark.credkit.verify.facts import Facts, examine
from skillmark.credkit.verify.opening import open_credential
from skillmark.credkit.verify.outcome import Outcome, failed, from_error, not_checked, number, passed
from skillmark.credkit.verify.parts import (
    Place,
    judge_carried,
    judge_credentials,
    judge_endorsements,
    judge_endorsing,
)
from skillmark.credkit.verify.person import judge_recipient
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.presentation import Expected, judge_presentation
from skillmark.credkit.verify.refresh import refresh
from skillmark.credkit.verify.signature import ASK_AGAIN, Signed
from skillmark.credkit.verify.status import judge_period
from skillmark.credkit.verify.summary import summarise


def verify(
    data: bytes,
    *,
    policy: Policy,
    fetcher: Fetcher,
    at: datetime,
    pack: Pack | None = None,
    recipient: str | None = None,
    challenge: str | None = None,
    domain: str | None = None,
    resources: Mapping[str, bytes] | None = None,
    schemas: SchemaBook | None = None,
) -> Report:
    """Every check of one credential or presentation: JSON, a token, a baked image, or a whole pack. Never raises.

    Reaches the network only through `fetcher`: once for each issuer's keys, each status list, and, as the policy says,
    a newer copy. `at` is the time to judge by, aware. With a pack, what cannot be reached is taken from it as the
    policy allows. `recipient` is a DID or a mail address that it should be about. `challenge` and `domain` are what
    the reader asked a presentation to be made for. `resources` are the bytes of files whose digests a credential may
    state, by address; `schemas` the JSON Schemas that the reader wants it held against.
    """
    try:
        opened = open_credential(data)
    except CredkitError as problem:
        return unreadable(problem, make_context(policy, fetcher, at, pack), Place())
    context = make_context(policy, fetcher, at, pack or opened.pack, resources, schemas)
    if opened.kind == "badge2":
        return judge_badge2(opened, context, recipient=recipient)
    expected = Expected(challenge, domain, recipient)
    if opened.disclosed:
        return judge_disclosed(opened.disclosed, context, expected)
    if opened.kind == "presentation":
        return judge_presentation(opened, context, expected, weigh, unreadable)
    return weigh(examine(opened, context.keys, at, context.skew_s), context, Place(), recipient=recipient)


def unreadable(problem: CredkitError, context: Context, place: Place) -> Report:
    """The report of something that could not even be read."""
    found = _Found(place)
    found.outcomes["readable"] = from_error(problem, ASK_AGAIN)
    return found.report(context)


def weigh(facts: Facts, context: Context, place: Place, *, recipient: str | None = None) -> Report:
    """The report of one credential, from its facts: steps 7 to 11, and whatever else it brings along."""
    found = _Found(place)
    refreshed = refresh(facts, context) if place.depth == 0 else None
    if refreshed:
        facts, found.refreshed = refreshed.facts, refreshed.data
        found.warnings += [refreshed.warning] if refreshed.warning else []
    document = facts.document
    found.document_uri = as_text(document.get("id"))
    found.outcomes["readable"] = passed("document.readable", f"The file can be read ({facts.opened.form.upper()}).")
    found.outcomes["complete"] = facts.complete
    found.outcomes["understood"] = facts.understood
    found.take_signature(facts.signed, facts.broken)
    found.outcomes["started"], found.outcomes["not_expired"] = judge_period(document, context.at, context.skew_s)
    if not facts.is_forged:
        _take_status(found, document, context)
        _take_parts(found, document, context, place)
    found.outcomes["recipient"] = judge_recipient(document, recipient)
    _take_bytes(found, document, context)
    if place.role == "endorsement":
        found.outcomes["endorses"] = judge_endorsing(document, place.endorsed)
    return found.report(context)


@dataclass(slots=True)
class _Found:
    """What one verification has found so far."""

    place: Place
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    warnings: list[Warn] = field(default_factory=list)
    messages: list[StatusMessage] = field(default_factory=list)
    dates: list[datetime] = field(default_factory=list)
    parts: list[Report] = field(default_factory=list)
    vouched_by: str = ""
    document_uri: str = ""
    refreshed: bytes = b""

    def take_signature(self, signed: Signed, broken: int) -> None:
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

    def report(self, context: Context) -> Report:
        checks = number(self.outcomes)
        as_of = min(self.dates, default=None)
        return Report(
            answer=answer_of(checks),
            checks=checks,
            warnings=tuple(self.warnings),
            checked_at=context.at,
            as_of=as_of,
            summary=summarise(checks, as_of, self.vouched_by),
            policy=context.policy.name,
            vouched_by=self.vouched_by,
            parts=tuple(self.parts),
            messages=tuple(self.messages),
            role=self.place.role,
            document_uri=self.document_uri,
            refreshed=self.refreshed,
        )


def _take_status(found: _Found, document: JsonObject, context: Context) -> None:
    for step, purpose in (("not_revoked", "revocation"), ("not_suspended", "suspension")):
        looked = context.statuses.look_up(document, purpose)
        found.outcomes[step] = looked.outcome
        found.messages += looked.messages
        found.dates += [looked.as_of] if looked.as_of else []
    told = context.statuses.tell(document)
    found.messages += told.messages
    found.warnings += told.warnings
    if told.outcome:
        found.outcomes["other_status"] = told.outcome


def _take_parts(found: _Found, document: JsonObject, context: Context, place: Place) -> None:
    if CLR_TYPE in types_of(document):
        inner = [
            value
            for subject in as_list(document.get("credentialSubject"))
            for value in as_list(as_object(subject).get("verifiableCredential"))
        ]
        carried = judge_carried(inner, context, Place(place.depth + 1, "credential"), weigh, unreadable)
        found.parts += carried.reports
        found.dates += [report.as_of for report in carried.reports if report.as_of]
        found.outcomes["credentials"] = judge_credentials(carried)
    if place.role != "endorsement":
        reports, warnings = judge_endorsements(document, context, place.depth, weigh, unreadable)
        found.parts += reports
        found.warnings += warnings


def _take_bytes(found: _Found, document: JsonObject, context: Context) -> None:
    """Files it states digests of, and schemas it names: compared where they are at hand, said where they are not."""
    stated = [as_text(as_object(entry).get("id")) for entry in as_list(document.get("relatedResource"))]
    if stated:
        found.outcomes["resources"] = _judge_resources(document, stated, context)
    schemas = [as_text(as_object(entry).get("id")) for entry in as_list(document.get("credentialSchema"))]
    if schemas:
        found.outcomes["schema"] = _judge_schemas(document, schemas, context)


def _judge_resources(document: JsonObject, stated: list[str], context: Context) -> Outcome:
    if find_digest_faults(document, context.resources):
        words = "A file it refers to is not the one it was when this was signed."
        return failed("resources.changed", words, "Ask the issuer which file it means.")
    if any(uri not in context.resources and not is_published(uri) for uri in stated):
        words = "It refers to files by their digests, and not all of them are at hand."
        return not_checked("resources.not_held", words, "Bring the files along to compare them.", decides=False)
    return passed("resources.fit", "The files it refers to are the ones it was signed with.")


def _judge_schemas(document: JsonObject, uris: list[str], context: Context) -> Outcome:
    bare = {name: value for name, value in document.items() if name != "proof"}
    answers = [context.schemas.conforms(bare, uri) if context.schemas else None for uri in uris]
    if False in answers:
        words = "It is not as the schema it names says it must be."
        return failed("schema.not_conforming", words, ASK_AGAIN)
    if None in answers:
        words = "It names a schema, which is not at hand. Our own rules for its structure were used."
        return not_checked("schema.not_held", words, "Bring the schema along to compare.", decides=False)
    return passed("schema.conforms", "It is as the schema it names says.")
