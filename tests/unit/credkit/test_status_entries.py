"""Status entries and lists of every kind that is read: several bits wide, several purposes, older editions."""

import base64
import gzip
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE

from skillmark.credkit.errors import CredkitError, Refused
from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.status import (
    ENTRY_TYPE,
    MIN_ENTRIES,
    StatusEntry,
    build_entry,
    decode_bits,
    decode_bits_2021,
    empty_bits,
    encode_bits,
    read_entries,
    read_revocation_list,
    read_status_list,
    read_value,
    set_bits,
    set_values,
    status_list_credential,
)

LIST = "https://northbank.example/status/notes"
ENTRY: JsonObject = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "message",
    "statusListIndex": "7",
    "statusListCredential": LIST,
    "statusSize": 2,
    "statusMessage": [{"status": hex(value), "message": f"stage {value}"} for value in range(4)],
    "statusReference": "https://northbank.example/stages",
}


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 12), st.dictionaries(st.integers(0, MIN_ENTRIES - 1), st.integers(0, 4095), max_size=12))
def test_values_of_any_width_come_back(size_bits: int, wanted: dict[int, int]) -> None:
    values = {index: value % (1 << size_bits) for index, value in wanted.items()}
    bits = decode_bits(encode_bits(set_values(empty_bits(size_bits=size_bits), values, size_bits=size_bits)))
    assert {index: read_value(bits, index, size_bits) for index in values} == values
    assert sum(byte.bit_count() for byte in bits) == sum(value.bit_count() for value in values.values())


def test_the_leftmost_bit_of_an_entry_counts_most() -> None:
    assert set_values(empty_bits(size_bits=3), {1: 0b100, 2: 0b011}, size_bits=3)[:2] == bytes([0b00010001, 0b10000000])


def test_a_value_can_be_cleared_again() -> None:
    full = set_values(empty_bits(size_bits=2), {5: 3}, size_bits=2)
    assert set_values(full, {5: 0}, size_bits=2) == empty_bits(size_bits=2)


