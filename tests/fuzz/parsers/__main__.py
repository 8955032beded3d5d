"""`python -m tests.fuzz.parsers TARGET [libFuzzer options]`: see the package."""

import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Instrument the kit, write the seeds where libFuzzer finds them, and fuzz until told otherwise."""
    import atheris

    with atheris.instrument_imports(include=["skillmark.credkit"]):
        from tests.fuzz.parsers.targets import TARGETS

    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit("Name one of: " + " ".join(TARGETS))
    target = TARGETS[sys.argv[1]]
    seeds = Path(tempfile.mkdtemp(prefix="seeds-"))
    for number, seed in enumerate(target.seeds()):
        (seeds / f"{number}").write_bytes(seed)
    options = [sys.argv[0], "-timeout=10", "-rss_limit_mb=3000", "-max_len=6000", *sys.argv[2:], str(seeds)]
    atheris.Setup(options, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
