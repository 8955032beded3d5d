"""Keys of every kind: their forms, their limits, and what is refused."""

import base64
import hashlib
import json
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa as pyca_rsa

from skillmark.credkit.codec.multibase import decode_base58btc, encode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Refused
from skillmark.credkit.keys import (
    EcdsaSigner,
    Ed25519Signer,
    KeyKind,
    RsaSigner,
    Signer,
    decode_multikey,
    encode_multikey,
    is_signed_by,
    jwk_from_multikey,
    jwk_thumbprint,
    kind_of,
    multikey_from_jwk,
)
from skillmark.credkit.keys.ecdsa import COORDINATE_BYTES, ORDERS

EC_KINDS = [KeyKind.P256, KeyKind.P384]


def numbered(count: int) -> bytes:
    """Not random: a test's own "random" bytes."""
    return hashlib.shake_256(b"key").digest(count)


@cache
def signer_of(kind: KeyKind) -> Signer:
    if kind is KeyKind.ED25519:
        return Ed25519Signer.from_seed(numbered(32))
    if kind is KeyKind.RSA:
        return RsaSigner.from_key(pyca_rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return EcdsaSigner.generate(numbered, kind)


@pytest.mark.parametrize("kind", list(KeyKind))
def test_every_kind_signs_and_one_flipped_bit_never_verifies(kind: KeyKind) -> None:
    signer = signer_of(kind)
    signature = signer.sign(b"data")
    assert kind_of(signer.public_multikey) is kind
    assert is_signed_by(signer.public_multikey, b"data", signature)
    assert signer.sign(b"data") == signature  # the same document, key and time give the same bytes
    assert not is_signed_by(signer.public_multikey, b"datA", signature)
    for index in range(0, len(signature), 7):
        flipped = signature[:index] + bytes([signature[index] ^ 4]) + signature[index + 1 :]
        assert not is_signed_by(signer.public_multikey, b"data", flipped)
    for wrong in (b"", signature[:-1], signature + b"\0", bytes(len(signature)), b"\xff" * len(signature)):
        assert not is_signed_by(signer.public_multikey, b"data", wrong)


@pytest.mark.parametrize("kind", list(KeyKind))
def test_multikey_and_jwk_say_the_same(kind: KeyKind) -> None:
    multikey = signer_of(kind).public_multikey
    assert encode_multikey(decode_multikey(multikey), kind) == multikey
    jwk = jwk_from_multikey(multikey)
    assert list(jwk) == sorted(jwk)
    assert multikey_from_jwk(jwk | {"kid": "any", "use": "sig"}) == multikey


def test_the_thumbprints_of_the_standards() -> None:
    """RFC 8037 appendix A.3 and RFC 7638 section 3.1."""
    okp: JsonObject = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert jwk_thumbprint(okp) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknj"
        "hMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQ"
        "vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzK"
        "nqDKgw"
    )
    assert jwk_thumbprint({"kty": "RSA", "n": modulus, "e": "AQAB"}) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


@pytest.mark.parametrize("kind", EC_KINDS)
def test_r_and_s_out_of_range_are_refused_and_either_s_is_accepted(kind: KeyKind) -> None:
    signer, length, order = signer_of(kind), COORDINATE_BYTES[kind], ORDERS[kind]
    signature = signer.sign(b"data")
    r, s = int.from_bytes(signature[:length]), int.from_bytes(signature[length:])
    assert is_signed_by(signer.public_multikey, b"data", r.to_bytes(length) + (order - s).to_bytes(length))
    top = 2 ** (8 * length)
    for odd_r, odd_s in [(0, s), (r, 0), (0, 0), (order, s), (r, order), (r + order, s), (r, s + order)]:
        if odd_r < top and odd_s < top:
            odd = odd_r.to_bytes(length) + odd_s.to_bytes(length)
            assert not is_signed_by(signer.public_multikey, b"data", odd)


