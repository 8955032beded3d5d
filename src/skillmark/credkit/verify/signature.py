"""Steps 4 to 6 for each Data Integrity proof of a document; one proof that passes all of them is enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from skillmark.credkit.codec.jsonld import check_words
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import verifying
from skillmark.credkit.did import split_did_url
from skillmark.credkit.errors import CredkitError, Malformed, Refused
from skillmark.credkit.keys import decode_multikey
from skillmark.credkit.model.json_values import Json, as_list, as_object
from skillmark.credkit.model.vocabulary import INLINE_CONTEXT, NAMESPACE
from skillmark.credkit.proof.data_integrity import (
    EDDSA_RDFC,
    SUITES,
    Form,
    HashSource,
    Proof,
    check_signature,
    earlier_proofs,
    is_supported,
    read_proofs,
    without_proof,
)
from skillmark.credkit.report import State
from skillmark.credkit.verify.issuer import ANOTHER, ASSERTION, Dated, KeyBook, Vouched, judge_owner, judge_time
from skillmark.credkit.verify.outcome import NOT_REACHED, Outcome, failed, from_error, not_checked, passed

ASK_AGAIN = "Ask the person or the issuer for the file as it was issued."
CONNECT = "Check again while connected, or ask for a pack."


@dataclass(frozen=True, slots=True)
class Signed:
    """What the best proof came to. `challenge` and `domains` are what it was made for (presentations)."""

    unchanged: Outcome
    issuer_key: Outcome
    key_in_use: Outcome
    vouched: Vouched | None = None
    multikey: str = ""
    signed_at: datetime | None = None
    was_withdrawn: bool = False
    controller: str = ""
    challenge: str = ""
    domains: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[Outcome, Outcome, Outcome]:
        return self.unchanged, self.issuer_key, self.key_in_use

    @property
    def passed(self) -> bool:
        return all(step.passed for step in self.steps)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who must have signed, for what, and when that is judged. `owner` "" is whoever the key says it belongs to.

    `has_metadata`: an owner at an https address publishes keys as issuers of SD-JWT credentials do.
    """

    keys: KeyBook
    at: datetime
    skew_s: int
    owner: str
    purpose: str = ASSERTION
    has_metadata: bool = False


def understand(document: JsonObject) -> tuple[Outcome, HashSource | None]:
    """Step 3: every word is defined, and the document says one thing only. Also the source of its hashes.

    Where all proofs sign the JSON as it stands, its statements need no canonical order, which can be costly to find.
    """
    problem: CredkitError | None = None
    bare, is_plain = without_proof(document), _is_signed_as_json(document)
    for contexts in verifying():
        source = HashSource(contexts)
        try:
            if is_plain:
                check_words(bare, contexts)
            else:
                source.canonical(bare, EDDSA_RDFC)
            return passed("document.understood", "Every word in it is defined, so all of it is covered."), source
        except CredkitError as found:
            problem = problem or found
            if found.code == "rdf.too_complex":
                break  # another edition of a vocabulary makes it no simpler, and would cost as much again
    assert problem is not None
    if isinstance(problem, Refused) and (problem.code.startswith("jsonld.") or _bends_our_words(document)):
        problem = Malformed(problem.code, problem.hint)  # a rule of the standard is broken: this is not "could not"
    return from_error(problem, ASK_AGAIN), None


def _bends_our_words(document: JsonObject) -> bool:
    """Whether a word of ours is given another meaning, or another word ours: we never signed that."""
    inline = [entry for entry in as_list(document.get("@context")) if isinstance(entry, dict)]
    for term, meaning in (member for entry in inline for member in entry.items()):
        iri = meaning if isinstance(meaning, str) else as_object(meaning).get("@id")
        if (term in INLINE_CONTEXT or str(iri).startswith(NAMESPACE)) and INLINE_CONTEXT.get(term) != meaning:
            return True
    return False


def _is_signed_as_json(document: JsonObject) -> bool:
    names = [as_object(proof).get("cryptosuite") for proof in as_list(document.get("proof"))]
    suites = [SUITES.get(name) if isinstance(name, str) else None for name in names]
    return bool(suites) and all(suite is not None and suite.form is Form.JCS for suite in suites)


