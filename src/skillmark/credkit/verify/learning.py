"""From a credential that held to what is known of its shape; refuses whatever a hole could change otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.contexts import verifying
from skillmark.credkit.did import KeyMethod
from skillmark.credkit.keys import KeyKind, decode_multikey, kind_of
from skillmark.credkit.model.json_values import as_list, as_object, as_text
from skillmark.credkit.model.structure import BADGE_TYPES, issuer_id, types_of
from skillmark.credkit.proof.data_integrity import EDDSA_RDFC, without_proof
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.shape import Compiled, HoleCheck, Path, Skeleton, Statements, compile_statements
from skillmark.credkit.shape.lines import taker
from skillmark.credkit.shape.personal import Kind, kind_at
from skillmark.credkit.verify.issuer import Vouched
from skillmark.credkit.verify.known import Entry, Get, Known

_MEMBERS = """
@context id type name description image issuer validFrom validUntil awardedDate credentialSubject credentialStatus
evidence proof
"""
_PROOF_MEMBERS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
_STATUS_MEMBERS = {"id", "type", "statusPurpose", "statusListIndex", "statusListCredential"}
_ELSEWHERE = ("endorsement", "endorsementJwt", "verifiableCredential")
_VARYING = ("checked_at", "document_uri")  # what differs between reports of two credentials that hold alike
_PURPOSES = ("revocation", "suspension")


@dataclass(frozen=True, slots=True)
class Learned:
    """A shape ready for the cache: the pieces' places that are holes, the check of their values, and its bytes."""

    known: Known
    holes: tuple[int, ...]
    check: HoleCheck
    weight: int


def may_be_hole(path: Path) -> bool:
    """Whether a string at this place differs from one award to the next."""
    return kind_at(path) is not None


def named_key(document: JsonObject) -> tuple[str, str]:
    """The issuer of a learnable document, and the key its proof names."""
    proof = _only_proof(document) or {}
    return issuer_id(document), as_text(proof.get("verificationMethod"))


def is_learnable(document: JsonObject, report: Report) -> bool:
    """Whether it held in every respect, and is of the plain kind about which holes cannot change more than we look at.

    A badge with one eddsa-rdfc-2022 proof of the usual members, plain bitstring status entries, nothing carried inside.
    """
    proof = _only_proof(document)
    return (
        report.answer is Answer.HOLDS
        and all(check.state is State.PASSED or not check.decides for check in report.checks)
        and not (report.parts or report.messages or report.refreshed or report.role)
        and report.kind == "credential"
        and set(document) <= set(_MEMBERS.split())
        and bool(types_of(document) & BADGE_TYPES)
        and isinstance(document.get("credentialSubject"), dict)
        and proof is not None
        and set(proof) == _PROOF_MEMBERS
        and proof["type"] == "DataIntegrityProof"
        and proof["cryptosuite"] == EDDSA_RDFC
        and not _has_member(document, _ELSEWHERE)
        and all(_is_plain_entry(entry) for entry in as_list(document.get("credentialStatus")))
    )


def learn(skeleton: Skeleton, document: JsonObject, report: Report, vouched: Vouched, key: KeyMethod) -> Learned | None:
    """The shape of a learnable document, or None where no program can be made. Cost: a dozen full verifications."""
    proof = _only_proof(document)
    assert proof is not None
    wanted = [path for place, path in skeleton.holes if _fits(path, skeleton.pieces[place])]
    contexts = verifying()[0]
    body = compile_statements(without_proof(document), [path for path in wanted if path[0] != "proof"], contexts)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    proved = compile_statements({"@context": document["@context"]} | options, [("created",)], contexts)
    if (
        kind_of(key.public_multikey) is not KeyKind.ED25519
        or body is None
        or proved is None
        or proved.holes != (("created",),)
    ):
        return None
    in_proof = [path for path in wanted if path[0] == "proof"]
    names = {path[-1]: path for path in in_proof}
    if set(names) != {"created", "proofValue"}:
        return None
    places = {path: place for place, path in skeleton.holes}
    paths = sorted((*body.holes, *in_proof), key=places.__getitem__)
    number = {path: position for position, path in enumerate(paths)}
    known = _known(document, proof, body, proved.program, number, names, report, vouched, key)
    if known is None:
        return None
    values = tuple(skeleton.pieces[places[path]] for path in paths)
    if not known.is_signed(values):
        return None
    weight = body.program.weight + proved.program.weight
    return Learned(known, tuple(places[path] for path in paths), body.check(paths), weight)


