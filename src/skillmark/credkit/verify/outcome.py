"""The result of one step before it is numbered, and the steps in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skillmark.credkit.errors import CredkitError, Refused, Unavailable
from skillmark.credkit.report import Check, State

STEPS: tuple[tuple[str, str], ...] = (
    ("readable", "document"),
    ("complete", "document"),
    ("understood", "document"),
    ("unchanged", "document"),
    ("issuer_key", "issuer"),
    ("key_in_use", "issuer"),
    ("started", "status"),
    ("not_expired", "status"),
    ("not_revoked", "status"),
    ("not_suspended", "status"),
    ("recipient", "person"),
)
"""Of every credential, always all of them."""

FURTHER_STEPS: tuple[tuple[str, str], ...] = (
    ("other_status", "status"),
    ("resources", "document"),
    ("schema", "document"),
    ("credentials", "document"),
    ("endorses", "document"),
)
"""Of a credential that has a status of another kind, digests, a schema, credentials inside, or that endorses."""

PRESENTATION_STEPS: tuple[tuple[str, str], ...] = (
    ("readable", "document"),
    ("complete", "document"),
    ("understood", "document"),
    ("unchanged", "document"),
    ("holder_key", "person"),
    ("key_in_use", "person"),
    ("challenge", "person"),
    ("domain", "person"),
    ("credentials", "document"),
    ("holder_is_subject", "person"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one step found."""

    state: State
    code: str
    words: str
    todo: str = ""
    decides: bool = True

    @property
    def passed(self) -> bool:
        return self.state is State.PASSED


def passed(code: str, words: str) -> Outcome:
    """The step was made and nothing is wrong."""
    return Outcome(State.PASSED, code, words)


def failed(code: str, words: str, todo: str, *, decides: bool = True) -> Outcome:
    """The step was made and something is wrong."""
    return Outcome(State.FAILED, code, words, todo, decides)


def not_checked(code: str, words: str, todo: str, *, decides: bool = True) -> Outcome:
    """The step could not be made, or nobody asked for it (`decides=False`)."""
    return Outcome(State.NOT_CHECKED, code, words, todo, decides)


def from_error(problem: CredkitError, todo: str) -> Outcome:
    """A kit error as an outcome: what could not be had or was refused is open, what is wrong has failed."""
    is_open = isinstance(problem, Unavailable | Refused)
    return Outcome(State.NOT_CHECKED if is_open else State.FAILED, problem.code, problem.hint, todo)


NOT_REACHED = not_checked("step.not_reached", "An earlier step came to nothing, so this one was not made.", "")


def number(
    outcomes: dict[str, Outcome],
    steps: Sequence[tuple[str, str]] = STEPS,
    further: Sequence[tuple[str, str]] = FURTHER_STEPS,
) -> tuple[Check, ...]:
    """All steps in order, those without an outcome as not reached; then the further ones that were made.

    A further step keeps its own number whether or not those before it were made.
    """
    checks = []
    for position, (name, group) in enumerate((*steps, *further), start=1):
        found = outcomes.get(name, NOT_REACHED if position <= len(steps) else None)
        if found:
            checks.append(Check(position, name, group, found.state, found.code, found.words, found.todo, found.decides))
    return tuple(checks)
