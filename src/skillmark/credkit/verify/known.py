"""What is known of every credential of one shape, from one of them that was verified in full and held.

A document of that shape gets the same report when the few things its holes can change come out the same: its times,
its entries in status lists, whose key it is, and the signature. `learn` refuses whatever a hole could change otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.contexts import verifying
from skillmark.credkit.did import KeyMethod
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import KeyKind, decode_multikey, kind_of
from skillmark.credkit.keys.ed25519 import is_signed
from skillmark.credkit.model.json_values import as_list, as_object, as_text
from skillmark.credkit.model.structure import BADGE_TYPES, issuer_id, types_of
from skillmark.credkit.proof.data_integrity import EDDSA_RDFC, without_proof
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.shape import Compiled, HoleCheck, Path, Skeleton, Statements, compile_statements
from skillmark.credkit.shape.lines import Values, taker
from skillmark.credkit.shape.personal import Kind, kind_at, read_time
from skillmark.credkit.verify.issuer import Vouched, judge_time

_MEMBERS = """
@context id type name description image issuer validFrom validUntil awardedDate credentialSubject credentialStatus
evidence proof
"""
_PROOF_MEMBERS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
_STATUS_MEMBERS = {"id", "type", "statusPurpose", "statusListIndex", "statusListCredential"}
_ELSEWHERE = ("endorsement", "endorsementJwt", "verifiableCredential")
_VARYING = ("checked_at", "document_uri")  # what differs between reports of two credentials that hold alike
_PURPOSES = ("revocation", "suspension")
Get = Callable[[Values], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """One status entry: its purpose, and where its list and its place in that list are found."""

    purpose: str
    list_uri: Get
    index: Get


@dataclass(frozen=True, slots=True)
class Known:
    """One shape. `take_...` pick the values of each program; `report` is that of the document it was learned from."""

    body: Statements
    take_body: Callable[[Values], Any]
    options: Statements
    take_options: Callable[[Values], Any]
    uri: Get | None
    signature: Get
    created: Get
    starts: Get | None
    ends: Get | None
    awarded: Get | None
    entries: tuple[Entry, ...]
    issuer: str
    method: str
    vouched: Vouched
    key: KeyMethod
    point: bytes
    report: Callable[[datetime, str], Report]
    document_uri: str

    def is_signed(self, values: Values) -> bool:
        """Whether the proof is this key's signature over what these values make of the shape."""
        text = self.body.canonical(self.take_body(values))
        options = self.options.canonical(self.take_options(values))
        if text is None or options is None:
            return False
        data = hashlib.sha256(options).digest() + hashlib.sha256(text).digest()
        try:
            return is_signed(self.point, data, decode_base58btc(self.signature(values).decode()))
        except CredkitError:
            return False

    def counts(self, values: Values, at: datetime, skew: timedelta) -> bool:
        """Whether the times are in order: it has begun, is not over, and was not signed in the future."""
        made = read_time(self.created(values))
        if made is None or made > at + skew:
            return False
        begun = read_time(self.starts(values)) if self.starts else None
        if self.starts and (begun is None or begun > at + skew):
            return False
        if self.ends:
            over = read_time(self.ends(values))
            if over is None or over < at - skew or (begun is not None and over < begun):
                return False
        return self.awarded is None or read_time(self.awarded(values)) is not None

    def is_in_use(self, values: Values, at: datetime, skew_s: int) -> bool:
        """Whether the key was in use when the proof was made. For a key without times, `counts` has said so."""
        if not (self.key.in_use_from or self.key.expires_at or self.key.revoked_at):
            return True
        return judge_time(_Made(read_time(self.created(values))), self.key, at, skew_s).passed

    def report_of(self, values: Values, at: datetime) -> Report:
        """The report of a document of this shape about which everything came out the same."""
        uri = self.uri(values).decode() if self.uri else self.document_uri
        return self.report(at, uri)


@dataclass(frozen=True, slots=True)
class _Made:
    """When a proof was made."""

    created_at: datetime | None
    expires_at: datetime | None = None


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
