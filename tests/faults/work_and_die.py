"""A job worker of the kill tests. Argument: a step of `awarding.STEPS` at which it dies, or "none"."""

import os
import signal
import sys
from functools import partial

import django


def main(fatal_step: str) -> None:
    django.setup()
    from skillmark.config import serving
    from skillmark.domains.awarding import api as awarding
    from skillmark.doors.jobs import tasks

    def reached(step: str) -> None:
        print(step, flush=True)
        if step == fatal_step:
            os.kill(os.getpid(), signal.SIGKILL)

    tasks.awarding.issue_award = partial(awarding.issue_award, reached=reached)  # type: ignore[assignment]
    serving.work(concurrency=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
