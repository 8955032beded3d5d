"""Credentials inside another document: of a presentation, of a learner record (CLR 2.0), and endorsements.

Each is verified by itself, as if it had been handed in alone. What becomes of a credential inside is a check of the
whole; an endorsement never changes the answer, and one that does not hold is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import CredkitError, Refused
from skillmark.credkit.model.json_values import as_list, as_object, as_text
from skillmark.credkit.model.structure import ENDORSEMENT_TYPE, types_of
from skillmark.credkit.report import Answer, Report, Warn
from skillmark.credkit.verify.context import MAX_DEPTH, Context
from skillmark.credkit.verify.facts import Facts, examine
from skillmark.credkit.verify.opening import Opened, open_part
from skillmark.credkit.verify.outcome import Outcome, failed, not_checked, passed

Judge = Callable[[Facts, Context, "Place"], Report]
Broken = Callable[[CredkitError, Context, "Place"], Report]
_TOO_MANY = Warn("parts.too_many", "It carries more endorsements than are looked at.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: how deep, as what, and, for an endorsement, which ids it may be about."""

    depth: int = 0
    role: str = ""
    endorsed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Carried:
    """The reports of what a document carries, the documents in the same order, and whether none was left out."""

    reports: tuple[Report, ...]
    documents: tuple[JsonObject, ...]
    is_whole: bool = True


def judge_carried(
    values: Sequence[Json | bytes], context: Context, place: Place, judge: Judge, broken: Broken
) -> Carried:
    """The report of each value that should be a credential. Never raises."""
    reports: list[Report] = []
    documents: list[JsonObject] = []
    for value in values:
        if place.depth > MAX_DEPTH or not context.budget.take():
            return Carried(tuple(reports), tuple(documents), is_whole=False)
        try:
            opened = open_credential_part(value)
        except CredkitError as problem:
            reports.append(broken(problem, context, place))
            documents.append({})
            continue
        reports.append(judge(examine(opened, context.keys, context.at, context.skew_s), context, place))
        documents.append(opened.document)
        if any(check.code == "rdf.too_complex" for check in reports[-1].checks):
            context.budget.charge_poison()
    return Carried(tuple(reports), tuple(documents))


def open_credential_part(value: Json | bytes) -> Opened:
    """A part that is a credential with steps of its own here. Raises `CredkitError`; `Refused` for other kinds."""
    opened = open_part(value)
    if opened.kind != "credential":
        raise Refused("parts.other_kind", "It carries something of a kind that is not looked at inside another.")
    return opened


def judge_credentials(carried: Carried) -> Outcome:
    """Whether all credentials inside hold."""
    answers = [report.answer for report in carried.reports]
    ask = "Look at each of them below."
    if Answer.FAILS in answers:
        count = answers.count(Answer.FAILS)
        words = f"{count} of the {len(answers)} credentials in it do not hold." if len(answers) > 1 else _ONE_FAILS
        return failed("parts.some_fail", words, ask)
    if not carried.is_whole:
        return not_checked(
            "parts.too_many", "It carries more credentials than are looked at.", "Ask for fewer at once."
        )
    if not answers:
        return not_checked("parts.none", "It carries no credential.", "Ask the person to present one.")
    if Answer.UNSURE in answers:
        return not_checked("parts.some_unsure", "Not every credential in it could be checked in full.", ask)
    return passed("parts.all_hold", "Every credential in it holds.")


def endorsements_of(document: JsonObject, context: Context, depth: int) -> Iterator[Json | bytes]:
    """Each endorsement that a credential, its issuer or its achievement shows, and those beside it in a pack."""
    for holder in _endorsable(document):
        for name in ("endorsement", "endorsementJwt"):
            yield from as_list(holder.get(name))
    if depth == 0 and context.pack:
        yield from context.pack.endorsements


def judge_endorsements(
    document: JsonObject, context: Context, depth: int, judge: Judge, broken: Broken
) -> tuple[tuple[Report, ...], tuple[Warn, ...]]:
    """The report of each endorsement, and a warning for each that does not hold."""
    reports: list[Report] = []
    warnings: list[Warn] = []
    if not context.policy.check_endorsements:
        return (), ()
    about = frozenset(as_text(holder.get("id")) for holder in _endorsable(document)) - {""}
    for value in endorsements_of(document, context, depth):
        carried = judge_carried([value], context, Place(depth + 1, "endorsement", about), judge, broken)
        reports += carried.reports
        if not carried.is_whole:
            warnings.append(_TOO_MANY)
            break
        warnings += [_warning(report) for report in carried.reports if report.answer is not Answer.HOLDS]
    return tuple(reports), tuple(warnings)


def judge_endorsing(document: JsonObject, endorsed: frozenset[str]) -> Outcome:
    """Whether an endorsement is one, and about the credential that shows it, its issuer, or what was earned.

    Not only about the very thing it stands in: the standard's own example endorses the issuer from everywhere.
    """
    subjects = {as_text(as_object(entry).get("id")) for entry in as_list(document.get("credentialSubject"))}
    if ENDORSEMENT_TYPE not in types_of(document):
        return failed("endorsement.not_one", "It stands where an endorsement should, and is none.", _IGNORE)
    if not subjects or not subjects <= endorsed:
        words = "It endorses something that has no part in the credential it stands in."
        return failed("endorsement.of_another", words, _IGNORE)
    return passed("endorsement.fits", "It endorses the credential it stands in, its issuer, or what was earned.")


def _warning(report: Report) -> Warn:
    if report.answer is Answer.FAILS:
        return Warn("endorsement.fails", "An endorsement beside it does not hold. That says nothing against the rest.")
    return Warn("endorsement.unsure", "An endorsement beside it could not be checked in full.")


def _endorsable(document: JsonObject) -> Iterator[JsonObject]:
    """What an endorsement may stand in and be about: the credential, its issuer, its achievement and whose that is."""
    yield document
    yield as_object(document.get("issuer")) or {"id": document.get("issuer")}
    for subject in as_list(document.get("credentialSubject")):
        for entry in as_list(as_object(subject).get("achievement")):
            achievement = as_object(entry)
            yield achievement
            yield as_object(achievement.get("creator"))


_IGNORE = "Do not count it."
_ONE_FAILS = "The credential in it does not hold."
