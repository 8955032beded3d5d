"""Search for a credential on which a session and `verify` give different reports.

    python -m tests.fuzz.shapes.reports --count 2000 --seed 1

Changes the values of an award, and the time of judging; most are then signed by the college's own key, without
lint, so that nothing but the change decides. Ends with status 1 after any difference.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from random import Random

from tests.fuzz.shapes.mutating import mutate
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LATER,
    LIST_URIS,
    Network,
    college_keys,
    signed_list,
    signer_of,
    unsigned_award,
)

from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import did_web_url
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.proof.data_integrity import HashSource, add_proof
from skillmark.credkit.shape import read_skeleton
from skillmark.credkit.verify import STANDARD, verify
from skillmark.credkit.verify.learning import may_be_hole
from skillmark.credkit.verify.session import VerifySession

VALUES = (
    b"2026-05-02T12:00:00Z",
    b"2027-01-01T00:00:00Z",
    b"2026-05-31T12:05:00Z",
    b"2026-02-30T00:00:00Z",
    b"2026-05-02T12:00:00+02:00",
    b"2026-05-02",
    b"0",
    b"12",
    b"131071",
    b"131072",
    b"4711",
    b"-1",
    b"did:web:alice.example",
    b"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    b"https://northbank.example/status/suspension",
    b"https://northbank.example/status/none",
    b"",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    session, differing = run(chosen.count, chosen.seed)
    print(json.dumps({"count": chosen.count, "taken": session.taken, "differing": differing}))
    sys.exit(1 if differing else 0)


def run(count: int, seed: int) -> tuple[VerifySession, int]:
    random, network = Random(seed), college_network()
    session, differing = VerifySession(policy=STANDARD, fetcher=network), 0
    for _ in range(count):
        data = changed(random) if random.random() < 0.9 else mutate(changed(random), [3, 5, 7], random)
        at = LATER if random.random() < 0.8 else DAY_ONE + timedelta(seconds=random.randint(-400, 366 * 86_400))
        found = session.verify(data, at=at).as_json()
        if found != verify(data, policy=STANDARD, fetcher=network, at=at).as_json():
            differing += 1
            print("DIFFERS", data, at, flush=True)
    return session, differing


def college_network() -> Network:
    lists = {
        LIST_URIS["revocation"]: signed_list("revocation", 4711),
        LIST_URIS["suspension"]: signed_list("suspension"),
    }
    return Network({did_web_url(COLLEGE): write_json(college_keys())} | lists)


def changed(random: Random) -> bytes:
    """An award with some values changed, signed by the college if it can be."""
    document = unsigned_award()
    text = write_json(document)
    skeleton = read_skeleton(text, document, may_be_hole)
    assert skeleton
    pieces = text.split(b'"')
    for place, path in skeleton.holes:
        if path[-1] == "statusListIndex":
            pieces[place] = b"%d" % random.randrange(131_072)
    for place, _ in random.sample(skeleton.holes, random.choice([0, 1, 1, 2, 4])):
        pieces[place] = random.choice([*VALUES, pieces[place] + b"1", pieces[random.choice(skeleton.holes)[0]]])
    text = b'"'.join(pieces)
    created_at = DAY_ONE + timedelta(seconds=random.choice([0, 1, 86_400, 30 * 86_400 + 299, 30 * 86_400 + 301, -301]))
    try:
        signed = add_proof(read_object(text), signer=signer_of(1), created_at=created_at, source=HashSource(issuing()))
    except CredkitError:
        return text
    return write_json(signed)


if __name__ == "__main__":
    main()
