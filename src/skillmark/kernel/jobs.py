"""Jobs are deferred by name. `doors.jobs` decides what a name does; a test holds every name to a task."""

from functools import partial
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def defer(name: str, *, lock: str | None = None, **args: Any) -> None:
    """Put one job on the queue in the caller's transaction: no commit, no job. Jobs of one `lock` run one at a time."""
    app.configure_task(name, lock=lock).defer(**args)


def nudge(name: str) -> None:
    """After the commit, make sure one job of that name is waiting.

    For work that a periodic sweep would find anyway: a kill between commit and nudge costs time, never the work. It
    must not happen inside the transaction: a queueing lock would make every other announcing transaction wait.
    """
    transaction.on_commit(partial(_enqueue_once, name))


def _enqueue_once(name: str) -> None:
    try:
        with transaction.atomic():
            app.configure_task(name, queueing_lock=name).defer()
    except AlreadyEnqueued:
        return
