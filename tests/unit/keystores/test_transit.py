"""Signing in a real OpenBao: every kind of key, versions, what a token may do, threads, and what goes wrong."""

from pathlib import Path

import pytest
from tests.unit.credkit.college import COLLEGE, DAY_ONE, unsigned_award
from tests.unit.keystores.conftest import KINDS, Bao
from tests.unit.keystores.crowd import assert_all_sign_at_once

from skillmark.adapters.keystores.addresses import open_signer
from skillmark.adapters.keystores.transit import open_transit_signer
from skillmark.adapters.keystores.vault_http import VaultServer
from skillmark.credkit.contexts import issuing
from skillmark.credkit.errors import Refused, Untrusted
from skillmark.credkit.keys import EcdsaSigner, KeyKind, Signer, is_signed_by, kind_of
from skillmark.credkit.proof.data_integrity import HashSource, add_proof, check_signature, read_proofs

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def server(bao: Bao) -> VaultServer:
    return VaultServer(bao.address, lambda: bao.signing_token)


@pytest.mark.parametrize("key", KINDS)
def test_credentials_signed_there_hold(server: VaultServer, key: str) -> None:
    signer, source = open_transit_signer(server, key, controller=COLLEGE), HashSource(issuing())
    assert isinstance(signer, Signer)
    assert kind_of(signer.public_multikey) == KINDS[key]
    assert signer.verification_method == f"{COLLEGE}#{signer.public_multikey}"
    document = add_proof(unsigned_award(), signer=signer, created_at=DAY_ONE, source=source)
    check_signature(document, read_proofs(document)[0], public_multikey=signer.public_multikey, source=source)


def test_a_signer_stays_with_its_version(bao: Bao, server: VaultServer) -> None:
    bao.write("transit/keys/turning", type="ecdsa-p256")
    first = open_transit_signer(server, "turning")
    bao.write("transit/keys/turning/rotate")
    second = open_transit_signer(server, "turning")
    assert (first.key_version, second.key_version) == (1, 2)
    assert first.public_multikey != second.public_multikey
    assert open_transit_signer(server, "turning", version=1) == first
    for signer in (first, second):
        assert is_signed_by(signer.public_multikey, b"x", signer.sign(b"x"))
    bao.write("transit/keys/turning/config", min_encryption_version=2)  # the keeper has put version 1 out of use
    with pytest.raises(Refused) as refused:
        first.sign(b"x")
    assert refused.value.code == "keystore.no_version"
    assert second.sign(b"x")


@pytest.mark.parametrize(
    ("key", "options", "code"),
    [
        ("nobody", {}, "keystore.no_key"),
        ("ed25519", {"version": 9}, "keystore.no_version"),
        ("ed25519", {"version": 0}, "keystore.no_version"),
        ("ed25519", {"mount": "elsewhere"}, "keystore.denied"),
        ("ed25519", {"mount": "../sys"}, "keystore.no_key"),
        ("../../sys/mounts", {}, "keystore.no_key"),
        ("ed25519?x=", {}, "keystore.no_key"),
        ("", {}, "keystore.no_key"),
        ("rsa-2048", {}, "keystore.key_unfit"),
        ("derived", {}, "keystore.key_unfit"),
    ],
)
def test_keys_that_are_none(server: VaultServer, key: str, options: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_transit_signer(server, key, **options)  # type: ignore[arg-type]
    assert refused.value.code == code


@pytest.mark.parametrize("token", ["s.nobody-knows-it", "", "two\nlines: x", "\u20ac"])
def test_a_wrong_token_is_refused_and_never_told(bao: Bao, token: str) -> None:
    server = VaultServer(bao.address, lambda: token)
    with pytest.raises(Refused) as refused:
        open_transit_signer(server, "ed25519")
    assert refused.value.code == "keystore.denied"
    told = str(refused.value) + repr(refused.value) + repr(server) + repr(vars(server))
    assert not token or token not in told


def test_a_token_taken_away_and_a_new_one(bao: Bao) -> None:
    made = bao.write("auth/token/create", policies=["signing"], no_default_policy=True)
    tokens = [made["auth"]["client_token"]]  # type: ignore[index,call-overload]
    signer = open_transit_signer(VaultServer(bao.address, lambda: tokens[-1]), "ed25519")
    assert tokens[0] not in repr(signer)
    bao.write("auth/token/revoke", token=tokens[0])
    with pytest.raises(Refused):
        signer.sign(b"x")
    tokens.append(bao.signing_token)
    assert signer.sign(b"x")


def test_a_key_deleted_and_made_anew_is_noticed(bao: Bao, server: VaultServer) -> None:
    bao.write("transit/keys/swapped", type="ed25519")
    signer = open_transit_signer(server, "swapped")
    bao.write("transit/keys/swapped/config", deletion_allowed=True)
    _delete(bao, "transit/keys/swapped")
    with pytest.raises(Refused) as gone:
        signer.sign(b"x")
    assert gone.value.code == "keystore.no_key"
    bao.write("transit/keys/swapped", type="ed25519")
    with pytest.raises(Untrusted) as refused:
        signer.sign(b"x")
    assert refused.value.code == "keystore.wrong_signature"


def _delete(bao: Bao, path: str) -> None:
    import urllib.request

    from tests.unit.keystores.conftest import ROOT_TOKEN

    headers = {"X-Vault-Token": ROOT_TOKEN}
    request = urllib.request.Request(f"{bao.address}/v1/{path}", headers=headers, method="DELETE")
    urllib.request.urlopen(request, timeout=10).close()


def test_many_threads_reuse_connections(server: VaultServer) -> None:
    signers = [open_transit_signer(server, key) for key in KINDS]
    assert_all_sign_at_once(signers)
    server.close()
    assert signers[0].sign(b"after closing")
    server.close()


def test_by_address(bao: Bao, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(bao.signing_token + "\n")
    signer = open_signer(f"openbao+{bao.address}/transit/ecdsa-p384?version=1&token-source=file:{token}")
    assert is_signed_by(signer.public_multikey, b"x", signer.sign(b"x"))
    assert EcdsaSigner.from_scalar(KeyKind.P384, b"\x01" * 48).public_multikey != signer.public_multikey
