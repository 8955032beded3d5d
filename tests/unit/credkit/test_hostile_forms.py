"""Hostile tokens, presentations, packs, lists and old badges: always a report, and never one that holds by accident.

What is signed here is signed truly, so that the hostile parts get past the signature and meet everything behind it.
"""

import json
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE, LATER, unsigned_award
from tests.unit.credkit.test_hostile import JSON
from tests.unit.credkit.test_ob2 import badge, hosted, issuer

from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.issue import present
from skillmark.credkit.pack import make_pack
from skillmark.credkit.proof.jose import sign_jws
from skillmark.credkit.report import Answer, Report
from skillmark.credkit.status import empty_bits, status_list_credential
from skillmark.credkit.verify import LOGIN, OFFLINE, verify
from skillmark.testing.network import Network
from skillmark.testing.parties import Holder, signer_named

MALLORY = Holder("mallory")
LIST = "https://lists.example/1"
EXAMPLES = int(os.environ.get("CREDKIT_EXAMPLES", "40"))
quick = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answer(data: bytes, fetcher: Any = None, **more: Any) -> Report:
    more = {"policy": OFFLINE, "recipient": "alice@example.org"} | more
    return verify(data, fetcher=fetcher or NoFetcher(), at=LATER, **more)


def token(document: Any) -> bytes:
    header = {"kid": MALLORY.signer.verification_method, "typ": "vc+jwt"}
    return sign_jws(header, json.dumps(document).encode(), signer=MALLORY.signer).encode()


def whole() -> Any:
    """A credential with every member that verification looks at."""
    status = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "1"}
    document: Any = unsigned_award(
        issuer={"id": MALLORY.did, "type": ["Profile"], "name": "M"},
        credentialStatus=[status | {"statusListCredential": LIST}],
    )
    more = {
        "refreshService": {"id": "https://lists.example/new", "type": "1EdTechCredentialRefresh"},
        "endorsement": [{"type": ["VerifiableCredential", "EndorsementCredential"]}],
        "endorsementJwt": ["a.b.c"],
        "relatedResource": [{"id": "https://lists.example/file", "digestSRI": "sha256-AAAA"}],
        "credentialSchema": [{"id": "https://lists.example/schema", "type": "1EdTechJsonSchemaValidator2019"}],
    }
    return document | more


PLACES: list[tuple[Any, ...]] = [
    ("type",),
    ("issuer",),
    ("credentialStatus",),
    ("credentialStatus", 0, "type"),
    ("credentialStatus", 0, "statusPurpose"),
    ("credentialStatus", 0, "statusListIndex"),
    ("credentialStatus", 0, "statusListCredential"),
    ("credentialStatus", 0, "statusSize"),
    ("credentialStatus", 0, "statusMessage"),
    ("credentialStatus", 0, "statusReference"),
    ("credentialSubject",),
    ("credentialSubject", "achievement"),
    ("credentialSubject", "achievement", "endorsement"),
    ("credentialSubject", "verifiableCredential"),
    ("refreshService",),
    ("refreshService", "id"),
    ("endorsement",),
    ("endorsement", 0),
    ("endorsementJwt",),
    ("relatedResource",),
    ("relatedResource", 0, "digestSRI"),
    ("credentialSchema",),
    ("validFrom",),
    ("validUntil",),
    ("vc",),
    ("iss",),
    ("nbf",),
    ("exp",),
    ("iat",),
    ("jti",),
    ("sub",),
]


def changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


@quick
@given(st.sampled_from(PLACES), JSON)
def test_anything_in_a_truly_signed_token_gets_a_report(path: tuple[Any, ...], value: Any) -> None:
    try:
        data = token(changed(whole(), path, value))
    except ValueError:
        return  # not JSON that anyone could send
    kinds = ["VerifiableCredential", "OpenBadgeCredential", "ClrCredential"]
    for document in (data, token(changed(whole() | {"type": kinds}, path, value))):
        report = answer(document, Network({LIST: b"{}"}))
        assert json.dumps(report.as_json())


