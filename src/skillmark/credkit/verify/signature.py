"""Steps 4 to 6 for each proof of a document; one proof that passes all of them is enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import verifying
from skillmark.credkit.did import split_did_url
from skillmark.credkit.errors import CredkitError, Malformed, Refused
from skillmark.credkit.model.structure import issuer_id
from skillmark.credkit.proof.data_integrity import (
    EDDSA_RDFC,
    HashSource,
    Proof,
    check_signature,
    is_supported,
    read_proofs,
    without_proof,
)
from skillmark.credkit.report import State
from skillmark.credkit.verify.issuer import ANOTHER, KeyBook, Vouched, judge_owner, judge_time
from skillmark.credkit.verify.outcome import NOT_REACHED, Outcome, failed, from_error, not_checked, passed

ASK_AGAIN = "Ask the person or the issuer for the file as it was issued."


@dataclass(frozen=True, slots=True)
class Signed:
    """What the best proof came to."""

    unchanged: Outcome
    issuer_key: Outcome
    key_in_use: Outcome
    vouched: Vouched | None = None
    multikey: str = ""
    signed_at: datetime | None = None
    was_withdrawn: bool = False

    @property
    def steps(self) -> tuple[Outcome, Outcome, Outcome]:
        return self.unchanged, self.issuer_key, self.key_in_use

    @property
    def passed(self) -> bool:
        return all(step.passed for step in self.steps)


def understand(document: JsonObject) -> tuple[Outcome, HashSource | None]:
    """Step 3: every word is defined, and the document says one thing only. Also the source of its hashes."""
    problem: CredkitError | None = None
    for contexts in verifying():
        source = HashSource(contexts)
        try:
            source.canonical(without_proof(document), EDDSA_RDFC)
            return passed("document.understood", "Every word in it is defined, so all of it is covered."), source
        except CredkitError as found:
            problem = problem or found
    assert problem is not None
    if isinstance(problem, Refused) and problem.code.startswith("jsonld."):
        problem = Malformed(problem.code, problem.hint)  # a rule of the standard is broken: this is not "could not"
    return from_error(problem, ASK_AGAIN), None


def judge_proofs(
    document: JsonObject, source: HashSource | None, keys: KeyBook, at: datetime, skew_s: int
) -> tuple[Signed, int]:
    """The best of the document's proofs, and how many proofs failed beside it. Raises `CredkitError`."""
    proofs = read_proofs(document)
    if not proofs:
        outcome = failed("proof.missing", "It is not signed.", ASK_AGAIN)
        return Signed(outcome, NOT_REACHED, NOT_REACHED), 0
    judged = [_judge(document, proof, proofs, source, keys, at, skew_s) for proof in proofs]
    best = max(judged, key=_rank)
    broken = sum(1 for signed in judged if signed is not best and signed.unchanged.state is State.FAILED)
    return best, broken


def _rank(signed: Signed) -> tuple[bool, int, int]:
    passes = sum(step.passed for step in signed.steps)
    failures = sum(step.state is State.FAILED for step in signed.steps)
    return signed.passed, passes, failures


def _judge(
    document: JsonObject,
    proof: Proof,
    proofs: tuple[Proof, ...],
    source: HashSource | None,
    keys: KeyBook,
    at: datetime,
    skew_s: int,
) -> Signed:
    if not is_supported(proof):
        words = "It is signed in a way that is not read here yet."
        return Signed(not_checked("proof.kind_unknown", words, ASK_AGAIN), NOT_REACHED, NOT_REACHED)
    if proof.purpose != "assertionMethod":
        words = "Its signature was made for another purpose than to vouch for it."
        return Signed(failed("proof.wrong_purpose", words, ASK_AGAIN), NOT_REACHED, NOT_REACHED)
    vouched, problem = _look_up(proof, keys, issuer_id(document))
    multikey = _multikey(proof, vouched)
    unchanged = _signature(document, proof, proofs, multikey, source)
    if vouched is None:
        owner = problem or not_checked("issuer.unreachable", "The issuer's keys could not be had.", "Try again later.")
        return Signed(unchanged, owner, NOT_REACHED, multikey=multikey, signed_at=proof.created_at)
    controller, _ = split_did_url(proof.method)
    owner, key = judge_owner(issuer_id(document), controller, proof.method, vouched)
    in_use = judge_time(proof, key, at, skew_s) if key else NOT_REACHED
    withdrawn = bool(key and key.revoked_at)
    return Signed(unchanged, owner, in_use, vouched, multikey, proof.created_at, withdrawn)


def _look_up(proof: Proof, keys: KeyBook, issuer: str) -> tuple[Vouched | None, Outcome | None]:
    todo = "Check again while connected, or ask for a pack."
    if not proof.method.startswith("did:"):
        words = "The issuer's key is named in a way that is not read here yet."
        return None, not_checked("issuer.kind_unknown", words, todo)
    try:
        did, _ = split_did_url(proof.method)
        if issuer.startswith("did:") and did != issuer:  # a stranger's file does not choose whom we ask
            return None, failed(*ANOTHER)
        return keys.look_up(did), None
    except CredkitError as problem:
        return None, from_error(problem, todo)


def _multikey(proof: Proof, vouched: Vouched | None) -> str:
    """The key to try: the one listed under the method's id, else the one its id spells out."""
    key = vouched.document.find_key(proof.method) if vouched else None
    if key:
        return key.public_multikey
    fragment = proof.method.partition("#")[2]
    return fragment if fragment.startswith("z6Mk") else ""


def _signature(
    document: JsonObject, proof: Proof, proofs: tuple[Proof, ...], multikey: str, source: HashSource | None
) -> Outcome:
    if not multikey:
        return not_checked("proof.no_key", "The key that signed it could not be had.", "Check again while connected.")
    if source is None:
        return not_checked("proof.not_understood", "What was signed could not be worked out.", ASK_AGAIN)
    try:
        check_signature(document, proof, public_multikey=multikey, source=source, proofs=proofs)
    except CredkitError as problem:
        return from_error(problem, "Do not rely on it. " + ASK_AGAIN)
    return passed("proof.holds", "It is exactly what was signed.")
