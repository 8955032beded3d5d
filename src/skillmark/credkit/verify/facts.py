"""Steps 2 to 6 of one document: what it is made of and who signed it, before anything is asked of its status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.structure import find_faults, issuer_id
from skillmark.credkit.report import State
from skillmark.credkit.verify.issuer import ASSERTION, KeyBook
from skillmark.credkit.verify.opening import Opened
from skillmark.credkit.verify.outcome import NOT_REACHED, Outcome, failed, from_error, passed
from skillmark.credkit.verify.signature import ASK_AGAIN, Asked, Signed, best_proof, understand
from skillmark.credkit.verify.tokens import judge_token

COVERED = passed("document.covered", "The signature covers it letter by letter.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document by itself. `broken` counts proofs that failed beside the best one."""

    opened: Opened
    complete: Outcome
    understood: Outcome
    signed: Signed
    broken: int = 0

    @property
    def document(self) -> JsonObject:
        return self.opened.document

    @property
    def is_sound(self) -> bool:
        """Whether it is complete, understood, and signed by whom it names."""
        return self.complete.passed and self.understood.passed and self.signed.passed

    @property
    def is_forged(self) -> bool:
        """Whether any step of its signature failed outright."""
        return any(step.state is State.FAILED for step in self.signed.steps)


def examine(opened: Opened, keys: KeyBook, at: datetime, skew_s: int) -> Facts:
    """Steps 2 to 6 of a credential, whose issuer must have signed it for that purpose. Raises nothing."""
    return examine_for(opened, Asked(keys, at, skew_s, issuer_id(opened.document), ASSERTION))


def examine_for(opened: Opened, asked: Asked) -> Facts:
    """Steps 2 to 6 of any document. Raises nothing."""
    complete = completeness(opened.document)
    if opened.jwt is not None:
        return Facts(opened, complete, COVERED, judge_token(opened.jwt, asked))
    understood, source = understand(opened.document)
    try:
        signed, broken = best_proof(opened.document, source, asked)
    except CredkitError as problem:
        signed, broken = Signed(from_error(problem, ASK_AGAIN), NOT_REACHED, NOT_REACHED), 0
    return Facts(opened, complete, understood, signed, broken)


def completeness(document: JsonObject) -> Outcome:
    """Step 2: everything a credential or presentation must say is there."""
    faults = find_faults(document)
    if not faults:
        return passed("document.complete", "Everything a credential must say is there.")
    return failed(faults[0].code, " ".join(fault.words for fault in faults[:5]), ASK_AGAIN)
