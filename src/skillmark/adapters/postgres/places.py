"""Where one embedded database lies: data, leases, socket, logs.

PostgreSQL refuses to run as root, so for root it runs as an unprivileged account, and that account must be able to
reach its files. When a parent of the wanted folder is closed to it (a checkout under /root, pytest's 0700 folders),
the database lies under /var/lib/skillmark/ instead, and the file `postgres.place` in the wanted folder says where.
The choice is written once and kept, so that data do not vanish when a mode changes.
"""

import hashlib
import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .errors import PlaceUnusable

FALLBACK = Path("/var/lib/skillmark")
PORT = 5432  # only names the socket file: no TCP port is ever opened
LONGEST_SOCKET_BYTES = 107  # sun_path of unix(7), less its final zero


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server: our own account, or an unprivileged one when we are root."""

    name: str
    user_id: int
    group_id: int

    @property
    def is_ours(self) -> bool:
        return self.user_id == os.geteuid()


@dataclass(frozen=True, slots=True)
class Places:
    """All paths of one embedded database; `base` is its folder."""

    base: Path

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def leases(self) -> Path:
        return self.base / "leases"

    @property
    def gate(self) -> Path:
        return self.base / "gate.lock"

    @property
    def running(self) -> Path:
        return self.base / "supervisor.lock"

    @property
    def state(self) -> Path:
        return self.base / "state.json"

    @property
    def log(self) -> Path:
        return self.base / "server.log"

    @property
    def supervisor_log(self) -> Path:
        return self.base / "supervisor.log"

    @property
    def binaries(self) -> Path:
        return self.base / "binaries"


def places_for(data_root: Path, *, create: bool = True) -> Places:
    """The paths for this data root; makes the folders. Raises PlaceUnusable with the reason."""
    root = Path(data_root).resolve()
    note = root / "postgres.place"
    try:
        if note.is_file():
            base = Path(note.read_text().strip())
        else:
            base = root / "postgres"
            if create:
                root.mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0 and not (base / "data").exists() and not _reachable(root, _unprivileged()):
                base = FALLBACK / hashlib.sha256(str(root).encode()).hexdigest()[:16]
                if create:
                    note.write_text(f"{base}\n")
        places = Places(base)
        if create:
            _make(places)
    except OSError as error:
        raise PlaceUnusable(f"The database cannot lie in {root}: {error.strerror}.") from None
    return places


def account_for(places: Places) -> Account:
    """Ourselves, or when root the owner of the existing data, else `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return Account(_name_of(os.geteuid()), os.geteuid(), os.getegid())
    if places.data.exists() and (owner := places.data.stat().st_uid) != 0:
        entry = pwd.getpwuid(owner)
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    return _unprivileged()


def socket_folder(places: Places, account: Account) -> Path:
    """A 0700 folder of the account's, short enough for a unix socket."""
    for folder in socket_candidates(places):
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}.lock")) <= LONGEST_SOCKET_BYTES and _own(folder, account):
            return folder
    raise PlaceUnusable("No folder is short enough, and ours alone, for the database's socket.")


def socket_candidates(places: Places) -> list[Path]:
    """Beside the data if the path is short; else a folder named after it where run-time files go."""
    name = f"skillmark-{hashlib.sha256(str(places.base).encode()).hexdigest()[:12]}"
    parents = [Path("/run")] if os.geteuid() == 0 else []
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        parents.append(Path(runtime))
    parents += [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108
    return [places.base / "run", *(parent / name for parent in parents)]


def _own(folder: Path, account: Account) -> bool:
    """Make the folder private to the account; False where it cannot be, or belongs to somebody else."""
    if not _reachable(folder.parent, account):
        return False
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0 and folder.lstat().st_uid == 0:
            os.chown(folder, account.user_id, account.group_id, follow_symlinks=False)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.user_id and not found.st_mode & 0o077


def _make(places: Places) -> None:
    places.base.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    for folder in (places.base, places.leases):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _reachable(folder: Path, account: Account) -> bool:
    """Whether the account may pass through every folder of the resolved path."""
    resolved = folder.resolve()
    return all(_may_pass(step, account) for step in (resolved, *resolved.parents))


def _may_pass(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.user_id:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.group_id:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def _unprivileged() -> Account:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise PlaceUnusable("PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody'.")


def _name_of(user_id: int) -> str:
    try:
        return pwd.getpwuid(user_id).pw_name
    except KeyError:
        hint = "Give the user a line in /etc/passwd, or set DATABASE_URL."
        raise PlaceUnusable(f"User {user_id} has no name, which PostgreSQL needs.", hint=hint) from None
