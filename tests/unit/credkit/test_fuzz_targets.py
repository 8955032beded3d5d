"""Each fuzz target with its own seeds and a little damage; `python -m tests.fuzz.parsers` goes on for hours."""

from random import Random

import pytest
from tests.fuzz.parsers.targets import TARGETS

DAMAGED = 12


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_damaged_seeds(name: str) -> None:
    target, random = TARGETS[name], Random(name)
    seeds = target.seeds()
    assert seeds
    for data in (*seeds, b"", b"\0", b"{}"):
        target.run(data)
    for seed in seeds:
        for _ in range(DAMAGED // len(seeds) + 1):
            target.run(damaged(seed, random))


def damaged(seed: bytes, random: Random) -> bytes:
    """A byte changed, a part cut out or a part doubled."""
    start = random.randrange(len(seed))
    end = start + random.randrange(40)
    return random.choice(
        [
            seed[:start] + bytes([random.randrange(256)]) + seed[start + 1 :],
            seed[:start] + seed[end:],
            seed[:end] + seed[start:],
        ]
    )
