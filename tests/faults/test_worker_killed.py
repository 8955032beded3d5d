"""A worker killed in the middle of a job: the job is given to the next worker, and there is one credential."""

import signal
import subprocess
import time

import pytest
from tests.faults.test_issuing_killed import IssuingWorld, assert_one_of_everything, start
from tests.issuing_world import make_world

from skillmark.domains.awarding.models import SignedCredential

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LONGEST_S = 90


@pytest.fixture
def world(transactional_db: None) -> IssuingWorld:
    return make_world()


def test_the_job_of_a_dead_worker_is_done_by_the_next(world: IssuingWorld) -> None:
    award = world.decide()
    doomed = start("work_and_die.py", "stored")
    doomed.communicate(timeout=LONGEST_S)
    assert doomed.returncode == -signal.SIGKILL
    assert SignedCredential.objects.count() == 0
    heir = start("work_and_die.py", "none")
    try:
        _until_signed(heir)
    finally:
        heir.terminate()
        heir.communicate(timeout=30)
    assert_one_of_everything(award)


def _until_signed(worker: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + LONGEST_S
    while not SignedCredential.objects.exists():
        assert worker.poll() is None, "the second worker ended by itself"
        assert time.monotonic() < deadline, "nobody took up the job of the dead worker"
        time.sleep(0.2)
