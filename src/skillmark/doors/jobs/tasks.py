"""What each job name does: call one domain's api. Jobs may be killed and run again, so each is idempotent.

`retry_stalled` is what brings a killed job back: a worker that dies leaves its job marked as running, and only the
heartbeat of the worker tells that it is gone.
"""

from contextlib import suppress

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from skillmark.domains.awarding import api as awarding
from skillmark.kernel import outbox

SILENCE_S = 12.0
"""A worker not heard of for so long is dead. Four of its heartbeats (`config.serving`)."""

RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(name=outbox.DELIVER_JOB, retry=RETRY, queueing_lock=outbox.DELIVER_JOB)
def deliver() -> None:
    """Give every listener what it has not seen."""
    outbox.deliver_pending()


@app.periodic(cron="* * * * *")
@app.task(name="kernel.sweep", queueing_lock="kernel.sweep")
def sweep(timestamp: int) -> None:
    """Once a minute deliver what an interrupted delivery left."""
    outbox.deliver_pending()


@app.periodic(cron="* * * * * */10")
@app.task(name="kernel.retry_stalled", queueing_lock="kernel.retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    """Every ten seconds put jobs of dead workers back on the queue."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_S):
        await app.job_manager.retry_job(job)


@app.task(name=awarding.ISSUE_JOB, retry=RETRY)
def issue_award(award_uid: str) -> None:
    """Sign one award. What the lint refuses stays on the award for its issuer to read; trying again would not help."""
    with suppress(awarding.LintRefused):
        awarding.issue_award(award_uid)
