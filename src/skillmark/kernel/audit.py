"""Who did what to which thing, and when. Append-only; ids only, nothing personal in `detail`."""

from typing import Any, ClassVar

from django.db import models

from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.kernel.privacy import Personal


class AuditRecord(models.Model):
    """One line of the audit trail. Never changed; the actor's uid points at nobody once that person is erased."""

    personal: ClassVar[Personal] = Personal({"actor_uid": "kept: names nobody once the person's row is gone"})

    at = models.DateTimeField(default=now)
    actor_uid = models.CharField(max_length=22, blank=True)
    by_system = models.BooleanField(default=False)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=40)
    object_uid = models.CharField(max_length=64)
    organisation_uid = models.CharField(max_length=22, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        app_label = "kernel"
        indexes = [
            models.Index(fields=["object_kind", "object_uid"]),
            models.Index(fields=["organisation_uid", "at"]),
        ]


def record(
    *,
    actor: Actor,
    action: str,
    object_kind: str,
    object_uid: str,
    organisation_uid: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one line in the caller's transaction. Cost: one insert."""
    AuditRecord.objects.create(
        actor_uid=actor.person_uid or "",
        by_system=actor.is_system,
        action=action,
        object_kind=object_kind,
        object_uid=object_uid,
        organisation_uid=organisation_uid,
        detail=detail or {},
    )
