"""What every test may use: the embedded database, a data folder of its own, the published data beside the checkout."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
os.environ.setdefault("SKILLMARK_DATA_DIR", str(ROOT / "var" / "test"))
os.environ.setdefault("SKILLMARK_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("SKILLMARK_DEMO", "1")

LONGEST = ("tests/journeys/test_browser.py", "tests/journeys/test_terminal.py", "/test_browser.py", "tests/faults/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no core waits for another at the end."""
    items.sort(key=lambda item: next((n for n, part in enumerate(LONGEST) if part in item.nodeid), len(LONGEST)))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published frameworks, adverts and benchmarks; the test skips where they are not beside the checkout."""
    return _shared("data")


@pytest.fixture(scope="session")
def shared_vectors() -> Path:
    """The published test vectors; the test skips where they are not beside the checkout."""
    return _shared("vectors")


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"published {name} are not beside the checkout (../shared/{name})")
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Lease the embedded server, unless `DATABASE_URL` names another."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from django.db import connections

    from skillmark.adapters.postgres import lease
    from skillmark.config.django import _database

    with lease(ROOT / "var" / "test-postgres", careless=True) as server:
        _drop_left_behind(server.url)
        found = _database(server.url)
        wanted: dict[str, Any] = connections.databases["default"]
        wanted.update({key: found[key] for key in ("USER", "PASSWORD", "HOST", "PORT")})
        wanted["CONN_MAX_AGE"] = 0  # threads of a live server must not keep the database busy after their test
        wanted["TEST"]["NAME"] = f"test_{os.getpid()}"  # several runs may share the server
        yield
        connections.close_all()


def _drop_left_behind(url: str) -> None:
    """Databases of test runs that were killed."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+$'").fetchall():
            try:
                os.kill(int(name.removeprefix("test_")), 0)
            except ProcessLookupError:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow ones are for production


@pytest.fixture(autouse=True)
def _no_job_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """The queue's tables are not Django's to empty: after a test that commits, its jobs go too."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
