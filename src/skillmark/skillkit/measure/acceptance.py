"""Acceptance sampling for badges: how many holders to test again, how many may fail, and what the result shows.

A single sampling plan (Dodge and Romig 1929; the operating characteristic as in ISO 2859-2): test `people`, accept when
at most `allowed` fail. The unit is a badge of which the holder lacks the skill (a false pass). The second test errs
itself, so its fails are read back by Rogan and Gladen (1978); intervals are exact for the counts (Clopper and Pearson
1934). With the number of holders given, drawing without putting back is counted exactly (hypergeometric).
It chooses nobody: that is `sampling`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused, Unavailable
from skillmark.skillkit.measure.shares import Floats, Interval, exact_interval

Numbers = npt.NDArray[np.number[Any]]

MOST_PEOPLE = 3000
"""No plan asks for more. Own choice: beyond it the second test itself limits what can be told apart."""

_NEGLIGIBLE = 1e-15


@dataclass(frozen=True, slots=True)
class SecondTest:
    """Error rates of the strong test given again, 0..1."""

    false_pass: float = 0.02
    slip: float = 0.05

    def __post_init__(self) -> None:
        if min(self.false_pass, self.slip) < 0.0 or self.false_pass + self.slip >= 1.0:
            raise Refused("A check that errs more than it finds says nothing.", code="skillkit.check_says_nothing")

    def fails(self, false_share: float) -> float:
        """P(a holder fails it) where that share of holders lacks the skill."""
        return false_share * (1.0 - self.false_pass) + (1.0 - false_share) * self.slip

    def false_share(self, fails: float) -> float:
        """The share that lacks the skill, read back from the share that fails; kept within 0..1."""
        return min(1.0, max(0.0, (fails - self.slip) / (1.0 - self.false_pass - self.slip)))


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan promises: at most `issuer_risk` to reject where `good` of the holders lack the skill, at most
    `public_risk` to accept where `bad` do. Shares in 0..1; defaults are the customary 5 % and 10 %."""

    good: float
    bad: float
    issuer_risk: float = 0.05
    public_risk: float = 0.10

    def __post_init__(self) -> None:
        if not (0.0 <= self.good < self.bad <= 1.0 and 0.0 < self.issuer_risk < 1.0 and 0.0 < self.public_risk < 1.0):
            raise Refused("Terms need 0 <= good < bad <= 1 and risks inside 0..1.", code="skillkit.terms_out_of_range")


@dataclass(frozen=True, slots=True)
class AcceptancePlan:
    """Test `people` of them, accept when at most `allowed` fail; with the risks that it really has."""

    people: int
    allowed: int
    issuer_risk: float
    public_risk: float


