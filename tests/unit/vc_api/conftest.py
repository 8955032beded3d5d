"""A running server for the tests, and a caller that speaks JSON to it over loopback."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

from skillmark.credkit.contexts import VC_V2_URL
from skillmark.doors.vc_api.server import VcApiServer, start


class Caller:
    """Posts to one server and reads what comes back."""

    def __init__(self, server: VcApiServer) -> None:
        self.server = server

    def post(self, path: str, body: object) -> tuple[int, dict[str, Any]]:
        """The status and the JSON that came back from `/path`. Bytes are sent as they are."""
        status, data = self.ask("POST", path, body if isinstance(body, bytes) else json.dumps(body).encode())
        return status, json.loads(data)

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """The status and the body of one request."""
        connection = HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=10)
        try:
            connection.request(method, f"/{path}", body)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def did(self, base: str) -> str:
        """Who issues at a base path."""
        return self.server.service.bases[base].did

    def credential(self, base: str, **changes: object) -> dict[str, Any]:
        """An unsigned credential that may be issued at a base path."""
        return {
            "@context": [VC_V2_URL],
            "id": "urn:uuid:5b1b3d2e-5d3c-4c35-8a4c-9c2a0a1d7a10",
            "type": ["VerifiableCredential"],
            "issuer": self.did(base),
            "credentialSubject": {"id": "did:example:alice", "name": "Alice"},
        } | changes

    def issued(self, base: str, **options: object) -> dict[str, Any]:
        """A credential issued at a base path."""
        status, answer = self.post(
            f"{base}/credentials/issue", {"credential": self.credential(base), "options": options}
        )
        assert status == 201, answer
        return dict(answer["verifiableCredential"])

    def verified(self, base: str, credential: object) -> tuple[int, dict[str, Any]]:
        """What the verifier at a base path says of a credential."""
        return self.post(f"{base}/credentials/verify", {"verifiableCredential": credential})


@pytest.fixture(scope="session")
def server() -> Iterator[VcApiServer]:
    """One server for all tests, with keys that are the same in each run."""
    running = start(seed="tests")
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def caller(server: VcApiServer) -> Caller:
    return Caller(server)
