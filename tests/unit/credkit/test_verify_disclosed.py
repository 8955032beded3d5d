"""SD-JWT credentials in one report: who issued, who shows it, for whom, and what a copy is worth."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import DAY_ONE

from skillmark.credkit.did import NoFetcher
from skillmark.credkit.keys import jwk_from_multikey
from skillmark.credkit.pack import make_pack
from skillmark.credkit.proof.sdjwt import KeyBinding, issue_sd_jwt_vc, present
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import LOGIN, OFFLINE, STANDARD, verify
from skillmark.testing.network import Fault, Network
from skillmark.testing.parties import signer_named

HOUSE = "https://northbank.example/issuers/7"
METADATA = "https://northbank.example/.well-known/jwt-vc-issuer/issuers/7"
ASKED = {"challenge": "q-7f3a", "domain": "jobs.example"}
ISSUER, ALICE, MALLORY = (signer_named(name) for name in ("college", "alice", "mallory"))


class _At:
    """A signer whose key goes by another name."""

    def __init__(self, name: str, key: Any) -> None:
        self.verification_method, self.public_multikey, self.sign = name, key.public_multikey, key.sign


def issued(signer: Any = ISSUER, **claims: Any) -> str:
    body = {"vct": "https://northbank.example/vct/sql", "sub": "urn:uuid:alice", "email": "alice@example.org"}
    body |= {"iss": signer.verification_method.partition("#")[0], "level": 4} | claims
    return issue_sd_jwt_vc(
        {name: value for name, value in body.items() if value is not None},
        signer=signer,
        disclosable=["/email", "/level"],
        random=lambda count: b"r" * count,
        issued_at=DAY_ONE,
        holder_multikey=ALICE.public_multikey,
    )


def shown(token: str, *, by: Any = ALICE, show: Any = ("/email",), **changes: Any) -> bytes:
    asked = {"audience": "jobs.example", "nonce": "q-7f3a", "created_at": DAY_ONE} | changes
    return present(token, show=show, binding=KeyBinding(by, **asked)).encode()


def look(data: bytes, fetcher: Any = None, **more: Any) -> Report:
    return verify(data, fetcher=fetcher or NoFetcher(), **({"policy": LOGIN, "at": DAY_ONE} | ASKED | more))


def state(report: Report, name: str) -> tuple[State, str]:
    check = report.check(name)
    assert check is not None
    return check.state, check.code


def test_what_alice_shows_holds() -> None:
    report = look(shown(issued()), recipient="alice@example.org")
    assert (report.answer, report.kind, report.vouched_by) == (Answer.HOLDS, "disclosed", "key")
    assert [check.number for check in report.checks] == list(range(1, 15))


def test_a_withheld_name_leaves_the_person_open() -> None:
    data = shown(issued(sub=None), show=())
    assert state(look(data, recipient="alice@example.org"), "recipient") == (State.NOT_CHECKED, "person.not_named")
    assert look(shown(issued()), recipient="mallory@example.org").answer is Answer.FAILS


@pytest.mark.parametrize(
    ("changes", "step", "code"),
    [
        ({"challenge": "q-0000"}, "challenge", "challenge.another"),
        ({"domain": "evil.example"}, "domain", "domain.another"),
        ({"at": DAY_ONE + timedelta(hours=1)}, "holder_key", "sdjwt.not_fresh"),
    ],
)
def test_a_copy_shown_again_fails(changes: dict[str, Any], step: str, code: str) -> None:
    assert state(look(shown(issued()), **changes), step) == (State.FAILED, code)


def test_mallory_shows_alices_credential() -> None:
    """Without proof, with the proof of another presentation, and with her own key."""
    token = issued()
    assert state(look(token.encode()), "holder_key") == (State.FAILED, "holder.not_shown")
    binding = shown(token).rpartition(b"~")[2]
    more = present(token, show=["/email", "/level"]).encode() + binding
    assert state(look(more), "holder_key") == (State.FAILED, "sdjwt.other_presentation")
    hers = issued(MALLORY).partition("~")[0]
    assert look(hers.encode() + b"~" + binding).answer is Answer.FAILS


def test_as_issued_it_is_as_good_as_any_copy() -> None:
    nothing: dict[str, Any] = {"challenge": None, "domain": None}
    assert look(issued().encode(), policy=STANDARD, **nothing).answer is Answer.HOLDS
    assert look(issued().encode(), policy=LOGIN, **nothing).answer is Answer.UNSURE


def test_a_changed_disclosure_fails() -> None:
    token = issued().split("~")
    token[1] = token[1][:-2] + ("A" if token[1][-2] != "A" else "B") + token[1][-1]
    assert look("~".join(token).encode()).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("claims", "step", "expected"),
    [
        ({"exp": 1_000_000_000}, "not_expired", (State.FAILED, "period.over")),
        ({"nbf": 4_000_000_000}, "started", (State.FAILED, "period.not_yet")),
        (
            {"status": {"status_list": {"idx": 1, "uri": HOUSE}}},
            "not_revoked",
            (State.NOT_CHECKED, "status.kind_unknown"),
        ),
        ({"aud": "somebody.example"}, "domain", (State.FAILED, "domain.another")),
    ],
)
def test_what_its_claims_decide(claims: dict[str, Any], step: str, expected: tuple[State, str]) -> None:
    assert state(look(shown(issued(**claims))), step) == expected


def house(key: Any = ISSUER, **changes: Any) -> Network:
    jwk = jwk_from_multikey(key.public_multikey) | {"kid": "k1"}
    return Network({METADATA: json.dumps({"issuer": HOUSE, "jwks": {"keys": [jwk]}} | changes).encode()})


def test_an_https_issuer_publishes_its_keys_at_a_well_known_place() -> None:
    data = shown(issued(_At("k1", ISSUER), iss=HOUSE))
    report = look(data, house())
    assert (report.answer, report.vouched_by) == (Answer.HOLDS, "issuer")
    assert look(data, house(MALLORY)).answer is Answer.FAILS
    assert look(data, house(issuer=HOUSE + "1")).answer is Answer.UNSURE
    elsewhere = house(jwks=None, jwks_uri="https://mallory.example/keys")
    assert look(data, elsewhere).answer is not Answer.HOLDS
    assert "https://mallory.example/keys" not in elsewhere.asked
    network = house()
    for fault in Fault:
        network.fail(METADATA, fault)
        assert look(data, network).answer is not Answer.HOLDS


def test_a_pack_carries_one_with_its_issuers_page() -> None:
    pages = {METADATA: house().fetch(METADATA)}
    data = issued(_At("k1", ISSUER), iss=HOUSE).encode()
    pack = make_pack(data, key_statements=[], status_lists={}, made_at=DAY_ONE, documents=pages)
    nothing: dict[str, Any] = {"challenge": None, "domain": None}
    report = look(pack, policy=OFFLINE, **nothing)
    assert (report.answer, report.vouched_by, report.as_of) == (Answer.HOLDS, "pack", DAY_ONE)
