"""The structure a credential or presentation must have: one line per rule of VCDM 2.0, with what breaks it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmark.credkit.contexts import find_digest_faults
from skillmark.credkit.model.structure import MAX_FAULTS, envelope_of, find_faults

V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
SRI = "sha384-" + "A" * 64
ABSENT = object()
CREDENTIAL: dict[str, Any] = {
    "@context": [V2],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:issuer",
    "credentialSubject": {"id": "did:example:alice"},
}
PRESENTATION: dict[str, Any] = {"@context": [V2], "type": ["VerifiablePresentation"], "holder": "did:example:alice"}
ENVELOPE: dict[str, Any] = {
    "@context": V2,
    "type": "EnvelopedVerifiableCredential",
    "id": "data:application/vc+jwt,eyJh.eyJi.c2ln",
}


def codes(document: dict[str, Any]) -> set[str]:
    return {fault.code for fault in find_faults(document)}


def changed(document: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    rest = {key: item for key, item in document.items() if key != name}
    return rest if value is ABSENT else rest | {name: value}


@pytest.mark.parametrize("document", [CREDENTIAL, PRESENTATION, ENVELOPE])
def test_the_least_that_is_enough(document: dict[str, Any]) -> None:
    assert find_faults(document) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("@context", V2),
        ("@context", [V2, "https://www.w3.org/ns/credentials/examples/v2", {"A": "https://a.example/#A"}]),
        ("type", "VerifiableCredential"),
        ("type", ["https://a.example/#A", "VerifiableCredential"]),
        ("id", "urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008"),
        ("issuer", {"id": "https://a.example/", "name": "A"}),
        ("name", {"@value": "Chart", "@language": "en", "@direction": "ltr"}),
        ("description", [{"@value": "Chien", "@language": "fr"}, {"@value": "Hund", "@language": "de-CH-1996"}]),
        ("credentialSubject", [{"id": "did:example:a"}, {"id": "did:example:b"}]),
        ("validFrom", "4023-02-26T01:02:58.447Z"),
        ("validFrom", "2023-02-25T19:10:39-06:00"),
        ("validUntil", "2023-02-25T24:00:00Z"),
        ("credentialStatus", {"type": "AnyStatus"}),
        ("credentialSchema", [{"type": "JsonSchema", "id": "did:example:1"}]),
        ("refreshService", {"type": "https://a.example/#R", "id": "did:example:1"}),
        ("termsOfUse", [{"type": "IssuerPolicy"}, {"type": "IssuerPolicy", "id": "did:example:1"}]),
        ("evidence", {"type": ["Evidence"]}),
        ("relatedResource", {"id": V2, "digestSRI": SRI, "mediaType": "application/ld+json"}),
        ("relatedResource", [{"id": V2, "digestMultibase": "u" + "A" * 43}]),
        ("proof", [{"type": "DataIntegrityProof"}, {"type": "DataIntegrityProof"}]),
    ],
)
def test_what_a_credential_may_say(name: str, value: Any) -> None:
    assert find_faults(changed(CREDENTIAL, name, value)) == ()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("@context", ABSENT, "structure.context"),
        ("@context", [], "structure.context"),
        ("@context", [{"A": "https://a.example/#A"}, V2], "structure.context"),
        ("@context", ["https://www.w3.org/ns/credentials/examples/v2"], "structure.context"),
        ("@context", [V2, "https ://not-an-address/v1"], "structure.context_entry"),
        ("@context", [V2, 123192875], "structure.context_entry"),
        ("@context", [V2, "https://a.example/", "https://a.example/"], "structure.context_repeated"),
        ("@context", [V2, V1], "structure.context_mixed"),
        ("type", ABSENT, "structure.type"),
        ("type", [], "structure.type"),
        ("type", ["DegreeCredential"], "structure.type"),
        ("type", ["VerifiableCredential", 2], "structure.type"),
        ("type", ["VerifiableCredential", "https ://a"], "structure.type"),
        ("type", ["VerifiableCredential", "VerifiablePresentation"], "structure.two_kinds"),
        ("id", None, "structure.id"),
        ("id", ["https://a.example/1", "https://a.example/2"], "structure.id"),
        ("id", "https ://a.example/1", "structure.id"),
        ("issuer", ABSENT, "structure.issuer"),
        ("issuer", None, "structure.issuer"),
        ("issuer", "a-name", "structure.issuer"),
        ("issuer", {"id": None}, "structure.issuer"),
        ("issuer", {"id": "a-name"}, "structure.issuer"),
        ("issuer", ["did:example:issuer"], "structure.issuer"),
        ("issuer", {"id": "did:example:i", "name": {"@value": "A", "url": "did:x:y"}}, "structure.text"),
        ("name", {"@value": "A", "@language": "en", "url": "did:x:y"}, "structure.text"),
        ("name", {"@language": "en"}, "structure.text"),
        ("name", {"@value": "A", "@direction": "up"}, "structure.text"),
        ("name", {"@value": "A", "@language": "English (UK)"}, "structure.text"),
        ("description", ["A", "B"], "structure.text"),
        ("description", 7, "structure.text"),
        ("credentialSubject", ABSENT, "structure.subject"),
        ("credentialSubject", {}, "structure.subject"),
        ("credentialSubject", "did:example:alice", "structure.subject"),
        ("credentialSubject", [{"id": "did:example:alice"}, {}], "structure.subject"),
        ("credentialSubject", {"id": ["did:example:a", "did:example:b"]}, "structure.subject_id"),
        ("validFrom", "Sat 25 Feb 2023 07:16:31 PM CST", "structure.time"),
        ("validFrom", "2023-02-26T01:02:58", "structure.time"),
        ("validUntil", "2023-02-26T01:02:58+15:00", "structure.time"),
        ("credentialStatus", {"id": "did:example:1"}, "structure.status"),
        ("credentialStatus", {"id": "did:example:1", "type": 2}, "structure.status"),
        ("credentialStatus", {"id": ["did:example:1"], "type": "S"}, "structure.status"),
        ("credentialStatus", {"id": "https ://a", "type": "S"}, "structure.status"),
        ("credentialSchema", {"type": "JsonSchema"}, "structure.credentialSchema"),
        ("credentialSchema", {"id": "did:example:1"}, "structure.credentialSchema"),
        ("refreshService", {"id": "did:example:1"}, "structure.refreshService"),
        ("termsOfUse", {}, "structure.termsOfUse"),
        ("termsOfUse", [{"type": "IssuerPolicy"}, {"id": "did:example:1"}], "structure.termsOfUse"),
        ("evidence", {}, "structure.evidence"),
        ("evidence", [], "structure.evidence"),
        ("proof", {"created": "2023-07-28T22:25:05Z"}, "structure.proof"),
        ("proof", [], "structure.proof"),
        ("relatedResource", [V2], "structure.resource"),
        ("relatedResource", [{"digestSRI": SRI}], "structure.resource"),
        ("relatedResource", [{"id": V2}], "structure.digest"),
        ("relatedResource", [{"id": V2, "digestSRI": "sha384-AAAA"}], "structure.digest"),
        ("relatedResource", [{"id": V2, "digestMultibase": "mAAAA"}], "structure.digest"),
        (
            "relatedResource",
            [{"id": V2, "digestSRI": SRI}, {"id": V2, "digestSRI": SRI}],
            "structure.resource_repeated",
        ),
    ],
)
def test_what_breaks_a_credential(name: str, value: Any, code: str) -> None:
    assert code in codes(changed(CREDENTIAL, name, value))


def test_the_end_may_be_the_start_but_not_before_it() -> None:
    times = {"validFrom": "2026-05-01T12:00:00Z", "validUntil": "2026-05-01T14:00:00+02:00"}
    assert find_faults(CREDENTIAL | times) == ()
    assert codes(CREDENTIAL | times | {"validUntil": "2026-05-01T13:59:59+02:00"}) == {"structure.period"}


def test_the_first_version_asks_for_its_own_members() -> None:
    old = CREDENTIAL | {"@context": [V1], "issuanceDate": "2020-01-01T00:00:00Z"}
    assert find_faults(old) == ()
    assert codes(changed(old, "issuanceDate", ABSENT)) == {"structure.issued"}
    assert codes(old | {"credentialStatus": {"type": "StatusList2021Entry"}}) == {"structure.status"}
    assert codes(old | {"expirationDate": "2019-01-01T00:00:00Z"}) == {"structure.period"}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("@context", [{"P": "https://a.example/#P"}, V2], "structure.context"),
        ("type", ["ManagerPresentation"], "structure.type"),
        ("id", "not an address", "structure.id"),
        ("holder", "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj", "structure.holder"),
        ("holder", {"id": "z6Mk"}, "structure.holder"),
        ("holder", {"name": "Acme"}, "structure.holder"),
        ("holder", None, "structure.holder"),
        ("verifiableCredential", ["eyJh.eyJi.c2ln"], "structure.not_a_credential"),
        ("verifiableCredential", "https://a.example/vc", "structure.not_a_credential"),
        ("verifiableCredential", [], "structure.not_a_credential"),
        ("verifiableCredential", [changed(CREDENTIAL, "type", [])], "structure.type"),
        ("verifiableCredential", [changed(ENVELOPE, "type", ABSENT)], "structure.type"),
        ("verifiableCredential", [changed(ENVELOPE, "id", "eyJh.eyJi.c2ln")], "structure.envelope"),
        ("termsOfUse", {"id": "did:example:1"}, "structure.termsOfUse"),
        ("proof", "signed", "structure.proof"),
    ],
)
def test_what_breaks_a_presentation(name: str, value: Any, code: str) -> None:
    document = changed(PRESENTATION, name, value)
    assert code in codes(document | ({"verifiableCredential": [CREDENTIAL]} if name == "type" else {}))


def test_a_presentation_of_several_kinds_and_none() -> None:
    inside = [CREDENTIAL, ENVELOPE, CREDENTIAL | {"proof": {"type": "DataIntegrityProof"}}]
    assert find_faults(PRESENTATION | {"verifiableCredential": inside}) == ()
    assert find_faults(PRESENTATION | {"holder": {"id": "did:example:alice"}}) == ()
    fault = find_faults(PRESENTATION | {"verifiableCredential": [CREDENTIAL, changed(CREDENTIAL, "issuer", 1)]})[0]
    assert fault.where == "verifiableCredential[1].issuer"


def test_only_the_first_version_presents_text() -> None:
    old = changed(PRESENTATION, "@context", [V1])
    assert find_faults(old | {"verifiableCredential": ["eyJh.eyJi.c2ln"]}) == ()
    assert codes(old | {"verifiableCredential": ["https://a.example/vc"]}) == {"structure.not_a_credential"}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("@context", [], "structure.context"),
        ("@context", "https://www.w3.org/ns/credentials/examples/v2", "structure.context"),
        ("type", ["EnvelopedVerifiableCredential", "VerifiableCredential"], "structure.type"),
        ("id", "eyJh.eyJi.c2ln", "structure.envelope"),
        ("id", "data:,eyJh", "structure.envelope"),
        ("id", "data:application/vc+jwt,", "structure.envelope"),
        ("id", "data:application/vc+jwt;base64,***", "structure.envelope"),
    ],
)
def test_what_breaks_an_envelope(name: str, value: Any, code: str) -> None:
    assert code in codes(changed(ENVELOPE, name, value))


def test_what_an_envelope_carries() -> None:
    assert envelope_of(ENVELOPE) == ("application/vc+jwt", b"eyJh.eyJi.c2ln")
    assert envelope_of({"id": "data:Application/VP+JWT;base64,YS5iLmM="}) == ("application/vp+jwt", b"a.b.c")
    assert envelope_of({"id": "data:text/plain,a%20b"}) == ("text/plain", b"a b")
    assert envelope_of({"id": 7}) is None


def test_endorsements_and_learner_records() -> None:
    endorsement = CREDENTIAL | {"type": ["VerifiableCredential", "EndorsementCredential"]}
    assert codes(endorsement) == {"endorsement.subject"}
    about = {"id": "https://a.example/1", "type": ["EndorsementSubject"]}
    assert find_faults(endorsement | {"credentialSubject": about}) == ()
    record = CREDENTIAL | {"type": ["VerifiableCredential", "ClrCredential"]}
    assert codes(record) == {"clr.subject", "clr.empty"}
    about = {"id": "did:example:alice", "type": ["ClrSubject"], "verifiableCredential": [CREDENTIAL]}
    assert find_faults(record | {"credentialSubject": about}) == ()
    about |= {"association": [{"sourceId": "urn:a:1"}], "verifiableCredential": [changed(CREDENTIAL, "type", "X")]}
    found = {fault.where for fault in find_faults(record | {"credentialSubject": about})}
    assert found == {"credentialSubject.association[0]", "credentialSubject.verifiableCredential[0].type"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([V1, V2, "did:x:y"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "@value", "verifiableCredential"]), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = [*CREDENTIAL, "id", "name", "proof", "holder", "verifiableCredential", "relatedResource", "credentialStatus"]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES), st.sampled_from([CREDENTIAL, PRESENTATION, ENVELOPE, {}]))
def test_nothing_makes_it_raise(changes: dict[str, Any], base: dict[str, Any]) -> None:
    document = base | changes
    assert len(find_faults(document)) <= MAX_FAULTS
    find_digest_faults(document, {V2: b"x"})
