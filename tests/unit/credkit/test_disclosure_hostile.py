"""Mallory with a derived or a base proof in hand: nothing that was not signed as it stands may hold."""

import contextlib
import copy
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.credkit.disclosing import ISSUER, SOURCE, at, check, signed_base, with_parts, with_value

from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Untrusted
from skillmark.credkit.proof.data_integrity import read_proofs
from skillmark.credkit.proof.data_integrity.sd import check_base, derive
from skillmark.credkit.proof.data_integrity.sd.cbor import read_cbor, write_cbor
from skillmark.credkit.proof.data_integrity.sd.value import (
    BASE_HEADER,
    DERIVED_HEADER,
    read_base_value,
    read_derived_value,
)

BASE = signed_base()
SHOWN = derive(BASE, ["/credentialSubject/result", "/evidence/0/name"], source=SOURCE)
MORE = derive(BASE, ["/credentialSubject/result", "/evidence"], source=SOURCE)
TEXT = read_proofs(SHOWN)[0].value
VALUE = read_derived_value(TEXT)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_as_it_is_it_holds() -> None:
    check(SHOWN)
    check(MORE)


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_never_verifies(seed: int) -> None:
    place = len(TEXT) - 1 if seed == 0 else random.Random(seed).randrange(len(TEXT))
    for bit in (0, 3, 5):
        flipped = LETTERS[LETTERS.index(TEXT[place]) ^ 1 << bit]
        with pytest.raises(CredkitError):
            check(with_value(SHOWN, TEXT[:place] + flipped + TEXT[place + 1 :]))


def test_a_base_proof_is_not_for_showing() -> None:
    with pytest.raises(Untrusted) as refused:
        check(BASE)
    assert refused.value.code == "sd.base_shown"
    (base,) = read_proofs(BASE)
    with pytest.raises(Untrusted):
        check(with_value(SHOWN, base.value))
    with pytest.raises(CredkitError):
        check_base(SHOWN, read_proofs(SHOWN)[0], public_multikey=ISSUER.public_multikey, source=SOURCE)


def change(document: JsonObject, pointer: str, value: object) -> JsonObject:
    changed = copy.deepcopy(document)
    *way, last = pointer.split("/")
    place = at(changed, "/".join(way))
    place[int(last) if isinstance(place, list) else last] = value
    return changed


def remove(document: JsonObject, pointer: str) -> JsonObject:
    changed = copy.deepcopy(document)
    *way, last = pointer.split("/")
    place = at(changed, "/".join(way))
    del place[int(last) if isinstance(place, list) else last]
    return changed


@pytest.mark.parametrize(
    "changed",
    [
        change(SHOWN, "/credentialSubject/result/0/value", "99"),
        change(SHOWN, "/validUntil", "2099-05-01T12:00:00Z"),
        change(SHOWN, "/issuer/id", "did:web:mallory.example"),
        change(SHOWN, "/name", "Reading charts"),  # true, but not in what was shown
        change(SHOWN, "/credentialSubject/achievement/description", "Brain surgery"),
        change(SHOWN, "/credentialSubject/id", "did:example:mallory"),
        change(SHOWN, "/credentialStatus/0/statusListIndex", "1"),
        change(SHOWN, "/type", ["VerifiableCredential"]),
        change(SHOWN, "/proof/0/created", "2020-01-01T00:00:00Z"),
        change(SHOWN, "/proof/0/proofPurpose", "authentication"),
        change(SHOWN, "/proof/0/verificationMethod", "did:web:northbank.example:o:college#other"),
        change(SHOWN, "/proof/0/previousProof", "urn:uuid:1"),
        change(SHOWN, "/proof/0/@context", "https://www.w3.org/ns/credentials/v2"),
        remove(SHOWN, "/validUntil"),
        remove(SHOWN, "/credentialStatus"),
        remove(SHOWN, "/credentialStatus/0"),
        remove(SHOWN, "/issuer/address"),
        remove(SHOWN, "/credentialSubject/achievement"),
        remove(SHOWN, "/evidence"),
        remove(SHOWN, "/evidence/0/name"),
    ],
    ids=lambda _: "",
)
def test_changed_documents(changed: JsonObject) -> None:
    with pytest.raises(CredkitError):
        check(changed)