def _known(
    document: JsonObject,
    proof: JsonObject,
    body: Compiled,
    options: Statements,
    number: dict[Path, int],
    names: dict[str | int, Path],
    report: Report,
    vouched: Vouched,
    key: KeyMethod,
) -> Known | None:
    def hole(*path: str | int) -> Get | None:
        position = number.get(path)
        return None if position is None else lambda values: values[position]

    def hole_or_constant(value: Json, *path: str | int) -> Get:
        constant = str(value).encode()
        return hole(*path) or (lambda _: constant)

    for name in ("validFrom", "validUntil", "awardedDate"):
        if name in document and (name,) not in number:
            return None  # written in a way that is read in full only
    entries = []
    value = document.get("credentialStatus")
    for index, entry in enumerate(as_object(item) for item in as_list(value)):
        at: Path = ("credentialStatus", index) if isinstance(value, list) else ("credentialStatus",)
        uri = hole_or_constant(entry["statusListCredential"], *at, "statusListCredential")
        place = hole_or_constant(entry["statusListIndex"], *at, "statusListIndex")
        entries.append(Entry(as_text(entry["statusPurpose"]), uri, place))
    created, signature = hole(*names["created"]), hole(*names["proofValue"])
    assert created and signature
    return Known(
        body=body.program,
        take_body=taker([number[path] for path in body.holes]),
        options=options,
        take_options=taker([number[names["created"]]]),
        uri=hole("id"),
        signature=signature,
        created=created,
        starts=hole("validFrom"),
        ends=hole("validUntil"),
        awarded=hole("awardedDate"),
        entries=tuple(entries),
        issuer=issuer_id(document),
        method=as_text(proof["verificationMethod"]),
        vouched=vouched,
        key=key,
        point=decode_multikey(key.public_multikey),
        report=_reports_like(report),
        document_uri=report.document_uri,
    )


def _reports_like(report: Report) -> Callable[[datetime, str], Report]:
    """Makes copies of a report for another time and document."""
    parts = [getattr(report, item.name) for item in fields(report)]
    at, uri = (next(i for i, item in enumerate(fields(report)) if item.name == name) for name in _VARYING)

    def make(checked_at: datetime, document_uri: str) -> Report:
        filled = parts.copy()
        filled[at], filled[uri] = checked_at, document_uri
        return Report(*filled)

    return make


def _fits(path: Path, value: bytes) -> bool:
    kind = kind_at(path)
    if kind in (Kind.HASH, Kind.SALT):  # verifying asks nothing of them; a rule of lint does
        kind = Kind.TEXT
    return kind is not None and kind.fits(value)


def _only_proof(document: JsonObject) -> JsonObject | None:
    proofs = as_list(document.get("proof"))
    return proofs[0] if len(proofs) == 1 and isinstance(proofs[0], dict) else None


def _is_plain_entry(entry: Json) -> bool:
    return (
        isinstance(entry, dict)
        and set(entry) <= _STATUS_MEMBERS
        and entry.get("type") == "BitstringStatusListEntry"
        and entry.get("statusPurpose") in _PURPOSES
        and isinstance(entry.get("statusListIndex"), str)
        and isinstance(entry.get("statusListCredential"), str)
    )


def _has_member(value: Json, names: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        return any(name in value for name in names) or any(_has_member(item, names) for item in value.values())
    return isinstance(value, list) and any(_has_member(item, names) for item in value)