@quick
@given(
    st.sampled_from(["type", "issuer", "credentialSubject", "validFrom", "validUntil", "id", "@context"])
    | st.sampled_from(["type", "statusPurpose", "encodedList", "ttl"]).map(lambda name: ("credentialSubject", name)),
    JSON,
)
def test_anything_in_a_truly_signed_list_never_clears_anyone(path: Any, value: Any) -> None:
    held: Any = status_list_credential(
        list_uri=LIST,
        issuer_did=MALLORY.did,
        purpose="revocation",
        bits=empty_bits(),
        valid_from=DAY_ONE,
        valid_until=LATER.replace(year=2027),
    )
    was = json.dumps(held, sort_keys=True)
    try:
        held = changed(held, path if isinstance(path, tuple) else (path,), value)
        data = token(held)
    except ValueError:
        return
    document = {name: item for name, item in whole().items() if name not in ("relatedResource", "endorsementJwt")}
    report = answer(token(document), Network({LIST: data}))
    check = report.check("not_revoked")
    assert check is not None and check.state.value != "failed"
    if check.state.value == "passed":
        gentle = {"validFrom", "validUntil", "id", "@context", "type", ("credentialSubject", "ttl")}
        assert (
            path in gentle or json.dumps(held, sort_keys=True) == was or path == ("credentialSubject", "statusPurpose")
        )


@quick
@given(st.sampled_from(["holder", "verifiableCredential", "type", "proof", "id", "@context", "validFrom"]), JSON)
def test_anything_in_a_presentation_gets_a_report(name: str, value: Any) -> None:
    document: Any = read_object(PRESENTED)
    document[name] = value
    try:
        data = json.dumps(document).encode()
    except ValueError:
        return
    report = answer(data, policy=LOGIN, challenge="c", domain="d")
    assert report.answer is not Answer.HOLDS or read_object(data) == read_object(PRESENTED)


@quick
@given(
    st.sampled_from(["credential", "keyStatements", "statusLists", "endorsements", "documents", "madeAt", "format"]),
    JSON,
)
def test_anything_in_a_pack_gets_a_report(name: str, value: Any) -> None:
    packed = read_object(make_pack(PRESENTED, key_statements=[], status_lists={}, made_at=LATER))
    data = json.dumps({"format": packed["format"]} | packed | {name: value}, separators=(",", ":")).encode()
    assert answer(data).answer is not Answer.HOLDS or name not in ("credential", "format", "madeAt")


@quick
@given(
    st.sampled_from(["assertion", "badge", "issuer"]),
    st.sampled_from(["id", "type", "badge", "issuer", "recipient", "verification", "expires", "issuedOn", "publicKey"]),
    JSON,
)
def test_anything_in_an_old_badge_gets_a_report(where: str, name: str, value: Any) -> None:
    pages: dict[str, Any] = {"assertion": hosted(), "badge": badge(), "issuer": issuer()}
    uris = {page["id"]: kind for kind, page in pages.items()}
    pages[where] = pages[where] | {name: value}
    try:
        network = Network({uri: json.dumps(pages[kind]).encode() for uri, kind in uris.items()})
    except ValueError:
        return
    assert answer(json.dumps(hosted()).encode(), network).checks
    assert answer(json.dumps(pages["assertion"]).encode(), network).checks


@pytest.mark.parametrize("depth", [3, 12])
def test_records_within_records_come_to_an_end(depth: int) -> None:
    """Each holds the next; beyond three it is said that nobody looked."""
    inner: Any = {name: item for name, item in whole().items() if name in ("@context", "id", "type", "validFrom")}
    inner |= {"issuer": MALLORY.did, "type": ["VerifiableCredential", "ClrCredential"], "name": "R"}
    document = inner | {"credentialSubject": {"type": ["ClrSubject"], "verifiableCredential": []}}
    for _ in range(depth):
        subject = {"type": ["ClrSubject"], "id": MALLORY.did, "verifiableCredential": [token(document).decode()]}
        document = inner | {"credentialSubject": subject}
    report = answer(token(document))
    levels = 0
    while report.parts:
        report, levels = report.parts[0], levels + 1
    assert levels == min(depth, 3)


def _presented() -> bytes:
    document = {name: item for name, item in unsigned_award().items() if name != "credentialStatus"}
    subject: Any = document["credentialSubject"]
    document |= {"issuer": {"id": MALLORY.did, "type": ["Profile"], "name": "M"}}
    document["credentialSubject"] = subject | {"id": MALLORY.did}
    return present([token(document)], signer=signer_named("mallory"), challenge="c", domain="d", created_at=LATER)


PRESENTED = _presented()


def test_the_presentation_itself_holds() -> None:
    assert answer(PRESENTED, policy=LOGIN, challenge="c", domain="d", recipient=None).answer is Answer.HOLDS
    with pytest.raises(CredkitError):
        read_object(PRESENTED[:-1])
    assert answer(write_json({"type": "VerifiablePresentation"})).answer is Answer.FAILS
