"""How right a standing is, against worlds whose truth is known; and how fast it is. Fixed seeds.

    python benchmarks/standing.py [--rounds 8] [--only "as modelled"] [--no-speed] [--json]

Scored: every person, skill and level with at least one piece of evidence about the skill, figures against who really
has the level now. Brier and log score (bits lost; less is better), calibration error (mean distance of said and seen
in ten bins), area under the curve (how well it orders people), how many of those called Met have it, and how often the
true ability lies in its 90 % interval (goal 0.88 to 0.92; standard error over rounds).

"ours, learned" takes the floors that `skillkit.measure.rates` estimates from later checks of the same world. Count,
latest and stars say no probability: theirs is fitted on the truth of other worlds of the same sort, which flatters.
"""

import argparse
import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from standing_rules import Curve, average_stars, count_badges, first_model, latest_wins

from skillmark.skillkit.evidence import EvidenceItem, Rates, believe, believe_many, error_rates, posterior
from skillmark.skillkit.evidence.ability import EDGES, PRIOR
from skillmark.skillkit.evidence.table import read
from skillmark.skillkit.evidence.weighing import ability, figures, weigh_rows
from skillmark.skillkit.measure.rates import Estimate, Node, Prior, pooled_rates
from skillmark.skillkit.measure.rates.curves import curve_of, prior_of
from skillmark.skillkit.measure.shares import Rate
from skillmark.skillkit.values import DEFAULT_NEED, LOW_SLACK, Level
from skillmark.testing.simulation import AT, WORLDS, Manner, Settings, World, simulate
from skillmark.testing.simulation.followed import seen_of

