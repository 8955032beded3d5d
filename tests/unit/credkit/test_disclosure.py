"""Showing a part: what a holder chooses is what a verifier sees, and it holds."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LATER,
    LIST_URIS,
    Network,
    college_keys,
    signed_list,
    unsigned_award,
)
from tests.unit.credkit.disclosing import ISSUER, MANDATORY, SOURCE, at, check, signed_base

from skillmark.credkit.codec.strict_json import JsonObject, write_json
from skillmark.credkit.contexts import VC_V2_URL
from skillmark.credkit.did import KeyRecord, did_web_url
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.issue import issue_base, prepare
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind
from skillmark.credkit.proof.data_integrity import read_proofs
from skillmark.credkit.proof.data_integrity.sd import check_base, derive, list_choices, present, sign_base
from skillmark.credkit.proof.data_integrity.sd.pointers import select
from skillmark.credkit.report import Answer, Report
from skillmark.credkit.verify import STANDARD, verify

BASE = signed_base()
CHOICES = list_choices(BASE, source=SOURCE)
ODD_CONTEXT = [
    VC_V2_URL,
    {
        "Odd": "urn:odd:Odd",
        "inOrder": {"@id": "urn:odd:inOrder", "@container": "@list"},
        "raw": {"@id": "urn:odd:raw", "@type": "@json"},
        "part": "urn:odd:part",
        "link": {"@id": "urn:odd:link", "@type": "@id"},
        "a~b": "urn:odd:tilde",
    },
]


def odd(**subject: object) -> JsonObject:
    """A credential whose subject holds what badges seldom do."""
    return {
        "@context": ODD_CONTEXT,
        "type": ["VerifiableCredential"],
        "issuer": "did:web:northbank.example",
        "credentialSubject": {"type": "Odd"} | subject,
    }  # type: ignore[return-value]


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from([choice.pointer for choice in CHOICES]), max_size=8))
def test_any_choice_holds_and_shows_what_was_chosen(chosen: set[str]) -> None:
    pointers = sorted(chosen)
    shown = derive(BASE, pointers, source=SOURCE)
    check(shown)
    for pointer in MANDATORY:
        assert at(shown, pointer) == at(BASE, pointer)
    assert shown == derive(BASE, list(reversed(pointers)), source=SOURCE)


def test_nothing_else_is_shown() -> None:
    shown = derive(BASE, ["/credentialSubject/result/0/value"], source=SOURCE)
    subject = shown["credentialSubject"]
    assert isinstance(subject, dict)
    assert set(subject) == {"type", "achievement", "result"}
    assert set(subject["achievement"]) == {"id", "type", "name"}  # type: ignore[arg-type]
    assert "evidence" not in shown


def test_every_choice_alone_holds_and_mandatory_ones_are_marked() -> None:
    assert {choice.pointer for choice in CHOICES if choice.is_mandatory} >= {"/validFrom", "/issuer/name"}
    pointers = {choice.pointer for choice in CHOICES}
    assert "/credentialSubject/achievement/resultDescription/0/allowedValue" in pointers  # a list in order: as one
    assert "/credentialSubject/achievement/microCredential/learningOutcomes/1" in pointers
    for choice in CHOICES[::5]:
        check(derive(BASE, [choice.pointer], source=SOURCE))


def test_present_refuses_what_another_signed() -> None:
    other = EcdsaSigner.from_scalar(KeyKind.P256, b"\x09" * 32)
    assert present(BASE, ["/name"], public_multikey=ISSUER.public_multikey, source=SOURCE)["name"] == "Reading charts"
    with pytest.raises(Untrusted):
        present(BASE, ["/name"], public_multikey=other.public_multikey, source=SOURCE)


@pytest.mark.parametrize("place", ["name", "evidence"])
def test_a_base_proof_over_something_else_does_not_hold(place: str) -> None:
    changed = copy.deepcopy(BASE) | {place: unsigned_award(name="Riding charts")["name"]}
    with pytest.raises(CredkitError):
        check_base(changed, read_proofs(changed)[0], public_multikey=ISSUER.public_multikey, source=SOURCE)


def test_items_of_an_array_may_be_left_out() -> None:
    base = signed_base(odd(part=[{"part": "a"}, {"part": "b"}, {"part": "c"}]), ["/issuer"])
    shown = derive(base, ["/credentialSubject/part/0", "/credentialSubject/part/2/part"], source=SOURCE)
    check(shown)
    assert at(shown, "/credentialSubject/part") == [{"part": "a"}, {"part": "c"}]


def test_one_item_of_one_is_found_at_index_0() -> None:
    base = signed_base(odd(part=["only"]), ["/credentialSubject/part/0"])
    check(derive(base, ["/credentialSubject/part"], source=SOURCE))


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("value", "inner"),
    [
        ({"inOrder": ["a", "b", "c"]}, "/inOrder/1"),
        ({"inOrder": [{"part": "a"}, {"part": "b"}]}, "/inOrder/1/part"),
        ({"raw": {"id": "x", "type": "y", "deep": {"er": 1}, "more": 2}}, "/raw/deep"),
        ({"part": {"@value": "hallo", "@language": "de"}}, "/part/@value"),
    ],
)
def test_what_is_signed_as_one_is_shown_whole_or_not_at_all(value: dict[str, object], inner: str, whole: bool) -> None:
    base = signed_base(odd(**value), ["/issuer"])
    if not whole:
        with pytest.raises(CredkitError):
            derive(base, ["/credentialSubject" + inner], source=SOURCE)
        return
    shown = derive(base, ["/credentialSubject/" + inner.split("/")[1]], source=SOURCE)
    check(shown)
    assert at(shown, "/credentialSubject") == {"type": "Odd"} | value
    assert [choice.value for choice in list_choices(base, source=SOURCE)][1:] == list(value.values())


def test_two_nodes_that_look_alike_are_kept_apart() -> None:
    twins = [{"type": "Odd", "part": {"part": "same"}}, {"type": "Odd", "part": {"part": "same"}}]
    base = signed_base(odd(part=twins), ["/issuer"])
    check(derive(base, ["/credentialSubject/part/1"], source=SOURCE))
    check(derive(base, ["/credentialSubject/part/0/part/part", "/credentialSubject/part/1"], source=SOURCE))


def test_a_node_that_others_name_is_shown_with_them_or_not_at_all() -> None:
    base = signed_base(odd(link="_:b0", part={"id": "_:b0", "part": "named"}), ["/issuer"])
    check(derive(base, ["/credentialSubject"], source=SOURCE))
    check(derive(base, ["/credentialSubject/link"], source=SOURCE))
    with pytest.raises(Refused):  # its label does not come along (section 3.4.11), so the link would be to nobody
        derive(base, ["/credentialSubject/link", "/credentialSubject/part/part"], source=SOURCE)


def test_escapes() -> None:
    base = signed_base(odd(**{"a~b": "tilde"}), ["/credentialSubject/a~0b"])
    check(derive(base, ["/issuer"], source=SOURCE))


@pytest.mark.parametrize(
    "pointer",
    [
        "name",
        "/credentialSubject/a~b",
        "/credentialSubject/a~2b",
        "/credentialSubject~1type",
        "/nowhere",
        "/name/0",
        "/name/length",
        "/evidence/-",
        "/evidence/1",
        "/evidence/00",
        "/evidence/-1",
        "/evidence/0x0",
        "/evidence/\u0660",
        "/evidence/",
        "/evidence/name",
        "/proof",
        "/proof/0/proofValue",
        "/@context/9",
        "/__proto__",
        "/" + "a/" * 5000,
    ],
)
def test_pointers_that_lead_nowhere(pointer: str) -> None:
    for refused in (lambda: derive(BASE, [pointer], source=SOURCE), lambda: signed_base(mandatory=[pointer])):
        with pytest.raises((Malformed, Refused)):
            refused()


def test_a_pointer_into_what_is_chosen_whole_must_lead_somewhere_too() -> None:
    with pytest.raises(Refused):
        select(unsigned_award(), ["/issuer", "/issuer/nowhere"])


def test_the_whole_document_may_be_chosen() -> None:
    shown = derive(BASE, [""], source=SOURCE)
    check(shown)
    assert shown | {"proof": 0} == BASE | {"proof": 0}


def test_nothing_chosen_is_no_copy() -> None:
    with pytest.raises(Refused):
        derive(signed_base(mandatory=()), [], source=SOURCE)
    with pytest.raises(Refused):
        derive(unsigned_award(), ["/name"], source=SOURCE)


def test_only_p256_keys_sign() -> None:
    p256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\x02" * 32)
    for other in (Ed25519Signer.from_seed(b"\x01" * 32), EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48)):
        for keys in ({"signer": other, "proof_key": p256}, {"signer": p256, "proof_key": other}):
            with pytest.raises(Refused):
                sign_base(unsigned_award(), [], hmac_key=b"k" * 32, created_at=DAY_ONE, source=SOURCE, **keys)
    with pytest.raises(Malformed):
        sign_base(unsigned_award(), [], hmac_key=b"k", created_at=DAY_ONE, source=SOURCE, signer=p256, proof_key=p256)


SHOWN_TO_EMPLOYERS = [
    "/credentialSubject/achievement/description",
    "/credentialSubject/achievement/criteria",
    "/credentialSubject/identifier",
]


def report_on(document: JsonObject) -> Report:
    keys = college_keys(KeyRecord(ISSUER.public_multikey, DAY_ONE))
    lists = {uri: signed_list(purpose, signer=ISSUER) for purpose, uri in LIST_URIS.items()}
    network = Network({did_web_url(COLLEGE): write_json(keys)} | lists)
    return verify(write_json(document), policy=STANDARD, fetcher=network, at=LATER)


def test_a_part_of_a_badge_passes_every_check() -> None:
    shown = derive(BASE, SHOWN_TO_EMPLOYERS, source=SOURCE)
    report = report_on(shown)
    assert report.answer is Answer.HOLDS, report
    assert "evidence" not in shown


def test_the_holders_own_copy_does_not_pass_as_a_part() -> None:
    report = report_on(BASE)
    assert report.answer is Answer.FAILS
    assert "sd.base_shown" in {check.code for check in report.checks}


@pytest.mark.parametrize("left_out", ["/issuer", "/validFrom", "/validUntil", "/credentialStatus"])
def test_what_limits_a_badge_is_not_left_to_choice(left_out: str) -> None:
    keys = {"signer": ISSUER, "hmac_key": b"k" * 32, "proof_key": EcdsaSigner.from_scalar(KeyKind.P256, b"\x02" * 32)}
    pointers = [pointer for pointer in MANDATORY if pointer != left_out]
    with pytest.raises(Refused) as refused:
        issue_base(prepare(unsigned_award()), pointers, created_at=DAY_ONE, **keys)  # type: ignore[arg-type]
    assert refused.value.code == "issue.limits_open"
    assert issue_base(prepare(unsigned_award()), [*pointers, left_out], created_at=DAY_ONE, **keys)  # type: ignore[arg-type]
    assert issue_base(prepare(unsigned_award()), [""], created_at=DAY_ONE, **keys)  # type: ignore[arg-type]
