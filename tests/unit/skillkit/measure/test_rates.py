"""Error rates: exact against brute force, borrowing in the right direction, bounds where nobody drew at random."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from scipy import special

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.rates import Check, Prior, Seen, pooled_rates, rate_for
from skillmark.skillkit.measure.rates.observations import Agreement
from skillmark.skillkit.measure.rates.pooling import SCALES, WIDTHS
from skillmark.skillkit.measure.shares import Rate

PRIORS = {"exam": Prior(Rate.around(0.2, 1.0), Rate.around(0.1, 0.8))}


def seen(
    issuer: str, shown: int, checked: int, *, sat: int = 200, passed: int = 120, version: str = "1", **more: object
) -> Seen:
    check = Check(True, checked, shown, false_pass=0.05, slip=0.05, at_random=True)
    one = Seen(("exam", issuer, f"{issuer}-a", version), 2026, sat, passed, (check,) if checked else ())
    return replace(one, **more)  # type: ignore[arg-type]


def test_a_lax_issuer_is_told_from_an_honest_one() -> None:
    found = pooled_rates([seen("honest", 56, 60), seen("lax", 25, 60)], PRIORS)
    honest, lax = found["exam", "honest", "honest-a", "1"], found["exam", "lax", "lax-a", "1"]
    assert honest.false_pass_interval.high < lax.false_pass_interval.low
    assert found["exam", "honest"].false_pass.p < 0.2 < found["exam", "lax"].false_pass.p


def test_the_known_truth_lies_inside_with_much_data() -> None:
    share, wrong, slip = 0.5, 0.3, 0.1
    passes = share * (1 - slip) + (1 - share) * wrong
    able, able_failed = share * (1 - slip) / passes, share * slip / (1 - passes)
    checks = tuple(
        Check(after, 2000, round(2000 * (p * 0.95 + (1 - p) * 0.05)), 0.05, 0.05, True)
        for after, p in ((True, able), (False, able_failed))
    )
    one = Seen(("exam", "i", "a", "1"), 2026, 10_000, round(10_000 * passes), checks)
    found = pooled_rates([one], PRIORS)["exam", "i", "a", "1"]
    assert found.false_pass_interval.holds(wrong) and found.slip_interval.holds(slip)
    assert found.false_pass.p == pytest.approx(wrong, abs=0.03) and found.slip.p == pytest.approx(slip, abs=0.03)


def test_an_issuer_not_checked_stays_near_its_cell_and_wider() -> None:
    found = pooled_rates([seen("a", 25, 60), seen("b", 24, 60), seen("new", 0, 0, sat=0, passed=0)], PRIORS)
    new, cell = found["exam", "new"], found["exam",]
    assert new.checked == 0 and cell.checked == 120
    assert new.false_pass.log_odds == pytest.approx(cell.false_pass.log_odds, abs=0.05)
    assert new.false_pass.sd > found["exam", "a"].false_pass.sd


def test_a_cell_learns_from_its_issuers() -> None:
    found = pooled_rates([seen(str(n), 25, 60) for n in range(5)], PRIORS)
    assert found["exam",].false_pass.p > 0.3 > PRIORS["exam"].false_pass.p


def test_more_found_wrong_never_lowers_the_false_pass_rate() -> None:
    rates = [pooled_rates([seen("i", n, 40)], PRIORS)["exam", "i"].false_pass.p for n in (40, 35, 30, 20, 10)]
    assert rates == sorted(rates)


def test_order_does_not_matter() -> None:
    some = [seen("a", 25, 60), seen("b", 50, 60), seen("b", 9, 10, version="2")]
    assert pooled_rates(some, PRIORS) == pooled_rates(some[::-1], PRIORS)


def test_outcomes_nobody_drew_give_wider_intervals_about_the_same_middle() -> None:
    drawn = seen("i", 40, 60)
    chosen = replace(drawn, checks=(replace(drawn.checks[0], at_random=False),))
    one, other = (pooled_rates([some], PRIORS)["exam", "i"] for some in (drawn, chosen))
    assert other.false_pass == one.false_pass
    assert other.false_pass_interval.low < one.false_pass_interval.low
    assert other.false_pass_interval.high > one.false_pass_interval.high
    assert pooled_rates([chosen], PRIORS, selection_odds=1.0)["exam", "i"] == one


def test_disagreement_raises_the_rates_and_agreement_proves_nothing() -> None:
    bare = seen("i", 0, 0)
    split = replace(bare, agreement=Agreement(30, 40, 30))
    agreed = replace(bare, agreement=Agreement(50, 0, 50))
    plain, bad, good = (pooled_rates([some], PRIORS)["exam", "i"] for some in (bare, split, agreed))
    assert bad.false_pass.log_odds + bad.slip.log_odds > plain.false_pass.log_odds + plain.slip.log_odds + 0.5
    assert good.false_pass_interval.high > 0.2


def test_two_sweeps_are_the_same_as_summing_over_everything() -> None:
    """Against brute force over a coarse four-level chain in one dimension, by the model's own definition."""
    from skillmark.skillkit.measure.rates.likelihood import FALSE_PASS_GRID, SLIP_GRID, log_likelihood
    from skillmark.skillkit.measure.rates.pooling import _kernel, _log_prior, _Tree

    leaves = [seen("a", 25, 60), seen("b", 50, 60)]
    grids = {one.place: log_likelihood(one, 1.0) for one in leaves}
    _, found = _Tree(grids, _log_prior(PRIORS["exam"]), 1.0).sweep()
    steps = [np.kron(_kernel(FALSE_PASS_GRID, width), _kernel(SLIP_GRID, width)) for width in WIDTHS]
    down = steps[0] @ steps[1] @ steps[2]
    prior = np.exp(_log_prior(PRIORS["exam"])).ravel()
    likelihoods = [np.exp(grid - grid.max()).ravel() for grid in grids.values()]
    up = [down @ one for one in likelihoods]
    root = prior * up[0] * up[1]
    assert found["exam",].ravel() == pytest.approx(root / root.sum(), abs=1e-9)
    leaf = likelihoods[0] * (down.T @ (prior * up[1]))
    assert found[leaves[0].place].ravel() == pytest.approx(leaf / leaf.sum(), abs=1e-9)


