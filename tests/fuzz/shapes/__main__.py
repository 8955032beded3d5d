"""Search for a document on which a compiled shape and the full path differ.

    python -m tests.fuzz.shapes --count 1000000 --seed 1 --state fuzz-shapes.json [--without-node]

Each round makes a random document, compiles its shape, and mutates its text forty times: values, equal values, swaps,
escapes, control characters, broken UTF-8, odd IRIs, names, types, contexts, numbers, order, whitespace, duplicates.
Whatever the fast path takes is compared with the full path over PyLD and with jsonld and rdf-canonize in Node. A text
the fast path does not take goes the full way in the product, so there is nothing to compare. The state file lets a run
go on where it stopped; rounds depend on the seed and their number only. Ends with status 1 after any difference.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.fuzz.shapes.references import NODE_FOLDER, NodeReader
from tests.fuzz.shapes.rounds import Counts, run_round
from tests.fuzz.shapes.vocabularies import documents

ROUNDS_AT_ONCE = 10


@dataclass(slots=True)
class State:
    """What a run has reached; `seconds` are of this machine, whatever else it did."""

    seed: int
    next_round: int = 0
    shapes: int = 0
    mutated: int = 0
    taken: int = 0
    node_compared: int = 0
    node_refused: int = 0  # by its own safe mode, so that there is no form to compare
    node_repeats: int = 0  # it wrote a statement twice, which a dataset cannot hold: not comparable
    node_differs: int = 0
    full_differs: int = 0
    seconds: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="mutated documents in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=None)
    parser.add_argument("--without-node", action="store_true")
    chosen = parser.parse_args()
    state = State(chosen.seed)
    if chosen.state and chosen.state.exists():
        state = State(**json.loads(chosen.state.read_text()))
    node = None if chosen.without_node else find_node()
    if node is None:
        go_on(state, chosen.count, chosen.state, None)
    else:
        with tempfile.TemporaryDirectory() as folder, NodeReader(node, Path(folder), documents()) as reader:
            go_on(state, chosen.count, chosen.state, reader)
    print(json.dumps(asdict(state)))
    sys.exit(1 if state.full_differs or state.node_differs else 0)


def find_node() -> str:
    """Node with the packages of tests/conformance/node, or an end with a reason."""
    node = shutil.which("node")
    if node is None or not (NODE_FOLDER / "node_modules" / "jsonld").is_dir():
        sys.exit("Node or its packages are missing: run npm ci in tests/conformance/node, or pass --without-node")
    return node


def go_on(state: State, count: int, path: Path | None, reader: NodeReader | None) -> None:
    begun, before, shown = time.monotonic(), state.seconds, 0.0
    while state.mutated < count:
        counts = Counts()
        for number in range(state.next_round, state.next_round + ROUNDS_AT_ONCE):
            run_round(state.seed, number, counts)
        state.next_round += ROUNDS_AT_ONCE
        take(state, counts, reader)
        state.seconds = round(before + time.monotonic() - begun, 1)
        if time.monotonic() - shown > 20:
            shown = time.monotonic()
            print(json.dumps(asdict(state)), flush=True)
            save(state, path)
    save(state, path)


def take(state: State, counts: Counts, reader: NodeReader | None) -> None:
    state.shapes += counts.shapes
    state.mutated += counts.mutated
    state.taken += counts.taken
    for text in counts.wrong:
        state.full_differs += 1
        print("DIFFERS FROM THE FULL PATH", text, flush=True)
    if reader is None or not counts.to_node:
        return
    answers = reader.canonical([text for text, _ in counts.to_node])
    for (text, fast), answer in zip(counts.to_node, answers, strict=True):
        state.node_compared += 1
        if answer == fast:
            continue
        if isinstance(answer, dict):
            state.node_refused += 1
        elif len(set(lines := answer.splitlines())) != len(lines):
            state.node_repeats += 1
        else:
            state.node_differs += 1
            print("DIFFERS FROM NODE", text, fast, answer, flush=True)


def save(state: State, path: Path | None) -> None:
    if path:
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(state)))
        fresh.replace(path)


if __name__ == "__main__":
    main()