@pytest.mark.parametrize("kind", EC_KINDS)
def test_points_in_other_forms_or_off_the_curve_are_refused(kind: KeyKind) -> None:
    jwk = jwk_from_multikey(signer_of(kind).public_multikey)
    x, y = (base64.urlsafe_b64decode(str(jwk[name]) + "==") for name in "xy")
    hybrid = bytes([6 + y[-1] % 2]) + x + y
    for point in (b"\x04" + x + y, hybrid, b"\0", b"", b"\x05" + x, b"\x02" + x[1:], b"\x02" + b"\xff" * len(x)):
        with pytest.raises(Malformed):
            decode_multikey(encode_multikey(point, kind))
    off = bytes([*y[:-1], y[-1] ^ 1])
    with pytest.raises(Malformed) as error:
        multikey_from_jwk(jwk | {"y": base64.urlsafe_b64encode(off).rstrip(b"=").decode()})
    assert error.value.code == "key.off_curve"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kty": "EC"}, "key.kind_unknown"),
        ({"kty": "okp"}, "key.kind_unknown"),
        ({"kty": ["OKP"]}, "key.kind_unknown"),
        ({"crv": "Ed448"}, "key.kind_unknown"),
        ({"crv": None}, "key.kind_unknown"),
        ({"d": "AAAA"}, "key.secret_shown"),
        ({"use": "enc"}, "key.other_use"),
        ({"key_ops": ["sign"]}, "key.other_use"),
        ({"key_ops": "verify"}, "key.other_use"),
        ({"alg": "ES256"}, "key.other_algorithm"),
        ({"alg": "none"}, "key.other_algorithm"),
        ({"x": 3}, "key.bad_jwk"),
        ({"x": ""}, "key.bad_jwk"),
        ({"x": "A" * 5_000}, "key.bad_jwk"),
        ({"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp"}, "multibase.not_base64url"),
        ({"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="}, "multibase.not_base64url"),
        ({"x": "AQ"}, "key.bad_length"),
        ({"x": "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}, "key.weak"),
    ],
)
def test_a_jwk_that_is_not_exact_is_refused(change: JsonObject, code: str) -> None:
    jwk: JsonObject = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    with pytest.raises(CredkitError) as error:
        multikey_from_jwk(jwk | change)
    assert error.value.code == code


def test_rsa_keys_too_short_or_too_long_or_with_odd_numbers_are_refused() -> None:
    def number(value: int) -> str:
        return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8)).rstrip(b"=").decode()

    sound = jwk_from_multikey(signer_of(KeyKind.RSA).public_multikey)
    for change in (
        {"n": number(2**1023 + 1)},
        {"n": number(2**8192 + 1)},
        {"n": number(2**2048 - 2)},
        {"e": number(1)},
        {"e": number(4)},
        {"e": number(2**40 + 1)},
        {"n": "AAAA" + str(sound["n"])},
        {"e": "AAEAAQ"},
    ):
        with pytest.raises(CredkitError):
            multikey_from_jwk(sound | change)
    der = decode_multikey(signer_of(KeyKind.RSA).public_multikey)
    for odd in (der + b"\0", der[:-1], b"", b"\x30\x00"):
        with pytest.raises(Malformed):
            decode_multikey(encode_multikey(odd, KeyKind.RSA))


def test_the_published_deterministic_signature_of_p256() -> None:
    """RFC 6979 appendix A.2.5, SHA-256, message "sample"."""
    scalar = bytes.fromhex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
    signature = EcdsaSigner.from_scalar(KeyKind.P256, scalar).sign(b"sample")
    assert signature[:32].hex().upper() == "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"


def test_secrets_come_from_multibase_and_never_show() -> None:
    scalar = b"\x07" * 32
    secret = encode_base58btc(b"\x86\x26" + scalar)
    signer = EcdsaSigner.from_secret_multikey(secret, controller="did:web:college.example")
    assert signer.verification_method == "did:web:college.example#" + signer.public_multikey
    assert signer.public_multikey.startswith("zDn")
    assert "_key" not in repr(signer)
    assert "0707" not in repr(signer)
    for wrong in (b"\x80\x26" + scalar, b"\x86\x26" + bytes(32), b"\x86\x26" + scalar[1:], b"\xed\x01" + scalar):
        with pytest.raises(Malformed):
            EcdsaSigner.from_secret_multikey(encode_base58btc(wrong))
    with pytest.raises(Malformed):
        Ed25519Signer.from_secret_multikey(secret)


def test_keys_of_unknown_kind_and_of_absurd_length_are_refused() -> None:
    secp256k1 = encode_base58btc(b"\xe7\x01\x02" + bytes(31) + b"\x01")
    for wrong in (secp256k1, "z" + "2" * 100_000):
        with pytest.raises(Refused):
            decode_multikey(wrong)
    assert len(decode_base58btc(encode_base58btc(bytes(300)))) == 300
    with pytest.raises(Malformed):
        decode_multikey(json.dumps({"kty": "OKP"}))
