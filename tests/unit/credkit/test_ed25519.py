"""One verdict whichever Ed25519 library ran: both over every odd point and scalar, made here from the curve's own laws.

The cases are those of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko 2020, table 5) and of libsodium's and
ZIP 215's lists, as kinds: small order, mixed order, non-canonical, S too large. Mallory owns the secret of each.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import product

import pytest

from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import Ed25519Signer, decode_multikey, encode_multikey, is_signed_by
from skillmark.credkit.keys.ed25519 import ask_libsodium, ask_openssl, is_signed, may_be_signature

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, FIELD) % FIELD
Point = tuple[int, int]


def add(p: Point, q: Point) -> Point:
    (x1, y1), (x2, y2) = p, q
    t = D * x1 * x2 * y1 * y2
    x3 = (x1 * y2 + x2 * y1) * pow(1 + t, -1, FIELD)
    y3 = (y1 * y2 + x1 * x2) * pow(1 - t, -1, FIELD)
    return x3 % FIELD, y3 % FIELD


def times(n: int, p: Point) -> Point:
    total = (0, 1)
    while n:
        total = add(total, p) if n & 1 else total
        p, n = add(p, p), n >> 1
    return total


def point_at(y: int) -> Point | None:
    """The point of even x at y, if there is one."""
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, FIELD) % FIELD
    x = pow(x2, (FIELD + 3) // 8, FIELD)
    if x * x % FIELD != x2:
        x = x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    if x * x % FIELD != x2:
        return None
    return (x if x % 2 == 0 else FIELD - x), y


@cache
def base() -> Point:
    point = point_at(4 * pow(5, -1, FIELD) % FIELD)
    assert point is not None
    assert times(ORDER, point) == (0, 1)
    return point


@cache
def torsion() -> tuple[Point, ...]:
    """The eight points whose order divides 8."""
    for y in range(2, 100):
        point = point_at(y)
        if point is not None:
            found = tuple(times(k, times(ORDER, point)) for k in range(8))
            if len(set(found)) == 8:
                return found
    raise AssertionError


def encode(point: Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def spellings(point: Point) -> list[bytes]:
    """Canonical, and whatever else decodes to it somewhere: y + p, and the sign bit of x = 0."""
    x, y = point
    found = [encode(point)]
    found += [(y + FIELD | (x & 1) << 255).to_bytes(32, "little")] if y < 19 else []
    found += [(value | 1 << 255).to_bytes(32, "little") for value in (y, y + FIELD) if x == 0 and value < 2**255]
    return found


@dataclass(frozen=True)
class Case:
    name: str
    key: bytes
    data: bytes
    signature: bytes


def forge(key: bytes, secret: int, nonce: int, r: bytes, data: bytes) -> bytes:
    """A signature that fits the equation up to small order: S = nonce + H(R, A, M) * secret."""
    h = int.from_bytes(hashlib.sha512(r + key + data).digest(), "little")
    return r + ((nonce + h * secret) % ORDER).to_bytes(32, "little")


@cache
def cases() -> tuple[Case, ...]:
    found = []
    sound_key, sound_r = times(1234567, base()), times(7654321, base())
    keys = [("small A", s, 0) for t in torsion() for s in spellings(t)]
    keys += [("mixed A", encode(add(sound_key, t)), 1234567) for t in torsion()[1:]]
    keys += [("sound A", encode(sound_key), 1234567)]
    rs = [("small R", s, 0) for t in torsion() for s in spellings(t)]
    rs += [("mixed R", encode(add(sound_r, t)), 7654321) for t in torsion()[1:]]
    rs += [("sound R", encode(sound_r), 7654321)]
    for (key_name, key, secret), (r_name, r, nonce), data in product(keys, rs, (b"a", b"b")):
        found.append(Case(f"{key_name}, {r_name}", key, data, forge(key, secret, nonce, r, data)))
    key, good = encode(sound_key), forge(encode(sound_key), 1234567, 7654321, encode(sound_r), b"a")
    s = int.from_bytes(good[32:], "little")
    for factor in range(1, 15):
        if s + factor * ORDER < 2**256:
            stretched = good[:32] + (s + factor * ORDER).to_bytes(32, "little")
            found.append(Case("large S", key, b"a", stretched))
    off_curve = next(y for y in range(2, 100) if point_at(y) is None).to_bytes(32, "little")
    found.append(Case("A off the curve", off_curve, b"a", good))
    found.append(Case("R off the curve", key, b"a", off_curve + good[32:]))
    return tuple(found)


def guarded(case: Case, ask) -> bool | str:  # type: ignore[no-untyped-def]
    try:
        decode_multikey(encode_multikey(case.key))
    except Refused as problem:
        return problem.code
    return is_signed(case.key, case.data, case.signature, ask)


def test_both_libraries_say_the_same_behind_our_checks() -> None:
    for case in cases():
        verdict = guarded(case, ask_libsodium)
        assert verdict == guarded(case, ask_openssl), case.name
        if case.name == "sound A, sound R":
            assert verdict is True
        elif case.name.startswith("small A"):
            assert verdict == "key.weak", case.name
        elif "small R" in case.name or "large S" in case.name or "off" in case.name:
            assert verdict is False, case.name


def test_without_our_checks_they_would_differ() -> None:
    """Else the test above would prove nothing."""
    differ = {
        case.name
        for case in cases()
        if ask_libsodium(case.key, case.data, case.signature) != ask_openssl(case.key, case.data, case.signature)
    }
    assert "small A, sound R" in differ or "sound A, small R" in differ


@pytest.mark.parametrize("seed", [1, 2, 200])
def test_both_libraries_accept_what_was_signed(seed: int) -> None:
    signer = Ed25519Signer.from_seed(bytes([seed]) * 32)
    key, signature = decode_multikey(signer.public_multikey), signer.sign(b"data")
    assert is_signed(key, b"data", signature, ask_openssl)
    assert is_signed_by(signer.public_multikey, b"data", signature)


def test_every_coordinate_from_the_size_of_the_field_on_is_refused() -> None:
    for y in range(FIELD - 3, 2**255):
        for sign in (0, 1 << 255):
            encoded = (y | sign).to_bytes(32, "little")
            signature = encoded + bytes(32)
            assert may_be_signature(signature) is (y < FIELD - 1), y - FIELD
    for s in (ORDER - 1, 2**252 - 1, 2**252, 0):
        assert may_be_signature(encode(base()) + s.to_bytes(32, "little"))
    for s in (ORDER, ORDER + 1, 2**253, 2**256 - 1):
        assert not may_be_signature(encode(base()) + s.to_bytes(32, "little"))