def test_intervals_hold_the_truth_about_nine_times_in_ten() -> None:
    """Eighty issuers drawn from the model itself; a binomial spread of 80 at 0.9 is 0.034."""
    source = np.random.default_rng(5)
    truths, everything = {}, []
    for number in range(80):
        step = np.sqrt(sum(width**2 for width in WIDTHS))
        wrong, slip = special.expit(source.normal([-1.4, -2.2], step))
        share = source.uniform(0.2, 0.8)
        passes = share * (1 - slip) + (1 - share) * wrong
        able = share * (1 - slip) / passes
        checked = 40
        shown = source.binomial(checked, able * 0.95 + (1 - able) * 0.05)
        one = seen(str(number), int(shown), checked, sat=300, passed=int(source.binomial(300, passes)))
        truths[one.place], everything = wrong, [*everything, one]
    found = pooled_rates(everything, PRIORS)
    held = np.mean([found[place].false_pass_interval.holds(wrong) for place, wrong in truths.items()])
    assert 0.82 <= held <= 0.98


def test_the_rate_of_a_place_falls_back_and_widens() -> None:
    found = pooled_rates([seen("a", 25, 60)], PRIORS)
    same = rate_for(("exam", "a", "a-a", "1"), found, PRIORS)
    edition = rate_for(("exam", "a", "a-a", "9"), found, PRIORS)
    other = rate_for(("exam", "nobody", "x", "1"), found, PRIORS)
    assert same.false_pass == found["exam", "a", "a-a", "1"].false_pass
    assert edition.false_pass.log_odds == found["exam", "a", "a-a"].false_pass.log_odds
    assert other.false_pass.sd > edition.false_pass.sd
    assert rate_for(("exam", "nobody"), {}, PRIORS).false_pass.sd == pytest.approx((1.0 + WIDTHS[0] ** 2) ** 0.5)


def test_what_has_no_prior_is_refused() -> None:
    with pytest.raises(Refused):
        pooled_rates([seen("a", 1, 1)], {})
    with pytest.raises(Refused):
        rate_for(("quiz",), {}, PRIORS)
    with pytest.raises(Refused):
        Check(True, 1, 1, 0.5, 0.5, True)


def test_scales_and_widths_are_positive() -> None:
    assert all(scale > 0 for scale in SCALES) and all(a > b > 0 for a, b in itertools.pairwise(WIDTHS))
