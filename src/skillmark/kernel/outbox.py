"""Facts that one domain announces and others listen to, written in the same transaction as the fact itself.

An event is a frozen dataclass with a name and a version; it carries uids and figures, nothing personal. Each listener
has a cursor; an event, the listener's effects and the cursor's move commit together, so an effect happens once however
often delivery is killed.

Order: ids are handed out before commit, so a reader that trusts "the highest id I saw" skips a late commit. Hence a low
watermark: before it takes ids, an announcing transaction locks (shared, advisory, until it ends) the id last handed
out; a reader goes no further than the lowest id locked so. Nobody waits for anybody.

It does not call listeners inside the announcing transaction, and it does not know who listens.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import connection, models, transaction

from skillmark.kernel import jobs
from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal

DELIVER_JOB = "kernel.deliver"


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all announced facts. Subclasses set `name` and `version` and hold only str, int, float, bool or None."""

    name: ClassVar[str]
    version: ClassVar[int] = 1


class OutboxEntry(models.Model):
    """One announced fact. Append-only; its `id` is its place in the order."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    occurred_at = models.DateTimeField(default=now)

    class Meta:
        app_label = "kernel"
        indexes = [models.Index(fields=["name", "version", "id"])]


class ListenerCursor(models.Model):
    """How far one listener has read: the last event whose effects are committed."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    listener = models.CharField(max_length=120, unique=True)
    entry_id = models.BigIntegerField(default=0)

    class Meta:
        app_label = "kernel"


E = TypeVar("E", bound=Event)
_listeners: dict[str, tuple[type[Event], Callable[[Any, datetime], None]]] = {}


def listener(owner: str, event: type[E]) -> Callable[[Callable[[E, datetime], None]], Callable[[E, datetime], None]]:
    """Register a function for one event. `owner` is the listening domain; the key must never change once deployed."""

    def register(function: Callable[[E, datetime], None]) -> Callable[[E, datetime], None]:
        _listeners[f"{owner}:{event.name}@{event.version}:{function.__name__}"] = (event, function)
        return function

    return register


def announce(event: Event) -> None:
    """Write the fact in the caller's transaction and ask for its delivery after the commit. Two statements, one job."""
    if not connection.in_atomic_block:
        raise RuntimeError("announce an event inside the transaction that makes it true")
    _mark_in_flight()
    OutboxEntry.objects.create(name=event.name, version=event.version, payload=dataclasses.asdict(event))
    jobs.nudge(DELIVER_JOB)


def deliver_pending() -> int:
    """Give every listener what it has not seen and return how many deliveries were made.

    Listeners may announce further events; those are delivered too. Cost: three queries when there is nothing, else one
    transaction per delivery.
    """
    total = 0
    while behind := _listeners_behind():
        delivered = sum(_deliver_next(key) for key in behind)
        if not delivered:
            break
        total += delivered
    return total


_BEHIND = """
SELECT who.key FROM unnest(%s::text[], %s::text[], %s::int[]) AS who(key, name, version)
LEFT JOIN kernel_listenercursor AS read ON read.listener = who.key
WHERE EXISTS (SELECT 1 FROM kernel_outboxentry AS entry
              WHERE entry.name = who.name AND entry.version = who.version
                AND entry.id > coalesce(read.entry_id, 0) AND entry.id <= %s)
ORDER BY who.key
"""


def _listeners_behind() -> list[str]:
    """Return the listeners that have something settled to hear. Cost: one index look-up a listener."""
    events = [event for event, _function in _listeners.values()]
    settled = _settled_id()
    with connection.cursor() as cursor:
        cursor.execute(
            _BEHIND,
            [list(_listeners), [event.name for event in events], [event.version for event in events], settled],
        )
        return [key for (key,) in cursor.fetchall()]


def _deliver_next(key: str) -> bool:
    """Deliver one event to one listener, unless another process just did."""
    event_type, function = _listeners[key]
    settled = _settled_id()
    with transaction.atomic():
        ListenerCursor.objects.get_or_create(listener=key)
        cursor = ListenerCursor.objects.select_for_update().get(listener=key)
        entry = _unseen(event_type, cursor).filter(pk__lte=settled).first()
        if entry is None:
            return False
        function(event_type(**entry.payload), entry.occurred_at)
        cursor.entry_id = entry.pk
        cursor.save(update_fields=["entry_id"])
    return True


def _unseen(event_type: type[Event], cursor: ListenerCursor) -> models.QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(
        name=event_type.name, version=event_type.version, pk__gt=cursor.entry_id
    ).order_by("pk")


_LOCKS = 0x534B << 48  # advisory lock keys of ours: "SK" in the top 16 bits, an outbox id in the rest
_MARK = """
SELECT CASE WHEN coalesce(current_setting('skillmark.announcing', true), '') = '' THEN
    pg_advisory_xact_lock_shared(%s + (SELECT last_value FROM kernel_outboxentry_id_seq))::text
    || set_config('skillmark.announcing', 'yes', true) END
"""
_IN_FLIGHT = """
SELECT min(((classid::bigint << 32) | objid::bigint) - %s) FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = %s AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _mark_in_flight() -> None:
    """Lock the id last handed out, once per transaction, before a new one is taken."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [_LOCKS])


def _settled_id() -> int:
    """Return an id up to which every event is committed or gone. The sequence is read before the locks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM kernel_outboxentry_id_seq")
        handed_out: int = cursor.fetchone()[0]
        cursor.execute(_IN_FLIGHT, [_LOCKS, _LOCKS >> 48])
        in_flight: int | None = cursor.fetchone()[0]
    return handed_out if in_flight is None else min(handed_out, in_flight)
