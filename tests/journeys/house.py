"""A whole Skillmark as people run it: the real command, a data folder of its own, real processes, nothing mocked.

`House` runs commands and keeps what they said; `Served` is a server that can be killed; `Visitor` is a browser without
a screen: it keeps cookies and sends the forgery token. None of them imports the product.
"""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "skillmark.config.main"]
OURS = ("SKILLMARK_", "DATABASE_", "DJANGO_")
UNWANTED = ("ROOMS", "PORT", "SERVE", "PYTHONDONTWRITEBYTECODE")
PATIENCE_S = 240


def clean_environment() -> dict[str, str]:
    """What is set around the tests, without anything that speaks to Skillmark."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS) and name not in UNWANTED}
    compiled = str(ROOT / "var" / "bytecode")  # as an installed program has it: a command starts twice as fast
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": compiled, "ESCO": "none"}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class House:
    """One data folder, and the commands on it."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        named = {"SKILLMARK_DATA_DIR": str(self.folder), "SKILLMARK_DEMO": "1", "SKILLMARK_PUBLIC_URL": self.url}
        return clean_environment() | named

    def run(self, *words: str | Path, given: str | None = None) -> "subprocess.CompletedProcess[str]":
        """Run `skillmark WORDS` to its end."""
        command = [*COMMAND, *map(str, words)]
        return subprocess.run(
            command, env=self.environment, input=given, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )

    def does(self, *words: str | Path, given: str | None = None) -> str:
        """Run a command that must work; return what it printed."""
        done = self.run(*words, given=given)
        assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def shell(self, script: str) -> str:
        """Let `skillmark shell` work a script off and return what it printed."""
        return self.does("shell", given=script + "\n")

    @contextmanager
    def serving(self, *more: str) -> Iterator["Served"]:
        served = self.start(*more)
        try:
            yield served
        finally:
            served.stop()

    def start(self, *more: str) -> "Served":
        """Start `skillmark serve` and wait until it answers."""
        command = [*COMMAND, "serve", "--port", str(self.port), *more]
        served = Served(self.url, subprocess.Popen(command, env=self.environment, start_new_session=True))
        served.wait_until_it_answers()
        return served


@dataclass
class Served:
    """A server with everything it started, in a process group of its own."""

    url: str
    process: "subprocess.Popen[bytes]"

    def wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the server ended by itself: {self.process.returncode}"
            try:
                with urllib.request.urlopen(self.url, timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """A power cut for the server and its children; the database is another process group."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """Somebody at a browser: cookies, redirects, forms with their hidden fields."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> Answer:
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.url, path)))

    def post(self, path: str, **given: str) -> Answer:
        """Send a form; the page is read first, for its token."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        assert token, f"{path} holds no form"
        data = urllib.parse.urlencode({**given, "csrfmiddlewaretoken": token[1]}).encode()
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.url, path), data=data))

    def sign_in(self, email: str, password: str) -> Answer:
        return self.post("/sign-in/", email=email, password=password)

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Answer(answer.status, _lower(answer.headers.items()), answer.read(), answer.url)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _lower(error.headers.items()), error.read(), error.url)


def _lower(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names of headers have no case, and servers differ."""
    return {name.lower(): value for name, value in headers}
