"""What can be seen of an assessment's errors: who passed, what a later check showed, whether two assessors agree.

A place is where something was seen: (facts cell, issuer, achievement, version). The facts cell is the caller's key
for assessments that state the same facts (kind, supervision, identity check ...). Keys are only compared for equality.
"""

from dataclasses import dataclass

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.shares import Rate, check_counts

Place = tuple[str, str, str, str]
"""Facts cell, issuer, achievement, version."""


@dataclass(frozen=True, slots=True)
class Check:
    """How people of one cohort did at a later check of the same skill and level.

    `after_pass` says whether they had passed or failed here. `false_pass` and `slip` are the check's own error rates.
    `at_random`: they were drawn, so those seen stand for all; else (outcomes at work) whoever was seen was seen, and
    the estimate states a bound instead of pretending. Assumes that given the skill, check and award err independently,
    and that skill was neither won nor lost in between.
    """

    after_pass: bool
    checked: int
    shown: int
    false_pass: float
    slip: float
    at_random: bool

    def __post_init__(self) -> None:
        check_counts(self.shown, self.checked)
        if min(self.false_pass, self.slip) < 0.0 or self.false_pass + self.slip >= 1.0:
            raise Refused("A check that errs more than it finds says nothing.", code="skillkit.check_says_nothing")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Works that two assessors judged apart: both let pass, they split, both failed."""

    both_passed: int
    split: int
    both_failed: int

    def __post_init__(self) -> None:
        check_counts(min(self.both_passed, self.split, self.both_failed), self.works)

    @property
    def works(self) -> int:
        """How many works."""
        return self.both_passed + self.split + self.both_failed


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was seen of one version in one year."""

    place: Place
    year: int
    sat: int = 0
    passed: int = 0
    checks: tuple[Check, ...] = ()
    agreement: Agreement | None = None

    def __post_init__(self) -> None:
        check_counts(self.passed, self.sat)


@dataclass(frozen=True, slots=True)
class Prior:
    """What the stated facts alone let one expect: middle and standard deviation on log-odds of both error rates."""

    false_pass: Rate
    slip: Rate
