"""Backup and restore on real databases: whole or not at all, whatever happens to the file or on the way."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from skillmark.adapters.postgres import DumpFailed, Lease, discard, dumps, lease, wait_until_stopped
from skillmark.config.archive import BackupBroken, OtherSecret, Secrets, checked_archive
from skillmark.config.safekeeping import House, InUse, NotEmpty, make_backup, read_backup

MADE_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BLOB = "ab/ab" + "0" * 38


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lease]:
    root = tmp_path_factory.mktemp("backup")
    with lease(root, server_url="", careless=True, progress=lambda words: None) as held:
        yield held
    wait_until_stopped(root)
    discard(root)


def count_of(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM public.word").fetchone()
    assert row is not None
    return int(row[0])


NewHouse = Callable[[str], House]


@pytest.fixture
def new_house(server: Lease, tmp_path: Path) -> NewHouse:
    """Makes empty houses: a database and a folder each, all with the same secret."""

    def make(name: str) -> House:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}"')
        url = server.url.replace("/skillmark?", f"/{name}?")
        return House(url, tmp_path / name / "blobs", tmp_path / name / "keys", "s" * 40)

    return make


@pytest.fixture
def house(new_house: NewHouse) -> House:
    """A lived-in house: 1,000 rows, an extension, one file, one key."""
    made = new_house("lived_in")
    with psycopg.connect(made.url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE word (id serial PRIMARY KEY, text text NOT NULL)")
        connection.execute("CREATE INDEX ON word USING gin (text gin_trgm_ops)")
        connection.execute("INSERT INTO word (text) SELECT 'Wörter ' || n FROM generate_series(1, 1000) n")
    assert made.blobs is not None
    (made.blobs / "ab").mkdir(parents=True)
    (made.blobs / BLOB).write_bytes(b"evidence")
    made.keys.mkdir()
    (made.keys / "master.key").write_bytes(b"K" * 32)
    return made


@pytest.fixture
def saved(house: House, tmp_path: Path) -> Path:
    target = tmp_path / "saved.skillmark"
    make_backup(house, target, made_at=MADE_AT)
    return target


def test_what_was_backed_up_comes_back(house: House, saved: Path, new_house: NewHouse) -> None:
    fresh = new_house("fresh")
    summary = read_backup(fresh, saved, replace=False)
    assert (summary.made_at, summary.files, summary.keys) == ("2026-03-01T12:00:00+00:00", 1, 1)
    assert count_of(fresh.url) == 1000
    assert fresh.blobs is not None
    assert (fresh.blobs / BLOB).read_bytes() == b"evidence"
    assert (fresh.keys / "master.key").read_bytes() == b"K" * 32
    assert (fresh.keys / "master.key").stat().st_mode & 0o777 == 0o600
    with psycopg.connect(fresh.url) as connection:  # sequences go on where they were
        assert connection.execute("INSERT INTO word (text) VALUES ('next') RETURNING id").fetchone() == (1001,)


def test_the_file_is_private_and_shows_no_key(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    assert b"K" * 32 not in saved.read_bytes()


def test_a_backup_never_overwrites_a_file(house: House, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("mine")
    with pytest.raises(FileExistsError):
        make_backup(house, target, made_at=MADE_AT)
    assert target.read_text() == "mine"


def test_a_backup_that_fails_leaves_no_file(house: House, tmp_path: Path) -> None:
    with pytest.raises(psycopg.OperationalError):
        make_backup(replace(house, url=house.url.replace("lived_in", "gone")), tmp_path / "x", made_at=MADE_AT)
    assert not [path.name for path in tmp_path.iterdir() if "x" in path.name or "backup" in path.name]


def test_a_house_that_is_lived_in_is_not_overwritten(house: House, saved: Path) -> None:
    with pytest.raises(NotEmpty):
        read_backup(house, saved, replace=False)


def test_another_key_in_the_folder_is_not_overwritten(saved: Path, new_house: NewHouse) -> None:
    fresh = new_house("fresh")
    fresh.keys.mkdir(parents=True)
    (fresh.keys / "master.key").write_bytes(b"other")
    with pytest.raises(NotEmpty):
        read_backup(fresh, saved, replace=False)
    assert (fresh.keys / "master.key").read_bytes() == b"other"


def test_replace_gives_up_what_is_there(house: House, saved: Path) -> None:
    with psycopg.connect(house.url) as connection:
        connection.execute("DELETE FROM word")
        connection.execute("CREATE TABLE later (x int)")
    assert house.blobs is not None
    later = house.blobs / "cd" / ("cd" + "0" * 38)
    later.parent.mkdir()
    later.write_bytes(b"later")
    (house.keys / "master.key").write_bytes(b"changed")
    read_backup(house, saved, replace=True)
    assert count_of(house.url) == 1000
    assert not later.exists()
    assert (house.keys / "master.key").read_bytes() == b"K" * 32
    with psycopg.connect(house.url) as connection:
        assert connection.execute("SELECT to_regclass('later')").fetchone() == (None,)


def test_a_database_in_use_is_not_replaced(house: House, saved: Path) -> None:
    with psycopg.connect(house.url), pytest.raises(InUse):
        read_backup(house, saved, replace=True)
    assert count_of(house.url) == 1000


def test_another_secret_opens_nothing(house: House, saved: Path) -> None:
    with pytest.raises(OtherSecret):
        read_backup(replace(house, secret="t" * 40), saved, replace=True)
    assert count_of(house.url) == 1000


def _cut(data: bytearray, at: float) -> bytes:
    return bytes(data[: int(len(data) * at)])


@pytest.mark.parametrize("at", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(house: House, saved: Path, at: float) -> None:
    saved.write_bytes(_cut(bytearray(saved.read_bytes()), at))
    with pytest.raises(BackupBroken):
        read_backup(house, saved, replace=True)
    assert count_of(house.url) == 1000


def test_one_changed_byte_is_refused_wherever_it_is(house: House, saved: Path) -> None:
    whole = saved.read_bytes()
    refused = 0
    for place in range(0, len(whole), max(1, len(whole) // 300)):
        saved.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            with checked_archive(saved, Secrets.of(house.secret)):
                pass
        except (BackupBroken, OtherSecret):
            refused += 1
        else:  # a byte that ZIP keeps twice or does not use: what comes out must be the same
            with checked_archive(saved, Secrets.of(house.secret)) as archive:
                assert archive.key("keys/master.key.sealed") == b"K" * 32
    assert refused > 250


@pytest.mark.parametrize("name", ["blobs/../../escape", "/etc/escape", "keys/../escape.sealed", "surplus"])
def test_a_member_that_leads_elsewhere_is_refused(house: House, saved: Path, name: str) -> None:
    with zipfile.ZipFile(saved, "a") as file:
        file.writestr(name, b"x")
    with pytest.raises(BackupBroken):
        read_backup(house, saved, replace=True)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"members": 3}', b"\xff", b"[" * 100_000])
def test_a_manifest_that_says_nothing_is_refused(house: House, tmp_path: Path, content: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "odd", "w") as file:
        file.writestr("manifest.json", content)
        file.writestr("manifest.mac", "")
    with pytest.raises(BackupBroken):
        read_backup(house, tmp_path / "odd", replace=True)


def test_a_dump_that_cannot_be_read_changes_nothing(house: House, tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(b"PGDMP but not one")
    with pytest.raises(DumpFailed):
        dumps.load(house.url, tmp_path / "dump")
    assert count_of(house.url) == 1000


def test_an_error_at_the_very_end_changes_nothing(house: House, tmp_path: Path) -> None:
    dumps.dump(house.url, tmp_path / "dump")
    with psycopg.connect(house.url) as connection:
        connection.execute("DELETE FROM word WHERE id > 10")
    with pytest.raises(DumpFailed, match="division by zero"):
        dumps.load(house.url, tmp_path / "dump", afterwards="SELECT 1 / 0;")
    assert count_of(house.url) == 10


@pytest.mark.parametrize("after_s", [0.1, 0.3, 0.6])
def test_killed_while_restoring_it_is_the_old_or_the_new(house: House, saved: Path, after_s: float) -> None:
    with psycopg.connect(house.url) as connection:
        connection.execute("DELETE FROM word WHERE id > 10")
    facts = [house.url, str(house.blobs), str(house.keys), house.secret, str(saved)]
    program = (
        "import sys, json\nfrom pathlib import Path\nfrom skillmark.config.safekeeping import House, read_backup\n"
        "url, blobs, keys, secret, saved = json.loads(sys.argv[1])\n"
        "print('go', flush=True)\n"
        "read_backup(House(url, Path(blobs), Path(keys), secret), Path(saved), replace=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    process = subprocess.Popen(
        [sys.executable, "-c", program, json.dumps(facts)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    assert count_of(house.url) in (10, 1000)
    for _ in range(100):
        try:
            read_backup(house, saved, replace=True)  # the same command again repairs it
            break
        except InUse:  # the killed one's psql is still leaving
            continue
    assert count_of(house.url) == 1000
    assert (house.keys / "master.key").read_bytes() == b"K" * 32
    assert [path.name for path in house.keys.iterdir()] == ["master.key"]


def test_who_was_erased_since_is_noted_for_the_next_start(house: House, saved: Path) -> None:
    with psycopg.connect(house.url) as connection:
        connection.execute("CREATE TABLE people_person (uid text, erased_at timestamptz)")
        connection.execute("INSERT INTO people_person VALUES ('O''Alice', now()), ('Bea', NULL)")
    read_backup(house, saved, replace=True)
    with psycopg.connect(house.url) as connection:
        rows = connection.execute("SELECT erased_person_uid FROM restore_unfinished").fetchall()
    assert rows == [("O'Alice",)]
    read_backup(house, saved, replace=True)  # restored twice, the note is not lost
    with psycopg.connect(house.url) as connection:
        assert connection.execute("SELECT count(*) FROM restore_unfinished").fetchone() == (1,)
