"""Freshness from named snapshots: known ratios and half-lives, the same for everyone, unknown where few ask."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.measure.freshness import METHOD, DemandSnapshot, freshness, trend

THEN = DemandSnapshot("spring-2024", date(2024, 3, 1), 100_000, {"flash": 8000, "sql": 10_000, "rare": 2})
NOW = DemandSnapshot("spring-2026", date(2026, 3, 1), 200_000, {"flash": 4000, "sql": 20_000, "rare": 3})


def test_a_quarter_of_the_share_is_a_quarter_as_fresh() -> None:
    found = freshness(["flash"], THEN, NOW)
    assert found.now == pytest.approx(0.25, rel=1e-3) and found.is_fading
    assert found.interval is not None and found.interval.holds(0.25)


def test_more_adverts_of_all_sorts_are_not_more_demand() -> None:
    found = freshness(["sql"], THEN, NOW)
    assert found.now == pytest.approx(1.0, rel=1e-3) and not found.is_fading


def test_several_skills_add_up_so_that_the_common_one_leads() -> None:
    found = freshness(["flash", "sql", "sql"], THEN, NOW)
    assert found.now == pytest.approx((24 / 200) / (18 / 100), rel=1e-3)
    assert [skill for skill, _ in found.by_skill] == ["flash", "sql"]


def test_hardly_asked_is_unknown() -> None:
    found = freshness(["rare", "never"], THEN, NOW)
    assert (found.now, found.interval, found.enough) == (None, None, False)


def test_an_answer_names_method_and_snapshots_and_any_change_shows() -> None:
    basis = freshness(["sql"], THEN, NOW).basis
    assert basis[0] == METHOD and basis[1].startswith("spring-2024@")
    assert replace(THEN, asking=dict(reversed(THEN.asking.items()))).label == THEN.label
    assert replace(THEN, asking={**THEN.asking, "zero": 0}).digest == THEN.digest
    assert replace(THEN, asking={**THEN.asking, "sql": 10_001}).label != THEN.label


def test_the_digest_stays_what_it_was() -> None:
    assert (
        DemandSnapshot("x", date(2026, 1, 1), 2, {"a": 1}).digest
        == "218b460c334e7472e9f89a8ed578b95da47da0343beddb0fe28dea8dcaac9948"
    )


def _fading(half_life: float, years: int, adverts: int = 10_000_000) -> list[DemandSnapshot]:
    shots = []
    for year in range(years):
        on = date(2018 + year, 1, 1)
        odds = 0.2 * 0.5 ** ((on - date(2018, 1, 1)).days / 365.25 / half_life)
        shots.append(DemandSnapshot(str(year), on, adverts, {"s": round(adverts * odds / (1 + odds))}))
    return shots


@pytest.mark.parametrize("years", [2, 6])
def test_a_known_half_life_is_found(years: int) -> None:
    found = trend("s", _fading(3.0, years))
    assert found.half_life_years == pytest.approx(3.0, rel=1e-3) and found.is_fading
    assert found.half_life_interval is not None and found.half_life_interval.holds(3.0)


def test_growing_skills_have_no_half_life() -> None:
    shots = [replace(one, on=date(2040 - one.on.year + 2000, 1, 1)) for one in _fading(3.0, 4)]
    found = trend("s", shots)
    assert found.is_emerging and found.half_life_years is None and found.half_life_interval is None


def test_a_trend_that_may_be_none_has_no_upper_end() -> None:
    shots = [DemandSnapshot(str(n), date(2020 + n, 1, 1), 1000, {"s": 50 - n % 2}) for n in range(4)]
    found = trend("s", shots)
    assert not found.is_fading and not found.is_emerging
    if found.half_life_interval is not None:
        assert found.half_life_interval.high == math.inf


def test_what_a_line_cannot_explain_widens_the_interval() -> None:
    smooth = [DemandSnapshot(str(n), date(2018 + n, 1, 1), 100_000, {"s": 5000}) for n in range(6)]
    rough = [replace(one, asking={"s": 5000 + (-1) ** n * 900}) for n, one in enumerate(smooth)]
    calm, wild = trend("s", smooth), trend("s", rough)
    assert calm.interval and wild.interval
    assert wild.interval.high - wild.interval.low > 5 * (calm.interval.high - calm.interval.low)


def test_intervals_hold_the_true_rate_at_least_nine_times_in_ten() -> None:
    source, rate, held = np.random.default_rng(4), -0.2, 0
    for _ in range(300):
        shots = []
        for year in range(4):
            share = 1 / (1 + math.exp(3.0 - rate * year))
            counted = int(source.binomial(2000, share))
            shots.append(DemandSnapshot(str(year), date(2020 + year, 1, 1), 2000, {"s": counted}))
        found = trend("s", shots)
        held += found.interval is not None and found.interval.holds(rate)
    assert 0.88 <= held / 300 <= 0.98


@given(st.permutations(_fading(4.0, 4, 5000)))
def test_order_does_not_matter(shots: list[DemandSnapshot]) -> None:
    assert trend("s", shots) == trend("s", sorted(shots, key=lambda one: one.on))


def test_one_day_is_no_trend_and_nobody_asking_is_unknown() -> None:
    assert not trend("s", _fading(3.0, 1)).enough
    assert not trend("never", _fading(3.0, 5)).enough


def test_odd_snapshots_are_refused() -> None:
    with pytest.raises(Refused):
        DemandSnapshot("x", date(2026, 1, 1), 2, {"a": 3})
    with pytest.raises(Refused):
        freshness(["sql"], NOW, THEN)
