"""A worker process of the kill tests: sign one award, and at the named step die as a power cut would have it.

Arguments: the award's uid, and a step of `awarding.STEPS` or "none". Prints the step reached before it dies.
"""

import os
import signal
import sys

import django


def main(award_uid: str, fatal_step: str) -> None:
    django.setup()
    from skillmark.domains.awarding import api as awarding

    def reached(step: str) -> None:
        print(step, flush=True)
        if step == fatal_step:
            os.kill(os.getpid(), signal.SIGKILL)

    awarding.issue_award(award_uid, reached=reached)


if __name__ == "__main__":
    main(*sys.argv[1:])
