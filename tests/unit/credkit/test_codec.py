"""Bytes to values and back: strict JSON, JCS, multibase."""

import contextlib
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.credkit.codec.jcs import canonicalize, format_number
from skillmark.credkit.codec.multibase import (
    decode_base58btc,
    decode_base64url,
    encode_base58btc,
    encode_base64url,
)
from skillmark.credkit.codec.strict_json import Limits, read_json, write_json
from skillmark.credkit.errors import CredkitError, Malformed, Refused

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"a":1,"a":2}', "json.duplicate_key"),
        (b'{"a":"\xff"}', "json.not_utf8"),
        (rb'{"a":"\ud800"}', "json.lone_surrogate"),
        (rb'{"\udc00":1}', "json.lone_surrogate"),
        (b"[NaN]", "json.not_a_number"),
        (b"[-Infinity]", "json.not_a_number"),
        (b"[1e999]", "json.number_too_large"),
        (b"[9007199254740993]", "json.number_too_large"),
        (b"[" + b"9" * 5000 + b"]", "json.number_too_large"),
        (b"[" * 60 + b"]" * 60, "json.too_deep"),
        (b"[" * 100_000, "json.too_deep"),
        (b"{", "json.syntax"),
        (b"", "json.syntax"),
        (rb'{"a":1,"\u0061":2}', "json.duplicate_key"),
        (b'[{"a":{"b":1,"b":1}}]', "json.duplicate_key"),
        ('{"a":1}'.encode("utf-16"), "json.not_utf8"),
        ('{"a":1}'.encode("utf-16-le"), "json.syntax"),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", "json.syntax"),
        (b'{"a":"\xc0\xaf"}', "json.not_utf8"),
        (b'{"a":"\xed\xa0\x80"}', "json.not_utf8"),
        (b"[1] [2]", "json.syntax"),
        (b"[01]", "json.syntax"),
        (b"[1,]", "json.syntax"),
        (b"{'a':1}", "json.syntax"),
        (b'"\x00"', "json.syntax"),
        (b"[-1e309]", "json.number_too_large"),
        (b"[0." + b"1" * 5000 + b"]", "json.number_too_large"),
        (b"[" + b"1," * 20_000 + b"1]", "json.too_many_values"),
        (b'{"a":' * 100_000, "json.too_deep"),
        (b" " * 2_000_001, "json.too_large"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(CredkitError) as caught:
        read_json(data)
    assert caught.value.code == code


def test_one_mark_of_byte_order_is_read_over() -> None:
    assert read_json(b"\xef\xbb\xbf[1]") == [1]


def test_limits() -> None:
    with pytest.raises(Refused):
        read_json(b"[1,2,3]", Limits(max_bytes=3))
    with pytest.raises(Refused):
        read_json(b"[1,2,3]", Limits(max_values=3))


def test_numbers_are_read_as_javascript_reads_them() -> None:
    assert repr(read_json(b"[42.0, 1e2, 2.5, -0.0]")) == "[42, 100, 2.5, 0]"


@given(JSON)
def test_json_comes_back(value: object) -> None:
    assert read_json(write_json(value)) == value  # type: ignore[arg-type]
    assert read_json(canonicalize(value)) == value  # type: ignore[arg-type]


@given(st.binary(max_size=200))
def test_the_reader_never_crashes(data: bytes) -> None:
    with contextlib.suppress(CredkitError):
        read_json(data)


@pytest.mark.parametrize(
    ("bits", "text"),
    [  # RFC 8785, appendix B
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("41b3de4355555553", "333333333.3333332"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_numbers_as_ecmascript_prints_them(bits: str, text: str) -> None:
    assert format_number(struct.unpack(">d", bytes.fromhex(bits))[0]) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_printed_numbers_come_back(number: float) -> None:
    assert float(format_number(number)) == number


def test_keys_sort_by_utf16() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]  # RFC 8785, section 3.2.3
    ordered = list(json.loads(canonicalize(dict.fromkeys(keys, 1))))
    assert ordered == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@given(st.binary(max_size=80))
def test_multibase_comes_back(data: bytes) -> None:
    assert decode_base58btc(encode_base58btc(data)) == data
    assert decode_base64url(encode_base64url(data)) == data


@pytest.mark.parametrize("text", ["", "x", "z0", "zl", "mQUJD", "z\u00e9"])
def test_bad_base58(text: str) -> None:
    with pytest.raises(Malformed):
        decode_base58btc(text)


@pytest.mark.parametrize(
    "text", ["", "zz", "u+", "ua=", "uaaaaa", "u\n", "uAB", "uAAB"]
)  # AA and AAA hold the same bytes
def test_bad_base64url(text: str) -> None:
    with pytest.raises(Malformed):
        decode_base64url(text)