def test_another_key() -> None:
    with pytest.raises(CredkitError):
        check(SHOWN, multikey=VALUE.public_multikey)
    with pytest.raises(CredkitError):
        check(SHOWN, multikey="z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP")


SWAPPED = dict(zip(VALUE.labels, reversed(VALUE.labels.values()), strict=True))
ONE_FOR_TWO = dict.fromkeys(VALUE.labels, next(iter(VALUE.labels.values())))
MANY = VALUE.mandatory_indexes


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": {}},
        {"labels": SWAPPED},
        {"labels": ONE_FOR_TWO},
        {"labels": VALUE.labels | {len(VALUE.labels): b"\x00" * 32}},
        {"labels": {number: label for number, label in VALUE.labels.items() if number}},
        {"labels": {number + 1: label for number, label in VALUE.labels.items()}},
        {"labels": VALUE.labels | {0: b"\x00" * 32}},
        {"labels": VALUE.labels | {0: VALUE.labels[0][:31]}},
        {"labels": VALUE.labels | {0: VALUE.labels[0] + b"\x00"}},
        {"mandatory_indexes": ()},
        {"mandatory_indexes": MANY[1:]},
        {"mandatory_indexes": (*MANY, 10_000)},
        {"mandatory_indexes": (*MANY, 2**64 - 1)},
        {"mandatory_indexes": tuple(reversed(MANY))},
        {"mandatory_indexes": (*MANY, MANY[-1])},
        {"mandatory_indexes": (*MANY[:-1], "0")},
        {"signatures": ()},
        {"signatures": VALUE.signatures[1:]},
        {"signatures": (*VALUE.signatures, VALUE.signatures[0])},
        {"signatures": tuple(reversed(VALUE.signatures))},
        {"signatures": (VALUE.signatures[0],) * len(VALUE.signatures)},
        {"signatures": (b"\x00" * 64, *VALUE.signatures[1:])},
        {"signatures": (VALUE.signatures[0][:63], *VALUE.signatures[1:])},
        {"signature": VALUE.signature[:63]},
        {"signature": VALUE.signature + b"\x00"},
        {"signature": b"\x00" * 64},
        {"signature": VALUE.signatures[0]},
        {"public_key": VALUE.public_key[:-1]},
        {"public_key": VALUE.public_key + b"\x00"},
        {"public_key": b"\xed\x01" + VALUE.public_key[2:-1] + b"\x00"},
        {"public_key": b"\x80\x24\x04" + VALUE.public_key[3:]},
        {"public_key": b"\x80\x24\x02" + b"\xff" * 32},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_changed_values(changes: dict[str, object]) -> None:
    with pytest.raises(CredkitError):
        check(with_parts(SHOWN, **changes))


def test_all_statements_as_mandatory_ones() -> None:
    every = range(len(VALUE.mandatory_indexes) + len(VALUE.signatures))
    with pytest.raises(Untrusted):
        check(with_parts(SHOWN, mandatory_indexes=tuple(every), signatures=()))


def test_a_signature_of_one_credential_is_worth_nothing_in_another() -> None:
    other = derive(signed_base(SHOWN | {"id": "urn:uuid:2"}), ["/credentialSubject/result"], source=SOURCE)
    with pytest.raises(CredkitError):
        check(with_value(SHOWN, read_proofs(other)[0].value))


