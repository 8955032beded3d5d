"""One root error for the whole kit, split by what the caller can do about it.

Imports nothing. `code` is stable and may be stored; `hint` is plain words for a person and never repeats raw input or a
secret. On hostile bytes nothing but `CredkitError` leaves this kit; a property test says so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a document: a stable code, where it is (JSON path) and what to do, in plain words."""

    code: str
    where: str
    words: str


class CredkitError(Exception):
    """Root of everything this kit raises on purpose."""

    def __init__(self, code: str, hint: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(f"{code}: {hint}")
        self.code = code
        self.hint = hint
        self.findings = findings


class Malformed(CredkitError):
    """The bytes are not what they claim to be. Ask the sender for another copy."""


class Untrusted(CredkitError):
    """Well formed, but a signature, a key or a hash does not fit. Do not rely on it."""


class Unavailable(CredkitError):
    """Something needed could not be reached or is not known here. Try again later, or bring it along."""


class Refused(CredkitError):
    """We could, but a rule or a limit says no. `findings` names every reason when there are several."""