Floats = npt.NDArray[np.float64]
Row = dict[str, object]
RatesOf = Callable[[EvidenceItem], Rates]
SIMPLE = {"count badges": count_badges, "latest badge": latest_wins, "average stars": average_stars}
LEARNED_IN = ("as modelled", "lax and cheating issuers", "outcomes not at random", "everything at once")
BINS = np.linspace(0.0, 1.0, 11)
ELSEWHERE = 10_000
"""Seeds of the worlds on which the simpler rules are fitted lie this much higher."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=8)
    arguments.add_argument("--only", choices=list(WORLDS))
    arguments.add_argument("--no-speed", action="store_true")
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    names = [chosen.only] if chosen.only else list(WORLDS)
    worlds = {name: score_world(name, WORLDS[name], chosen.rounds) for name in names}
    result: dict[str, object] = {"rounds": chosen.rounds, "worlds": worlds}
    if not chosen.only:
        result["issuers"] = recovery(max(1, chosen.rounds // 2))
    if not chosen.no_speed:
        result["speed"] = speed()
    print(json.dumps(result) if chosen.json else as_text(result))


# One world


def score_world(name: str, settings: Settings, rounds: int) -> Row:
    """All rules on the same people, over all rounds of one sort of world."""
    training = [simulate(settings, ELSEWHERE + seed) for seed in range(max(2, rounds // 2))]
    curves = {rule: _fitted(training, function) for rule, function in SIMPLE.items()}
    parts: dict[str, list[Floats]] = {}
    truths, lows, covered, held_counts, round_of = [], [], [], [], []
    for seed in range(rounds):
        world = simulate(settings, seed)
        learned = learned_rates(world) if name in LEARNED_IN else None
        for skill in world.skills:
            people = _with_evidence(world, skill)
            if not people:
                continue
            some = [_about(world.items[person], skill) for person in people]
            truths.append(_truth(world, skill)[people])
            said = _ours(some, skill, world, error_rates)
            parts.setdefault("ours", []).append(said[0])
            lows.append(said[1])
            now = world.abilities.now[people, int(skill[1:])]
            covered.append((said[2] <= now) & (now <= said[3]))
            held_counts.append(np.array([len({one.achievement for one in held}) for held in some]))
            round_of.append(np.full(len(people), seed))
            if learned is not None:
                parts.setdefault("ours, learned", []).append(_ours(some, skill, world, learned)[0])
            stars = {one.template.achievement: one.stars for one in world.achievements}
            parts.setdefault("first model (0006)", []).append(np.array([first_model(held, stars) for held in some]))
            for rule, function in SIMPLE.items():
                parts.setdefault(rule, []).append(curves[rule](np.array([function(held, stars) for held in some])))
            parts.setdefault("starting point", []).append(np.tile(list(PRIOR.values()), (len(people), 1)))
    truth = np.concatenate(truths)
    rules = {rule: _scores(np.concatenate(some), truth) for rule, some in parts.items()}
    best, low = np.concatenate(parts["ours"]), np.concatenate(lows)
    met = (best >= DEFAULT_NEED) & (low >= DEFAULT_NEED - LOW_SLACK)
    return {
        "pairs": len(truth),
        "rules": rules,
        "called_met": int(met.sum()),
        "met_have_it": round(float(truth[met].mean()), 3) if met.any() else None,
        "coverage": _coverage(np.concatenate(covered), np.concatenate(round_of), np.concatenate(held_counts)),
        "calibration": _bins(best, truth),
    }


def _ours(
    some: Sequence[list[EvidenceItem]], skill: str, world: World, rates: RatesOf
) -> tuple[Floats, Floats, Floats, Floats]:
    """Best figures, low ends, and both ends of ability."""
    weighed = weigh_rows(read(some, skill, AT, rates=rates), world.settings.kind)
    found, cells = figures(weighed), ability(weighed)
    reached = np.concatenate((np.zeros((len(cells), 1)), np.cumsum(cells, axis=1)), axis=1)
    ends = [np.array([np.interp(share, row, EDGES) for row in reached]) for share in (0.05, 0.95)]
    return found.p, found.low, ends[0], ends[1]


def _about(items: Sequence[EvidenceItem], skill: str) -> list[EvidenceItem]:
    return [one for one in items if one.skill == skill]


def _with_evidence(world: World, skill: str) -> list[int]:
    return [person for person, items in enumerate(world.items) if any(one.skill == skill for one in items)]


def _truth(world: World, skill: str) -> Floats:
    return np.stack([world.has_level(skill, level) for level in Level], axis=1).astype(np.float64)


def _fitted(worlds: Sequence[World], function: Callable[..., list[float]]) -> Curve:
    found, truths = [], []
    for world in worlds:
        stars = {one.template.achievement: one.stars for one in world.achievements}
        for skill in world.skills:
            people = _with_evidence(world, skill)
            found.extend(function(_about(world.items[person], skill), stars) for person in people)
            truths.append(_truth(world, skill)[people])
    return Curve(np.array(found), np.concatenate(truths))


# Scores


def _scores(p: Floats, truth: Floats) -> Row:
    inside = np.clip(p, 1e-3, 1.0 - 1e-3)
    lost = -(truth * np.log2(inside) + (1.0 - truth) * np.log2(1.0 - inside))
    bins = _bins(p, truth)
    error = sum(one["people"] * abs(one["said"] - one["seen"]) for one in bins) / truth.size
    return {
        "brier": round(float(((p - truth) ** 2).mean()), 4),
        "log_bits": round(float(lost.mean()), 4),
        "calibration_error": round(error, 4),
        "auc": round(float(np.mean([_auc(p[:, place], truth[:, place]) for place in range(4)])), 3),
    }


def _bins(p: Floats, truth: Floats) -> list[dict[str, float]]:
    places = np.clip(np.digitize(p.ravel(), BINS) - 1, 0, len(BINS) - 2)
    found = []
    for place in range(len(BINS) - 1):
        inside = places == place
        if inside.any():
            said, seen = float(p.ravel()[inside].mean()), float(truth.ravel()[inside].mean())
            found.append({"people": int(inside.sum()), "said": round(said, 3), "seen": round(seen, 3)})
    return found


def _auc(p: Floats, truth: Floats) -> float:
    """P(someone with the level stands above someone without), ties half."""
    with_it, without = p[truth > 0], np.sort(p[truth == 0])
    below = np.searchsorted(without, with_it - 1e-12, side="left")
    not_above = np.searchsorted(without, with_it + 1e-12, side="right")
    return float((below + not_above).mean() / (2.0 * len(without)))


def _coverage(covered: npt.NDArray[np.bool_], round_of: Floats, held: Floats) -> Row:
    by_round = np.array([covered[round_of == one].mean() for one in np.unique(round_of)])
    spread = float(by_round.std(ddof=1) / math.sqrt(len(by_round))) if len(by_round) > 1 else math.nan
    parts = {"1": held == 1, "2": held == 2, "3 or more": held >= 3}
    return {
        "all": round(float(covered.mean()), 3),
        "standard_error": round(spread, 3),
        "by_pieces": {name: round(float(covered[some].mean()), 3) for name, some in parts.items() if some.any()},
    }


# Issuers' error rates


def estimates_of(world: World) -> tuple[dict[Node, Estimate], dict[str, Prior]]:
    """What later checks say of every achievement, beside what its stated facts let one expect."""
    priors = {one.cell: prior_of(one.stated, Level.INDEPENDENT) for one in world.achievements}
    seen = [seen_of(one, later) for one, later in zip(world.sittings, world.followed, strict=True) if len(one.people)]
    return pooled_rates(seen, priors), priors


def learned_rates(world: World) -> RatesOf:
    """Error rates for items: learned for the world's achievements, stated for everything else."""
    estimates, _ = estimates_of(world)
    known = {}
    for one in world.achievements:
        template = one.template
        estimate = estimates.get((one.cell, template.issuer, template.achievement, "1"))
        if estimate is not None:
            known[template.achievement] = curve_of(one.stated, template.level, estimate.false_pass)
    return lambda item: known.get(item.achievement) or error_rates(item)


