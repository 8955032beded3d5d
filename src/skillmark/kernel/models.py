"""Where Django looks for the kernel's tables; each is defined beside what uses it."""

from skillmark.kernel.audit import AuditRecord
from skillmark.kernel.outbox import ListenerCursor, OutboxEntry

__all__ = ["AuditRecord", "ListenerCursor", "OutboxEntry"]
