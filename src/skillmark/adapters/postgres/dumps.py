"""A whole database into a file and back, by PostgreSQL's own programs.

`load` is one transaction: what was there is dropped, the dump is read, and either all of it counts or none. The dump
may come from an older PostgreSQL than the one it is read into. Passwords go to the programs by environment, since
arguments can be seen by every user of the machine.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict

from .binaries import Binaries, find
from .errors import DumpFailed

_LOCK_WAIT = "15s"
_OURS = """
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def dump(url: str, target: Path) -> str:
    """Write the database into `target`, as of one instant. Returns the server's version. Raises DumpFailed."""
    version = server_version(url)
    program = _for(version).program("pg_dump")
    command = [program, "--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--file={target}"]
    done = subprocess.run(command, env=_environment(url), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise DumpFailed(f"pg_dump: {_last_line(done.stderr)}")
    return version


def load(url: str, source: Path, *, afterwards: str = "") -> None:
    """Replace everything in the database by the dump, and run the SQL `afterwards`, in one transaction.

    Raises DumpFailed with the database as it was. `afterwards` must qualify its names: the search path is empty.
    """
    programs = _for(server_version(url))
    with tempfile.TemporaryFile("w+") as complaints:
        psql = subprocess.Popen(  # noqa: S603
            [programs.program("psql"), "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"],
            env=_environment(url), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints,
        )  # fmt: skip
        assert psql.stdin is not None
        try:
            reading = _feed(programs, source, psql.stdin, afterwards)
        finally:
            psql.wait()
        complaints.seek(0)
        if reading or psql.returncode != 0:
            raise DumpFailed(f"The dump could not be read: {_last_line(reading or complaints.read())}")


def is_empty(url: str) -> bool:
    """Whether the database has no table, view or sequence of ours."""
    with psycopg.connect(url) as connection:
        return not _count(connection, _OURS)


def others_connected(url: str) -> int:
    """How many other sessions use the database now."""
    with psycopg.connect(url) as connection:
        return _count(connection, _OTHERS)


def server_version(url: str) -> str:
    """Such as `18.6`."""
    with psycopg.connect(url) as connection:
        return ".".join(map(str, divmod(connection.info.server_version, 10000)))


def _feed(programs: Binaries, source: Path, into: IO[bytes], afterwards: str) -> str:
    """Hand psql the transaction; COMMIT goes last, and only if the dump was read to its end. Returns complaints."""
    with tempfile.TemporaryFile("w+") as complaints:
        command = [programs.program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)]
        reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints)  # noqa: S603
        assert reader.stdout is not None
        try:
            into.write(f"BEGIN;\nSET LOCAL lock_timeout = '{_LOCK_WAIT}';\n".encode())
            into.write(b"DROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n")
            shutil.copyfileobj(reader.stdout, into, 1 << 20)
            if reader.wait() == 0:
                into.write(f"\n{afterwards}\nCOMMIT;\n".encode())
            into.close()
        except BrokenPipeError:
            return ""  # psql gave up and says why
        finally:
            reader.stdout.close()
            reader.wait()
        complaints.seek(0)
        return "" if reader.returncode == 0 else complaints.read() or "pg_restore failed"


def _for(version: str) -> Binaries:
    """Programs at least as new as the server."""
    return find(at_least=int(version.split(".")[0]))


def _environment(url: str) -> dict[str, str]:
    """libpq's variables for this address."""
    names = {
        option.keyword.decode(): option.envvar.decode()
        for option in psycopg.pq.Conninfo.get_defaults()
        if option.envvar
    }
    given = {names[key]: str(value) for key, value in conninfo_to_dict(url).items() if key in names}
    return {"PATH": os.defpath, "LC_ALL": "C", "PGCLIENTENCODING": "UTF8", "HOME": os.environ.get("HOME", "/"), **given}


def _count(connection: "psycopg.Connection[tuple[int]]", query: str) -> int:
    row = connection.execute(query).fetchone()
    return row[0] if row else 0


def _last_line(text: str) -> str:
    """The first complaint, shortened; it names tables, never their content (no CONTEXT or DETAIL lines)."""
    lines = [line for line in text.splitlines() if "ERROR" in line or "error" in line] or text.splitlines()
    return lines[0][:300] if lines else "no reason given"
