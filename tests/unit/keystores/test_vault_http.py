"""A server that misbehaves: every answer ends in a plain error, and the token goes nowhere else. Loopback only."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from skillmark.adapters.keystores.addresses import open_signer
from skillmark.adapters.keystores.vault_http import MAX_ANSWER_BYTES, VaultServer
from skillmark.credkit.errors import CredkitError, Refused, Unavailable, Untrusted

pytestmark = pytest.mark.enable_socket
TOKEN = "s.secret-of-the-tests"


class Stub(ThreadingHTTPServer):
    """Answers what it is told to, and keeps what it was asked."""

    daemon_threads = True
    answer: tuple[int, dict[str, str], bytes] = (200, {}, b'{"data": {"ok": true}}')

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.connections = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Stub

    def setup(self) -> None:
        self.server.connections += 1
        super().setup()

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answer
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if "X-Then-Close" in headers:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def client(stub: Stub) -> Iterator[VaultServer]:
    held = VaultServer(stub.address, lambda: TOKEN, namespace="team/", timeout_s=2)
    yield held
    held.close()


def test_headers_and_one_connection(stub: Stub, client: VaultServer) -> None:
    for _ in range(3):
        assert client.get("a/b") == {"ok": True}
    path, headers = stub.asked[0]
    assert (path, headers["X-Vault-Token"], headers["X-Vault-Namespace"]) == ("/v1/a/b", TOKEN, "team/")
    assert headers["X-Vault-Request"] == "true"
    assert stub.connections == 1


def test_a_kept_connection_that_was_closed_is_replaced(stub: Stub, client: VaultServer) -> None:
    stub.answer = (200, {"X-Then-Close": "1"}, b'{"data": {}}')
    for _ in range(3):
        assert client.get("x") == {}
    assert stub.connections == 3


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (400, b'{"errors":["signing key not found"]}', Refused, "keystore.no_key"),
        (400, b'{"errors":["s.secret-of-the-tests"]}', Refused, "keystore.refused"),
        (403, b'{"errors":["permission denied"]}', Refused, "keystore.denied"),
        (404, b'{"errors":[]}', Refused, "keystore.no_key"),
        (412, b'{"errors":["required index state not present"]}', Unavailable, "keystore.unreachable"),
        (429, b"{}", Unavailable, "keystore.unreachable"),
        (472, b"", Refused, "keystore.refused"),
        (500, b"{}", Unavailable, "keystore.unreachable"),
        (502, b"<html>", Unavailable, "keystore.unreachable"),
        (503, b'{"errors":["Vault is sealed"]}', Unavailable, "keystore.unreachable"),
        (200, b"", Unavailable, "keystore.unreachable"),
        (200, b"[]", Unavailable, "keystore.unreachable"),
        (200, b'{"data": null}', Unavailable, "keystore.unreachable"),
        (200, b'{"data": {}, "data": {"a": 1}}', Unavailable, "keystore.unreachable"),
        (200, b"\xff", Unavailable, "keystore.unreachable"),
        (204, b"", Unavailable, "keystore.unreachable"),
    ],
)
def test_answers(
    stub: Stub, client: VaultServer, status: int, body: bytes, kind: type[CredkitError], code: str
) -> None:
    stub.answer = (status, {}, body)
    with pytest.raises(kind) as refused:
        client.get("x")
    assert refused.value.code == code
    assert TOKEN not in str(refused.value) + repr(refused.value)


def test_redirects_are_not_followed(stub: Stub, client: VaultServer) -> None:
    stub.answer = (307, {"Location": "/v1/elsewhere"}, b"")
    with pytest.raises(Unavailable):
        client.get("x")
    assert len(stub.asked) == 1


def test_an_answer_without_end(stub: Stub, client: VaultServer) -> None:
    stub.answer = (200, {}, b" " * (MAX_ANSWER_BYTES * 3))
    with pytest.raises(CredkitError):
        client.get("x")


@pytest.mark.parametrize("speak", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}", None])
def test_who_speaks_something_else_or_nothing(speak: bytes | None) -> None:
    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            if speak is None:
                done.wait(5)
                return
            connection.recv(10_000)
            connection.sendall(speak)

    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(Unavailable):
            VaultServer(address, lambda: TOKEN, timeout_s=0.3).get("x")
        done.set()
        thread.join()


def test_a_server_that_cannot_prove_who_it_is(tmp_path: Path) -> None:
    context, _ = _own_certificate(tmp_path, "127.0.0.1")
    with Stub() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        address = f"https://127.0.0.1:{server.server_address[1]}"
        with pytest.raises(Untrusted) as refused:
            VaultServer(address, lambda: TOKEN).get("x")
        assert refused.value.code == "keystore.wrong_server"
        assert not server.asked
        trusted = VaultServer(address, lambda: TOKEN, ca_file=tmp_path / "certificate.pem")
        assert trusted.get("x") == {"ok": True}
        trusted.close()
        server.shutdown()


def _own_certificate(folder: Path, host: str):  # type: ignore[no-untyped-def]
    import ipaddress
    import ssl
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1)
    )
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    pem, path = serialization.Encoding.PEM, folder / "certificate.pem"
    path.write_bytes(certificate.public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, folder / "key.pem")
    return context, path


@pytest.mark.parametrize(
    "address",
    [
        "",
        "bao.example",
        "http://bao.example:8200",  # the token would travel in the open
        "http://10.0.0.1:8200",
        "http://localhost.mallory.example",
        "https://user:pass@bao.example",
        "https://bao.example/v1",
        "https://bao.example?x",
        "https://bao.example:port",
        "ftp://localhost",
        "https://",
    ],
)
def test_addresses_that_no_token_is_sent_to(address: str) -> None:
    with pytest.raises(Refused) as refused:
        VaultServer(address, lambda: TOKEN)
    assert refused.value.code == "keystore.bad_address"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "keystore.bad_address"),
        ("file:/key.pem", "keystore.bad_address"),
        ("pkcs11:token=a;object=b", "keystore.bad_address"),
        ("pkcs11:object=b?module-path=/x.so", "keystore.bad_address"),
        ("pkcs11:token=a;object=b?module-path=/x.so&pin-value=1234", "keystore.bad_address"),
        ("pkcs11:token=a;object=b;slot-id=1?module-path=/x.so", "keystore.bad_address"),
        ("pkcs11:token=a;object=b?module-path=/x.so&module-path=/y.so", "keystore.bad_address"),
        ("openbao+https://bao.example/key", "keystore.bad_address"),
        ("openbao+https://bao.example/transit/key?token=s.x", "keystore.bad_address"),
        ("openbao+https://bao.example/transit/key?version=-1&token-source=file:/t", "keystore.bad_address"),
        ("openbao+https://bao.example/transit/key?token-source=/t", "keystore.bad_address"),
        ("openbao+http://bao.example/transit/key?token-source=file:/t", "keystore.bad_address"),
        ("openbao+https://bao.example/transit/key?token-source=file:/t&ca=file:/no/such/ca.pem", "keystore.bad_ca"),
        ("openbao+https://bao.example/transit/key", "keystore.no_secret"),
    ],
)
def test_addresses_of_keys_that_are_none(address: str, code: str) -> None:
    with pytest.raises(CredkitError) as refused:
        open_signer(address)
    assert refused.value.code in (code, "keystore.not_installed")
    assert "1234" not in str(refused.value)


def test_a_secret_that_cannot_be_read(tmp_path: Path) -> None:
    address = f"openbao+http://127.0.0.1:9/transit/key?token-source=file:{tmp_path}/none"
    with pytest.raises(Unavailable) as refused:
        open_signer(address)
    assert refused.value.code == "keystore.no_secret"