def best_proof(document: JsonObject, source: HashSource | None, asked: Asked) -> tuple[Signed, int]:
    """The best of a document's proofs, and how many proofs failed beside it. Raises `CredkitError`."""
    proofs = read_proofs(document)
    if not proofs:
        outcome = failed("proof.missing", "It is not signed.", ASK_AGAIN)
        return Signed(outcome, NOT_REACHED, NOT_REACHED), 0
    judged = [_judge(document, proof, proofs, source, asked) for proof in proofs]
    best = max(judged, key=_rank)
    broken = sum(1 for signed in judged if signed is not best and signed.unchanged.state is State.FAILED)
    return best, broken


def _rank(signed: Signed) -> tuple[bool, int, int]:
    passes = sum(step.passed for step in signed.steps)
    failures = sum(step.state is State.FAILED for step in signed.steps)
    return signed.passed, passes, failures


def _judge(
    document: JsonObject, proof: Proof, proofs: tuple[Proof, ...], source: HashSource | None, asked: Asked
) -> Signed:
    if not is_supported(proof):
        words = "It is signed in a way that is not read here yet."
        return Signed(not_checked("proof.kind_unknown", words, ASK_AGAIN), NOT_REACHED, NOT_REACHED)
    if proof.purpose != asked.purpose:
        words = "Its signature was made for another purpose than to vouch for it."
        return Signed(failed("proof.wrong_purpose", words, ASK_AGAIN), NOT_REACHED, NOT_REACHED)
    controller = proof.method.partition("#")[0] if proof.method.startswith("did:") else ""
    owner = asked.owner or controller
    vouched, problem = _look_up(proof, asked.keys, owner)
    multikey = _multikey(proof, vouched)
    unchanged = _signature(document, proof, proofs, multikey, source)
    if unchanged.passed and proof.previous:
        unchanged = _chain(document, proof, proofs, source, asked.keys, owner)
    found = Signed(
        unchanged,
        problem or NOT_REACHED,
        NOT_REACHED,
        vouched,
        multikey,
        proof.created_at,
        controller=controller,
        challenge=proof.challenge,
        domains=proof.domains,
    )
    return conclude(found, proof, owner, controller, proof.method, asked) if vouched else found


def conclude(found: Signed, dated: Dated, owner: str, controller: str, method: str, asked: Asked) -> Signed:
    """Steps 5 and 6, once the key list is there: whose key, and when."""
    assert found.vouched is not None
    issuer_key, key = judge_owner(owner, controller, method, found.vouched, asked.purpose)
    in_use = judge_time(dated, key, asked.at, asked.skew_s) if key else NOT_REACHED
    return replace(
        found, issuer_key=issuer_key, key_in_use=in_use, was_withdrawn=bool(key and key.revoked_at), controller=owner
    )


def _chain(
    document: JsonObject,
    proof: Proof,
    proofs: tuple[Proof, ...],
    source: HashSource | None,
    keys: KeyBook,
    owner: str,
) -> Outcome:
    """A proof made over earlier ones holds only if each of those does (vc-data-integrity section 4.5)."""
    try:
        earlier = earlier_proofs(proof, proofs)
    except CredkitError as problem:
        return from_error(problem, ASK_AGAIN)
    for other in earlier:
        vouched = None
        if other.method.startswith(("did:key:", "did:jwk:")) or other.method.partition("#")[0] == owner:
            vouched, _ = _look_up(other, keys, other.method.partition("#")[0])
        outcome = _signature(document, other, proofs, _multikey(other, vouched), source)
        if not outcome.passed:
            return outcome
    return passed("proof.holds", "It is exactly what was signed.")


def texts_of(value: Json) -> tuple[str, ...]:
    """One text or several, as a tuple of those that are texts."""
    return tuple(text for text in as_list(value) if isinstance(text, str))


def _look_up(proof: Proof, keys: KeyBook, owner: str) -> tuple[Vouched | None, Outcome | None]:
    try:
        if proof.method.startswith("did:"):
            did, _ = split_did_url(proof.method)
            if owner.startswith("did:") and did != owner:  # a stranger's file does not choose whom we ask
                return None, failed(*ANOTHER)
        elif owner.startswith("did:"):
            return None, failed(*ANOTHER)
        return keys.look_up_key(owner, proof.method), None
    except CredkitError as problem:
        return None, from_error(problem, CONNECT)


def _multikey(proof: Proof, vouched: Vouched | None) -> str:
    """The key to try: the one listed under the method's id, else the one its id spells out."""
    key = vouched.document.find_key(proof.method) if vouched else None
    if key:
        return key.public_multikey
    fragment = proof.method.partition("#")[2]
    try:
        decode_multikey(fragment)
    except CredkitError:
        return ""
    return fragment


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
