"""An announced fact reaches each listener once, in order, and only if its transaction committed."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import pytest
from django.db import connection, transaction

from skillmark.kernel import outbox
from skillmark.kernel.outbox import Event, announce, deliver_pending, listener

pytestmark = pytest.mark.django_db(transaction=True)
heard: list[int] = []


@dataclass(frozen=True, slots=True)
class Struck(Event):
    name: ClassVar[str] = "test.struck"
    number: int


@pytest.fixture(autouse=True)
def _listening() -> Iterator[None]:
    heard.clear()

    @listener("test", Struck)
    def on_struck(event: Struck, occurred_at: datetime) -> None:
        if event.number == 13:
            raise RuntimeError("killed")
        heard.append(event.number)

    yield
    del outbox._listeners["test:test.struck@1:on_struck"]


def test_delivered_once_and_in_order() -> None:
    for number in (1, 2, 3):
        with transaction.atomic():
            announce(Struck(number))
    assert deliver_pending() == 3
    assert deliver_pending() == 0
    assert heard == [1, 2, 3]


def test_rolled_back_is_never_heard() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        announce(Struck(1))
        raise ZeroDivisionError
    deliver_pending()
    assert heard == []


def test_a_listener_that_fails_does_not_lose_its_place() -> None:
    for number in (1, 13, 2):
        with transaction.atomic():
            announce(Struck(number))
    for _ in range(2):
        with pytest.raises(RuntimeError):
            deliver_pending()
    assert heard == [1]


def test_a_late_commit_of_an_earlier_id_is_not_skipped() -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                announce(Struck(1))
                written.set()
                go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    written.wait(10)
    with transaction.atomic():
        announce(Struck(2))
    deliver_pending()
    assert heard == []  # 2 waits, since something older may still commit
    go_on.set()
    thread.join()
    deliver_pending()
    assert heard == [1, 2]


def test_announcing_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        announce(Struck(1))