@pytest.mark.parametrize(("index", "size_bits"), [(-1, 1), (MIN_ENTRIES, 1), (MIN_ENTRIES // 2, 2), (0, 2)])
def test_a_list_too_short_for_the_width_is_not_read(index: int, size_bits: int) -> None:
    """A list of single bits read two at a time has only half the entries that hide whom one asks about."""
    with pytest.raises(Refused):
        read_value(empty_bits(), index, size_bits)


@pytest.mark.parametrize(("value", "size_bits"), [(4, 2), (-1, 2), (2, 1)])
def test_a_value_too_wide_is_not_written(value: int, size_bits: int) -> None:
    with pytest.raises(Refused):
        set_values(empty_bits(size_bits=2), {0: value}, size_bits=size_bits)


def test_an_entry_says_what_each_value_means() -> None:
    (entry,) = read_entries({"credentialStatus": ENTRY})
    assert (entry.purpose, entry.index, entry.size_bits) == ("message", 7, 2)
    assert [entry.message_of(value) for value in range(4)] == ["stage 0", "stage 1", "stage 2", "stage 3"]
    assert entry.references == ("https://northbank.example/stages",)


@pytest.mark.parametrize(
    "entry",
    [
        StatusEntry(ENTRY_TYPE, "revocation", 9, LIST),
        StatusEntry(
            ENTRY_TYPE, "message", 9, LIST, 2, ("a", "b", "c", "d"), ("https://a.example/", "https://b.example/")
        ),
        StatusEntry(ENTRY_TYPE, "message", 9, LIST, 1, ("fine", "look again"), ("https://a.example/",)),
    ],
)
def test_what_is_written_is_read_back(entry: StatusEntry) -> None:
    assert read_entries({"credentialStatus": build_entry(entry)}) == (entry,)


@pytest.mark.parametrize(
    "entry",
    [
        StatusEntry("StatusList2021Entry", "revocation", 9, LIST),
        StatusEntry(ENTRY_TYPE, "message", 9, LIST, 2),
        StatusEntry(ENTRY_TYPE, "message", 9, LIST, 2, ("a", "b")),
        StatusEntry(ENTRY_TYPE, "revocation", -1, LIST),
        StatusEntry(ENTRY_TYPE, "", 9, LIST),
    ],
)
def test_what_could_not_be_read_is_not_written(entry: StatusEntry) -> None:
    with pytest.raises(CredkitError):
        build_entry(entry)


def test_without_messages_a_bit_is_set_or_unset() -> None:
    plain = {key: value for key, value in ENTRY.items() if key not in ("statusSize", "statusMessage")}
    (entry,) = read_entries({"credentialStatus": [plain]})
    assert [entry.message_of(value) for value in (0, 1)] == ["unset", "set"]


@pytest.mark.parametrize(
    "change",
    [
        {"statusListIndex": 7},
        {"statusListIndex": "-7"},
        {"statusListIndex": "7.0"},
        {"statusListIndex": "\u0667"},
        {"statusListIndex": None},
        {"statusListCredential": {"id": LIST}},
        {"statusPurpose": ["revocation"]},
        {"statusPurpose": ""},
        {"statusSize": 0},
        {"statusSize": "2"},
        {"statusSize": True},
        {"statusSize": 3},
        {"statusSize": 1000},
        {"statusMessage": None},
        {"statusMessage": [{"status": "0x0", "message": "a"}] * 4},
        {"statusMessage": [{"status": str(value), "message": "a"} for value in range(4)]},
        {"statusMessage": [{"status": "0x" + "f" * 9000, "message": "a"}]},
        {"statusReference": "here"},
        {"id": LIST},
    ],
)
def test_an_entry_that_breaks_a_rule_is_not_read(change: JsonObject) -> None:
    entry = {key: value for key, value in (ENTRY | change).items() if value is not None}
    with pytest.raises(CredkitError) as caught:
        read_entries({"credentialStatus": entry})
    assert caught.value.code.startswith("status.")


def test_one_list_may_serve_several_purposes_and_name_its_ttl() -> None:
    document = status_list_credential(
        list_uri=LIST,
        issuer_did="did:web:northbank.example",
        purpose=("revocation", "suspension"),
        bits=set_bits(empty_bits(), [3]),
        valid_from=DAY_ONE,
        valid_until=DAY_ONE + timedelta(days=1),
        ttl_s=600,
    )
    held = read_status_list(document)
    assert held.purposes == ("revocation", "suspension")
    assert held.ttl_s == 600
    assert held.ask_again_at(DAY_ONE) == DAY_ONE + timedelta(seconds=600)
    assert held.ask_again_at(DAY_ONE + timedelta(days=9)) == DAY_ONE + timedelta(days=1)


@pytest.mark.parametrize("ttl", [-1, "soon", True, 1e30, [5]])
def test_a_ttl_that_is_none(ttl: Any) -> None:
    document: Any = _list_2021("u")
    document["type"], document["credentialSubject"]["type"] = "BitstringStatusListCredential", "BitstringStatusList"
    document["credentialSubject"] |= {"ttl": ttl, "encodedList": encode_bits(empty_bits())}
    with pytest.raises(CredkitError) as caught:
        read_status_list(document)
    assert caught.value.code == "status.bad_ttl"


def _list_2021(encoded: str) -> JsonObject:
    return {
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuer": "did:web:northbank.example",
        "issuanceDate": "2026-05-01T12:00:00Z",
        "credentialSubject": {"type": "StatusList2021", "statusPurpose": "revocation", "encodedList": encoded},
    }


PACKED = gzip.compress(set_bits(empty_bits(), [94_567]), mtime=0)


@pytest.mark.parametrize(
    "encoded",
    [
        base64.urlsafe_b64encode(PACKED).decode(),
        base64.urlsafe_b64encode(PACKED).decode().rstrip("="),
        base64.b64encode(PACKED).decode(),
    ],
)
def test_a_list_of_2021_is_read_in_either_alphabet(encoded: str) -> None:
    held = read_status_list(_list_2021(encoded))
    assert read_value(held.bits, 94_567) == 1
    assert read_value(held.bits, 94_568) == 0
    assert held.starts_at == DAY_ONE


@pytest.mark.parametrize("encoded", ["", "****", "AAAA", base64.b64encode(gzip.compress(bytes(4_000_000))).decode()])
def test_a_list_of_2021_that_is_none(encoded: str) -> None:
    with pytest.raises(CredkitError):
        decode_bits_2021(encoded)


def test_an_entry_of_2021_and_one_of_1edtech() -> None:
    older = {"type": "StatusList2021Entry", "statusPurpose": "revocation", "statusListIndex": 5}
    first, second = read_entries(
        {
            "credentialStatus": [
                older | {"statusListCredential": LIST},
                {"id": "https://northbank.example/revoked", "type": "1EdTechRevocationList"},
            ]
        }
    )
    assert (first.index, first.purpose, first.is_readable) == (5, "revocation", True)
    assert (second.index, second.purpose, second.list_uri) == (-1, "revocation", "https://northbank.example/revoked")


def test_a_kind_nobody_knows_is_not_readable() -> None:
    (entry,) = read_entries({"credentialStatus": {"type": "FutureStatus", "statusListIndex": {}}})
    assert not entry.is_readable


def test_a_revocation_list_names_ids_and_reasons() -> None:
    found = read_revocation_list(
        {
            "id": "https://northbank.example/revoked",
            "issuer": {"id": "did:web:northbank.example"},
            "revokedCredentials": [
                {"id": "urn:uuid:1", "revoked": True, "revocationReason": "Issued by mistake"},
                {"id": "urn:uuid:2"},
                {"id": "urn:uuid:3", "revoked": False},
                "urn:uuid:4",
            ],
        }
    )
    assert found.issuer == "did:web:northbank.example"
    assert found.revoked == {"urn:uuid:1": "Issued by mistake", "urn:uuid:2": "", "urn:uuid:4": ""}


@pytest.mark.parametrize("document", [{}, {"revokedCredentials": [5]}, {"revokedCredentials": [{"id": 5}]}])
def test_a_revocation_list_that_is_none(document: JsonObject) -> None:
    with pytest.raises(CredkitError):
        read_revocation_list(document)
