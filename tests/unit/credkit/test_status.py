"""Status lists: bits, slots, bounds."""

import gzip
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.status import MIN_ENTRIES, decode_bits, empty_bits, encode_bits, is_set, set_bits, slot_at

SECRET = bytes(range(32))


def test_the_first_entry_is_the_leftmost_bit() -> None:
    assert set_bits(empty_bits(), [0, 9])[:2] == b"\x80\x40"


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, MIN_ENTRIES - 1), max_size=30))
def test_bits_come_back(indexes: set[int]) -> None:
    bits = decode_bits(encode_bits(set_bits(empty_bits(), indexes)))
    assert {index for index in indexes if is_set(bits, index)} == indexes
    assert sum(byte.bit_count() for byte in bits) == len(indexes)


def test_w3cs_own_empty_list() -> None:
    """The example list of Bitstring Status List 1.0: 131,072 entries, none set."""
    text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    assert decode_bits(text) == empty_bits()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (encode_base64url(gzip.compress(bytes(40_000_000), mtime=0)), "status.too_large"),
        (encode_base64url(gzip.compress(bytes(100), mtime=0)), "status.too_small"),
        (encode_base64url(gzip.compress(bytes(20_000), mtime=0)[:-4]), "status.bad_list"),
        (encode_base64url(gzip.compress(bytes(20_000), mtime=0) + b"more"), "status.bad_list"),
        ("u", "status.bad_list"),
        (encode_bits(bytes(20_000))[1:], "multibase.not_base64url"),
        ("u***", "multibase.not_base64url"),
    ],
)
def test_lists_that_are_refused(text: str, code: str) -> None:
    with pytest.raises(CredkitError) as caught:
        decode_bits(text)
    assert caught.value.code == code


@pytest.mark.parametrize("index", [-1, MIN_ENTRIES])
def test_no_such_entry(index: int) -> None:
    with pytest.raises(CredkitError):
        is_set(empty_bits(), index)


def test_too_small_a_list_is_not_made() -> None:
    with pytest.raises(CredkitError):
        empty_bits(MIN_ENTRIES - 8)


@pytest.mark.parametrize("entries", [1000, 1024, 1025])
def test_every_slot_is_used_exactly_once(entries: int) -> None:
    assert sorted(slot_at(SECRET, serial, entries) for serial in range(entries)) == list(range(entries))


def test_slots_do_not_tell_the_order() -> None:
    """Neighbours in time lie, on average, a third of the list apart, as strangers would."""
    slots = [slot_at(SECRET, serial, MIN_ENTRIES) for serial in range(2000)]
    gaps = [abs(a - b) for a, b in itertools.pairwise(slots)]
    assert 0.30 < sum(gaps) / len(gaps) / MIN_ENTRIES < 0.37
    rising = sum(a < b for a, b in itertools.pairwise(slots)) / len(gaps)
    assert 0.46 < rising < 0.54
    assert slots[:5] != [slot_at(bytes(32), serial, MIN_ENTRIES) for serial in range(5)]


def test_a_slot_never_changes() -> None:
    """What is in use must stay: these were computed when the mapping was fixed."""
    assert [slot_at(SECRET, serial, MIN_ENTRIES) for serial in range(4)] == FIXED


@pytest.mark.parametrize("serial", [-1, MIN_ENTRIES])
def test_a_full_list(serial: int) -> None:
    with pytest.raises(CredkitError):
        slot_at(SECRET, serial, MIN_ENTRIES)


FIXED = [71349, 100896, 89473, 62649]
