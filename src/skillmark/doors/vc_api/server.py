"""The HTTP side: a threaded server on 127.0.0.1, its certificate, and the fetcher that reaches nothing but itself."""

from __future__ import annotations

import json
import secrets
import ssl
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from skillmark.credkit.codec.strict_json import DEFAULT_LIMITS, JsonObject, write_json
from skillmark.credkit.errors import Unavailable
from skillmark.doors.vc_api.answers import Answer, refusal
from skillmark.doors.vc_api.bases import open_bases, stream_of
from skillmark.doors.vc_api.certificate import Certificate, make_certificate
from skillmark.doors.vc_api.lists import StatusLists
from skillmark.doors.vc_api.service import Service

HOST = "127.0.0.1"
MAX_BODY_BYTES = DEFAULT_LIMITS.max_bytes
TIMEOUT_S = 10


class VcApiServer(ThreadingHTTPServer):
    """One running server: `origin` is where it answers, `manifest` what it prints at start."""

    daemon_threads = True
    service: Service

    def __init__(self, port: int, *, with_tls: bool = False, seed: str | None = None) -> None:
        """Bind to 127.0.0.1; port 0 takes a free one. Raises `OSError` when the port is taken."""
        super().__init__((HOST, port), _Handler)
        certificate = make_certificate(HOST) if with_tls else None
        if certificate:
            self.socket = certificate.serving().wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.origin = f"{'https' if with_tls else 'http'}://{HOST}:{self.server_address[1]}"
        root = sha256(seed.encode()).digest() if seed is not None else secrets.token_bytes(32)
        bases = open_bases(root)
        random = stream_of(root, "issuing") if seed is not None else secrets.token_bytes
        lists = StatusLists(bases["status"], self.origin, stream_of(root, "slots")(32))
        self.service = Service(bases, lists, OwnLists(self.origin, frozenset(lists.uris.values()), certificate), random)
        self.manifest: JsonObject = {
            "origin": self.origin,
            "suites": {name: base.as_json(self.origin) for name, base in bases.items()},
            "certificate": certificate.pem if certificate else None,
        }

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who hangs up is no fault; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError | ssl.SSLError | TimeoutError):
            super().handle_error(request, client_address)


@dataclass(frozen=True, slots=True)
class OwnLists:
    """Fetches this server's own status lists over loopback, and nothing else."""

    origin: str
    uris: frozenset[str]
    certificate: Certificate | None

    def fetch(self, url: str) -> bytes:
        """The list at `url`. Raises `Unavailable` for any other address, or when it does not answer."""
        if url not in self.uris:
            raise Unavailable("fetch.not_ours", "This server fetches its own status lists only.")
        place = self.origin.partition("://")[2]
        if self.certificate:
            connection: HTTPConnection = HTTPSConnection(place, timeout=TIMEOUT_S, context=self.certificate.asking())
        else:
            connection = HTTPConnection(place, timeout=TIMEOUT_S)
        try:
            connection.request("GET", url.removeprefix(self.origin))
            response = connection.getresponse()
            if response.status != 200:
                raise Unavailable("fetch.refused", "The status list is not there.")
            return response.read(MAX_BODY_BYTES)
        except (OSError, HTTPException):
            raise Unavailable("fetch.unreachable", "The status list does not answer.") from None
        finally:
            connection.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = TIMEOUT_S
    server: VcApiServer

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > MAX_BODY_BYTES:
            self.close_connection = True
            self._send(refusal(413, "about:blank", "Too large", f"Send a body of at most {MAX_BODY_BYTES} bytes."))
            return
        data = self.rfile.read(int(length))
        try:
            answer = self.server.service.post(self.path.partition("?")[0], data)
        except Exception:  # a fault of ours: shown here, said to the caller without detail
            traceback.print_exc()
            answer = refusal(500, "about:blank", "A fault", "The server failed. Its terminal says how.")
        self._send(answer)

    def do_GET(self) -> None:
        if self.path == "/":
            self._send(Answer(200, self.server.manifest))
            return
        held = self.server.service.get(self.server.origin + self.path)
        if held is None:
            self._send(refusal(404, "about:blank", "Not found", "There is nothing here."))
        else:
            self._write(200, "application/vc+ld+json", held)

    def _send(self, answer: Answer) -> None:
        self._write(answer.status, answer.media_type, b"" if answer.body is None else write_json(answer.body))

    def _write(self, status: int, media_type: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing for each request: standard output carries the manifest only."""


def serve(*, port: int, with_tls: bool, seed: str | None) -> int:
    """Print the manifest as one line of JSON and serve until interrupted; 0 then."""
    with VcApiServer(port, with_tls=with_tls, seed=seed) as server:
        print(json.dumps(server.manifest), flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def start(*, with_tls: bool = False, seed: str | None = None) -> VcApiServer:
    """A server on a free port, answering from a thread of its own. `shutdown()` and `server_close()` end it."""
    server = VcApiServer(0, with_tls=with_tls, seed=seed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
