"""After a restore no status slot is given twice, and nobody who was erased comes back."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection, connections

from skillmark.config.backup import finish_restore
from skillmark.config.safekeeping import House, make_backup, read_backup
from skillmark.domains.authority import api as authority
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM, OrganisationView
from skillmark.kernel.seams import resolve

pytestmark = pytest.mark.django_db(transaction=True)
MADE_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def house(settings: Any) -> House:
    """The database of this test, as a house that can be backed up."""
    given = connection.settings_dict
    place = urlencode({"host": given["HOST"], "port": given["PORT"] or 5432})
    url = f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}?{place}"
    data_dir = Path(settings.DATA_DIR)
    return House(url, data_dir / "blobs", data_dir / "keys", "s" * 40)


@pytest.fixture
def college() -> OrganisationView:
    made = people.register_organisation(actor=SYSTEM, name="Northbank College", kind="university", country="AT")
    authority.open_issuing(actor=SYSTEM, organisation_uid=made.uid)
    return made


def reserve(college: OrganisationView, award_uid: str) -> set[tuple[str, int]]:
    slots = authority.reserve_slots(actor=SYSTEM, organisation_uid=college.uid, award_uid=award_uid)
    return {(slot.list_url, slot.index) for slot in slots}


def bring_back(house: House, saved: Path) -> None:
    connections.close_all()
    _end_sessions_of_earlier_tests(house)
    read_backup(house, saved, replace=True)
    resolve.cache_clear()


def _end_sessions_of_earlier_tests(house: House) -> None:
    """A restore rightly refuses a database in use, and a browser's idle thread may still hold a session."""
    with psycopg.connect(house.url, autocommit=True) as alone:
        alone.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_no_slot_is_given_twice(house: House, college: OrganisationView, tmp_path: Path) -> None:
    before = reserve(college, "before-the-backup")
    make_backup(house, tmp_path / "saved", made_at=MADE_AT)
    lost = reserve(college, "after-the-backup")  # signed, out in the world, and unknown to the backup
    bring_back(house, tmp_path / "saved")
    assert finish_restore()
    later = {slot for number in range(20) for slot in reserve(college, f"later-{number}")}
    assert not later & (before | lost)
    assert not {url for url, _index in later} & {url for url, _index in before | lost}
    assert reserve(college, "before-the-backup") == before


def test_signing_keys_still_open(house: House, college: OrganisationView, tmp_path: Path) -> None:
    make_backup(house, tmp_path / "saved", made_at=MADE_AT)
    (house.keys / "master.key").write_bytes(b"x" * 32)
    bring_back(house, tmp_path / "saved")
    finish_restore()
    signer = authority.signer_for(college.uid)
    assert len(signer.sign(b"proof")) == 64


def test_what_is_left_to_do_waits_for_the_next_start(house: House, college: OrganisationView, tmp_path: Path) -> None:
    before = reserve(college, "before-the-backup")
    make_backup(house, tmp_path / "saved", made_at=MADE_AT)
    bring_back(house, tmp_path / "saved")  # and killed here, before finish_restore
    assert finish_restore()  # at the next start
    assert not finish_restore()
    later = reserve(college, "later")
    assert not {url for url, _index in later} & {url for url, _index in before}


def test_the_next_command_finishes_it(house: House, college: OrganisationView, tmp_path: Path) -> None:
    make_backup(house, tmp_path / "saved", made_at=MADE_AT)
    bring_back(house, tmp_path / "saved")
    source = Path(__file__).resolve().parents[2] / "src"
    told = {"DATABASE_URL": house.url, "SKILLMARK_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(source)}
    command = [sys.executable, "-m", "skillmark.config.main", "db", "upgrade"]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(house.url) as direct:
        assert direct.execute("SELECT count(*) FROM authority_statuslist WHERE closed_at IS NULL").fetchone() == (0,)
        assert direct.execute("SELECT to_regclass('restore_unfinished')").fetchone() == (None,)


def test_who_was_erased_stays_erased(house: House, tmp_path: Path) -> None:
    alice = people.register_person(actor=SYSTEM, email="alice@example.org", display_name="Alice")
    sealed = people.seal_for(alice.uid, b"a reflection")
    make_backup(house, tmp_path / "saved", made_at=MADE_AT)
    people.erase_person(actor=SYSTEM, person_uid=alice.uid)
    bring_back(house, tmp_path / "saved")
    finish_restore()
    with pytest.raises(people.Erased):
        people.open_for(alice.uid, sealed)
    with psycopg.connect(house.url) as direct:
        assert direct.execute("SELECT count(*) FROM people_person WHERE email LIKE 'alice%'").fetchone() == (0,)