def recovery(rounds: int) -> list[Row]:
    """Large worlds: how near estimates of false passes come to what is so, and which issuers are found out."""
    found = []
    for reassessed in (0.02, 0.10, 0.30):
        for years in (6.0, 0.25):
            settings = replace(
                WORLDS["lax and cheating issuers"],
                people=1_500,
                issuers=20,
                reassessed=reassessed,
                outcome_share=0.0,
                years=years,
            )
            rows = [row for seed in range(rounds) for row in _recovered(simulate(settings, 500 + seed))]
            found.append({"reassessed": reassessed, "sat_within_years": years, **_recovery_scores(rows)})
    return found


def _recovered(world: World) -> list[tuple[float, ...]]:
    """(true, stated, estimated log-odds, covered, flagged, whether honest) for every achievement."""
    estimates, _ = estimates_of(world)
    rows = []
    for one in world.sittings:
        made = one.achievement
        estimate = estimates.get((made.cell, made.template.issuer, made.template.achievement, "1"))
        if estimate is None or not 0.0 < one.false_pass < 1.0:
            continue
        stated = prior_of(made.stated, made.template.level).false_pass
        flagged = estimate.false_pass_interval.low > stated.interval.high
        honest = float(made.manner is Manner.HONEST) - float(made.manner is Manner.CHEATING)
        covered = float(estimate.false_pass_interval.holds(one.false_pass))
        true = Rate.around(one.false_pass).log_odds
        rows.append((true, stated.log_odds, estimate.false_pass.log_odds, covered, float(flagged), honest))
    return rows


def _recovery_scores(rows: Sequence[tuple[float, ...]]) -> Row:
    true, stated, estimated, covered, flagged, honest = np.array(rows).T

    def share(values: Floats) -> float | None:
        return round(float(values.mean()), 3) if len(values) else None

    return {
        "achievements": len(rows),
        "error_stated": share(np.abs(stated - true)),
        "error_estimated": share(np.abs(estimated - true)),
        "bias_honest": share((estimated - true)[honest > 0]),
        "bias_lax_or_cheating": share((estimated - true)[honest <= 0]),
        "covered": share(covered),
        "cheating_found": share(flagged[honest < 0]),
        "lax_found": share(flagged[honest == 0]),
        "honest_flagged": share(flagged[honest > 0]),
    }


# Speed


def speed() -> Row:
    """Process time of one core."""
    world = simulate(replace(Settings(), people=2_000, skills=1, issuers=40, take_share=0.03), 1)
    pool = [item for items in world.items for item in items]
    person = [replace(item, uid=f"{item.uid}/{place}") for place, item in enumerate(pool[:200])]
    return {
        "posterior_200_ms": _median_ms(lambda: posterior(person, "s0", AT)),
        "believe_200_ms": _median_ms(lambda: believe(person, "s0", Level.INDEPENDENT, AT)),
        "people_per_second": round(len(world.items) / (_median_ms(lambda: _all(world), 5) / 1000.0)),
        "pieces_each": round(len(pool) / len(world.items), 2),
    }


def _all(world: World) -> object:
    return believe_many(world.items, "s0", Level.INDEPENDENT, AT)


def _median_ms(work: Callable[[], object], times: int = 21) -> float:
    work()
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return round(float(np.median(taken)) * 1000.0, 2)


# Text


def as_text(result: dict[str, object]) -> str:
    lines: list[str] = []
    for name, row in result["worlds"].items():  # type: ignore[attr-defined]
        cover = row["coverage"]
        lines.append(f"\n{name}: {row['pairs']} people and skills, rounds: {result['rounds']}")
        lines.append(f"  {'rule':<20}{'Brier':>8}{'bits':>8}{'calib.':>8}{'AUC':>7}")
        for rule, one in row["rules"].items():
            figures_ = f"{one['brier']:>8.4f}{one['log_bits']:>8.4f}{one['calibration_error']:>8.4f}{one['auc']:>7.3f}"
            lines.append(f"  {rule:<20}{figures_}")
        lines.append(f"  called Met {row['called_met']}, have it {row['met_have_it']}")
        lines.append(
            f"  90 % interval holds {cover['all']} (se {cover['standard_error']}), by pieces {cover['by_pieces']}"
        )
        lines.append("  said/seen " + "  ".join(f"{one['said']:.2f}/{one['seen']:.2f}" for one in row["calibration"]))
    for title in ("issuers", "speed"):
        rows = result.get(title)
        if rows:
            lines.append(f"\n{title}")
            lines += [f"  {row}" for row in (rows if isinstance(rows, list) else [rows])]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