class Finding(StrEnum):
    """What a sample says of the share that lacks the skill, beside a limit."""

    WITHIN = "within"
    """Surely below the limit."""
    BEYOND = "beyond"
    """Surely above it."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Result:
    """A sample read back: the share of holders that lack the skill, with its exact 90 % interval."""

    tested: int
    failed: int
    false_share: float | None
    interval: Interval
    finding: Finding


def smallest_plan(terms: Terms, test: SecondTest, holders: int | None = None) -> AcceptancePlan:
    """The plan with the fewest people that keeps both risks. `holders` None: many.

    More fails allowed means more people and, with the public's risk just kept, less risk for the issuer: so both
    counts are found by halving, with the plan for many holders to start from. Errors: Unavailable where no plan within
    the holders and `MOST_PEOPLE` can. Cost: milliseconds; a second where hundreds are drawn out of thousands.
    """
    if holders is None:
        best = _halving(terms, test, None, MOST_PEOPLE, MOST_PEOPLE)
    else:
        most = min(MOST_PEOPLE, holders)
        many = _halving(terms, test, None, MOST_PEOPLE, MOST_PEOPLE)
        near = min(most, many.allowed + 1) if many else most
        best = _halving(terms, test, holders, most, near) or _halving(terms, test, holders, most, most)
    if best is None:
        raise Unavailable(
            "No sample tells these two shares apart. Move them further apart, or use a surer second test."
        )
    return best


def chance_to_accept(
    people: int, allowed: int, false_share: float, test: SecondTest, holders: int | None = None
) -> float:
    """The operating characteristic: P(at most `allowed` of `people` fail) where that share of holders lacks the skill.

    With `holders` the number that lack it is the share rounded to whole people.
    """
    if allowed >= people:
        return 1.0
    if holders is None:
        return float(special.bdtr(allowed, people, test.fails(false_share)))
    among = _hypergeometric(np.arange(people + 1), holders, round(false_share * holders), people)
    lacking = np.flatnonzero(among > _NEGLIGIBLE)
    among = among[lacking]
    fails = np.arange(allowed + 1)
    caught = _binomial(fails[None, :], lacking[:, None], 1.0 - test.false_pass)
    able = people - lacking[:, None]
    slipped = np.where(able > 0, special.bdtr(allowed - fails[None, :], np.maximum(able, 1), test.slip), 1.0)
    slipped = np.where(allowed - fails[None, :] >= able, 1.0, slipped)
    return float(min(1.0, among @ (caught * slipped).sum(axis=1)))


def operating_characteristic(
    plan: AcceptancePlan, test: SecondTest, shares: tuple[float, ...], holders: int | None = None
) -> tuple[tuple[float, float], ...]:
    """(share that lacks the skill, P(accept)) at each share, for a chart."""
    return tuple((share, chance_to_accept(plan.people, plan.allowed, share, test, holders)) for share in shares)


def read_result(tested: int, failed: int, test: SecondTest, limit: float) -> Result:
    """What a random sample shows of the share that lacks the skill, beside a limit (0..1)."""
    fails = exact_interval(failed, tested)
    interval = Interval(test.false_share(fails.low), test.false_share(fails.high))
    figure = test.false_share(failed / tested) if tested else None
    surely = Finding.WITHIN if interval.high < limit else Finding.BEYOND if interval.low > limit else Finding.OPEN
    return Result(tested, failed, figure, interval, surely)


def expected_result(people: int, false_share: float, test: SecondTest) -> Interval:
    """The interval that a sample of that many would show on average, were this the truth: what it is worth to test."""
    chances = _binomial(np.arange(people + 1), people, test.fails(false_share))
    likely = [failed for failed in range(people + 1) if chances[failed] > 1e-9]
    ends = [(chances[failed], read_result(people, failed, test, 0.5).interval) for failed in likely]
    total = float(sum(chance for chance, _ in ends))
    low = float(sum(chance * one.low for chance, one in ends)) / total
    return Interval(low, float(sum(chance * one.high for chance, one in ends)) / total)


def _halving(terms: Terms, test: SecondTest, holders: int | None, most: int, high: int) -> AcceptancePlan | None:
    """The plan with the fewest fails allowed below `high`; None where there is none."""
    low, best = -1, None
    while high - low > 1:
        allowed = (low + high) // 2
        plan = _plan(terms, test, holders, allowed, most)
        if plan is None or plan.issuer_risk <= terms.issuer_risk:
            high, best = allowed, plan or best
        else:
            low = allowed
    return best


def _plan(terms: Terms, test: SecondTest, holders: int | None, allowed: int, most: int) -> AcceptancePlan | None:
    """The fewest people that keep the public's risk with so many fails allowed; None where `most` do not."""
    if chance_to_accept(most, allowed, terms.bad, test, holders) > terms.public_risk:
        return None
    low, high = allowed, most
    while high - low > 1:
        middle = (low + high) // 2
        kept = chance_to_accept(middle, allowed, terms.bad, test, holders) <= terms.public_risk
        low, high = (low, middle) if kept else (middle, high)
    issuer_risk = 1.0 - chance_to_accept(high, allowed, terms.good, test, holders)
    return AcceptancePlan(high, allowed, issuer_risk, chance_to_accept(high, allowed, terms.bad, test, holders))


def _binomial(events: Numbers, of: Numbers | int, p: float) -> Floats:
    """Binomial probabilities; 0 where there are more events than tries."""
    tries = np.asarray(of)
    possible = events <= tries
    inside = np.where(possible, events, 0)
    log = _log_choose(tries, inside) + special.xlogy(inside, p) + special.xlog1py(tries - inside, -p)
    return np.asarray(np.where(possible, np.exp(log), 0.0), np.float64)


def _hypergeometric(events: Numbers, whole: int, marked: int, drawn: int) -> Floats:
    """P(that many marked among the drawn), drawing without putting back."""
    possible = (events <= marked) & (drawn - events <= whole - marked)
    inside = np.where(possible, events, min(marked, max(0, drawn - (whole - marked))))
    log = _log_choose(marked, inside) + _log_choose(whole - marked, drawn - inside) - _log_choose(whole, drawn)
    return np.asarray(np.where(possible, np.exp(log), 0.0), np.float64)


def _log_choose(of: Numbers | int, take: Numbers | int) -> Floats:
    return np.asarray(
        special.gammaln(np.add(of, 1)) - special.gammaln(np.add(take, 1)) - special.gammaln(np.subtract(of, take) + 1)
    )
