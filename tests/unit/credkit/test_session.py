"""A session says what `verify` says, whatever it is handed and in whatever order."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random

import pytest
from tests.fuzz.shapes import reports
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LATER,
    LIST_URIS,
    Network,
    college_keys,
    signed_award,
    signed_list,
    signer_of,
    unsigned_award,
)

from skillmark.credkit.codec.strict_json import JsonObject, write_json
from skillmark.credkit.did import KeyRecord, did_web_url
from skillmark.credkit.model import hash_email
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, verify
from skillmark.credkit.verify.session import VerifySession

KEYS_URL = did_web_url(COLLEGE)


@pytest.fixture
def network() -> Network:
    lists = {uri: signed_list(purpose) for purpose, uri in LIST_URIS.items()}
    return Network({KEYS_URL: write_json(college_keys())} | lists)


@cache
def award(number: int, **changes: object) -> bytes:
    """The award of one person among many, as the college signs it."""
    document: JsonObject = unsigned_award(id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}")
    subject = document["credentialSubject"]
    identity = hash_email(f"p{number}@example.org", f"salt-{number:020d}")
    subject["identifier"][0] |= {"identityHash": identity.identity_hash, "salt": identity.salt}  # type: ignore
    subject["result"][0]["value"] = str(number % 101)  # type: ignore[index,call-overload]
    for entry in document["credentialStatus"]:  # type: ignore[union-attr]
        entry |= {"statusListIndex": str(number), "id": f"{entry['statusListCredential']}#{number}"}  # type: ignore
    return signed_award(**(document | changes))


def session_that_knows(network: Network, at: datetime = LATER) -> VerifySession:
    session = VerifySession(policy=STANDARD, fetcher=network)
    for number in range(2):
        session.verify(award(number), at=at)
    assert session.verify(award(2), at=at).answer is Answer.HOLDS
    assert session.taken == 1
    return session


def assert_same(session: VerifySession, data: bytes, network: Network, at: datetime = LATER) -> None:
    assert session.verify(data, at=at).as_json() == verify(data, policy=STANDARD, fetcher=network, at=at).as_json()


def test_the_report_is_the_same(network: Network) -> None:
    session = session_that_knows(network)
    for number in range(3, 6):
        assert_same(session, award(number), network)
    assert session.taken == 4


def mutations(text: bytes, random: Random) -> Iterator[bytes]:
    """Changes of every kind: a byte, a value, a value of another award, a spelling, another order."""
    other = award(77).split(b'"')
    for _ in range(20):
        place = random.randrange(len(text))
        yield text[:place] + bytes([random.randrange(256)]) + text[place + 1 :]
        pieces = text.split(b'"')
        place = random.randrange(1, len(pieces), 2)
        pieces[place] = random.choice([other[place], pieces[place] + b"a", b"", pieces[random.randrange(1, 300, 2)]])
        yield b'"'.join(pieces)
    yield text.replace(b",", b", ")
    yield text.replace(b"2026-05-01T12:00:00Z", b"2026-05-01T14:00:00+02:00")
    yield text.replace(b"2026-05-01T12:00:00Z", b"2026-04-31T12:00:00Z")
    yield text.replace(b"salt-", rb"\u0073alt-")
    yield json.dumps(json.loads(text), sort_keys=True).encode()


def test_changed_files_get_the_report_of_verify(network: Network) -> None:
    session = session_that_knows(network)
    answers = set()
    for data in mutations(award(5), Random(3)):
        assert_same(session, data, network)
        answers.add(session.verify(data, at=LATER).answer)
    assert Answer.FAILS in answers


def test_time_is_judged_anew(network: Network) -> None:
    session = session_that_knows(network)
    for days, seconds in ((-400, 0), (0, -301), (0, -299), (59, 0), (60, 301), (365, 299), (365, 301)):
        assert_same(session, award(4), network, DAY_ONE + timedelta(days=days, seconds=seconds))


def test_a_credential_that_is_not_valid_yet_or_ends_before_it_begins_is_told_apart(network: Network) -> None:
    session = session_that_knows(network)
    for name, value in (("validFrom", "2026-06-02T12:00:00Z"), ("validUntil", "2026-05-30T12:00:00Z")):
        assert_same(session, award(4, **{name: value}), network)


def test_what_was_revoked_since_is_seen_when_the_answers_are_old(network: Network) -> None:
    session = session_that_knows(network)
    network.answers[LIST_URIS["revocation"]] = signed_list("revocation", 4)
    assert session.verify(award(4), at=LATER + timedelta(seconds=299)).answer is Answer.HOLDS
    assert_same(session, award(4), network, LATER + timedelta(seconds=301))
    assert session.verify(award(4), at=LATER + timedelta(seconds=302)).answer is Answer.FAILS
    assert session.verify(award(5), at=LATER + timedelta(seconds=302)).answer is Answer.HOLDS


def test_a_key_withdrawn_since_is_seen_when_the_answers_are_old(network: Network) -> None:
    session, later = session_that_knows(network), LATER + timedelta(seconds=301)
    withdrawn = KeyRecord(signer_of(1).public_multikey, DAY_ONE, revoked_at=DAY_ONE + timedelta(days=2))
    network.answers[KEYS_URL] = write_json(college_keys(withdrawn))
    for number in range(3, 6):
        assert_same(session, award(number), network, later)
    assert session.verify(award(6), at=later).warnings


def test_a_forged_file_makes_nobody_ask_for_its_lists(network: Network) -> None:
    session = session_that_knows(network)
    network.asked.clear()
    forged = award(4).replace(b"https://northbank.example/status/", b"https://elsewhere.example/status/")
    assert_same(session, forged, network)
    assert not any("elsewhere" in url for url in network.asked)


def test_other_kinds_of_files_and_arguments_go_the_full_way(network: Network) -> None:
    session = session_that_knows(network)
    for data in (b"", b"{", b"\xff", b"a.b.c", write_json(unsigned_award())):
        assert_same(session, data, network)
    report = session.verify(award(3), at=LATER, recipient="p3@example.org")
    check = report.check("recipient")
    assert check
    assert check.code == "person.matches"


def test_a_short_search_finds_no_other_report() -> None:
    session, differing = reports.run(12, seed=5)
    assert differing == 0
    assert session.taken


def test_threads_may_share_a_session(network: Network) -> None:
    session, wrong = session_that_knows(network), []
    awards = [award(number) for number in range(6)]

    def work() -> None:
        for data in awards * 5:
            if session.verify(data, at=LATER).answer is not Answer.HOLDS:
                wrong.append(data)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
