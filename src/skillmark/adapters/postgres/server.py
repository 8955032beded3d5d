"""One PostgreSQL server as a child process: make its data, start it, wait until it answers, stop it.

It never opens TCP; only the 0700 socket folder leads in, and `peer` lets in nobody but the account that started us
(and root). On Linux the server gets SIGINT, a fast clean shutdown, when the supervisor dies.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .binaries import Binaries
from .errors import StartFailed
from .places import PORT, Account, Places

ROLE = "skillmark"
_START_S = 60.0
_STOP_S = 30.0
_PR_SET_PDEATHSIG = 1  # prctl(2)


class _Account(TypedDict):
    cwd: str
    env: dict[str, str]
    user: int | None
    group: int | None
    extra_groups: list[int] | None


@dataclass(frozen=True, slots=True)
class Server:
    """What is needed to run the server; holds no state of its own."""

    places: Places
    account: Account
    binaries: Binaries
    socket: Path
    careless: bool = False

    def create(self) -> None:
        """Make the data folder, whole or not at all. About 2 s."""
        for left in self.places.base.glob("data.new-*"):
            shutil.rmtree(left)
        fresh = self.places.base / f"data.new-{os.getpid()}"
        fresh.mkdir(mode=0o700)
        if not self.account.is_ours:
            os.chown(fresh, self.account.user_id, self.account.group_id)
        done = subprocess.run(  # noqa: S603
            self._initdb(fresh),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=_die_with_parent(),
            **self._account(),
        )
        if done.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise StartFailed(f"initdb failed: {done.stderr.strip()[-500:]}")
        fresh.rename(self.places.data)

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it and return once it answers. Call from the main thread. Raises StartFailed with the log's end."""
        self._end_orphan()
        self._allow()
        with self.places.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent(),
                **self._account(),
            )
        deadline = time.monotonic() + _START_S
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise StartFailed(f"The server did not start; {self.places.log} ends: {self._last_words()}")
            if self._answers(process.pid):
                return process
            time.sleep(0.01)
        stop(process)
        raise StartFailed(f"The server did not answer within {_START_S:.0f} s; see {self.places.log}.")

    def _initdb(self, folder: Path) -> list[str]:
        command = [self.binaries.program("initdb"), "-D", str(folder), "-U", ROLE, "-E", "UTF8", "-A", "peer", "-k"]
        if self.binaries.major >= 17:
            command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            command += ["--locale=C.UTF-8"]
        return [*command, "--no-sync"] if self.careless else command

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "max_connections": "80",
            "timezone": "UTC",
            "jit": "off",
            "log_checkpoints": "off",
        }
        if self.careless:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        pairs = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [self.binaries.program("postgres"), "-D", str(self.places.data), *pairs]

    def _account(self) -> "_Account":
        """Popen's arguments: whose process it is, with none of our environment."""
        environment = {"LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C", "PATH": os.defpath, "TZ": "UTC"}
        if self.account.is_ours:
            return {"cwd": "/", "env": environment, "user": None, "group": None, "extra_groups": None}
        user, group = self.account.user_id, self.account.group_id
        return {"cwd": "/", "env": environment, "user": user, "group": group, "extra_groups": []}

    def _allow(self) -> None:
        """Who may come in: peers on the socket, mapped to our one role."""
        names = dict.fromkeys((pwd.getpwuid(os.geteuid()).pw_name, "root"))
        self._put("pg_hba.conf", "local all all peer map=ours\n")
        self._put("pg_ident.conf", "".join(f'ours "{name}" {ROLE}\n' for name in names))

    def _put(self, name: str, text: str) -> None:
        path = self.places.data / name
        path.write_text(text)
        if not self.account.is_ours:
            os.chown(path, self.account.user_id, self.account.group_id)

    def _answers(self, pid: int) -> bool:
        """Line 8 of postmaster.pid says `ready`, as pg_ctl reads it."""
        try:
            lines = (self.places.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _end_orphan(self) -> None:
        """A server left by a supervisor that was killed: ask it to stop, and wait."""
        deadline = time.monotonic() + _STOP_S
        asked = False
        while (pid := self._orphan()) is not None:
            if not asked:
                os.kill(pid, signal.SIGINT)
                asked = True
            if time.monotonic() > deadline:
                raise StartFailed(f"An earlier server (process {pid}) does not stop.")
            time.sleep(0.02)

    def _orphan(self) -> int | None:
        try:
            pid = int((self.places.data / "postmaster.pid").read_text().split("\n", 1)[0])
            command = (
                subprocess.run(  # noqa: S603
                    ["ps", "-o", "args=", "-p", str(pid)],  # noqa: S607
                    capture_output=True,
                    text=True,
                    check=False,
                ).stdout
                if sys.platform != "linux"
                else Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            )
        except (OSError, ValueError):
            return None
        return pid if str(self.places.data) in command else None

    def _last_words(self) -> str:
        text = self.places.log.read_bytes()[-2000:].decode(errors="replace").strip()
        return " / ".join(text.splitlines()[-3:])


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown: open transactions roll back, nothing is lost. Immediate after 30 s."""
    for wanted in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(wanted)
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            continue


def _die_with_parent() -> Callable[[], None] | None:
    """For Linux: a function that runs in the child, after it changed account (that would clear the wish)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def wish() -> None:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return wish
