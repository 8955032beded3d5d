"""Random documents and random pointers: what is derived holds and shows what was asked for, or is refused in words.

`DISCLOSURES=20000` runs that many instead of a few. Documents have lists in order, JSON literals, languages,
nodes named by others, look-alikes, nested contexts and empty things.
"""

import os
from collections import Counter
from random import Random
from typing import Any

from tests.unit.credkit.disclosing import ISSUER, SOURCE, check, signed_base

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.contexts import VC_V2_URL
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.proof.data_integrity import read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.sd import check_base, derive, list_choices
from skillmark.credkit.proof.data_integrity.sd.pointers import write_pointer

RUNS = int(os.environ.get("DISCLOSURES", "20"))
INNER = {"@protected": True, "deep": "urn:odd:deep", "Deep": "urn:odd:Deep"}
CONTEXT: list[Any] = [
    VC_V2_URL,
    {
        "Odd": "urn:odd:Odd",
        "Even": {"@id": "urn:odd:Even", "@context": INNER},
        "inOrder": {"@id": "urn:odd:inOrder", "@container": "@list"},
        "alsoInOrder": {"@id": "urn:odd:inOrder", "@container": "@list"},
        "raw": {"@id": "urn:odd:raw", "@type": "@json"},
        "part": "urn:odd:part",
        "other": "urn:odd:part",
        "link": {"@id": "urn:odd:link", "@type": "@id"},
        "a~b": "urn:odd:tilde",
    },
]
WORDS = ["", "a", "b", "_:c14n0", "urn:x", "ä\U0001f600", 'q"\\\n', 1, 2.5, True, False, -7, 1e30]
NAMES = ["_:b0", "_:b1", "urn:uuid:1", "urn:uuid:2"]
TERMS = ["inOrder", "alsoInOrder", "raw", "part", "other", "link", "a~b", "name"]


def some_document(random: Random) -> JsonObject:
    subject = some_object(random, 0)
    return {
        "@context": CONTEXT,
        "type": ["VerifiableCredential"],
        "issuer": "did:web:northbank.example",
        "credentialSubject": random.choice([subject, [subject], [subject, some_object(random, 0)]]),
    }


def some_object(random: Random, depth: int) -> JsonObject:
    made: JsonObject = {}
    if random.random() < 0.3:
        made["id"] = random.choice(NAMES)
    if random.random() < 0.5:
        made["type"] = random.choice(["Odd", "Even", ["Odd", "Even"]])
    if random.random() < 0.1:
        made["@context"] = {"here": "urn:odd:here"}
        made["here"] = random.choice(WORDS)
    is_even = "Even" in str(made.get("type"))
    for term in random.sample([*TERMS, "deep"] if is_even else TERMS, random.randint(1, 4)):
        made[term] = some_value(random, term, depth)
    return made


def some_value(random: Random, term: str, depth: int) -> Any:
    if term == "raw":
        return random.choice([{"id": 1, "type": {"a": [1, 2]}}, [1, {"x": None}], "text", {}])
    if term == "link":
        return random.choice([*NAMES, NAMES[:2]])
    if term == "name":
        return random.choice(["n", {"@value": "n", "@language": "de"}])
    if depth < 3 and random.random() < 0.6:
        items: list[Any] = [some_object(random, depth + 1) for _ in range(random.randint(1, 3))]
        items += random.sample(WORDS, random.randint(0, 2))
        return items if len(items) > 1 or random.random() < 0.5 else items[0]
    return random.choice([random.choice(WORDS), random.sample(WORDS, random.randint(0, 3)), {}])


def all_pointers(value: Any, steps: tuple[str, ...] = ()) -> list[str]:
    found = [write_pointer(steps)] if steps else []
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        found += all_pointers(member, (*steps, str(step)))
    return found


def one_run(seed: int) -> str:
    """How it ended: the code of what refused, or "shown"."""
    random = Random(seed)
    document = some_document(random)
    pointers = all_pointers(document)
    mandatory = random.sample(pointers, random.randint(0, 2))
    try:
        base = signed_base(document, mandatory)
    except CredkitError as refused:
        return "base " + refused.code
    check_base(base, read_proofs(base)[0], public_multikey=ISSUER.public_multikey, source=SOURCE)
    whole = set(canonical_nquads(document, SOURCE.contexts).splitlines())
    for choice in random.sample(list_choices(base, source=SOURCE), 1):
        assert derive_or_code(base, [choice.pointer]) in ("shown", "derive sd.not_divisible"), choice
    chosen = random.sample(pointers, random.randint(1, 4))
    ended = derive_or_code(base, chosen)
    if ended == "shown":
        lines = canonical_nquads(without_proof(derive(base, chosen, source=SOURCE)), SOURCE.contexts).splitlines()
        assert {line for line in lines if "_:" not in line} <= whole
    return ended


def derive_or_code(base: JsonObject, chosen: list[str]) -> str:
    try:
        shown = derive(base, chosen, source=SOURCE)
    except CredkitError as refused:
        return "derive " + refused.code
    check(shown)
    return "shown"


def test_what_is_derived_holds() -> None:
    ended = Counter(one_run(seed) for seed in range(RUNS))
    assert ended["shown"] > RUNS // 5, ended
