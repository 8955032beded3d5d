"""Issuing survives a power cut: real processes, SIGKILL at each step, two workers at once.

After every kill the job is run again, and there is exactly one credential, with the id the decision fixed, no slot
given twice, one leaf and one event.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from tests.issuing_world import IssuingWorld, make_world

from skillmark.adapters.fetch.own import OwnFetcher
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, verify
from skillmark.domains.authority.models import LogEntry, StatusSlot
from skillmark.domains.awarding import api as awarding
from skillmark.domains.awarding.models import Award, SignedCredential
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.record.models import Entry
from skillmark.kernel.clock import now
from skillmark.kernel.models import OutboxEntry
from skillmark.kernel.outbox import deliver_pending

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> IssuingWorld:
    return make_world()


def start_worker(award_uid: str, fatal_step: str = "none") -> "subprocess.Popen[str]":
    """A process of its own on the same database and the same master key."""
    return start("issue_and_die.py", award_uid, fatal_step)


def start(program: str, *arguments: str) -> "subprocess.Popen[str]":
    found = connection.settings_dict
    url = (
        f"postgresql://{quote(found['USER'] or '')}:{quote(found['PASSWORD'] or '')}@/{found['NAME']}"
        f"?host={quote(found['HOST'] or '', safe='')}&port={found['PORT']}"
    )
    own: dict[str, Any] = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "skillmark.config.django"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
        "SKILLMARK_DATA_DIR": str(settings.DATA_DIR),
        "SKILLMARK_PUBLIC_URL": settings.PUBLIC_URL,
        "SKILLMARK_DEMO": "1",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SKILLMARK_")}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "faults" / program), *arguments],
        env=kept | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_worker(award_uid: str, fatal_step: str = "none") -> tuple[int, list[str]]:
    worker = start_worker(award_uid, fatal_step)
    out, err = worker.communicate(timeout=60)
    assert worker.returncode in {0, -signal.SIGKILL}, err
    return worker.returncode, out.split()


def assert_one_of_everything(award: awarding.AwardView) -> None:
    deliver_pending()
    data = awarding.credential_of(SYSTEM, award.uid)
    assert SignedCredential.objects.count() == 1
    assert json.loads(data)["id"] == award.credential_id
    assert verify(data, policy=STANDARD, fetcher=OwnFetcher(), at=now()).answer is Answer.HOLDS
    slots = StatusSlot.objects.values_list("status_list", "index")
    assert len(slots) == len(set(slots)) == 1
    assert LogEntry.objects.count() == 1
    assert OutboxEntry.objects.filter(name="awarding.award_issued").count() == 1
    assert Entry.objects.filter(award_uid=award.uid).count() == 1


@pytest.mark.parametrize("step", awarding.STEPS)
def test_killed_at_a_step_and_run_again_there_is_exactly_one_credential(world: IssuingWorld, step: str) -> None:
    award = world.decide()
    status, reached = run_worker(award.uid, step)
    assert status == -signal.SIGKILL
    assert reached == list(awarding.STEPS[: awarding.STEPS.index(step) + 1])

    was_committed = step == "committed"
    left = (SignedCredential.objects.count(), StatusSlot.objects.count(), LogEntry.objects.count())
    assert left == ((1, 1, 1) if was_committed else (0, 0, 0))
    assert Award.objects.get().issued_at is not None or not was_committed

    awarding.issue_award(award.uid)
    assert_one_of_everything(award)


def test_killed_three_times_in_a_row(world: IssuingWorld) -> None:
    award = world.decide()
    for step in ("signed", "stored", "announced"):
        assert run_worker(award.uid, step)[0] == -signal.SIGKILL
    assert run_worker(award.uid)[0] == 0
    assert_one_of_everything(award)


def test_four_workers_at_once_make_one_credential(world: IssuingWorld) -> None:
    award = world.decide()
    workers = [start_worker(award.uid) for _ in range(4)]
    for worker in workers:
        _, err = worker.communicate(timeout=90)
        assert worker.returncode == 0, err
    assert_one_of_everything(award)


def test_a_worker_waits_for_one_that_is_being_killed(world: IssuingWorld) -> None:
    award = world.decide()
    first, second = start_worker(award.uid, "signed"), start_worker(award.uid)
    first.communicate(timeout=90)
    _, err = second.communicate(timeout=90)
    assert first.returncode == -signal.SIGKILL or Award.objects.get().issued_at
    assert second.returncode == 0, err
    assert_one_of_everything(award)
