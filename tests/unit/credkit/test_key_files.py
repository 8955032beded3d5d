"""Encrypted key files: round trips, another reader, wrong passphrases, changed files, and no secret anywhere."""

import base64
import re
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import given, settings
from hypothesis import strategies as some

from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, RsaSigner, read_key_file, write_key_file
from skillmark.credkit.keys.der import Encrypted, read_encrypted, write_encrypted
from skillmark.credkit.keys.files import QUICK, FileSigner, ScryptCost

PASSPHRASE = "correct horse battery"
SEED = bytes(range(32))


def zeros(count: int) -> bytes:
    return bytes(count)


def signers() -> list[FileSigner]:
    return [
        Ed25519Signer.from_seed(SEED, controller="did:web:college.example"),
        EcdsaSigner.from_scalar(KeyKind.P256, SEED),
        EcdsaSigner.from_scalar(KeyKind.P384, SEED + bytes(16)),
        RsaSigner.from_key(
            rsa.generate_private_key(public_exponent=65537, key_size=2048), verification_method="https://a.example/k"
        ),
    ]


@pytest.fixture(scope="module")
def file() -> bytes:
    return write_key_file(Ed25519Signer.from_seed(SEED), PASSPHRASE, random=zeros, cost=QUICK)


def test_every_kind_comes_back_and_another_reader_opens_it() -> None:
    for signer in signers():
        data = write_key_file(signer, PASSPHRASE, random=zeros, cost=QUICK)
        again = read_key_file(data, PASSPHRASE)
        assert again.verification_method == signer.verification_method
        assert again.sign(b"data") == signer.sign(b"data")
        assert load_pem_private_key(data[data.index(b"-----BEGIN") :], PASSPHRASE.encode()) is not None


def test_a_passphrase_may_be_typed_in_either_unicode_form() -> None:
    signer = Ed25519Signer.from_seed(SEED)
    data = write_key_file(signer, "schlüsselwort", random=zeros, cost=QUICK)
    assert read_key_file(data, "schlu\u0308sselwort").public_multikey == signer.public_multikey


def test_a_wrong_passphrase_is_said_and_shows_nothing(file: bytes) -> None:
    for wrong in ("wrong horse", "", "\ud800", PASSPHRASE + " "):
        with pytest.raises(Refused) as error:
            read_key_file(file, wrong)
        assert error.value.code == "key_file.not_opened"
        assert "passphrase" in error.value.hint
        assert error.value.__cause__ is None
        for secret in (PASSPHRASE, SEED.hex(), wrong or PASSPHRASE):
            assert secret not in str(error.value)


def test_no_secret_shows() -> None:
    for signer in signers():
        secret = signer.dangerous_secret_der()
        data = write_key_file(signer, PASSPHRASE, random=zeros, cost=QUICK)
        assert secret[-32:] not in data
        assert secret[-32:].hex() not in repr(signer)
        assert repr(secret[-16:])[2:-1] not in repr(signer)
        assert PASSPHRASE.encode() not in data


def test_a_file_whose_key_was_exchanged_is_noticed(file: bytes) -> None:
    other = Ed25519Signer.from_seed(bytes(32)).public_multikey.encode()
    changed = re.sub(rb"(?<=Public-Key: )\S+", other, file)
    with pytest.raises(Untrusted) as error:
        read_key_file(changed, PASSPHRASE)
    assert error.value.code == "key_file.changed"


def test_what_may_not_be_written() -> None:
    signer = Ed25519Signer.from_seed(SEED)
    with pytest.raises(Refused):
        write_key_file(signer, "short", random=zeros, cost=QUICK)
    for name in ("", "two\nlines", "a space", "é" * 3):
        with pytest.raises(Malformed):
            write_key_file(replace(signer, verification_method=name), PASSPHRASE, random=zeros, cost=QUICK)


@pytest.mark.parametrize(
    "cost", [ScryptCost(2**30, 8, 1), ScryptCost(2**17, 33, 1), ScryptCost(2**10, 8, 17), ScryptCost(1000, 8, 1)]
)
def test_a_file_cannot_ask_for_all_memory(file: bytes, cost: ScryptCost) -> None:
    der = write_encrypted(Encrypted(bytes(16), cost.n, cost.r, cost.p, bytes(16), bytes(64)))
    with pytest.raises(Refused) as error:
        read_key_file(with_body(file, der), PASSPHRASE)
    assert error.value.code == "key_file.too_costly"


def with_body(file: bytes, der: bytes) -> bytes:
    head, tail = file.index(b"KEY-----\n") + 9, file.index(b"-----END")
    return file[:head] + base64.b64encode(der) + b"\n" + file[tail:]


def test_the_shell_has_one_form() -> None:
    der = write_encrypted(Encrypted(b"salt", 1024, 8, 1, bytes(16), bytes(300)))
    assert read_encrypted(der).ciphertext == bytes(300)
    for odd in (der + b"\0", der[:-1], b"", b"\x30\x80", der.replace(b"\x02\x01\x08", b"\x02\x01\x88")):
        with pytest.raises(Malformed):
            read_encrypted(odd)


@settings(max_examples=60, deadline=None)
@given(data=some.data())
def test_only_our_errors_leave(file: bytes, data: some.DataObject) -> None:
    at = data.draw(some.integers(0, len(file) - 1))
    junk = data.draw(some.one_of(some.just(b""), some.binary(min_size=1, max_size=3)))
    broken = file[:at] + junk + file[at + data.draw(some.integers(0, 4)) :]
    for candidate in (broken, junk, with_body(file, data.draw(some.binary(max_size=80)))):
        try:
            signer = read_key_file(candidate, PASSPHRASE)
        except CredkitError:
            continue
        assert signer.public_multikey == Ed25519Signer.from_seed(SEED).public_multikey
