"""The process that owns one embedded server: starts it, watches the leases, stops it when none is left.

A lease is a file locked by its holder. The kernel drops the lock when the holder ends, so a crashed holder neither
keeps the server alive nor stops it under others. Rules: one supervisor per database (a lock says so); joining and
stopping happen behind the same gate, so nobody joins a server that is about to stop.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from types import FrameType

from . import binaries, locks
from .errors import PostgresError
from .places import Places, account_for, socket_folder
from .server import Server, stop
from .state import FAILED, READY, STOPPING, State, write_state

_TICK_S = 0.1
_RESTARTS = 3  # within one minute; after that the fault is not passing
_LOG_BYTES = 5_000_000


def main(arguments: list[str]) -> int:
    """Detach, then supervise until no lease is left. Prints the process id for whoever waits."""
    places, careless = Places(Path(arguments[0])), "--careless" in arguments
    if child := os.fork():
        print(child, flush=True)
        os._exit(0)
    os.setsid()
    os.chdir("/")
    _to_log(places)
    if locks.take(places.running, wait=False) is None:
        return 0
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        _supervise(places, careless)
    except PostgresError as error:
        _say(places, FAILED, code=error.code, detail=str(error), hint=error.hint)
        return 1
    return 0


def _supervise(places: Places, careless: bool) -> None:
    server = _prepare(places, careless)
    process = _start(places, server)
    restarts: list[float] = []
    try:
        while True:
            time.sleep(_TICK_S)
            if process.poll() is not None:
                restarts = [at for at in restarts if time.monotonic() - at < 60] + [time.monotonic()]
                if len(restarts) > _RESTARTS:
                    raise PostgresError(f"The server keeps ending; see {places.log}.")
                process = _start(places, server)
            if not _held(places) and _stopped_behind_the_gate(places, process):
                return
    finally:
        if process.poll() is None:
            _say(places, STOPPING)
            stop(process)


def _prepare(places: Places, careless: bool) -> Server:
    """Everything up to the start: account, binaries, socket folder, data."""
    account = account_for(places)
    major = int((places.data / "PG_VERSION").read_text()) if places.data.exists() else None
    found = binaries.find(major=major)
    runnable = binaries.runnable_by(found, account, places, before_copying=lambda: _say(places, "copying"))
    server = Server(places, account, runnable, socket_folder(places, account), careless)
    if major is None:
        _say(places, "creating")
        server.create()
    return server


def _start(places: Places, server: Server) -> "Popen[bytes]":
    _say(places, "starting")
    if places.log.exists() and places.log.stat().st_size > _LOG_BYTES:
        places.log.replace(places.log.with_suffix(".old"))
    process = server.start()
    _say(places, READY, socket=str(server.socket), version=server.binaries.version, server=process.pid)
    return process


def _held(places: Places) -> bool:
    """Whether any lease is alive; dead ones are swept away."""
    alive = False
    for lease in places.leases.glob("*.lease"):
        if locks.is_taken(lease):
            alive = True
        else:
            lease.unlink(missing_ok=True)
    return alive


def _stopped_behind_the_gate(places: Places, process: "Popen[bytes]") -> bool:
    """Look once more with the gate shut, and stop if still nobody is there."""
    gate = locks.take(places.gate, wait=False)
    if gate is None:
        return False  # somebody is joining
    try:
        if _held(places):
            return False
        _say(places, STOPPING)
        stop(process)
        with suppress(FileNotFoundError):
            places.state.unlink()
        return True
    finally:
        os.close(gate)


def _say(places: Places, step: str, **facts: str | int) -> None:
    write_state(places.state, State(step, os.getpid(), **facts))  # type: ignore[arg-type]


def _to_log(places: Places) -> None:
    log = os.open(places.supervisor_log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, target)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
