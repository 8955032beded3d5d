"""How fast credentials are issued and verified, beside raw signatures and beside other libraries, in one run.

    python benchmarks/credentials.py [--rounds 15] [--peers FOLDER] [--json]

Two documents: "plain" names its subject by a DID and is by a did:key; "real" has a hashed recipient, results, an end
and a status entry and is by a did:web. Everyone gets the same ones, each of another person and another second. Rounds
go from candidate to candidate, so that a busy machine is busy for all; a figure is the median of its rounds in
microseconds of processor time, a ratio the median of the rounds' own ratios to pyca's raw signature in the same round.

Issuing is lint, canonicalisation, signature and JSON. Verifying is every check that needs no network, to the Report;
the issuer's key list and status list were fetched from memory once. Peers check less: the signature and, some of them,
dates. Raw signatures are over 64 bytes, as eddsa-rdfc-2022 signs.

Peers are no dependencies of ours. To have them: `python -m venv peers && peers/bin/pip install openvc-core
openbadgeslib`, then `--peers peers/lib/python3.11/site-packages`; and `npm ci` in tests/conformance/node.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from credentials_documents import KINDS, NOW, SEED, network, signer_for, time_of, unsigned
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair

from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.issue.compiled import compile_award
from skillmark.credkit.issue.session import IssueSession
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, verify
from skillmark.credkit.verify.session import VerifySession

PEOPLE = 200
FEW = 3  # documents a round for those who take milliseconds
MESSAGE = bytes(range(64))
TIMES = [time_of(number) for number in range(PEOPLE)]
Batch = Callable[[], float]  # microseconds of processor time for one


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peers", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.peers:
        sys.path.append(str(chosen.peers))
    found = {
        "ratios": [row for kind in KINDS for row in measure(kind, chosen.rounds)],
        "sizes": [size_row(alignments) for alignments in (2, 10, 50, 150)],
        "scaling": scaling(),
        "memory": memory(),
    }
    if chosen.json:
        print(json.dumps(found))
        return
    for name, rows in found.items():
        print(f"\n{name}")
        table(rows)


def table(rows: list[dict[str, Any]]) -> None:
    widths = {name: max(len(name), *(len(str(row[name])) for row in rows)) for name in rows[0]}
    print("  ".join(f"{name:>{width}}" for name, width in widths.items()))
    for row in rows:
        print("  ".join(f"{row[name]!s:>{width}}" for name, width in widths.items()))


def batch(one: Callable[[int], object], count: int) -> Batch:
    """Time `count` calls of `one`, which is told how many came before."""
    calls = iter(range(1_000_000_000))

    def run() -> float:
        begin = time.process_time_ns()
        for _ in range(count):
            one(next(calls))
        return (time.process_time_ns() - begin) / count / 1_000

    return run


def measure(kind: str, rounds: int) -> list[dict[str, Any]]:
    """Every candidate on one kind of document, in turn."""
    from credentials_peers import start_node

    with tempfile.TemporaryDirectory() as folder:
        node = start_node(Path(folder))
        rows = []
        for what, candidates in (("issue", issuers(kind, node)), ("verify", verifiers(kind, node))):
            times: dict[str, list[float]] = {name: [] for name, run in candidates.items() if run}
            for turn in range(rounds + 1):
                for name, run in candidates.items():
                    if run and (taken := run()) and turn:  # the first round warms up
                        times[name].append(taken)
            rows += [row_of(kind, what, name, times) for name in candidates]
        if node:
            node.close()
    return rows


def row_of(kind: str, what: str, name: str, times: dict[str, list[float]]) -> dict[str, Any]:
    row: dict[str, Any] = {"document": kind, "what": what, "who": name}
    if name not in times:
        return row | {"us": "not installed", "lowest_us": "", "times_raw_pyca": "", "spread": ""}
    ratios = [raw / own for raw, own in zip(times["pyca, raw"], times[name], strict=True)]
    quarter = statistics.quantiles(ratios, n=4)
    return row | {
        "us": round(statistics.median(times[name]), 1),
        "lowest_us": round(min(times[name]), 1),
        "times_raw_pyca": round(statistics.median(ratios), 4),
        "spread": f"{quarter[0]:.4f}-{quarter[2]:.4f}",
    }


def issuers(kind: str, node: Any) -> dict[str, Batch | None]:
    key, (_, secret) = Ed25519PrivateKey.from_private_bytes(SEED), crypto_sign_seed_keypair(SEED)
    signer, documents = signer_for(kind), [unsigned(kind, number) for number in range(PEOPLE)]
    award = compile_award(documents[0], require_annex=False)
    values = [award.values_of(document) for document in documents]
    session = IssueSession()

    def by_session(number: int) -> bytes:
        token = session.prepare(documents[number % PEOPLE], require_annex=False)
        return session.issue(token, signer=signer, created_at=TIMES[number % PEOPLE])

    def in_full(number: int) -> bytes:
        token = prepare(documents[number % PEOPLE], require_annex=False)
        return issue(token, signer=signer, created_at=TIMES[number % PEOPLE])

    def compiled(number: int) -> bytes:
        chosen = values[number % PEOPLE]
        assert chosen
        return award.issue(chosen, signer=signer, created_at=TIMES[number % PEOPLE])

    for number in (3, 77):
        assert compiled(number) == by_session(number) == in_full(number)
    return {
        "pyca, raw": batch(lambda _: key.sign(MESSAGE), 400),
        "PyNaCl, raw": batch(lambda _: crypto_sign(MESSAGE, secret), 400),
        "compiled award": batch(compiled, 400),
        "session": batch(by_session, 400),
        "full path": batch(in_full, FEW),
    } | peers("issue", kind, documents[:FEW], node)


def verifiers(kind: str, node: Any) -> dict[str, Batch | None]:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public, signature = key.public_key(), key.sign(MESSAGE)
    raw = public.public_bytes_raw()
    files = credentials(kind)
    session, answers = VerifySession(policy=STANDARD, fetcher=network()), network()

    def by_session(number: int) -> None:
        assert session.verify(files[number % PEOPLE], at=NOW).answer is Answer.HOLDS

    def in_full(number: int) -> None:
        report = verify(files[number % PEOPLE], policy=STANDARD, fetcher=answers, at=NOW)
        assert report.answer is Answer.HOLDS

    for number in range(3):
        by_session(number)
    assert session.taken == 1
    return {
        "pyca, raw": batch(lambda _: public.verify(signature, MESSAGE), 100),
        "PyNaCl, raw": batch(lambda _: crypto_sign_open(signature + MESSAGE, raw), 100),
        "session": batch(by_session, 200),
        "full path": batch(in_full, FEW),
    } | peers("verify", kind, [json.loads(data) for data in files[:FEW]], node)


def peers(what: str, kind: str, documents: list[dict[str, Any]], node: Any) -> dict[str, Batch | None]:
    from credentials_peers import openbadgeslib, openvc, pyld_by_hand

    place = ("issue", "verify").index(what)
    found = {"PyLD by hand": pyld_by_hand(), "openvc-core": openvc(kind), "openbadgeslib": openbadgeslib(kind)}
    batches: dict[str, Batch | None] = {
        name: batch(lambda _, run=pair[place]: run(documents), 1) if pair else None for name, pair in found.items()
    }
    timed = {name: (lambda run=run: run() / len(documents)) if run else None for name, run in batches.items()}
    timed["@digitalbazaar/vc (Node)"] = (lambda: node.cpu_us(what, kind, documents)) if node else None
    return timed


def credentials(kind: str, **choices: int) -> list[bytes]:
    """As many signed credentials as there are people, quickly."""
    award = compile_award(unsigned(kind, 0, **choices), require_annex=False)
    signer = signer_for(kind)
    every = [award.values_of(unsigned(kind, number, **choices)) for number in range(PEOPLE)]
    return [
        award.issue(values, signer=signer, created_at=TIMES[number % PEOPLE])
        for number, values in enumerate(every)
        if values
    ]


def size_row(alignments: int) -> dict[str, Any]:
    """How cost grows with the document: a real one with more and more skills."""
    document = unsigned("real", 0, alignments=alignments)
    award = compile_award(document, require_annex=False)
    values, signer = award.values_of(document), signer_for("real")
    assert values
    files = credentials("real", alignments=alignments)
    session, answers = VerifySession(policy=STANDARD, fetcher=network()), network()
    for data in files[:3]:
        session.verify(data, at=NOW)
    fast_issue = batch(lambda number: award.issue(values, signer=signer, created_at=TIMES[number % PEOPLE]), 200)
    fast_verify = batch(lambda number: session.verify(files[number % PEOPLE], at=NOW), 200)
    slow_verify = batch(lambda number: verify(files[number % PEOPLE], policy=STANDARD, fetcher=answers, at=NOW), 2)
    columns = [[run() for _ in range(7)] for run in (fast_issue, fast_verify, slow_verify)]
    taken = [round(statistics.median(column), 1) for column in columns]
    return {
        "skills": alignments,
        "kilobytes": round(len(files[0]) / 1_000, 1),
        "issue_us": taken[0],
        "verify_us": taken[1],
        "verify_in_full_us": taken[2],
    }


def work_verify(count: int) -> float:
    """Verify for a while in this thread or process; seconds by the clock, what comes before not counted."""
    files, session = credentials("real"), VerifySession(policy=STANDARD, fetcher=network())
    for data in files[:3]:
        session.verify(data, at=NOW)
    return work(lambda number: session.verify(files[number % PEOPLE], at=NOW), count)


def work_issue(count: int) -> float:
    documents = [unsigned("real", number) for number in range(PEOPLE)]
    award, signer = compile_award(documents[0], require_annex=False), signer_for("real")
    values = [award.values_of(document) or () for document in documents]
    return work(
        lambda number: award.issue(values[number % PEOPLE], signer=signer, created_at=TIMES[number % PEOPLE]), count
    )


def work(one: Callable[[int], object], count: int) -> float:
    one(0)
    begin = time.perf_counter()
    for number in range(count):
        one(number)
    return time.perf_counter() - begin


def scaling(count: int = 6_000) -> list[dict[str, Any]]:
    """Credentials a second by the clock, real ones, alone and two at once; medians of five."""
    rows = []
    with ProcessPoolExecutor(2) as pool:
        for name, prepared, alone in (
            ("verify", shared_verify(), work_verify),
            ("issue", shared_issue(), work_issue),
        ):
            rates: dict[str, list[float]] = {"one": [], "two threads": [], "two processes": []}
            for _ in range(5):
                rates["one"].append(count / work(prepared, count))
                rates["two threads"].append(2 * count / in_threads(prepared, count))
                taken = list(pool.map(alone, [count, count]))
                rates["two processes"].append(sum(count / seconds for seconds in taken))
            for how, found in rates.items():
                middle = statistics.median(found)
                factor = middle / statistics.median(rates["one"])
                rows.append({"what": name, "how": how, "a_second": round(middle), "times_one": round(factor, 2)})
    return rows


def in_threads(one: Callable[[int], object], count: int) -> float:
    threads = [threading.Thread(target=work, args=(one, count)) for _ in range(2)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def shared_verify() -> Callable[[int], object]:
    files, session = credentials("real"), VerifySession(policy=STANDARD, fetcher=network())
    for data in files[:3]:
        session.verify(data, at=NOW)
    return lambda number: session.verify(files[number % PEOPLE], at=NOW)


def shared_issue() -> Callable[[int], object]:
    documents = [unsigned("real", number) for number in range(PEOPLE)]
    award, signer = compile_award(documents[0], require_annex=False), signer_for("real")
    values = [award.values_of(document) or () for document in documents]
    return lambda number: award.issue(values[number % PEOPLE], signer=signer, created_at=TIMES[number % PEOPLE])


def memory() -> list[dict[str, Any]]:
    """What a session keeps for a shape, after 200 credentials of each of 10 achievements; and the whole process."""
    session = VerifySession(policy=STANDARD, fetcher=network())
    warm = credentials("real")
    for data in warm[:3]:
        session.verify(data, at=NOW)
    files = [credentials("real", achievement=achievement) for achievement in range(1, 11)]
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for achievement in files:
        for data in achievement:
            session.verify(data, at=NOW)
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows: list[dict[str, Any]] = [{"what": "kept by a session for one shape", "kilobytes": round(kept / 10 / 1_000)}]
    return [*rows, {"what": "this whole process, peers included, at its largest", "kilobytes": peak}]


if __name__ == "__main__":
    main()
