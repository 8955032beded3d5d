"""Leases: how a command says that it needs the database, and how it learns where it is.

Any number of processes hold leases on one server. The first one in starts it, the last one out stops it, and a
holder that is killed counts as out. A server named by DATABASE_URL is only pointed at, never started or stopped.
"""

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from . import locks
from .errors import PostgresError, StartFailed, StillInUse
from .places import PORT, Places, places_for, socket_candidates
from .server import ROLE
from .state import FAILED, READY, STOPPING, State, read_state

_WAIT_S = 180.0
_WORDS = {
    "copying": "Copying the database programs to where they may run. This happens once.",
    "creating": "Preparing a database for the first time. This takes a few seconds.",
}


def to_terminal(words: str) -> None:
    """The default way to show progress: a line on standard error."""
    print(words, file=sys.stderr, flush=True)


@dataclass(slots=True)
class Lease:
    """A claim on a running server. `url` suits psycopg and `django_database`. Close it, or end the process."""

    url: str
    version: str = ""
    socket: str = ""
    server_pid: int = 0
    supervisor_pid: int = 0
    _places: Places | None = None
    _file: Path | None = None
    _descriptor: int | None = field(default=None, repr=False)

    def close(self) -> None:
        """Give it back; the server stops within half a second if nobody else holds one. Twice is fine."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            if self._file is not None:
                self._file.unlink(missing_ok=True)

    def __enter__(self) -> "Lease":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def lease(
    data_root: Path,
    *,
    database: str = ROLE,
    server_url: str | None = None,
    careless: bool = False,
    progress: Callable[[str], None] = to_terminal,
) -> Lease:
    """A server to use: `server_url` or DATABASE_URL if set, else the embedded one of this data root.

    `careless` (first holder decides) turns off fsync: for tests, whose data may vanish. Costs 3 s the first time,
    0.3 s when the server has to start, 0.02 s when it runs. Raises PostgresError.
    """
    url = os.environ.get("DATABASE_URL", "") if server_url is None else server_url
    if url:
        return Lease(url)
    places = places_for(data_root)
    with locks.gate(places.gate):
        file, descriptor = _claim(places)
        try:
            state = _running(places, careless, progress)
        except BaseException:
            os.close(descriptor)
            file.unlink(missing_ok=True)
            raise
    held = Lease(
        _url(state, database), state.version, state.socket, state.server, state.supervisor, places, file, descriptor
    )
    try:
        _ensure_database(_url(state, "postgres"), database)
    except BaseException:
        held.close()
        raise
    return held


def is_running(data_root: Path) -> bool:
    """Whether the embedded server of this data root has a supervisor."""
    return locks.is_taken(places_for(data_root, create=False).running)


def wait_until_stopped(data_root: Path, *, within_s: float = 30.0) -> bool:
    """After the last lease is closed: True once nothing runs any more."""
    deadline = time.monotonic() + within_s
    while is_running(data_root):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def discard(data_root: Path, *, within_s: float = 10.0) -> None:
    """Delete this database for good, wherever it lies. Raises StillInUse if somebody holds a lease that long."""
    places = places_for(data_root, create=False)
    if not places.base.exists():
        return
    if not wait_until_stopped(data_root, within_s=within_s):
        raise StillInUse(f"The database in {places.base} is in use.")
    for folder in (*socket_candidates(places)[1:], places.base):
        if folder.exists():
            shutil.rmtree(folder)
    with suppress(FileNotFoundError):
        (Path(data_root) / "postgres.place").unlink()


def _claim(places: Places) -> tuple[Path, int]:
    """A lease file of our own, locked until this process ends. It gets its name once locked, or it would be swept."""
    file = places.leases / f"{os.getpid()}-{secrets.token_hex(6)}.lease"
    unnamed = file.with_suffix(".new")
    descriptor = locks.take(unnamed, wait=True)
    if descriptor is None:  # impossible with wait, but said for the reader and the type checker
        raise StartFailed("A lease could not be taken.")
    if os.geteuid() == 0:
        owner = places.leases.stat()
        os.chown(descriptor, owner.st_uid, owner.st_gid)
    unnamed.rename(file)
    return file, descriptor


def _running(places: Places, careless: bool, progress: Callable[[str], None]) -> State:
    """The state of a server that answers, started if need be. Called behind the gate."""
    deadline = time.monotonic() + _WAIT_S
    pid: int | None = None
    said = ""
    while time.monotonic() < deadline:
        if pid is None and not locks.is_taken(places.running):
            places.state.unlink(missing_ok=True)
            pid = _spawn(places, careless)
        state = read_state(places.state)
        if state is not None and state.step == READY:
            return state
        if state is not None and state.step == FAILED:
            raise _as_error(state)
        if state is not None and state.step == STOPPING:
            pid = None
        if state is not None and state.step != said and _WORDS.get(state.step):
            progress(_WORDS[state.step])
        said = state.step if state is not None else said
        if pid is not None and not _is_alive(pid) and read_state(places.state) == state:
            raise StartFailed(f"The supervisor ended too early; see {places.supervisor_log}.")
        time.sleep(0.01)
    raise StartFailed(f"The database did not start within {_WAIT_S:.0f} s; see {places.log}.")


def _spawn(places: Places, careless: bool) -> int:
    """Start a supervisor of its own session, which outlives us; returns its process id."""
    source = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-W", "ignore", "-m", __package__ or "", str(places.base)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(source), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(  # noqa: S603
        [*command, "--careless"] if careless else command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not done.stdout.strip().isdigit():
        raise StartFailed("The supervisor could not be started.")
    return int(done.stdout)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _as_error(state: State) -> PostgresError:
    kinds = {kind.code: kind for kind in PostgresError.__subclasses__()}
    return kinds.get(state.code, StartFailed)(state.detail, hint=state.hint)


def _url(state: State, database: str) -> str:
    return f"postgresql://{ROLE}@/{quote(database, safe='')}?host={quote(state.socket, safe='')}&port={PORT}"


def _ensure_database(server: str, database: str) -> None:
    """Create the database if it is not there. Two that try at once are both content."""
    import psycopg  # here, so that the supervisor, which shares this package, starts without it
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            return
        with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))
