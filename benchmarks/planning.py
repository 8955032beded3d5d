"""How long a plan takes: random catalogues with prerequisites, 25 asks, a budget and a deadline. Fixed seeds.

    python benchmarks/planning.py [--offers 5000] [--rounds 5] [--json]

Hard on purpose: facts are drawn at random, so that many offers close nothing alone and pairs have to be searched.
Times are process time of one core; they hold the gap, the choice, the schedule, the reasons and what to relax.
"""

import argparse
import json
import random
import time
from datetime import UTC, date, datetime

from skillmark.skillkit.evidence import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.route import Limits, Offer, plan
from skillmark.skillkit.values import Ask, Level, TargetProfile

AT = datetime(2026, 11, 22, tzinfo=UTC)
LIMITS = Limits(10, date(2026, 12, 1), "EUR", 60_000, date(2027, 4, 1))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--offers", type=int, default=5_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    rows = [one_round(chosen.offers, seed) for seed in range(chosen.rounds)]
    if chosen.json:
        print(json.dumps(rows))
        return
    print("  ".join(f"{name:>9}" for name in rows[0]))
    for row in rows:
        print("  ".join(f"{value!s:>9}" for value in row.values()))


def one_round(size: int, seed: int) -> dict[str, object]:
    offers, target = catalogue(size, seed), goal(seed)
    begin = time.process_time()
    found = plan([], target, offers, LIMITS, AT)
    taken = time.process_time() - begin
    return {
        "offers": size,
        "seed": seed,
        "steps": len(found.steps),
        "objective": round(found.objective, 3),
        "bound": round(found.bound, 3),
        "proven": found.proven,
        "seconds": round(taken, 3),
    }


def goal(seed: int) -> TargetProfile:
    source = random.Random(seed)
    asks = (
        Ask(
            f"s{place}", f"Skill {place}", Level(source.randint(1, 3)), source.random() < 0.6, source.choice([1.0, 0.4])
        )
        for place in range(25)
    )
    return TargetProfile("goal", tuple(asks))


def catalogue(size: int, seed: int, skills: int = 300) -> list[Offer]:
    source = random.Random(seed)
    names = [f"s{place}" for place in range(skills)]
    return [one_offer(place, names, source) for place in range(size)]


def one_offer(place: int, names: list[str], source: random.Random) -> Offer:
    issuer = f"issuer-{source.randrange(60)}"
    template = EvidenceItem(
        "template",
        Kind.CREDENTIAL,
        "",
        Level.FOUNDATION,
        issuer,
        f"achievement-{place}",
        source.choice(list(Assessment)),
        source.choice(list(Supervision)),
        source.random() < 0.5,
        AT,
    )
    return Offer(
        uid=f"offer-{place:06d}",
        title=f"Offer {place}",
        teaches=tuple(
            (name, Level(source.randint(1, 3))) for name in source.sample(names, source.choice([1, 1, 2, 3]))
        ),
        evidence=template,
        cost_minor=source.randrange(0, 60_000, 100),
        currency="EUR",
        hours=source.choice([5.0, 10.0, 20.0, 40.0, 80.0]),
        weeks_min=source.choice([1, 2, 4, 8]),
        after_all=(f"offer-{source.randrange(place):06d}",) if place and source.random() < 0.2 else (),
        provider=issuer,
    )


if __name__ == "__main__":
    main()
