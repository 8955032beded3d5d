"""Requests to an OpenBao or Vault server: its headers, its errors, and connections that are reused. JSON only.

The token goes to the one address given and nowhere else: redirects are not followed, proxies of the environment not
used, and without TLS only this machine is spoken to. Knows no engine.
"""

from __future__ import annotations

import http.client
import ipaddress
import ssl
from collections import deque
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from skillmark.adapters.keystores.elsewhere import Secret, denied, no_key, no_version, unreachable
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.errors import Malformed, Refused, Untrusted

MAX_ANSWER_BYTES = 1_000_000
MAX_IDLE = 8
_FAULTS = (OSError, http.client.HTTPException)


class VaultServer:
    """One server under one token and namespace. Safe for many threads."""

    def __init__(
        self, address: str, token: Secret, *, namespace: str = "", timeout_s: float = 10.0, ca_file: Path | None = None
    ) -> None:
        """`address` as `https://bao.example:8200`; http for this machine alone. `ca_file`: PEM, instead of the
        system's authorities. Raises `Refused` for an address that is none, and for an unreadable `ca_file`."""
        self.is_tls, self.host, self.port = _place(address)
        self.timeout_s = timeout_s
        self._token, self._namespace = token, namespace
        self._tls = _tls(ca_file) if self.is_tls else None
        self._idle: deque[http.client.HTTPConnection] = deque()  # its pop and append are atomic

    def __repr__(self) -> str:
        return f"VaultServer({self.host!r}, {self.port!r})"

    def __del__(self) -> None:
        if hasattr(self, "_idle"):  # not when the address was refused
            self.close()

    def get(self, path: str) -> JsonObject:
        """`data` of what lies at a path. Raises `CredkitError`."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: JsonObject) -> JsonObject:
        """`data` of the answer. Asked again over a new connection when a kept one had been closed, so only for requests
        that may be made twice. Raises `CredkitError`."""
        return self._ask("POST", path, body)

    def close(self) -> None:
        """Close the connections that are kept. A later request opens a new one."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _ask(self, method: str, path: str, body: JsonObject | None) -> JsonObject:
        status, answer = self._send(method, "/v1/" + path, write_json(body) if body is not None else None)
        if status == 200:
            return _data(answer)
        if status == 403:
            raise denied()
        if status == 404 or (status == 400 and b"signing key not found" in answer):
            raise no_key()
        if status in (400, 500) and b"requested version" in answer:  # 500 when it was put out of use
            raise no_version()
        if 400 <= status < 500 and status not in (408, 412, 429):
            raise Refused(
                "keystore.refused", "The place where the signing key lies does not sign with it. Ask its keeper."
            )
        raise unreachable()

    def _send(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        headers = {"X-Vault-Token": self._token(), "X-Vault-Request": "true", "Accept": "application/json"}
        headers |= {"X-Vault-Namespace": self._namespace} if self._namespace else {}
        headers |= {"Content-Type": "application/json"} if body is not None else {}
        while True:
            try:
                connection, was_kept = self._idle.pop(), True
            except IndexError:
                connection, was_kept = self._connect(), False
            try:
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                answer = response.read(MAX_ANSWER_BYTES + 1)
            except ssl.SSLCertVerificationError:
                connection.close()
                words = "The server could not prove who it is. Check its address and its certificate authority."
                raise Untrusted("keystore.wrong_server", words) from None
            except TimeoutError:
                connection.close()
                raise unreachable() from None
            except _FAULTS:
                connection.close()
                if was_kept:  # the server closed it meanwhile; ends, since each round uses up a kept one
                    continue
                raise unreachable() from None
            except ValueError:  # a token with a line break in it
                connection.close()
                raise denied() from None
            self._keep(connection, response, answer)
            return response.status, answer

    def _connect(self) -> http.client.HTTPConnection:
        if self._tls is None:
            return http.client.HTTPConnection(self.host, self.port, timeout=self.timeout_s)
        return http.client.HTTPSConnection(self.host, self.port, timeout=self.timeout_s, context=self._tls)

    def _keep(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse, answer: bytes) -> None:
        if len(answer) > MAX_ANSWER_BYTES or response.will_close or len(self._idle) >= MAX_IDLE:
            connection.close()
        else:
            self._idle.append(connection)


def _place(address: str) -> tuple[bool, str, int | None]:
    """Whether TLS, host and port of an address that a token may be sent to."""
    words = "The address of the server must be https://host:port, or http on this machine, and nothing more."
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("keystore.bad_address", words) from None
    is_plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password)
    if not (host and is_plain and (parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host)))):
        raise Refused("keystore.bad_address", words)
    return parts.scheme == "https", host, port


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _tls(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except (OSError, ssl.SSLError):
        words = "The file with the certificate authority cannot be read. It must be PEM."
        raise Refused("keystore.bad_ca", words) from None


def _data(answer: bytes) -> JsonObject:
    try:
        data = read_object(answer).get("data")
    except Malformed:
        raise unreachable() from None
    if not isinstance(data, dict):
        raise unreachable()
    return data
