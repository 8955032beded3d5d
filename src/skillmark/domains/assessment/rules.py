"""The arithmetic of assessment, without a database: marking, the order of a paper, states, the reach of a rubric.

Everything here is a pure function. It does not store and does not ask who may.
"""

import hashlib
from collections.abc import Mapping, Sequence

from skillmark.domains.assessment.values import RubricCriterion, State

MAX_QUESTIONS = 100
MAX_OPTIONS = 10
MAX_CRITERIA = 12
MAX_LEVELS = 6


def paper_order(enrolment_uid: str, attempt: int, count: int) -> tuple[int, ...]:
    """Return the order in which an attempt asks its `count` questions: mixed, and the same each time it is asked for.

    Sorting by a hash needs no stored state and no randomness. The enrolment's uid is random, so nobody can foresee it.
    """

    def place(index: int) -> bytes:
        return hashlib.sha256(f"{enrolment_uid}:{attempt}:{index}".encode()).digest()

    return tuple(sorted(range(count), key=place))


def count_right(correct: Sequence[int], answers: Sequence[int | None]) -> int:
    """Return how many answers are the right option. Both in the order of definition and of the same length."""
    return sum(answer == right for right, answer in zip(correct, answers, strict=True))


def passes_quiz(right: int, asked: int, pass_mark: float) -> bool:
    """Whether a share of right answers reaches the mark. 7 of 10 reaches 0.7 in spite of binary fractions."""
    return right + 1e-9 >= pass_mark * asked


def quiz_state(*, is_passed: bool, used: int, allowed: int) -> State:
    if is_passed:
        return "passed"
    return "failed" if used >= allowed else "todo"


def project_state(*, handed_in: int, last_decision: str | None) -> State:
    """State from how often work was handed in and the decision about the last one (None while it waits)."""
    if not handed_in:
        return "todo"
    states: dict[str | None, State] = {None: "waiting", "pass": "passed", "fail": "failed", "resubmit": "resubmit"}
    return states[last_decision]


def is_scored(rubric: Sequence[RubricCriterion], scores: Mapping[str, int]) -> bool:
    """Whether each criterion has one of its own levels and nothing else is scored."""
    levels = {one.name: len(one.descriptors) for one in rubric}
    return scores.keys() == levels.keys() and all(
        isinstance(level, int) and 1 <= level <= levels[name] for name, level in scores.items()
    )


def meets_rubric(rubric: Sequence[RubricCriterion], scores: Mapping[str, int]) -> bool:
    return all(scores[one.name] >= one.pass_at for one in rubric)
