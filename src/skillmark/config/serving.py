"""Serve pages and work on jobs. In one process tree by default; `skillmark worker` adds more workers elsewhere."""

import asyncio
import threading

from django.conf import settings

HEARTBEAT_S, GIVEN_UP_AFTER_S = 3.0, 12.0
"""How often a worker says that it lives, and after how much silence its jobs are given to others."""


def serve(*, host: str, port: int, with_worker: bool) -> None:
    """Answer requests until stopped. With a worker, jobs start within about a fifth of a second."""
    from granian import Granian
    from granian.constants import Interfaces

    if with_worker:
        threading.Thread(target=work, kwargs={"concurrency": 2}, name="worker", daemon=True).start()
    print(f"Skillmark listens on {host}, port {port}: {settings.PUBLIC_URL}/ (Ctrl-C stops it)", flush=True)
    Granian(
        "skillmark.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=4,
        log_access=False,
    ).serve()


def work(*, concurrency: int = 2, wait: bool = True) -> None:
    """Work on jobs until stopped, or until none is left where `wait` is false."""
    asyncio.run(_work(concurrency if wait else 1, wait))  # several would each stop while another adds jobs


async def _work(concurrency: int, wait: bool) -> None:
    from procrastinate.contrib.django import app

    is_main = threading.current_thread() is threading.main_thread()
    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker.open_async():
        await worker.run_worker_async(
            concurrency=concurrency,
            wait=wait,
            install_signal_handlers=is_main,
            listen_notify=wait,
            delete_jobs="successful",
            update_heartbeat_interval=HEARTBEAT_S,
            stalled_worker_timeout=GIVEN_UP_AFTER_S,
        )
