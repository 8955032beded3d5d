"""The embedded database: shared by commands, stopped by the last, and nothing left of the killed. Real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from skillmark.adapters.postgres import (
    Lease,
    PlaceUnusable,
    StartFailed,
    StillInUse,
    discard,
    is_running,
    lease,
    wait_until_stopped,
)
from skillmark.adapters.postgres.places import account_for, places_for, socket_folder

SOURCE = Path(__file__).resolve().parents[2] / "src"
HOLDER = """
import sys, time
from pathlib import Path
from skillmark.adapters.postgres import lease
held = lease(Path(sys.argv[1]), server_url="", careless=True)
print(held.url, flush=True)
sys.stdin.readline()
held.close()
"""


def quiet(words: str) -> None:
    """Progress that nobody needs to see."""


def join(root: Path) -> Lease:
    return lease(root, server_url="", careless=True, progress=quiet)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One data root for tests that leave the data as they are: making one takes seconds."""
    root = tmp_path_factory.mktemp("kept")
    yield root
    wait_until_stopped(root)
    discard(root)


@pytest.fixture
def holder(kept: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts other processes that hold a lease until told."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLDER, str(kept)]
        environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def answer(held: Lease) -> int:
    with psycopg.connect(held.url) as connection:
        row = connection.execute("SELECT 41 + 1").fetchone()
    assert row is not None
    return int(row[0])


def is_gone(pid: int, *, within_s: float = 15.0) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_it_answers_and_stops_with_the_lease(kept: Path) -> None:
    with join(kept) as held:
        assert answer(held) == 42
        assert is_running(kept)
    assert wait_until_stopped(kept)
    assert is_gone(held.server_pid)
    assert is_gone(held.supervisor_pid)
    assert not list(places_for(kept).leases.iterdir())


def test_data_outlive_the_server(kept: Path) -> None:
    with join(kept) as held, psycopg.connect(held.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('still here')")
    assert wait_until_stopped(kept)
    with join(kept) as held, psycopg.connect(held.url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("still here",)
        connection.execute("DROP TABLE kept")


def test_two_leases_of_one_process_count_twice(kept: Path) -> None:
    first, second = join(kept), join(kept)
    first.close()
    first.close()
    time.sleep(0.5)
    assert answer(second) == 42
    second.close()
    assert wait_until_stopped(kept)


def test_a_lease_can_name_its_database(kept: Path) -> None:
    held = lease(kept, database="other place", server_url="", progress=quiet)
    with held, psycopg.connect(held.url) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("other place",)


def test_the_last_one_out_stops_it(kept: Path, holder: Callable[[], subprocess.Popen[str]]) -> None:
    mine, other = join(kept), holder()
    mine.close()
    time.sleep(0.5)
    assert is_running(kept)
    other.communicate("go\n")
    assert wait_until_stopped(kept)
    assert is_gone(mine.server_pid)


def test_a_killed_holder_does_not_stop_it_under_others(kept: Path, holder: Callable[[], subprocess.Popen[str]]) -> None:
    first, mine = holder(), join(kept)
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(0.5)
    assert answer(mine) == 42
    assert len(list(places_for(kept).leases.iterdir())) == 1
    mine.close()
    assert wait_until_stopped(kept)


def test_nothing_is_left_when_every_holder_is_killed(kept: Path, holder: Callable[[], subprocess.Popen[str]]) -> None:
    holders = [holder(), holder()]
    probe = join(kept)
    probe.close()
    for process in holders:
        process.send_signal(signal.SIGKILL)
    assert wait_until_stopped(kept)
    assert is_gone(probe.server_pid)
    assert is_gone(probe.supervisor_pid)


@pytest.mark.skipif(sys.platform != "linux", reason="the server follows its parent by itself only on Linux")
def test_the_server_ends_with_a_killed_supervisor_and_the_next_lease_starts_another(kept: Path) -> None:
    first = join(kept)
    os.kill(first.supervisor_pid, signal.SIGKILL)
    assert is_gone(first.server_pid)
    with join(kept) as second:
        assert second.server_pid != first.server_pid
        assert answer(second) == 42
    first.close()
    assert wait_until_stopped(kept)


def test_a_killed_server_is_started_again_under_its_holders(kept: Path) -> None:
    with join(kept) as held:
        os.kill(held.server_pid, signal.SIGKILL)
        assert is_gone(held.server_pid)
        for _ in range(200):
            try:
                assert answer(held) == 42
                break
            except psycopg.OperationalError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not come back")
    assert wait_until_stopped(kept)


def test_many_that_start_at_once_share_one_server(kept: Path, holder: Callable[[], subprocess.Popen[str]]) -> None:
    command = [sys.executable, "-c", HOLDER.replace("print(held.url", "print(held.server_pid"), str(kept)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    crowd = [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    servers = {process.stdout.readline() for process in crowd if process.stdout is not None}
    for process in crowd:
        process.communicate("go\n")
    assert len(servers) == 1
    assert "" not in servers
    assert wait_until_stopped(kept)


def test_coming_and_going_never_meets_a_stopping_server(kept: Path) -> None:
    for pause_s in (0.0, 0.05, 0.1, 0.12, 0.15, 0.2):
        with join(kept) as held:
            assert answer(held) == 42
        time.sleep(pause_s)
    assert wait_until_stopped(kept)


def test_killed_while_making_the_data_leaves_nothing_half_made(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert "first time" in process.stderr.readline()
    supervisor = int((places_for(tmp_path).state).read_text().split('"supervisor": ')[1].split(",")[0])
    process.kill()
    os.kill(supervisor, signal.SIGKILL)
    process.communicate()
    assert not places_for(tmp_path).data.exists()
    with join(tmp_path) as held:
        assert answer(held) == 42
    assert not list(places_for(tmp_path).base.glob("data.new-*"))
    discard(tmp_path)


def test_it_opens_no_network_port_and_no_door_to_others(kept: Path) -> None:
    with join(kept) as held, psycopg.connect(held.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert Path(held.socket).stat().st_mode & 0o077 == 0
        assert places_for(kept).data.stat().st_mode & 0o077 == 0
        rules = connection.execute("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert rules == [("local", "peer")]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has somebody else run the server")
def test_as_root_the_server_is_not_root(kept: Path) -> None:
    with join(kept) as held:
        assert Path(f"/proc/{held.server_pid}").stat().st_uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has somebody else run the server")
def test_a_folder_closed_to_the_server_gets_its_data_elsewhere_and_says_where(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with join(closed / "data") as held:
        assert answer(held) == 42
    place = (closed / "data" / "postgres.place").read_text().strip()
    assert places_for(closed / "data").base == Path(place)
    assert Path(place, "data", "PG_VERSION").exists()
    assert closed.stat().st_mode & 0o777 == 0o700
    assert wait_until_stopped(closed / "data")
    discard(closed / "data")
    assert not Path(place).exists()


def test_a_long_path_still_has_a_short_socket(tmp_path: Path) -> None:
    root = tmp_path / ("long" * 30) / "data"
    places = places_for(root)
    folder = socket_folder(places, account_for(places))
    assert len(str(folder / ".s.PGSQL.5432.lock")) <= 107
    assert folder.stat().st_mode & 0o777 == 0o700
    discard(root)
    assert not folder.exists()


def test_data_in_use_are_not_deleted(kept: Path) -> None:
    with join(kept) as held:
        with pytest.raises(StillInUse):
            discard(kept, within_s=0.5)
        assert answer(held) == 42


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with join(tmp_path):
        pass
    assert wait_until_stopped(tmp_path)
    places = places_for(tmp_path)
    (places.data / "postgresql.auto.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(StartFailed, match="no_such_setting"):
        join(tmp_path)
    assert wait_until_stopped(tmp_path)
    assert not list(places.leases.iterdir())
    discard(tmp_path)


def test_a_place_that_is_no_folder_is_our_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PlaceUnusable):
        join(tmp_path / "file")


def test_a_server_named_by_address_is_only_pointed_at(tmp_path: Path) -> None:
    with lease(tmp_path / "data", server_url="postgresql://db.example/skillmark") as held:
        assert held.url == "postgresql://db.example/skillmark"
    assert not (tmp_path / "data").exists()
