"""The HTTP side: the manifest, TLS, keys, and what a server owes to callers who get it wrong."""

import json
import os
import socket
import subprocess
import sys
from http.client import HTTPSConnection

import pytest
from tests.unit.vc_api.conftest import Caller

from skillmark.credkit.did import split_did_url
from skillmark.doors.vc_api.bases import KINDS, open_bases, stream_of
from skillmark.doors.vc_api.certificate import Certificate
from skillmark.doors.vc_api.server import MAX_BODY_BYTES, VcApiServer, start

pytestmark = pytest.mark.enable_socket


def test_the_manifest_names_every_base_and_its_issuer(caller: Caller) -> None:
    status, data = caller.ask("GET", "")
    manifest = json.loads(data)
    assert status == 200
    assert manifest["suites"].keys() == KINDS.keys()
    for name, suite in manifest["suites"].items():
        assert suite["base"] == f"{caller.server.origin}/{name}"
        assert split_did_url(suite["verificationMethod"])[0] == suite["did"]


def test_it_listens_on_this_machine_only(server: VcApiServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("eddsa-rdfc-2022/credentials/forge", b"{}", 404),
        ("unheard-of/credentials/issue", b"{}", 404),
        ("eddsa-rdfc-2022/credentials/issue", b"{", 400),
        ("eddsa-rdfc-2022/credentials/issue", b"[]", 400),
        ("eddsa-rdfc-2022/credentials/issue", b'{"a":1,"a":2}', 400),
        ("eddsa-rdfc-2022/credentials/verify", b"\xff", 400),
    ],
)
def test_a_wrong_request_is_told_so(caller: Caller, path: str, body: bytes, status: int) -> None:
    found, answer = caller.post(path, body)
    assert (found, answer["status"]) == (status, status)
    assert answer["title"] and answer["detail"]


def test_a_body_that_is_too_large_is_not_read(server: VcApiServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
        head = f"POST /jwt/credentials/verify HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_BODY_BYTES + 1}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 413")


def test_tls_serves_with_a_certificate_made_at_start() -> None:
    server = start(with_tls=True)
    try:
        certificate = server.service.fetcher.certificate  # type: ignore[attr-defined]
        assert isinstance(certificate, Certificate)
        assert "PRIVATE" not in json.dumps(server.manifest) + repr(certificate)
        connection = HTTPSConnection("127.0.0.1", server.server_address[1], timeout=10, context=certificate.asking())
        connection.request("GET", "/status/lists/revocation")
        assert connection.getresponse().status == 200
        connection.close()
        assert server.service.fetcher.fetch(server.service.lists.uris["suspension"])
    finally:
        server.shutdown()
        server.server_close()


def test_a_seed_gives_the_same_keys_and_no_seed_new_ones() -> None:
    same, again, other = (open_bases(seed) for seed in (b"1" * 32, b"1" * 32, b"2" * 32))
    assert {base.did for base in same.values()} == {base.did for base in again.values()}
    assert not {base.did for base in same.values()} & {base.did for base in other.values()}
    assert len({base.did for base in same.values()}) == len(KINDS)


def test_a_stream_never_repeats() -> None:
    draw = stream_of(b"seed", "purpose")
    assert len({draw(32) for _ in range(50)}) == 50
    assert draw(48) != stream_of(b"seed", "other")(48)


def test_the_command_prints_its_manifest_and_needs_no_django() -> None:
    code = (
        "import sys, io, contextlib\n"
        "from skillmark.doors.vc_api import server\n"
        "server.VcApiServer.serve_forever = lambda self: None\n"
        "server.serve(port=0, with_tls=False, seed=None)\n"
        "assert not {name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg', 'pydantic')}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["origin"].startswith("http://127.0.0.1:")
