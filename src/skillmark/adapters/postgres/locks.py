"""Locks that die with their process.

POSIX record locks (`lockf`): the kernel drops them when the process ends, however it ends, and a forked child does
not inherit them. They do not exclude threads of one process from each other: `gate` adds a thread lock for that.
A process must open a lock file only once at a time, since closing any descriptor of it drops the lock.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_threads = threading.Lock()


def take(path: Path, *, wait: bool) -> int | None:
    """An open descriptor holding the lock, or None when somebody else has it and `wait` is false."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def is_taken(path: Path) -> bool:
    """Whether another process holds the lock. Never call it for a lock this process holds: asking would drop it."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except PermissionError:
        return True
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def gate(path: Path) -> Iterator[None]:
    """One at a time: joining the server, or deciding to stop it."""
    with _threads:
        descriptor = take(path, wait=True)
        try:
            yield
        finally:
            if descriptor is not None:
                os.close(descriptor)
