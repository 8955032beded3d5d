"""Signing in SoftHSM2 through PKCS#11: real signatures, one login, many threads, children, and what goes wrong."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.credkit.college import COLLEGE, DAY_ONE, unsigned_award
from tests.unit.keystores.conftest import KINDS, PIN, Token
from tests.unit.keystores.crowd import assert_all_sign_at_once

from skillmark.adapters.keystores.addresses import open_signer
from skillmark.credkit.contexts import issuing
from skillmark.credkit.errors import CredkitError, Refused, Unavailable, Untrusted
from skillmark.credkit.keys import EcdsaSigner, KeyKind, Signer, is_signed_by, kind_of
from skillmark.credkit.proof.data_integrity import HashSource, add_proof, check_signature, read_proofs
from skillmark.credkit.proof.data_integrity.sd import derive, sign_base

pkcs11 = pytest.importorskip("pkcs11", reason="python-pkcs11 is not here (pip install 'skillmark[hsm]')")

from skillmark.adapters.keystores.pkcs11 import Pkcs11Token  # noqa: E402


@pytest.fixture
def store(token: Token) -> Iterator[Pkcs11Token]:
    held = Pkcs11Token(token.module, token.label, lambda: PIN)
    yield held
    held.close()


@pytest.mark.parametrize("label", KINDS)
def test_signatures_are_those_of_the_key(store: Pkcs11Token, label: str) -> None:
    signer = store.signer(label, controller=COLLEGE)
    assert isinstance(signer, Signer)
    assert kind_of(signer.public_multikey) == KINDS[label]
    assert signer.verification_method == f"{COLLEGE}#{signer.public_multikey}"
    signature = signer.sign(b"data")
    assert is_signed_by(signer.public_multikey, b"data", signature)
    assert not is_signed_by(signer.public_multikey, b"Data", signature)


@pytest.mark.parametrize("label", KINDS)
def test_credentials_signed_there_hold(store: Pkcs11Token, label: str) -> None:
    signer, source = store.signer(label), HashSource(issuing())
    document = add_proof(unsigned_award(), signer=signer, created_at=DAY_ONE, source=source)
    check_signature(document, read_proofs(document)[0], public_multikey=signer.public_multikey, source=source)


def test_a_base_proof_signed_there_can_be_shown_in_part(store: Pkcs11Token) -> None:
    signer, source = store.signer("ecdsa-p256"), HashSource(issuing())
    made = EcdsaSigner.from_scalar(KeyKind.P256, b"\x02" * 32)
    base = sign_base(
        unsigned_award(),
        ["/issuer"],
        signer=signer,
        hmac_key=b"k" * 32,
        proof_key=made,
        created_at=DAY_ONE,
        source=source,
    )
    shown = derive(base, ["/name"], source=source)
    check_signature(shown, read_proofs(shown)[0], public_multikey=signer.public_multikey, source=source)


def test_found_by_id_and_by_both(store: Pkcs11Token) -> None:
    by_label = store.signer("ed25519")
    assert (
        store.signer(key_id=b"\x01") == by_label
        or store.signer(key_id=b"\x01").public_multikey == by_label.public_multikey
    )
    assert store.signer(
        "ed25519", key_id=b"\x01", verification_method="did:web:a.example#k"
    ).verification_method.endswith("#k")


@pytest.mark.parametrize(
    ("label", "key_id", "code"),
    [
        ("", b"", "keystore.no_key"),
        ("nobody", b"", "keystore.no_key"),
        ("ed25519", b"\x02", "keystore.no_key"),
        ("twins", b"", "keystore.no_key"),
        ("rsa-2048", b"", "keystore.key_unfit"),
    ],
)
def test_keys_that_are_none(store: Pkcs11Token, label: str, key_id: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        store.signer(label, key_id=key_id)
    assert refused.value.code == code


def test_a_wrong_pin_is_tried_once_and_never_told(token: Token) -> None:
    asked: list[str] = []

    def wrong() -> str:
        asked.append("wrong-pin-9876")
        return asked[-1]

    store = Pkcs11Token(token.module, token.label, wrong)
    with pytest.raises(Refused) as refused:
        store.signer("ed25519")
    assert refused.value.code == "keystore.denied"
    assert len(asked) == 1  # three would lock the token
    for text in (str(refused.value), repr(refused.value), repr(store), repr(vars(store))):
        assert "9876" not in text
    assert refused.value.__suppress_context__


def test_no_secret_in_a_repr(store: Pkcs11Token) -> None:
    signer = store.signer("ed25519")
    assert PIN not in repr(signer) + repr(store) + repr(vars(store))


def test_no_module_and_no_token(token: Token, tmp_path: Path) -> None:
    for place, label in ((tmp_path / "none.so", "house"), (token.module, "another")):
        with pytest.raises(CredkitError):
            Pkcs11Token(place, label, lambda: PIN).signer("ed25519")


def test_many_threads_share_one_login(store: Pkcs11Token) -> None:
    signers = [store.signer(label) for label in KINDS]
    assert_all_sign_at_once(signers)


def test_two_users_of_one_token_in_one_process(store: Pkcs11Token, token: Token) -> None:
    first = store.signer("ed25519")
    second = Pkcs11Token(token.module, token.label, lambda: PIN)
    assert second.signer("ed25519").sign(b"x") == first.sign(b"x")
    second.close()
    assert first.sign(b"x")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # python-pkcs11's own, as it lets go
def test_it_goes_on_after_the_module_lost_its_sessions(store: Pkcs11Token, token: Token) -> None:
    signer = store.signer("ecdsa-p256")
    pkcs11.lib(str(token.module)).reinitialize()
    assert signer.sign(b"x")
    store.close()
    assert signer.sign(b"x")


def test_a_child_logs_in_anew(store: Pkcs11Token) -> None:
    signer = store.signer("ed25519")
    expected = signer.sign(b"x")
    child = os.fork()
    if child == 0:
        os._exit(0 if signer.sign(b"x") == expected else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert signer.sign(b"x") == expected


def test_another_key_under_the_same_name_is_noticed(store: Pkcs11Token) -> None:
    signer, other = store.signer("ecdsa-p256"), EcdsaSigner.from_scalar(KeyKind.P256, b"\x07" * 32)
    object.__setattr__(signer, "public_multikey", other.public_multikey)
    with pytest.raises(Untrusted) as refused:
        signer.sign(b"x")
    assert refused.value.code == "keystore.wrong_signature"


def test_by_address(token: Token, tmp_path: Path, store: Pkcs11Token) -> None:
    pin = tmp_path / "pin"
    pin.write_text(PIN + "\n")
    address = f"pkcs11:token={token.label};object=ecdsa-p256;id=%02?module-path={token.module}&pin-source=file:{pin}"
    signer = open_signer(address, controller=COLLEGE)
    assert is_signed_by(signer.public_multikey, b"x", signer.sign(b"x"))
    store.close()
    pin.unlink()
    with pytest.raises((Unavailable, Refused)):
        open_signer(address)