def test_derived_from_a_changed_base_is_refused_or_does_not_hold() -> None:
    value = read_base_value(read_proofs(BASE)[0].value)
    for changed in (
        replace(value, mandatory_pointers=value.mandatory_pointers[1:]),
        replace(value, signatures=value.signatures[1:]),
        replace(value, signatures=(*value.signatures, value.signatures[0])),
        replace(value, hmac_key=b"\x04" * 32),
    ):
        with pytest.raises(CredkitError):
            check(derive(with_value(BASE, changed.text()), ["/name"], source=SOURCE))


def _recoded(edit: Callable[[list], object], header: bytes = DERIVED_HEADER) -> str:  # type: ignore[type-arg]
    parts = [VALUE.signature, VALUE.public_key, list(VALUE.signatures), VALUE.labels, list(VALUE.mandatory_indexes)]
    edited = edit(parts)
    return encode_base64url(header + (edited if isinstance(edited, bytes) else write_cbor(parts)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "u",
        TEXT[1:],
        "z" + TEXT[1:],
        "u" + TEXT[5:],
        TEXT + "A",
        TEXT + "=",
        TEXT[:-4],
        _recoded(lambda parts: parts.pop()),
        _recoded(lambda parts: parts.append(0)),
        _recoded(lambda parts: parts.reverse()),
        _recoded(lambda parts: parts.__setitem__(2, {})),
        _recoded(lambda parts: parts.__setitem__(3, [])),
        _recoded(lambda parts: parts.__setitem__(4, [-0, "1"])),
        _recoded(lambda parts: write_cbor(parts) + b"\x00"),
        _recoded(lambda parts: b"\x9f" + write_cbor(parts)[1:] + b"\xff"),
        _recoded(lambda parts: b"\xd8\x40" + write_cbor(parts)),
        _recoded(lambda parts: None, header=b"\xd9\x5d\x02"),
        _recoded(lambda parts: None, header=BASE_HEADER),
        encode_base64url(DERIVED_HEADER + b"\x9b" + b"\xff" * 8),
        encode_base64url(DERIVED_HEADER + b"\x81" * 100_000),
        "u" * 2_000_000,
    ],
    ids=lambda _: "",
)
def test_values_in_another_form(text: str) -> None:
    with pytest.raises(CredkitError):
        check(with_value(SHOWN, text))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x18\x05",  # 5 in two bytes
        b"\x19\x00\xff",
        b"\x1a\x00\x00\xff\xff",
        b"\x1b\x00\x00\x00\x00\xff\xff\xff\xff",
        b"\x1c",
        b"\x1f",
        b"\x20",  # -1
        b"\x5f\x41a\xff",
        b"\x61\xff",
        b"\x62\xc3",
        b"\x9f\xff",
        b"\xbf\xff",
        b"\xa2\x00\x40\x00\x40",  # a key twice
        b"\xa1\x40\x00",
        b"\xa1\x00\x00",
        b"\xa1\x00\x81\x00",
        b"\xc0\x00",
        b"\xf4",
        b"\xf9\x00\x00",
        b"\xff",
        b"\x00\x00",
        b"\x82\x00",
        b"\x45abc",
        b"\x81\x81\x81\x81\x81\x00",
    ],
)
def test_cbor_that_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_cbor(data)


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.integers(0, 2**64 - 1)
        | st.binary(max_size=300)
        | st.text(max_size=30)
        | st.dictionaries(st.integers(0, 2**64 - 1), st.binary(max_size=40)),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=3,
    )
)
def test_cbor_comes_back(value: object) -> None:
    try:
        data = write_cbor(value)  # type: ignore[arg-type]
        assert read_cbor(data) == value
    except Malformed:
        assert isinstance(value, list)  # too deep, which no proof value is


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_only_our_errors_leave(data: bytes) -> None:
    with contextlib.suppress(Malformed):
        value = read_cbor(data)
        assert read_cbor(write_cbor(value)) == value and len(write_cbor(value)) == len(data)
    for read in (read_base_value, read_derived_value):
        with pytest.raises(CredkitError):
            read(encode_base64url(DERIVED_HEADER + data))
