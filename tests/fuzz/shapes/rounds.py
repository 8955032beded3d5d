"""One round: a document, its shape, many mutations of its text, and what each reader makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.fuzz.shapes.making import make_award, make_document
from tests.fuzz.shapes.mutating import mutate
from tests.fuzz.shapes.references import full_path
from tests.fuzz.shapes.vocabularies import SmallContexts

from skillmark.credkit.codec.jsonld import Contexts
from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.contexts import issuing
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.shape import Path, ShapeCache, Skeleton, Statements, compile_statements, read_skeleton

MUTATIONS = 40
AWARDS = 0.01  # of the rounds: with the published contexts a document costs as much as thirty others


@dataclass(slots=True)
class Counts:
    """What happened so far. `wrong` are texts on which the fast path and the full path differ."""

    rounds: int = 0
    shapes: int = 0
    mutated: int = 0
    taken: int = 0
    to_node: list[tuple[bytes, bytes]] = field(default_factory=list)
    wrong: list[bytes] = field(default_factory=list)


def is_wanted(path: Path) -> bool:
    """Every value may be a hole, but for what selects a context."""
    return "@context" not in path and path[-1] != "type" and path[-2:-1] != ("type",)


def put_shape(
    cache: ShapeCache[Statements],
    text: bytes,
    document: JsonObject,
    contexts: Contexts,
    is_wanted: Callable[[Path], bool] = is_wanted,
) -> tuple[Skeleton, int] | None:
    """Compile a document into the cache; its skeleton and how many holes were taken."""
    skeleton = read_skeleton(text, document, is_wanted)
    if skeleton is None:
        return None
    compiled = compile_statements(document, [path for _, path in skeleton.holes], contexts)
    if compiled is None:
        return None
    places = {path: place for place, path in skeleton.holes}
    holes = tuple(places[path] for path in compiled.holes)
    cache.put(skeleton.pieces, holes, compiled.program, compiled.check(compiled.holes), 0)
    return skeleton, len(holes)


def run_round(seed: int, number: int, counts: Counts) -> None:
    """Make one document and try its mutations. What was taken is left in `counts.to_node` for a second reader."""
    random = Random(f"{seed}/{number}")
    counts.rounds += 1
    is_award = random.random() < AWARDS
    contexts: Contexts = issuing() if is_award else SmallContexts()
    made_document = make_award(random) if is_award else make_document(random)
    text = json.dumps(made_document, ensure_ascii=random.random() < 0.1).encode()
    try:
        document = read_object(text)
    except CredkitError:
        return
    cache: ShapeCache[Statements] = ShapeCache()
    share = random.choice([1.0, 1.0, 0.5, 0.2])  # with fewer holes, more blank nodes keep their hashes
    made = put_shape(cache, text, document, contexts, lambda path: is_wanted(path) and random.random() < share)
    if made is None:
        return
    skeleton, holes = made
    counts.shapes += 1
    values = [place for place, _ in skeleton.holes]
    for _ in range(MUTATIONS if holes else 2):
        try_text(mutate(text, values, random), cache, counts, contexts)


def try_text(text: bytes, cache: ShapeCache[Statements], counts: Counts, contexts: Contexts) -> None:
    """Hold one text's fast form against the full path's."""
    counts.mutated += 1
    found = cache.find(text)
    fast = found[0].canonical(found[1]) if found else None
    if fast is None:
        return
    counts.taken += 1
    if fast == full_path(text, contexts):
        counts.to_node.append((text, fast))
    else:
        counts.wrong.append(text)
