"""What a backup holds and how it comes back: database, files and keys of a house, given by plain values.

Restore checks the whole file first, then changes the database in one transaction. Nothing is lost when it is refused
or killed: before that transaction ends the old data count, afterwards the new. What must happen after it (see
`config.backup`) is noted in the same transaction, in a table that the next start finds and works off.
"""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from skillmark import __version__
from skillmark.adapters.postgres import dumps
from skillmark.config.archive import DATABASE, Archive, Secrets, checked_archive, new_archive
from skillmark.kernel.errors import Refused

NOTE = "restore_unfinished"
"""The table that says what is left to do after a restore: close the lists, and erase these people again."""

_ERASED = {
    "people_person": "SELECT uid FROM people_person WHERE erased_at IS NOT NULL",
    NOTE: f"SELECT erased_person_uid FROM {NOTE}",  # noqa: S608 - a constant
}


class NotEmpty(Refused):
    code = "backup.not_empty"
    hint = _(
        "A restore needs an empty database and data folder. Nothing was changed. "
        "Back up what is there, then use --replace to give it up."
    )


class InUse(Refused):
    code = "backup.in_use"
    hint = _("Other commands use the database. Stop them (skillmark serve, skillmark worker), then try again.")


@dataclass(frozen=True, slots=True)
class House:
    """What a backup is made of: a database, a folder (None where files lie elsewhere), keys, and the secret."""

    url: str
    blobs: Path | None
    keys: Path
    secret: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds."""

    made_at: str
    version: str
    files: int
    keys: int
    has_files: bool


def make_backup(house: House, target: Path, *, made_at: datetime) -> Summary:
    """Write the house into `target`, whole or not at all. Errors: PostgresError, OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".skillmark-backup-") as folder:
        database = Path(folder) / DATABASE
        with new_archive(target, Secrets.of(house.secret)) as archive:
            server = dumps.dump(house.url, database)  # before the files: each file it names is on disk by now
            archive.add_file(DATABASE, database)
            files = _blobs(house.blobs)
            for path in files:
                archive.add_file(f"blobs/{path.parent.name}/{path.name}", path)
            keys = _key_files(house.keys)
            for path in keys:
                archive.add_key(f"keys/{path.name}.sealed", path.read_bytes())
            made = made_at.astimezone(UTC).isoformat(timespec="seconds")
            has_files = house.blobs is not None
            archive.finish(
                {
                    "made_at": made,
                    "skillmark": __version__,
                    "postgresql": server,
                    "files": "inside" if has_files else "elsewhere",
                }
            )
    return Summary(made, __version__, len(files), len(keys), has_files)


def read_backup(house: House, source: Path, *, replace: bool) -> Summary:
    """Put a backup in the place of an empty house, or of any house with `replace`.

    Call `config.backup.finish_restore` afterwards. Errors: BackupBroken, OtherSecret, NotEmpty,
    InUse, PostgresError, OSError.
    """
    with checked_archive(source, Secrets.of(house.secret)) as archive:
        keys = {Path(name).name.removesuffix(".sealed"): archive.key(name) for name in archive.under("keys/")}
        _refuse_to_overwrite(house, keys, replace=replace)
        if dumps.others_connected(house.url):
            raise InUse()
        _bring_files(house, archive)
        fresh = _lay_out_keys(house.keys, keys)
        _bring_database(house, archive)
        for path in fresh:  # after the commit; killed in between, the same command again repairs it
            path.replace(path.with_name(path.name.removesuffix(".restoring")))
        _drop_other_files(house, archive)
        facts = archive.facts
        has_files = facts["files"] == "inside"
        return Summary(facts["made_at"], facts["skillmark"], len(archive.under("blobs/")), len(keys), has_files)


def _refuse_to_overwrite(house: House, keys: dict[str, bytes], *, replace: bool) -> None:
    if replace:
        return
    other_keys = any(keys.get(path.name) != path.read_bytes() for path in _key_files(house.keys))
    if other_keys or not dumps.is_empty(house.url):
        raise NotEmpty()


def _bring_files(house: House, archive: Archive) -> None:
    """Names are random: new files stand beside old ones, and nothing refers to them until the database does."""
    if house.blobs is None:
        return
    for name in archive.under("blobs/"):
        target = house.blobs / Path(name).relative_to("blobs")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_suffix(".part")
        archive.extract(name, part)
        part.replace(target)


def _lay_out_keys(folder: Path, keys: dict[str, bytes]) -> list[Path]:
    """Write the keys beside the ones in use."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = []
    for name, data in keys.items():
        path = folder / f"{name}.restoring"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.append(path)
    return fresh


def _bring_database(house: House, archive: Archive) -> None:
    """One transaction: the dump, and the note of what is left to do, with whoever was erased here since."""
    note = sql.SQL("CREATE TABLE public.{name} (erased_person_uid text);").format(name=sql.Identifier(NOTE))
    erased = [
        sql.SQL("INSERT INTO public.{name} VALUES ({uid});").format(name=sql.Identifier(NOTE), uid=sql.Literal(uid))
        for uid in _erased(house.url)
    ]
    with tempfile.TemporaryDirectory(prefix="skillmark-restore-") as folder:
        database = Path(folder) / DATABASE
        archive.extract(DATABASE, database)
        drop = sql.SQL("DROP TABLE IF EXISTS public.{name};").format(name=sql.Identifier(NOTE))
        with psycopg.connect(house.url) as connection:
            afterwards = "\n".join(part.as_string(connection) for part in (drop, note, *erased))
        dumps.load(house.url, database, afterwards=afterwards)


def _erased(url: str) -> list[str]:
    """Who was erased in the database that is given up: an older backup must not bring them back."""
    uids: set[str] = set()
    with psycopg.connect(url) as connection:
        for table, query in _ERASED.items():
            if connection.execute("SELECT to_regclass(%s)", [f"public.{table}"]).fetchone() != (None,):
                uids |= {str(row[0]) for row in connection.execute(query).fetchall()}
    return sorted(uids)


def _drop_other_files(house: House, archive: Archive) -> None:
    """Files of the house that was replaced: nothing refers to them any more."""
    kept = {Path(name).name for name in archive.under("blobs/")}
    for path in _blobs(house.blobs):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def _blobs(folder: Path | None) -> list[Path]:
    return sorted(path for path in folder.glob("[0-9a-f][0-9a-f]/*") if len(path.name) == 40) if folder else []


def _key_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.key") if path.is_file())
