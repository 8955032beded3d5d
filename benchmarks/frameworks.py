"""What bringing ESCO in costs: reading the Commission's files, saving them, searching, reading an advert.

    python benchmarks/frameworks.py [--esco FOLDER] [--json]

Needs the published ZIPs: in FOLDER, or beside the checkout. The database is an embedded one of its own, thrown away.
Times are wall-clock seconds of one run on this machine; the peak is that of this process, without the database.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]
WORDS = ("database", "nurs", "statist", "javscript", "customer servce", "plan a campaign", "python", "first aid")
T = TypeVar("T")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--esco", type=Path, default=ROOT.parent / "shared" / "data" / "esco")
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    relations = sorted(chosen.esco.glob("*rel*.zip"))
    if not relations:
        print("No ESCO files: give their folder with --esco.", file=sys.stderr)
        return 0
    classification = sorted(set(chosen.esco.glob("*.zip")) - set(relations))[-1]
    rows = measure(classification, relations[-1])
    if chosen.json:
        print(json.dumps(rows))
    else:
        for name, value in rows.items():
            print(f"{name:<46} {value}")
    return 0


def timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = work()
    return result, round(time.perf_counter() - began, 3)


def measure(classification: Path, relations: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SKILLMARK_DATA_DIR": folder, "SKILLMARK_DEMO": "1"}
        os.environ.pop("DATABASE_URL", None)
        from skillmark.adapters.postgres import discard, wait_until_stopped
        from skillmark.config.opening import database, upgrade

        with database():
            upgrade()
            rows = _measure(classification, relations)
        wait_until_stopped(Path(folder))
        discard(Path(folder))
    return rows


def _measure(classification: Path, relations: Path) -> dict[str, Any]:
    from skillmark.domains.skills import api as skills
    from skillmark.kernel.actor import SYSTEM
    from skillmark.skillkit.graph import read_esco

    release, reading_s = timed(lambda: read_esco(classification, relations))
    del release
    view, importing_s = timed(
        lambda: skills.import_esco(actor=SYSTEM, classification=classification, relations=relations)
    )
    again_s = timed(lambda: skills.import_esco(actor=SYSTEM, classification=classification, relations=relations))[1]
    searches = [timed(lambda word=word: skills.search_skills(word))[1] for word in WORDS for _ in range(5)]
    index_s = timed(skills.build_reading_index)[1]
    advert = " ".join(_adverts().split()[:2000])
    first_s = timed(lambda: skills.profile_of_text(advert))[1]
    later = [timed(lambda: skills.profile_of_text(advert))[1] for _ in range(3)]
    return {
        "version": view.version,
        "skills, occupations, relations": f"{view.skill_count:,} {view.occupation_count:,} {view.relation_count:,}",
        "read the files, s": reading_s,
        "import, reading and saving, s": importing_s,
        "import again, nothing to do, s": again_s,
        "search, median of 40, ms": round(statistics.median(searches) * 1000, 1),
        "search, slowest of 40, ms": round(max(searches) * 1000, 1),
        "build the reading index, s": index_s,
        "advert of 2,000 words, first, s": first_s,
        "advert of 2,000 words, median of 3, s": round(statistics.median(later), 3),
        "peak memory, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _adverts() -> str:
    from skillmark.demo.world.read import read_world

    return "\n".join(advert.text for advert in read_world().adverts)


if __name__ == "__main__":
    sys.exit(main())
